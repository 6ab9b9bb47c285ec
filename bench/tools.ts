/** The programs that are measured: Stemma and its peers, each with its own index in a folder of the benchmark's. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Command, costOf, isInstalled, sizeOnDisk } from "./process.ts";

/** A search that every program understands in its own words. */
export interface Search {
  label: string;
  kind: "word" | "and" | "phrase" | "from" | "subject" | "month" | "or" | "not";
  /** Words, an address, or a month as `2005-03`. */
  terms: readonly string[];
}

export interface Tool {
  name: string;
  /** Makes ready what is not measured: configuration, an empty index. */
  prepare(): Promise<void>;
  index: Command;
  /** Bytes of what it built. */
  indexBytes(): number;
  search(search: Search): Command;
  /** How many messages match; null where it cannot be asked. */
  hits(search: Search): Promise<number | null>;
}

const shown = "50";
const root = path.dirname(import.meta.dirname);
export const stemmaProgram = path.join(root, "bin", "stemma.js");

/** Stemma over a maildir, its case in `home`. `options` are passed on to `ingest`. */
export function stemma(
  maildir: string,
  home: string,
  options: readonly string[],
): Tool & { caseFolder: string } {
  const caseFolder = path.join(home, "bench.stemma");
  const say = (search: Search): string => {
    const [a = "", b = ""] = search.terms;
    const said: Record<Search["kind"], string> = {
      word: a,
      and: `${a} ${b}`,
      phrase: `"${a} ${b}"`,
      from: `from:${a}`,
      subject: `subject:${a}`,
      month: `date:${a}`,
      or: `${a} OR ${b}`,
      not: `${a} -${b}`,
    };
    return said[search.kind];
  };
  const ask = (search: Search, ...more: string[]): Command => ({
    command: stemmaProgram,
    args: ["search", "--case", caseFolder, "--limit", shown, ...more, "--", say(search)],
  });
  return {
    name: "stemma",
    caseFolder,
    prepare: async () => fresh(home),
    // 3: done, with problems to look at; mail at large has some.
    index: {
      command: stemmaProgram,
      args: ["ingest", maildir, "--case", caseFolder, ...options],
      allowed: [0, 3],
    },
    indexBytes: () =>
      ["", "-wal"].reduce((sum, end) => sum + sizeOnDisk(path.join(caseFolder, `case.sqlite${end}`)), 0),
    search: ask,
    hits: async (search) =>
      (JSON.parse((await costOf(ask(search, "--json"))).printed) as { total: number }).total,
  };
}

/** The peers that are installed. Nothing of the user's own configuration is read or written. */
export function peers(maildir: string, home: string): Tool[] {
  return [
    notmuch(maildir, path.join(home, "notmuch")),
    mu(maildir, path.join(home, "mu")),
    recoll(maildir, path.join(home, "recoll")),
  ].filter((tool) => isInstalled(tool.index.command));
}

function notmuch(maildir: string, home: string): Tool {
  const env = { NOTMUCH_CONFIG: path.join(home, "config"), HOME: home };
  const say = ({ kind, terms: [a = "", b = ""] }: Search): string =>
    ({
      word: a,
      and: `${a} and ${b}`,
      phrase: `"${a} ${b}"`,
      from: `from:${a}`,
      subject: `subject:${a}`,
      month: `date:${a}..${a}`,
      or: `${a} or ${b}`,
      not: `${a} and not ${b}`,
    })[kind];
  return {
    name: "notmuch",
    prepare: async () => {
      fresh(home);
      mkdirSync(path.join(home, "index"));
      writeFileSync(
        env.NOTMUCH_CONFIG,
        `[database]\npath=${path.join(home, "index")}\nmail_root=${maildir}\n[user]\nname=Bench\nprimary_email=bench@example.org\n[new]\ntags=\n`,
      );
    },
    index: { command: "notmuch", args: ["new", "--quiet"], env },
    indexBytes: () => sizeOnDisk(path.join(home, "index")),
    search: (search) => ({ command: "notmuch", args: ["search", `--limit=${shown}`, say(search)], env }),
    hits: async (search) =>
      Number(
        (await costOf({ command: "notmuch", args: ["count", "--output=messages", say(search)], env }))
          .printed,
      ),
  };
}

function mu(maildir: string, home: string): Tool {
  const muhome = `--muhome=${path.join(home, "index")}`;
  const env = { HOME: home };
  const say = ({ kind, terms: [a = "", b = ""] }: Search): string => {
    const [first, last] = monthEnds(a);
    return {
      word: a,
      and: `${a} AND ${b}`,
      phrase: `"${a} ${b}"`,
      from: `from:${a}`,
      subject: `subject:${a}`,
      month: `date:${first}..${last}`,
      or: `${a} OR ${b}`,
      not: `${a} AND NOT ${b}`,
    }[kind];
  };
  return {
    name: "mu",
    prepare: async () => {
      fresh(home);
      await costOf({ command: "mu", args: ["init", muhome, `--maildir=${maildir}`, "--quiet"], env });
    },
    index: { command: "mu", args: ["index", muhome, "--quiet"], env },
    indexBytes: () => sizeOnDisk(path.join(home, "index")),
    // 2 and 4: nothing found.
    search: (search) => ({
      command: "mu",
      args: ["find", muhome, "-n", shown, say(search)],
      env,
      allowed: [0, 2, 4],
    }),
    hits: async (search) => {
      const { printed } = await costOf({
        command: "mu",
        args: ["find", muhome, "--fields=i", say(search)],
        env,
        allowed: [0, 2, 4],
      });
      return printed.split("\n").filter((line) => line !== "").length;
    },
  };
}

function recoll(maildir: string, home: string): Tool {
  const config = path.join(home, "config");
  const env = { HOME: home, RECOLL_CONFDIR: config };
  const say = ({ kind, terms: [a = "", b = ""] }: Search): string => {
    const [first, last] = monthEnds(a, "-");
    return {
      word: a,
      and: `${a} ${b}`,
      phrase: `"${a} ${b}"`,
      from: `author:${a}`,
      subject: `title:${a}`,
      month: `mime:message/rfc822 date:${first}/${last}`,
      or: `${a} OR ${b}`,
      not: `${a} -${b}`,
    }[kind];
  };
  return {
    name: "recoll",
    prepare: async () => {
      fresh(home);
      mkdirSync(config);
      writeFileSync(path.join(config, "recoll.conf"), `topdirs = ${maildir}\nloglevel = 2\n`);
    },
    index: { command: "recollindex", args: ["-c", config], env },
    indexBytes: () => sizeOnDisk(path.join(config, "xapiandb")),
    search: (search) => ({ command: "recollq", args: ["-c", config, "-n", shown, say(search)], env }),
    hits: async (search) => {
      const { printed } = await costOf({
        command: "recollq",
        args: ["-c", config, "-n", "1", say(search)],
        env,
      });
      const found = /(\d+) results/.exec(printed)?.[1];
      return found === undefined ? null : Number(found);
    },
  };
}

/** First and last day of a month, `20050301` or `2005-03-01`. */
function monthEnds(month: string, between = ""): [string, string] {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const stem = month.replace("-", between) + between;
  return [`${stem}01`, `${stem}${last}`];
}

function fresh(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
