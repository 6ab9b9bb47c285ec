/** `stemma open [SOURCE...]`: ingest, serve and open the browser, all at once; results can be searched while the ingest goes on. */

import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServedAnswer } from "../ask/answers.ts";
import { IngestThread } from "../ingest/thread.ts";
import { openBrowser } from "../server/browser.ts";
import type { RunningServer } from "../server/server.ts";
import { UsageError } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import type { Command, Setting } from "./command.ts";
import { caseFolderFor, ingestOptions, ingestParams } from "./ingesting.ts";
import { progressLine } from "./progress.ts";
import { printReceipt } from "./receipt.ts";
import { portParam } from "./serve.ts";
import { serveCase, untilStopped } from "./serving.ts";
import { printJson } from "./terminal.ts";

export const open: Command = {
  params: [
    ...ingestParams,
    portParam,
    {
      name: "no-browser",
      type: "flag",
      summary: { en: "only print the address", fr: "afficher seulement l’adresse" },
    },
  ],
  takesMany: "[SOURCE...]",
  examples: [
    { command: "stemma open", says: { en: "the example case", fr: "le dossier d’exemple" } },
    {
      command: "stemma open ./release",
      says: { en: "builds ./release.stemma and opens it", fr: "construit ./release.stemma et l’ouvre" },
    },
    {
      command: "stemma open ./release.stemma",
      says: { en: "opens a case that is there already", fr: "ouvre un dossier déjà construit" },
    },
  ],
  async run(setting) {
    const { terminal, tongue } = setting;
    const given = setting.arguments;
    const [only] = given;
    // A case that is there already is opened as it is: its sources may be elsewhere by now.
    if (given.length === 1 && only !== undefined && existsSync(join(only, "case.sqlite"))) {
      const running = await serveCase(setting, resolve(only));
      await show(setting, running);
      return untilStopped(setting, running);
    }
    for (const path of given) if (!existsSync(path)) throw new UsageError(messages.sourceMissing, { path });
    const sources = given.length ? given.map((path) => realpathSync(path)) : [exampleSources()];
    const folder = given.length ? caseFolderFor(sources, setting.case) : exampleCase(setting.case);
    const progress = progressLine(terminal);
    const thread = new IngestThread(ingestOptions(setting, folder, sources), progress.show);
    await thread.begun;
    const running = await serveCase(setting, folder, thread);
    await show(setting, running);
    const ended = thread.ended.then(
      (receipt) => {
        progress.end();
        if (!setting.json) printReceipt(receipt, terminal);
        terminal.aside(tongue === "fr" ? "Prêt. Ctrl-C pour arrêter." : "Ready. Ctrl-C stops it.");
      },
      (error: Error) => {
        progress.end();
        throw error;
      },
    );
    const [code] = await Promise.all([untilStopped(setting, running).finally(() => thread.stop()), ended]);
    return code;
  },
};

async function show({ terminal, params, tongue, json }: Setting, running: RunningServer): Promise<void> {
  if (json) printJson({ url: running.url } satisfies ServedAnswer);
  else terminal.line(tongue === "fr" ? `Ouvrez : ${running.url}` : `Open: ${running.url}`);
  // Other accounts can read the command line of the browser: the address that it is given works once.
  if (!params["no-browser"]) await openBrowser(running.urlForOnce());
}

function exampleSources(): string {
  return fileURLToPath(new URL("../../examples/castellane", import.meta.url));
}

/** Where the system keeps caches: the case of the example can be made anew at any time, and the clone stays as it is. */
function exampleCase(given: string | null): string {
  if (given !== null) return resolve(given);
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  return join(base, "stemma", "The Castellane release.stemma");
}
