/** The contract of a command: what it takes and what it does. One file a command; `cli.ts` is their table. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Param, Params, Question } from "../ask/question.ts";
import { openView, type View } from "../ask/view.ts";
import { UsageError } from "../text/errors.ts";
import { type Message, messages, type Tongue } from "../text/messages.ts";
import { printJson, type Terminal } from "./terminal.ts";

export interface Setting {
  terminal: Terminal;
  tongue: Tongue;
  json: boolean;
  /** As given; null when it is to be found. */
  case: string | null;
  params: Params;
  /** Arguments without a name, when the command takes any number of them. */
  arguments: string[];
  signal: AbortSignal;
}

export interface Command {
  params: readonly Param[];
  /** Set when the command takes any number of arguments: their name in the usage line. */
  takesMany?: string;
  examples: readonly { command: string; says: Message }[];
  /** Does it; gives the exit code. */
  run(setting: Setting): Promise<number> | number;
}

export const done = 0;
export const doneWithProblems = 3;

/** A command that asks one question and prints its answer: for programs as JSON, for people as `print` says. */
export function asking<Answer extends object>(
  question: Question,
  print: (answer: Answer, setting: Setting) => void,
): Command {
  return {
    params: question.params.filter((param) => !param.hidden),
    examples: question.examples,
    async run(setting) {
      const answer = (await question.ask(viewFor(setting), setting.params)) as Answer;
      if (setting.json) printJson(answer);
      else print(answer, setting);
      return done;
    },
  };
}

/** The case that is meant, opened to be asked. */
export function viewFor(setting: Setting): View {
  return openView(caseFolder(setting.case), setting.tongue);
}

/** The case that is meant: the one given, else the only one in this folder. Throws `UsageError` when that is not one. */
export function caseFolder(given: string | null): string {
  if (given !== null) return resolve(given);
  const here = readdirSync(".").filter((name) => name.endsWith(".stemma"));
  const [only, ...more] = here;
  if (only === undefined) throw new UsageError(messages.noCaseHere);
  if (more.length) throw new UsageError(messages.manyCasesHere, { names: here.join(", ") });
  return resolve(only);
}

/** Page and total of a list, and what the user should know: to standard error, so that the list itself can be piped. */
export function printListEnd(
  answer: { query: object; total: number; offset: number; items: readonly unknown[]; notes: string[] },
  { terminal }: Setting,
): void {
  for (const note of answer.notes) terminal.aside(terminal.style("yellow", note));
  const { total, offset, items } = answer;
  const n = terminal.number;
  const fr = terminal.tongue === "fr";
  const shown = offset + items.length;
  if (items.length === 0) {
    // With nothing in the list, an empty screen would say less than a zero.
    if (total > 0) terminal.aside(fr ? `Aucun sur ${n(total)}` : `None of ${n(total)}`);
    else if (!("readAs" in answer.query)) terminal.aside(fr ? "Aucun" : "None");
  } else if (shown < total) {
    terminal.aside(
      fr
        ? `${n(offset + 1)} à ${n(shown)} sur ${n(total)} · suite : --offset ${shown}`
        : `${n(offset + 1)} to ${n(shown)} of ${n(total)} · more with --offset ${shown}`,
    );
  }
}
