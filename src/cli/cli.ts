/**
 * The command line: `stemma COMMAND [ARGUMENTS]`. This file is the table of commands and says how arguments, help, languages and
 * errors work; each command is a file of its own, loaded when it is used. A face computes nothing: answers come from `ask/`.
 */
import { parseArgs } from "node:util";
import { summaries } from "../ask/summaries.ts";
import { Failure, UsageError } from "../text/errors.ts";
import { messages, say, type Tongue } from "../text/messages.ts";
import type { Command, Setting } from "./command.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { terminalFor } from "./terminal.ts";

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
    if (argv.includes("--json"))
      process.stdout.write(`${JSON.stringify({ error: { code: error.name, message: error.in(tongue), hint: "" } })}\n`);
    const terminal = terminalFor(tongue);
    terminal.aside(`stemma: ${error.in(tongue)}`);
    if (error instanceof UsageError) terminal.aside(say(messages.seeHelp, tongue));
    return error instanceof UsageError ? wrongUsage : failed;
  } finally {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onInterrupt);
  }
}

async function run(argv: readonly string[], tongue: Tongue, signal: AbortSignal): Promise<number> {
  const terminal = terminalFor(tongue);
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const about = name === "help" && rest[0] !== undefined && isCommand(rest[0]) ? rest[0] : null;
    terminal.line(about ? commandHelp(about, await commands[about](), terminal) : generalHelp(commandNames, terminal));
    return 0;
  }
  if (name === "--version" || name === "-v") {
    const { default: description } = await import("../../package.json", { with: { type: "json" } });
    terminal.line(description.version);
    return 0;
  }
  if (!isCommand(name)) throw new UsageError(messages.noSuchCommand, { name, names: commandNames.join(", ") });
  const command = await commands[name]();
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.line(commandHelp(name, command, terminal));
    return 0;
  }
  return command.run(await settingOf(command, rest, terminal, tongue, signal));
}

function isCommand(name: string): name is CommandName {
  return name in commands;
}

async function settingOf(
  command: Command,
  argv: readonly string[],
  terminal: Setting["terminal"],
  tongue: Tongue,
  signal: AbortSignal,
): Promise<Setting> {
  const { readParams } = await import("../ask/question.ts");
  const options: Record<string, { type: "string" | "boolean"; multiple?: boolean }> = {
    case: { type: "string" },
    json: { type: "boolean" },
    lang: { type: "string" },
  };
  for (const param of command.params)
    if (!param.positional) options[param.name] = { type: param.type === "flag" ? "boolean" : "string" };
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({ args: quotedDashes([...argv], options), options, allowPositionals: true }) as typeof parsed;
  } catch (error) {
    throw new UsageError(messages.wrongArguments, { error: (error as Error).message.split(". ")[0] ?? "" });
  }
  const { lang, json, case: folder, ...raw } = parsed.values;
  if (lang !== undefined && lang !== "en" && lang !== "fr")
    throw new UsageError(messages.paramWrong, { name: "lang", value: String(lang), wanted: "en, fr" });
  const positional = command.params.filter((param) => param.positional);
  const [last] = positional.slice(-1);
  positional.forEach((param, index) => {
    // The words of a query need no quotes: what is left belongs to the last argument.
    const given = param === last ? parsed.positionals.slice(index).join(" ") : parsed.positionals[index];
    if (given) raw[param.name] = given;
  });
  if (positional.length === 0 && !command.takesMany && parsed.positionals.length)
    throw new UsageError(messages.wrongArguments, { error: parsed.positionals.join(" ") });
  return {
    terminal,
    tongue,
    json: json === true,
    case: typeof folder === "string" ? folder : null,
    params: readParams(command, raw),
    arguments: parsed.positionals,
    signal,
  };
}

/** `-word` excludes a word from a search: a single dash is never an option but for `-h`. Everything after `--` stands as it is. */
function quotedDashes(argv: string[], options: Record<string, { type: string }>): string[] {
  const names: string[] = [];
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? "";
    if (argument === "--") {
      words.push(...argv.slice(at + 1));
      break;
    }
    if (!argument.startsWith("--")) {
      words.push(argument);
      continue;
    }
    names.push(argument);
    const option = options[argument.slice(2)];
    const value = argv[at + 1];
    if (option?.type === "string" && value !== undefined) {
      // With `=`, a value that begins with a dash is not taken for an option.
      names[names.length - 1] = `${argument}=${value}`;
      at += 1;
    }
  }
  return [...names, "--", ...words];
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
