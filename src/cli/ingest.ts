/** `stemma ingest SOURCE...`: builds or updates a case and prints its receipt. */

import type { IngestAnswer } from "../ask/answers.ts";
import { shellWord } from "../ask/problems.ts";
import { UsageError } from "../text/errors.ts";
import { messages, say } from "../text/messages.ts";
import { type Command, doneWithProblems } from "./command.ts";
import { caseFolderFor, ingestFor, ingestParams } from "./ingesting.ts";
import { codeFor, printReceipt } from "./receipt.ts";
import { printJson } from "./terminal.ts";

export const ingestCommand: Command = {
  params: ingestParams,
  takesMany: "SOURCE...",
  examples: [
    {
      command: "stemma ingest ./release",
      says: { en: "builds ./release.stemma", fr: "construit ./release.stemma" },
    },
    {
      command: "stemma ingest ./drop-1 ./drop-2 --case affair.stemma --link hardlink",
      says: {
        en: "two drops in one case, without copying",
        fr: "deux livraisons dans un dossier, sans copier",
      },
    },
  ],
  async run(setting) {
    if (setting.arguments.length === 0) throw new UsageError(messages.sourceNeeded);
    const folder = caseFolderFor(setting.arguments, setting.case);
    const receipt = await ingestFor(setting, folder, setting.arguments, {});
    if (setting.json) printJson({ case: folder, receipt } satisfies IngestAnswer);
    else {
      printReceipt(receipt, setting.terminal);
      setting.terminal.line(setting.terminal.style("dim", folder));
      if (codeFor(receipt) === doneWithProblems)
        setting.terminal.aside(say(messages.seeProblems, setting.tongue, { case: shellWord(folder) }));
    }
    return codeFor(receipt);
  },
};
