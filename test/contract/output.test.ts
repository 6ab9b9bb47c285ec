/** What is printed is for the eyes of one person and for the next program in the pipe: nothing in it may act. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Answer, DocumentLine } from "../../src/ask/answers.ts";
import { environment, exampleCase, exampleSources, program, stemma, temporaryFolder } from "./stemma.ts";

const windows = process.platform === "win32";
let made: Awaited<ReturnType<typeof exampleCase>>;
before(async () => {
  made = await exampleCase();
});
after(() => made.remove());

const listed = async (folder: string, ...args: string[]): Promise<DocumentLine[]> =>
  (
    JSON.parse(
      (await stemma(["documents", ...args, "--json", "--case", folder])).stdout,
    ) as Answer<DocumentLine>
  ).items;

describe("a list", () => {
  it("goes to standard output, and what is said about it to standard error", async () => {
    const { stdout, stderr } = await stemma(["documents", "--limit", "3", "--case", made.case]);
    assert.equal(stdout.trimEnd().split("\n").length, 3);
    for (const line of stdout.trimEnd().split("\n")) assert.match(line, /^d_[0-9a-z]{16} {2}/);
    assert.match(stderr, /1 to 3 of \d+ · more with --offset 3/);
  });

  it("goes on where --offset says, without a gap and without a document twice", async () => {
    const all = (await listed(made.case, "--limit", "1000")).map(({ id }) => id);
    const pages: string[] = [];
    for (let offset = 0; offset < all.length; offset += 20)
      pages.push(
        ...(await listed(made.case, "--limit", "20", "--offset", String(offset))).map(({ id }) => id),
      );
    assert.deepEqual(pages, all);
    assert.equal(new Set(all).size, all.length);
  });

  it("that holds nothing says of how many", async () => {
    for (const args of [
      ["--limit", "0"],
      ["--offset", "1000"],
    ]) {
      const { stdout, stderr, code } = await stemma(["documents", ...args, "--case", made.case]);
      assert.equal(stdout, "");
      assert.match(stderr, /^None of \d+$/m);
      assert.equal(code, 0);
    }
  });

  it("takes -word as a word to leave out, and the words of a query without quotes", async () => {
    const total = async (...args: string[]): Promise<number> =>
      (
        JSON.parse((await stemma(["search", ...args, "--json", "--case", made.case])).stdout) as {
          total: number;
        }
      ).total;
    const [all, those, others] = [await total(), await total("centre"), await total("-centre")];
    assert.equal(those + others, all);
    assert.equal(await total("information", "centre", "-video"), await total("information centre -video"));
  });

  it("shows wide characters whole", async () => {
    const { stdout } = await stemma(["documents", "lang:fr", "kind:story", "--case", made.case]);
    assert.match(stdout, /données personnelles/);
    assert.ok(!stdout.includes("\ufffd"));
  });
});

describe("a pipe that is closed early", () => {
  it("ends the command without a stack trace", { skip: windows && "no shell with pipes" }, async () => {
    for (const command of [
      "documents --limit 1000",
      "export",
      "contacts --limit 1000",
      "export --format csv",
      "search --limit 1000",
    ]) {
      const { stderr } = await shell(`"$NODE" "$STEMMA" ${command} --case "$CASE" | head -1`);
      assert.doesNotMatch(stderr, /EPIPE|^\s+at /m, command);
    }
    const both = await shell('"$NODE" "$STEMMA" documents --case "$CASE" 2>&1 | true');
    assert.equal(both.stderr, "");
  });
});

function shell(line: string): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const env = environment({ NODE: process.execPath, STEMMA: program, CASE: made.case });
    execFile("sh", ["-c", line], { env }, (error, stdout, stderr) =>
      error ? reject(error) : resolve({ stdout, stderr }),
    );
  });
}

// biome-ignore lint/complexity/useRegexLiterals: written as text, the escape can be seen
const colour = new RegExp("\\u001b\\[\\d+m", "g");
// biome-ignore lint/complexity/useRegexLiterals: the same
const acting = new RegExp("[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202d\\u202e]");

describe("colours", () => {
  it("are for terminals, unless NO_COLOR or a dumb terminal says otherwise", async () => {
    const args = ["search", "centre", "--limit", "2", "--case", made.case];
    assert.match((await stemma(args, { terminalColumns: 80 })).stdout, colour);
    assert.doesNotMatch((await stemma(args)).stdout, colour);
    assert.doesNotMatch((await stemma(args, { terminalColumns: 80, env: { NO_COLOR: "1" } })).stdout, colour);
    assert.doesNotMatch((await stemma(args, { terminalColumns: 80, env: { TERM: "dumb" } })).stdout, colour);
  });
});

describe("French", () => {
  it("is spoken with --lang fr, and where the environment asks for it", async () => {
    const args = ["search", "kind:story", "--limit", "1", "--case", made.case];
    for (const { stdout, stderr } of [
      await stemma([...args, "--lang", "fr"]),
      await stemma(["--lang=fr", ...args]),
      await stemma(args, { env: { LC_ALL: "fr_CH.UTF-8" } }),
    ]) {
      assert.match(stdout, /Article · 9 déc\. 2021/);
      assert.match(stderr, /compris comme/);
    }
  });

  it("is asked for by the option before the environment", async () => {
    const { stderr } = await stemma(["search", "x", "--lang", "en", "--case", made.case], {
      env: { LANG: "fr_FR.UTF-8" },
    });
    assert.match(stderr, /read as/);
  });
});

describe("what strangers wrote", () => {
  let folder = "";
  let remove = (): void => {};
  let hostile = "";
  const esc = "\u001b";

  before(async () => {
    ({ folder, remove } = temporaryFolder());
    const sources = path.join(folder, "sources");
    mkdirSync(sources);
    const body = `Subject line: ${esc}]0;owned\u0007 ${esc}[2J${esc}[8mhidden ${esc}[31mred \u009b2J \u202eesrever\r\nsecond line\r\n`;
    writeFileSync(path.join(sources, "note.txt"), body);
    writeFileSync(
      path.join(sources, "mail.eml"),
      [
        `From: =?utf-8?Q?=1B]0=3Bowned=07_Mallory_=1B[8m?= <mallory@stemma.example>`,
        "To: =?utf-8?Q?=3DHYPERLINK(=22x=22)?= <victim@stemma.example>, +1@stemma.example",
        "Date: Mon, 15 Mar 2021 16:30:42 -0400",
        "Subject: =?utf-8?Q?=3Dcmd|=27_/C_calc=27!A0_=1B[2J?=",
        "Message-ID: <=1B[2J@stemma.example>",
        "X-Odd: \u001b[2J\u009b",
        "",
        body,
      ].join("\r\n"),
    );
    if (!windows) {
      writeFileSync(
        path.join(sources, `${esc}[8m${esc}]0;owned\u0007\u202egnp.txt`),
        "in a file with a hostile name\n",
      );
      writeFileSync(path.join(sources, "two\nlines\t.txt"), "");
      writeFileSync(path.join(sources, `=cmd ${esc}[2J.xyz`), Buffer.from([0, 1, 2, 3, 255, 254, 0, 7]));
    }
    hostile = path.join(folder, "hostile.stemma");
    const { code, stderr } = await stemma(["ingest", sources, "--case", hostile]);
    assert.ok(code === 0 || code === 3, stderr);
  });
  after(() => remove());

  it("does not move a cursor, hide text or turn the direction of reading, on a terminal or in a pipe", async () => {
    const documents = await listed(hostile);
    assert.ok(documents.length >= 2);
    const lines = [
      ["search", "--facets"],
      ["search", "hidden"],
      ["documents"],
      ["timeline"],
      ["contacts"],
      ["problems"],
      ...documents.map(({ id }) => ["show", id]),
      ...documents
        .filter(({ kind }) => kind === "message")
        .flatMap(({ id }) => [
          ["thread", id],
          ["show", id, "--headers"],
        ]),
    ];
    for (const line of lines)
      for (const form of [[], ["--json"]])
        for (const options of [{}, { terminalColumns: 80 }]) {
          const { stdout, stderr } = await stemma([...line, ...form, "--case", hostile], options);
          const printed = (stdout + stderr).replace(colour, "terminalColumns" in options ? "" : "$&");
          assert.doesNotMatch(printed, acting, line.join(" "));
          // Of the codes that colour, those that hide are not ours.
          assert.ok(!stdout.includes(`${esc}[8m`), line.join(" "));
        }
  });

  it("keeps one line one line, whatever a title or a file name holds", {
    skip: windows && "no such names",
  }, async () => {
    const { stdout } = await stemma(["documents", "--case", hostile]);
    for (const line of stdout.trimEnd().split("\n")) assert.match(line, /^d_/);
    const problems = await stemma(["problems", "--case", hostile]);
    assert.match(problems.stdout, /^two lines \.txt/m);
  });

  it("is no formula in a table", async () => {
    for (const what of ["documents", "contacts"]) {
      const { stdout } = await stemma(["export", "--format", "csv", "--what", what, "--case", hostile]);
      const cells = cellsOf(stdout);
      assert.ok(
        cells.some((cell) => cell.startsWith("'=")),
        `${what}: the hostile cell is there, and harmless`,
      );
      for (const cell of cells) assert.doesNotMatch(cell, /^\s*[=+\-@\t\r]/, what);
    }
  });

  it("does not reach a terminal as bytes: an original goes to a file", async () => {
    const [first] = await listed(hostile);
    const { code, stdout, stderr } = await stemma(
      ["show", first?.id ?? "", "--original", "--case", hostile],
      { terminalColumns: 80 },
    );
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /--original > FILE/);
  });
});

/** All cells of a table in RFC 4180. */
function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/(?:^|,|\n)(?:"((?:[^"]|"")*)"|([^,"\n]*))/g)].map(
    ([, quoted, bare]) => quoted?.replace(/""/g, '"') ?? bare ?? "",
  );
}

describe("two cases", () => {
  it("do not know of each other, and give what both hold the same id", async () => {
    const stories = path.join(made.folder, "stories.stemma");
    await stemma(["ingest", path.join(exampleSources, "stories"), "--case", stories]);
    const [small, large] = [
      await listed(stories, "--limit", "1000"),
      await listed(made.case, "--limit", "1000"),
    ];
    assert.ok(small.length >= 8 && small.length < large.length);
    const ids = new Set(large.map(({ id }) => id));
    for (const { id, kind } of small) {
      assert.equal(kind, "story");
      assert.ok(ids.has(id), id);
    }
  });

  it("in one folder are told apart by --case, and the only one needs none", async () => {
    const { folder, remove } = temporaryFolder();
    try {
      cpSync(made.case, path.join(folder, "one.stemma"), { recursive: true });
      assert.equal((await stemma(["documents", "--limit", "1"], { cwd: folder })).code, 0);
      cpSync(made.case, path.join(folder, "two.stemma"), { recursive: true });
      assert.equal((await stemma(["documents", "--limit", "1"], { cwd: folder })).code, 2);
      assert.equal(
        (await stemma(["documents", "--limit", "1", "--case", "two.stemma"], { cwd: folder })).code,
        0,
      );
    } finally {
      remove();
    }
  });
});

describe("an original", () => {
  it("comes out as the bytes that went in", async () => {
    const { id = "" } =
      (await listed(made.case, "file:visit-on-thursday.eml")).find(({ place }) =>
        place.endsWith("/visit-on-thursday.eml"),
      ) ?? {};
    const { stdout } = await stemma(["show", id, "--original", "--case", made.case]);
    const { readFileSync } = await import("node:fs");
    assert.equal(
      stdout,
      readFileSync(path.join(exampleSources, "drop-1/mail/kept/visit-on-thursday.eml"), "utf8"),
    );
  });
});
