/** What goes wrong names the thing, says what to do, goes to standard error and ends with the code that is promised. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, it } from "node:test";
import type { Answer, DocumentLine, ErrorAnswer } from "../../src/ask/answers.ts";
import { exampleCase, exampleSources, type RunOptions, stemma } from "./stemma.ts";

let made: Awaited<ReturnType<typeof exampleCase>>;
/** Id of a story. */
let document = "";
before(async () => {
  made = await exampleCase();
  const { stdout } = await stemma(["documents", "kind:story", "--json", "--case", made.case]);
  document = (JSON.parse(stdout) as Answer<DocumentLine>).items[0]?.id ?? "";
});
after(() => made.remove());

interface Wrong {
  name: string;
  args: () => string[];
  code: 1 | 2;
  /** What the English and the French sentence must hold: the thing, and what to do. */
  en: RegExp[];
  fr: RegExp[];
  options?: () => RunOptions;
}

const inCase =
  (...args: string[]) =>
  () => [...args, "--case", made.case];

const wrongs: Wrong[] = [
  {
    name: "an unknown command",
    args: () => ["serach"],
    code: 2,
    en: [/“serach”/, /search, documents/, /stemma --help/],
    fr: [/« serach »/, /Voir/],
  },
  {
    name: "a command that JavaScript knows and we do not",
    args: () => ["constructor"],
    code: 2,
    en: [/“constructor”/],
    fr: [/« constructor »/],
  },
  {
    name: "help on an unknown command",
    args: () => ["help", "serach"],
    code: 2,
    en: [/“serach”/],
    fr: [/« serach »/],
  },
  {
    name: "an unknown option",
    args: inCase("search", "x", "--frob"),
    code: 2,
    en: [/--frob/, /--limit/, /stemma search --help/],
    fr: [/--frob/, /Il y a/],
  },
  {
    name: "an option without its value",
    args: inCase("search", "x", "--limit"),
    code: 2,
    en: [/--limit needs a value/],
    fr: [/--limit attend/],
  },
  {
    name: "a flag with a value",
    args: inCase("search", "x", "--facets=yes"),
    code: 2,
    en: [/--facets takes no value/],
    fr: [/--facets/],
  },
  {
    name: "a number that is none",
    args: inCase("search", "x", "--limit", "many"),
    code: 2,
    en: [/“many”/, /--limit/, /0–1000/],
    fr: [/« many »/],
  },
  {
    name: "a number below what is allowed",
    args: inCase("documents", "--limit", "-1"),
    code: 2,
    en: [/“-1”/, /--limit/],
    fr: [/« -1 »/],
  },
  {
    name: "half a number",
    args: inCase("documents", "--offset", "1.5"),
    code: 2,
    en: [/“1.5”/, /--offset/],
    fr: [/« 1.5 »/],
  },
  {
    name: "a date that is none",
    args: inCase("contacts", "--from", "March"),
    code: 2,
    en: [/“March”/, /--from/, /2020-03-15/],
    fr: [/« March »/],
  },
  {
    name: "a month that is none",
    args: inCase("timeline", "--to", "2021-13"),
    code: 2,
    en: [/“2021-13”/, /--to/],
    fr: [/« 2021-13 »/],
  },
  {
    name: "a choice that is none",
    args: inCase("search", "x", "--sort", "size"),
    code: 2,
    en: [/“size”/, /best, newest, oldest/],
    fr: [/« size »/],
  },
  {
    name: "a language that is none",
    args: inCase("search", "x", "--lang", "de"),
    code: 2,
    en: [/“de”/, /en, fr/],
    fr: [],
  },
  {
    name: "a budget that is none",
    args: () => ["ingest", exampleSources, "--budget", "patience=3", "--case", path.join(made.folder, "no")],
    code: 2,
    en: [/patience=3/, /time \(seconds\), bytes/],
    fr: [/patience=3/],
  },
  {
    name: "a budget without a number",
    args: () => ["ingest", exampleSources, "--budget", "time=long", "--case", path.join(made.folder, "no")],
    code: 2,
    en: [/time=long/],
    fr: [/time=long/],
  },
  {
    name: "no document",
    args: inCase("show"),
    code: 2,
    en: [/document is missing/, /stemma show --help/],
    fr: [/document/],
  },
  {
    name: "a document that is not there",
    args: inCase("show", "d_0000000000000000"),
    code: 2,
    en: [/d_0000000000000000/, /stemma search/],
    fr: [/d_0000000000000000/, /stemma search/],
  },
  {
    name: "a passage behind the end",
    args: () => ["show", document, "--passage", "0-9999999", "--case", made.case],
    code: 2,
    en: [/0-9999999/, /runs from 0 to \d+/],
    fr: [/0-9999999/],
  },
  {
    name: "a passage that ends before it begins",
    args: () => ["show", document, "--passage", "9-3", "--case", made.case],
    code: 2,
    en: [/9-3/],
    fr: [/9-3/],
  },
  {
    name: "a passage that is none",
    args: () => ["show", document, "--passage", "here", "--case", made.case],
    code: 2,
    en: [/“here”/, /A-B/],
    fr: [/« here »/],
  },
  {
    name: "a thread of what is no message",
    args: () => ["thread", document, "--case", made.case],
    code: 2,
    en: [/not a message/, /stemma search kind:message/],
    fr: [/pas un message/],
  },
  {
    name: "an argument too many",
    args: inCase("contacts", "holt"),
    code: 2,
    en: [/“holt”/],
    fr: [/« holt »/],
  },
  {
    name: "no source",
    args: () => ["ingest"],
    code: 2,
    en: [/stemma ingest FOLDER/],
    fr: [/stemma ingest DOSSIER/],
  },
  {
    name: "a source that is not there",
    args: () => ["ingest", "no-such-folder"],
    code: 2,
    en: [/no-such-folder/],
    fr: [/no-such-folder/],
  },
  {
    name: "a source to open that is not there",
    args: () => ["open", "no-such-folder", "--no-browser"],
    code: 2,
    en: [/no-such-folder/],
    fr: [/no-such-folder/],
  },
  {
    name: "a case as a source",
    args: () => ["ingest", made.case],
    code: 2,
    en: [/is a case/, /stemma open/],
    fr: [/stemma open/],
  },
  {
    name: "a case among other files",
    args: () => ["ingest", exampleSources, "--case", exampleSources],
    code: 2,
    en: [/holds other things/, /--case/],
    fr: [/--case/],
  },
  {
    name: "a case where a file is",
    args: () => ["ingest", exampleSources, "--case", path.join(exampleSources, "drop-2", "empty.txt")],
    code: 2,
    en: [/empty\.txt/, /--case/],
    fr: [/--case/],
  },
  {
    name: "a file to retry that is not there",
    args: inCase("problems", "--retry", "nowhere.mbox"),
    code: 2,
    en: [/nowhere\.mbox/, /stemma problems/],
    fr: [/nowhere\.mbox/],
  },
  {
    name: "a case that is not there",
    args: () => ["documents", "--case", "no-such.stemma"],
    code: 1,
    en: [/no-such\.stemma/, /stemma ingest/],
    fr: [/no-such\.stemma/, /stemma ingest/],
  },
  {
    name: "no case in this folder",
    args: () => ["documents"],
    code: 2,
    en: [/--case/, /stemma ingest/],
    fr: [/--case/],
    options: () => ({ cwd: folderWith("none") }),
  },
  {
    name: "several cases in this folder",
    args: () => ["documents"],
    code: 2,
    en: [/a\.stemma, b\.stemma/, /--case/],
    fr: [/a\.stemma, b\.stemma/],
    options: () => ({ cwd: folderWith("several", "a.stemma", "b.stemma") }),
  },
  {
    name: "a case of a newer Stemma",
    args: () => ["documents", "--case", caseChanged("newer", "PRAGMA user_version = 99")],
    code: 1,
    en: [/newer\.stemma/, /newer Stemma/, /99/, /Update/],
    fr: [/99/, /jour/],
  },
  {
    name: "a database of another program",
    args: () => ["documents", "--case", caseChanged("other", "PRAGMA application_id = 7")],
    code: 1,
    en: [/other\.stemma/, /another program/],
    fr: [/autre programme/],
  },
  {
    name: "a case that is damaged",
    args: () => ["documents", "--case", damagedCase()],
    code: 1,
    en: [/damaged\.stemma/, /ingest the sources again/],
    fr: [/damaged\.stemma/],
  },
];

describe("an error", () => {
  for (const { name, args, code, en, fr, options } of wrongs)
    it(`says what to do: ${name}`, async () => {
      const english = await stemma(args(), options?.());
      assert.equal(english.code, code, english.stderr);
      assert.equal(english.stdout, "");
      for (const said of en) assert.match(english.stderr, said);
      assert.doesNotMatch(english.stderr, /^\s+at /m);
      assert.match(english.stderr, /^stemma: /);

      if (args().includes("--lang")) return;
      const french = await stemma([...args(), "--lang", "fr", "--json"], options?.());
      assert.equal(french.code, code);
      for (const said of fr) assert.match(french.stderr, said);
      const { error } = JSON.parse(french.stdout) as ErrorAnswer;
      assert.equal(error.code, code === 2 ? "usage" : "failure");
      assert.ok(french.stderr.includes(error.message));
    });

  it("leaves nothing behind where an ingest was refused", () => {
    assert.ok(!readdirSync(made.folder).includes("no"));
    assert.ok(!readdirSync(exampleSources).includes("case.sqlite"));
  });
});

describe("an exit code", () => {
  it("is 0 for an answer, also for one that holds nothing", async () => {
    assert.equal((await stemma(["search", "zzzz", "--case", made.case])).code, 0);
    assert.equal((await stemma(["search", "--limit", "0", "--case", made.case])).code, 0);
    assert.equal((await stemma(["--version"])).code, 0);
  });

  it("is 3 where an ingest leaves problems, and 0 where it leaves none", async () => {
    const target = path.join(made.folder, "codes.stemma");
    assert.equal((await stemma(["ingest", path.join(exampleSources, "drop-2"), "--case", target])).code, 3);
    rmSync(target, { recursive: true });
    assert.equal((await stemma(["ingest", path.join(exampleSources, "stories"), "--case", target])).code, 0);
  });

  it("is 0 for problems: showing them is what was asked", async () => {
    assert.equal((await stemma(["problems", "--case", made.case])).code, 0);
  });
});

/** A folder of this name with empty folders in it. */
function folderWith(name: string, ...inside: string[]): string {
  const folder = path.join(made.folder, name);
  for (const one of ["", ...inside]) mkdirSync(path.join(folder, one), { recursive: true });
  return folder;
}

function copiedCase(name: string): string {
  const copy = path.join(made.folder, `${name}.stemma`);
  rmSync(copy, { recursive: true, force: true });
  cpSync(made.case, copy, { recursive: true });
  return copy;
}

function caseChanged(name: string, sql: string): string {
  const copy = copiedCase(name);
  const database = new DatabaseSync(path.join(copy, "case.sqlite"));
  database.exec(sql);
  database.close();
  return copy;
}

function damagedCase(): string {
  const copy = copiedCase("damaged");
  for (const name of readdirSync(copy)) if (name.startsWith("case.sqlite")) rmSync(path.join(copy, name));
  writeFileSync(path.join(copy, "case.sqlite"), "not a database at all, ".repeat(400));
  return copy;
}
