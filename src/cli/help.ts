/** What `--help` says: usage, one line each, examples. */
import type { Param } from "../ask/question.ts";
import { summaries } from "../ask/summaries.ts";
import type { Tongue } from "../text/messages.ts";
import type { Command } from "./command.ts";
import type { Terminal } from "./terminal.ts";

const words = {
  en: {
    usage: "Usage",
    command: "COMMAND",
    commands: "Commands",
    options: "Options",
    examples: "Examples",
    what: "Turns a folder of documents into a case to search, read, and hold a story against.",
    more: "stemma COMMAND --help says more.",
    case: "the case; the only *.stemma in this folder without it",
    json: "one JSON value to standard output",
    lang: "language of what Stemma says",
    codes: "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with problems to look at, 130 interrupted",
    default: "without it",
    start: [
      ["stemma open ./release", "read a folder, and open it in the browser"],
      ["stemma search 'with:holt date:2021-03'", "messages with one person in one month"],
      ["stemma problems", "what was not read, and why"],
    ],
  },
  fr: {
    usage: "Usage ",
    command: "COMMANDE",
    commands: "Commandes",
    options: "Options",
    examples: "Exemples",
    what: "Fait d’un dossier de documents un dossier d’enquête à fouiller, à lire, et auquel confronter un article.",
    more: "stemma COMMANDE --help en dit plus.",
    case: "le dossier ; sans elle, le seul *.stemma du répertoire",
    json: "une valeur JSON sur la sortie standard",
    lang: "langue de ce que dit Stemma",
    codes:
      "Codes de sortie : 0 fait, 1 échec, 2 mauvais usage, 3 fait mais des problèmes restent à voir, 130 interrompu",
    default: "sans elle\u00a0",
    start: [
      ["stemma open ./fuite", "lire un répertoire et l’ouvrir dans le navigateur"],
      ["stemma search 'with:holt date:2021-03'", "messages avec une personne, sur un mois"],
      ["stemma problems", "ce qui n’a pas été lu, et pourquoi"],
    ],
  },
} as const;

/** What `stemma --help` prints. */
export function generalHelp(names: readonly (keyof typeof summaries)[], terminal: Terminal): string {
  const w = words[terminal.tongue];
  return [
    w.what,
    "",
    `${terminal.style("bold", w.usage)}: stemma ${w.command} [ARGUMENTS] [--case CASE] [--json] [--lang en|fr]`,
    "",
    terminal.style("bold", w.commands),
    ...table(
      names.map((name) => [name, summaries[name][terminal.tongue]]),
      terminal,
    ),
    "",
    terminal.style("bold", w.examples),
    ...table(w.start, terminal),
    "",
    ...broken(w.codes, terminal.columns - 1),
    w.more,
  ].join("\n");
}

/** What `stemma COMMAND --help` prints. */
export function commandHelp(name: keyof typeof summaries, command: Command, terminal: Terminal): string {
  const { tongue } = terminal;
  const w = words[tongue];
  return [
    summaries[name][tongue],
    "",
    `${terminal.style("bold", w.usage)}: ${usageOf(name, command)}`,
    "",
    terminal.style("bold", w.options),
    ...table([...argumentRows(command, tongue), ...globalRows(tongue)], terminal),
    ...(command.examples.length
      ? [
          "",
          terminal.style("bold", w.examples),
          ...command.examples.map(({ command: line, says }) => `  ${line}\n      ${says[tongue]}`),
        ]
      : []),
  ].join("\n");
}

/** `stemma show DOCUMENT [options]` */
export function usageOf(name: string, command: Command): string {
  const places = command.params
    .filter((param) => param.positional)
    .map((param) => (param.required ? upper(param.name) : `[${upper(param.name)}]`));
  if (command.takesMany) places.push(command.takesMany);
  return ["stemma", name, ...places, "[options]"].join(" ");
}

/** Arguments and options of one command: how it is written, what it is. */
export function argumentRows({ params }: Command, tongue: Tongue): [string, string][] {
  const positional = params.filter((param) => param.positional);
  const named = params.filter((param) => !param.positional);
  return [
    ...positional.map((param): [string, string] => [upper(param.name), describe(param, tongue)]),
    ...named.map((param): [string, string] => [optionName(param), describe(param, tongue)]),
  ];
}

/** Options that every command takes. */
export function globalRows(tongue: Tongue): [string, string][] {
  const w = words[tongue];
  return [
    ["--case CASE", w.case],
    ["--json", w.json],
    ["--lang en|fr", w.lang],
  ];
}

function upper(name: string): string {
  return name === "q" ? "QUERY" : name.toUpperCase();
}

function optionName(param: Param): string {
  if (param.type === "flag") return `--${param.name}`;
  if (param.choices) return `--${param.name} ${param.choices.join("|")}`;
  return `--${param.name} ${{ number: "N", date: "DATE", text: upper(param.name), flag: "" }[param.type]}`;
}

function describe(param: Param, tongue: Tongue): string {
  const summary = param.summary[tongue];
  return param.default === undefined || param.default === "" || param.default === 0
    ? summary
    : `${summary} (${words[tongue].default}: ${param.default})`;
}

/** Two columns; the second is broken between words where the terminal is narrow, unless that leaves no room for it. */
function table(rows: readonly (readonly [string, string])[], { columns }: Terminal): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  const indent = `\n${" ".repeat(width + 4)}`;
  const room = columns - width - 5;
  return rows.map(
    ([left, right]) => `  ${left.padEnd(width)}  ${room < 20 ? right : broken(right, room).join(indent)}`,
  );
}

function broken(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}
