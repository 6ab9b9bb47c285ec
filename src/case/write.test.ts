import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type TestContext, test } from "node:test";
import { dumpOf, faultsOf } from "../../test/support/dump.ts";
import { temporaryFolder } from "../../test/support/folder.ts";
import { findIn } from "../find/find.ts";
import { type Draft, undated } from "../text/document.ts";
import { type Case, openCaseToWrite } from "./case.ts";
import { contactsOf, documentById, textAndMarks } from "./documents.ts";
import { prepared } from "./prepared.ts";
import { receiptOf } from "./receipt.ts";
import { beginRun, sourceRow } from "./runs.ts";
import { forgetOriginal, type OriginalRead, type Place, Writer } from "./write.ts";

interface Written {
  folder: string;
  made: Case;
  writer: Writer;
  place: (path: string) => Place;
}

function emptyCase(test: TestContext): Written {
  const folder = temporaryFolder(test);
  const made = openCaseToWrite(folder);
  test.after(() => made.close());
  const source = sourceRow(made, "/somewhere/drop");
  const writer = new Writer(made, "finders 1", beginRun(made));
  return { folder, made, writer, place: (path) => ({ in: "source", source, path, mtimeMs: 1 }) };
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function draftOf(text: string, more: Partial<Draft> = {}): Draft {
  return {
    key: "",
    kind: "paper",
    title: null,
    text,
    marks: [],
    language: "en",
    date: undated,
    outlet: null,
    author: null,
    url: null,
    origin: { kind: "bytes", start: 0, end: text.length },
    ...more,
  };
}

const header = "From: Ada <ada@b.example>\n";
/** A message and a print-out with a message in it. */
const message = draftOf(`${header}\nThe report was sent. (b)(6)`, {
  kind: "message",
  outlet: "Mail",
  marks: [{ kind: "header", value: "from", start: 0, end: header.length - 1 }],
  message: {
    method: "header",
    messageId: "1@b",
    inReplyTo: [],
    references: ["0@b"],
    parties: [{ role: "from", name: "Ada", address: "ada@b.example", start: 6, end: 25 }],
  },
  pages: [
    {
      number: 1,
      label: null,
      start: 0,
      end: 10,
      width: 600,
      height: 800,
      words: Float32Array.of(0, 4, 1, 2, 3, 4),
    },
  ],
});

function readOf(place: Place, drafts: Draft[], more: Partial<OriginalRead> = {}): OriginalRead {
  const sha256 = more.sha256 ?? sha256Of(drafts.map(({ text }) => text).join());
  const found = drafts.map((draft) => ({
    draft,
    findings: findIn({ ...draft, message: draft.message ?? null }),
  }));
  return {
    sha256,
    sizeBytes: 10,
    mediaType: "text/plain",
    held: "copy",
    place,
    documents: prepared(sha256, found),
    problems: [],
    ended: { state: "read", reader: "plain/1.1", members: 0 },
    ...more,
  };
}

const begun = { ended: null } as const;
const endedWith = (members: number) => ({
  documents: [],
  ended: { state: "read" as const, reader: "zip/1.1", members },
});

test("the same thing written twice, by this writer or the next, changes nothing", (t) => {
  const { folder, made, writer, place } = emptyCase(t);
  const read = readOf(place("a.eml"), [message], {
    problems: [{ stage: "read", state: "failed", code: "bad-date", partial: true }],
  });
  writer.write(read);
  const dump = dumpOf(folder);
  assert.equal(dump.document?.length, 1);
  assert.equal(dump.problem?.length, 1);
  writer.write(read);
  new Writer(made, "finders 1", 1).write(read);
  assert.deepEqual(dumpOf(folder), dump);
  assert.equal(writer.documents, 1);
});

test("what was written comes out as it went in: text, marks, parties, places", (t) => {
  const { made, writer, place } = emptyCase(t);
  const long = draftOf(`Née à Brest 🤔 \ue000 ${"mot à mot ".repeat(2000)}`, {
    marks: [{ kind: "heading", value: 2, start: 0, end: 3 }],
  });
  writer.write(readOf(place("a.eml"), [message]));
  writer.write(readOf(place("b.txt"), [long]));
  const [first, second] = made
    .rows<{ key: string }>("SELECT key FROM document ORDER BY id")
    .map(({ key }) => documentById(made, `d_${key}`));
  assert.ok(first && second);
  assert.equal(textAndMarks(made, first.row).text, message.text);
  assert.deepEqual(textAndMarks(made, second.row), { text: long.text, marks: long.marks });
  assert.deepEqual(contactsOf(made, first.row)[0]?.parties, [
    { role: "from", name: "Ada", address: "ada@b.example", start: 6, end: 25 },
  ]);
  assert.deepEqual(
    [first.kind, first.outlet, second.date.edtf, second.title],
    ["message", "Mail", null, null],
  );
});

test("forgetting an original leaves no row of it, and no conversation that hangs in the air", (t) => {
  const { folder, made, writer, place } = emptyCase(t);
  const other = draftOf("Another message.", {
    kind: "message",
    message: { method: "header", messageId: "2@b", inReplyTo: ["1@b"], references: [], parties: [] },
  });
  writer.write(readOf(place("a.eml"), [message]));
  writer.write(readOf(place("b.eml"), [other]));
  made.run("UPDATE message SET conversation = 1");
  const before = dumpOf(folder);
  forgetOriginal(made, 1);
  const count = (table: string) => made.row<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n;
  assert.deepEqual(
    [
      "document",
      "text",
      "message",
      "contact",
      "contact_party",
      "redaction",
      "page",
      "problem",
      "original",
      "occurrence",
    ].map(count),
    [1, 1, 1, 0, 0, 0, 0, 0, 2, 2],
  );
  assert.equal(made.row("SELECT 1 FROM search WHERE search MATCH 'report'"), undefined);
  assert.deepEqual(
    made
      .rows<{ conversation: number | null }>("SELECT conversation FROM message")
      .map(({ conversation }) => conversation),
    [null],
  );
  assert.deepEqual(faultsOf(folder), []);
  assert.equal(receiptOf(made).pending, 1);
  new Writer(made, "finders 1", 1).write(readOf(place("a.eml"), [message]));
  made.run("UPDATE message SET conversation = (SELECT document FROM message WHERE message_id = '1@b')");
  assert.deepEqual(dumpOf(folder), before);
});

test("rows can be taken out of an index of any size", (t) => {
  const { made, writer, place } = emptyCase(t);
  // The index numbers its own pages beyond what a number of JavaScript can hold.
  for (let n = 0; n < 60; n++)
    writer.write(
      readOf(place(`${n}.txt`), [
        draftOf(Array.from({ length: 3000 }, (_, m) => `w${(n * 7919 + m * 104729) % 99991}`).join(" ")),
      ]),
    );
  for (let n = 1; n <= 60; n++) forgetOriginal(made, n);
  assert.equal(made.row<{ n: number }>("SELECT count(*) AS n FROM document")?.n, 0);
});

test("two readings of one container at two places, told in turns, are one container", (t) => {
  const { folder, made, writer, place } = emptyCase(t);
  const zip = sha256Of("zip");
  const problem = { stage: "read", state: "failed", code: "count-differs", partial: true } as const;
  const first = (path: string) => readOf(place(path), [], { sha256: zip, ...begun, problems: [problem] });
  const member = (ordinal: number) =>
    readOf(
      { in: "container", sha256: zip, ordinal, path: `m${ordinal}`, range: null },
      [draftOf(`Member ${ordinal}`)],
      { held: "member" },
    );
  const last = (path: string) => readOf(place(path), [], { sha256: zip, ...endedWith(2) });
  for (const read of [
    first("a.zip"),
    member(0),
    first("b.zip"),
    member(0),
    member(1),
    last("a.zip"),
    member(1),
    last("b.zip"),
  ])
    writer.write(read);
  const dump = dumpOf(folder);
  assert.deepEqual([dump.occurrence?.length, dump.problem?.length, dump.document?.length], [4, 1, 2]);
  const { found, read, same, partial } = receiptOf(made);
  assert.deepEqual([found, read, same, partial], [4, 3, 1, 1]);
});

test("what a cut off ingest had begun is told again, not twice", (t) => {
  const { folder, made, writer, place } = emptyCase(t);
  const zip = sha256Of("zip");
  const problem = { stage: "read", state: "failed", code: "count-differs", partial: true } as const;
  const first = readOf(place("a.zip"), [draftOf("About the zip.")], {
    sha256: zip,
    ...begun,
    problems: [problem],
  });
  const member = readOf(
    { in: "container", sha256: zip, ordinal: 0, path: "m", range: null },
    [draftOf("Member")],
    { held: "member" },
  );
  writer.write(first);
  writer.write(member);
  const next = new Writer(made, "finders 1", 1);
  for (const read of [first, member, readOf(place("a.zip"), [], { sha256: zip, ...endedWith(1) })])
    next.write(read);
  const dump = dumpOf(folder);
  assert.deepEqual([dump.problem?.length, dump.document?.length, dump.occurrence?.length], [1, 2, 2]);
  assert.deepEqual(faultsOf(folder), []);
});

test("a reading replaces a skipping, and no skipping a reading", (t) => {
  const { made, writer, place } = emptyCase(t);
  const text = "Too deep in there, not here.";
  const skipped = readOf(place("deep"), [], {
    sha256: sha256Of(text),
    problems: [{ stage: "read", state: "skipped", code: "budget-depth" }],
    ended: { state: "skipped", reader: "none", members: null },
  });
  writer.write(skipped);
  assert.equal(receiptOf(made).skipped, 1);
  writer.write(readOf(place("here"), [draftOf(text)], { sha256: sha256Of(text) }));
  writer.write(skipped);
  const { read, skipped: left, same } = receiptOf(made);
  assert.deepEqual([read, left, same], [1, 0, 1]);
  assert.equal(made.row<{ n: number }>("SELECT count(*) AS n FROM problem")?.n, 0);
});

test("what was met as an attachment and then as a file is held as a file, whichever comes first", (t) => {
  const held = (turned: boolean): unknown => {
    const { made, writer, place } = emptyCase(t);
    const reads = [
      readOf(
        { in: "container", sha256: sha256Of("zip"), ordinal: 0, path: "m", range: null },
        [draftOf("Both")],
        { held: "member" },
      ),
      readOf(place("both.txt"), [draftOf("Both")], { held: "hardlink" }),
    ];
    writer.write(readOf(place("a.zip"), [], { sha256: sha256Of("zip"), ...begun }));
    for (const read of turned ? reads.reverse() : reads) writer.write(read);
    return made.row<{ held: number }>("SELECT held FROM original WHERE id = 2")?.held;
  };
  assert.deepEqual([held(false), held(true)], [2, 2]);
});

test("a file that changed keeps what it was, marked as gone; what it was before that comes back as itself", (t) => {
  const { made, writer, place } = emptyCase(t);
  const places = () =>
    made
      .rows<{ original: number; gone: number | null }>("SELECT original, gone FROM occurrence ORDER BY id")
      .map(({ original, gone }) => [original, gone !== null]);
  writer.write(readOf(place("a.txt"), [draftOf("one")]));
  writer.write(readOf(place("a.txt"), [draftOf("two")]));
  assert.deepEqual(places(), [
    [1, true],
    [2, false],
  ]);
  writer.write(readOf(place("a.txt"), [draftOf("one")]));
  assert.deepEqual(places(), [
    [1, false],
    [2, true],
  ]);
  assert.deepEqual([writer.added, writer.changed], [1, 2]);
});

test("a file that cannot be opened is found and lost, and found again once it can be", (t) => {
  const { folder, made, writer, place } = emptyCase(t);
  const lost = {
    place: place("a.txt"),
    sizeBytes: 3,
    problem: { stage: "walk", state: "failed", code: "unreadable", args: { error: "EACCES" } },
  } as const;
  writer.writeLost(lost);
  const dump = dumpOf(folder);
  writer.writeLost(lost);
  assert.deepEqual(dumpOf(folder), dump);
  assert.deepEqual([receiptOf(made).found, receiptOf(made).failed], [1, 1]);
  writer.write(readOf(place("a.txt"), [draftOf("one")]));
  assert.deepEqual([receiptOf(made).found, receiptOf(made).failed, receiptOf(made).read], [1, 0, 1]);
  assert.deepEqual(faultsOf(folder), []);
});
