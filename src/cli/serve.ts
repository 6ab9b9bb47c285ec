/** `stemma serve`: serves a case on this machine, for its browser alone. */

import type { ServedAnswer } from "../ask/answers.ts";
import type { Param } from "../ask/question.ts";
import { type Command, caseFolder } from "./command.ts";
import { serveCase, untilStopped } from "./serving.ts";
import { printJson } from "./terminal.ts";

export const portParam: Param = {
  name: "port",
  type: "number",
  min: 1,
  max: 65_535,
  summary: {
    en: "port to serve on; the first free one without it",
    fr: "port à servir ; le premier libre sans elle",
  },
};

export const serveCommand: Command = {
  params: [portParam],
  examples: [
    {
      command: "stemma serve --case affair.stemma",
      says: { en: "prints the address to open", fr: "affiche l’adresse à ouvrir" },
    },
  ],
  async run(setting) {
    const running = await serveCase(setting, caseFolder(setting.case));
    if (setting.json) printJson({ url: running.url } satisfies ServedAnswer);
    else setting.terminal.line(running.url);
    return untilStopped(setting, running);
  },
};
