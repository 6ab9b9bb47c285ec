/** `stemma problems`: the receipt and what was not read; with `--retry FILE`, reads one file again. */
import type { ProblemsAnswer } from "../ask/answers.ts";
import { problems, shellWord } from "../ask/problems.ts";
import { textParam } from "../ask/question.ts";
import { type Command, caseFolder, done, printListEnd, viewFor } from "./command.ts";
import { budgetParam, ingestFor } from "./ingesting.ts";
import { codeFor, printReceipt } from "./receipt.ts";
import { printJson } from "./terminal.ts";

export const problemsCommand: Command = {
  params: [
    ...problems.params,
    {
      name: "retry",
      type: "text",
      summary: {
        en: "read this file again: its path as shown here",
        fr: "relire ce fichier : son chemin tel qu’affiché ici",
      },
    },
    budgetParam,
  ],
  examples: problems.examples,
  async run(setting) {
    const retry = textParam(setting.params, "retry");
    if (retry !== undefined) await ingestFor(setting, caseFolder(setting.case), null, { retry });
    const answer = (await problems.ask(viewFor(setting), setting.params)) as ProblemsAnswer;
    if (setting.json) {
      printJson(answer);
      return retry === undefined ? done : codeFor(answer.receipt);
    }
    const { terminal } = setting;
    const named = setting.case === null ? "" : ` --case ${shellWord(setting.case)}`;
    printReceipt(answer.receipt, terminal);
    for (const problem of answer.items) {
      terminal.line();
      terminal.row(`${terminal.style("bold", problem.path)}  ${terminal.style("dim", problem.what)}`);
      terminal.row(`  ${problem.reason}`);
      if (problem.hint) terminal.row(terminal.style("dim", `  ${problem.hint}`));
      if (!problem.partial) terminal.row(terminal.style("dim", `  ${problem.retry}${named}`));
    }
    printListEnd(answer, setting);
    return retry === undefined ? done : codeFor(answer.receipt);
  },
};
