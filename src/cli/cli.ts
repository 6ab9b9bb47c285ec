/**
 * The command line: `stemma COMMAND [ARGUMENTS]`. This file is the table of commands and says how arguments, help, languages and
 * errors work; each command is a file of its own, loaded when it is used. A face computes nothing: answers come from `ask/`.
 */
import type { summaries } from "../ask/summaries.ts";
import { Failure, UsageError } from "../text/errors.ts";
import { messages, say, type Tongue } from "../text/messages.ts";
import { asksForHelp, readArguments } from "./arguments.ts";
import type { Command, Setting } from "./command.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { printJson, terminalFor } from "./terminal.ts";

const commands = {
  open: async () => (await import("./open.ts")).open,
  ingest: async () => (await import("./ingest.ts")).ingestCommand,
  serve: async () => (await import("./serve.ts")).serveCommand,
  search: async () => (await import("./search.ts")).searchCommand,
  documents: async () => (await import("./documents.ts")).documentsCommand,
  show: async () => (await import("./show.ts")).showCommand,
  problems: async () => (await import("./problems.ts")).problemsCommand,
  thread: async () => (await import("./thread.ts")).threadCommand,
  contacts: async () => (await import("./contacts.ts")).contactsCommand,
  timeline: async () => (await import("./timeline.ts")).timelineCommand,
  export: async () => (await import("./export.ts")).exportCommand,
} as const satisfies Partial<Record<keyof typeof summaries, () => Promise<Command>>>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];

/** The declaration of a command, for help and for the documentation. */
export async function commandNamed(name: CommandName): Promise<Command> {
  return commands[name]();
}

const failed = 1;
const wrongUsage = 2;
const interrupted = 130;

/** Runs one command line (without the program's own name) and gives its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let tongue = environmentTongue();
  const stop = new AbortController();
  const onInterrupt = () => {
    // The second time there is nothing left to wait for.
    if (stop.signal.aborted) process.exit(interrupted);
    stop.abort();
  };
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onInterrupt);
  try {
    const asked = languageIn(argv);
    if (asked) tongue = asked;
    const code = await run(argv, tongue, stop.signal);
    return stop.signal.aborted ? interrupted : code;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Failure)) throw error;
    const wrong = error instanceof UsageError;
    const hint = wrong ? say(messages.seeHelp, tongue, { command: commandIn(argv) }) : "";
    if (argv.includes("--json"))
      printJson({ error: { code: wrong ? "usage" : "failure", message: error.in(tongue), hint } });
    const terminal = terminalFor(tongue);
    terminal.aside(`stemma: ${error.in(tongue)}`);
    if (hint) terminal.aside(hint);
    return wrong ? wrongUsage : failed;
  } finally {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onInterrupt);
  }
}

async function run(argv: readonly string[], tongue: Tongue, signal: AbortSignal): Promise<number> {
  const terminal = terminalFor(tongue);
  const { name, rest } = splitCommand(argv);
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const about = name === "help" ? splitCommand(rest).name : undefined;
    if (about === undefined || about.startsWith("-")) terminal.line(generalHelp(commandNames, terminal));
    else terminal.line(commandHelp(knownCommand(about), await commands[knownCommand(about)](), terminal));
    return 0;
  }
  if (name === "--version" || name === "-v") {
    const { default: description } = await import("../../package.json", { with: { type: "json" } });
    terminal.line(description.version);
    return 0;
  }
  const known = knownCommand(name);
  const command = await commands[known]();
  if (asksForHelp(rest)) {
    terminal.line(commandHelp(known, command, terminal));
    return 0;
  }
  const setting = await settingOf(command, rest, terminal, tongue, signal);
  try {
    return await command.run(setting);
  } catch (error) {
    throw await damageAsFailure(error, setting.case);
  }
}

/** A database that is damaged within shows it only when it is asked. */
async function damageAsFailure(error: unknown, folder: string | null): Promise<unknown> {
  if ((error as NodeJS.ErrnoException).code !== "ERR_SQLITE_ERROR") return error;
  const { asFailure } = await import("../case/case.ts");
  const { caseFolder } = await import("./command.ts");
  return asFailure(error, caseFolder(folder));
}

/** Options that every command takes: they may also stand before it. */
const everywhere: ReadonlyMap<string, "value" | "flag"> = new Map([
  ["case", "value"],
  ["json", "flag"],
  ["lang", "value"],
]);

/** The name of the command, and everything else in its order. */
function splitCommand(argv: readonly string[]): { name: string | undefined; rest: string[] } {
  let at = 0;
  for (let argument = argv[at]; argument?.startsWith("--"); argument = argv[at]) {
    const takes = everywhere.get(argument.slice(2).split("=")[0] ?? "");
    if (takes === undefined) break;
    at += takes === "value" && !argument.includes("=") ? 2 : 1;
  }
  return { name: argv[at], rest: [...argv.slice(0, at), ...argv.slice(at + 1)] };
}

/** The command that a line names, with a blank, for `stemma COMMAND --help`; empty when it names none. */
function commandIn(argv: readonly string[]): string {
  const { name } = splitCommand(argv);
  return name !== undefined && isCommand(name) ? `${name} ` : "";
}

function knownCommand(name: string): CommandName {
  if (!isCommand(name))
    throw new UsageError(messages.noSuchCommand, { name, names: commandNames.join(", ") });
  return name;
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

async function settingOf(
  command: Command,
  argv: readonly string[],
  terminal: Setting["terminal"],
  tongue: Tongue,
  signal: AbortSignal,
): Promise<Setting> {
  const { readParams } = await import("../ask/question.ts");
  const options = new Map(everywhere);
  for (const param of command.params)
    if (!param.positional) options.set(param.name, param.type === "flag" ? "flag" : "value");
  const { options: given, words } = readArguments(argv, options);
  const { lang, json, case: folder, ...raw } = given;
  if (lang !== undefined && lang !== "en" && lang !== "fr")
    throw new UsageError(messages.paramWrong, { name: "lang", value: String(lang), wanted: "en, fr" });
  const positional = command.params.filter((param) => param.positional);
  const last = positional.at(-1);
  positional.forEach((param, index) => {
    // The words of a query need no quotes: what is left belongs to the last argument.
    const value = param === last ? words.slice(index).join(" ") : words[index];
    if (value) raw[param.name] = value;
  });
  if (positional.length === 0 && !command.takesMany && words[0] !== undefined)
    throw new UsageError(messages.tooManyArguments, { value: words[0] });
  return {
    terminal,
    tongue,
    json: json === true,
    case: typeof folder === "string" ? folder : null,
    params: readParams(command, raw),
    arguments: words,
    signal,
  };
}

function languageIn(argv: readonly string[]): Tongue | null {
  const at = argv.findIndex((argument) => argument === "--lang" || argument.startsWith("--lang="));
  const value = at < 0 ? null : argv[at]?.includes("=") ? argv[at]?.split("=")[1] : argv[at + 1];
  return value === "en" || value === "fr" ? value : null;
}

function environmentTongue(): Tongue {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || "").toLowerCase().startsWith("fr") ? "fr" : "en";
}
