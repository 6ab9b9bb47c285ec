import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Draft, Mark } from "../../text/document.ts";
import { normalText } from "../../text/text.ts";
import { Budget, BudgetSpent, defaultLimits } from "../budget.ts";
import { bytesInput } from "../input.ts";
import { decodedRange } from "../ranges.ts";
import type { Child, Reading, ReadProblem } from "../reader.ts";
import { mailReader } from "./mail.ts";

interface Outcome {
  draft: Draft;
  children: Child[];
  problems: ReadProblem[];
}

function read(message: string | Buffer, limits = defaultLimits): Outcome {
  const bytes = typeof message === "string" ? Buffer.from(message) : message;
  const drafts: Draft[] = [];
  const children: Child[] = [];
  const problems: ReadProblem[] = [];
  const readings = mailReader.read(bytesInput("a.eml", bytes), Budget.of(limits, bytes.length));
  assert.ok(Symbol.iterator in readings);
  for (const reading of readings) {
    if ("document" in reading) drafts.push(reading.document);
    if ("child" in reading) children.push(reading.child);
    if ("problem" in reading) problems.push(reading.problem);
  }
  const [draft] = drafts;
  assert.ok(draft !== undefined && drafts.length === 1);
  return { draft, children, problems };
}

function content(child: Child | undefined): string {
  assert.ok(child !== undefined && "bytes" in child.content);
  return Buffer.from(child.content.bytes()).toString("latin1");
}

const shown = (draft: Draft, kind: Mark["kind"]) =>
  draft.marks
    .filter((mark) => mark.kind === kind)
    .map((mark) => [mark.value, draft.text.slice(mark.start, mark.end)]);

test("the text is the header lines as printed, an empty line, and the body", () => {
  const { draft, children, problems } = read(
    'Received: by x\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\nFrom: "Lee, Ann" <Ann@Example.org>\r\nTo: bob@example.org,\r\n Cy <cy@example.org>\r\nBcc: d@e.f\r\nDate: Mon, 15 Mar 2021 21:04:00 -0400\r\nMessage-ID: <1@example.org>\r\nIn-Reply-To: <0@example.org>\r\nReferences: <a@x>\r\n <0@example.org>\r\n\r\nHello\r\nthere\r\n',
  );
  assert.equal(
    draft.text,
    'From: "Lee, Ann" <Ann@example.org>\nTo: bob@example.org, Cy <cy@example.org>\nBcc: d@e.f\nDate: Mon, 15 Mar 2021 21:04:00 -0400\nSubject: Café\n\nHello\nthere',
  );
  assert.deepEqual([draft.key, draft.kind, draft.title, draft.language], ["", "message", "Café", null]);
  assert.equal(draft.date.utc, "2021-03-16T01:04:00Z");
  assert.deepEqual(draft.message?.messageId, "1@example.org");
  assert.deepEqual(draft.message?.inReplyTo, ["0@example.org"]);
  assert.deepEqual(draft.message?.references, ["a@x", "0@example.org"]);
  assert.deepEqual(
    draft.message?.parties.map(({ role, name, address, start, end }) => [
      role,
      name,
      address,
      draft.text.slice(start, end),
    ]),
    [
      ["from", "Lee, Ann", "Ann@example.org", '"Lee, Ann" <Ann@example.org>'],
      ["to", null, "bob@example.org", "bob@example.org"],
      ["to", "Cy", "cy@example.org", "Cy <cy@example.org>"],
      ["bcc", null, "d@e.f", "d@e.f"],
    ],
  );
  assert.deepEqual(shown(draft, "header"), [
    ["from", 'From: "Lee, Ann" <Ann@example.org>'],
    ["to", "To: bob@example.org, Cy <cy@example.org>"],
    ["bcc", "Bcc: d@e.f"],
    ["date", "Date: Mon, 15 Mar 2021 21:04:00 -0400"],
    ["subject", "Subject: Café"],
  ]);
  assert.deepEqual([children, problems], [[], []]);
});

test("a message without fields is its body; without a body, its header", () => {
  assert.equal(read("\n\nonly a body").draft.text, "only a body");
  const { draft } = read("Subject: alone\n");
  assert.equal(draft.text, "Subject: alone\n");
  assert.deepEqual(draft.date, { edtf: null, utc: null, zone: null, printed: null, certainty: 0 });
});

test("the sender stands for a missing author, and only then", () => {
  assert.deepEqual(read("Sender: a@b.c\nTo: d@e.f\n\nx").draft.message?.parties[0]?.role, "sender");
  assert.deepEqual(read("From: a@b.c\nSender: d@e.f\n\nx").draft.message?.parties.length, 1);
});

test("groups are printed as groups", () => {
  const { draft } = read("From: a@b.c\nTo: Team: Ann <x@y.z>, u@v.w;\nCc: undisclosed-recipients:;\n\nx");
  assert.equal(draft.text, "From: a@b.c\nTo: Team: Ann <x@y.z>, u@v.w;\nCc: undisclosed-recipients:;\n\nx");
  assert.equal(draft.message?.parties.length, 3);
});

test("a date that cannot be read costs the date only", () => {
  const { draft, problems } = read("From: a@b.c\nDate: the other day\n\nx");
  assert.equal(draft.date.edtf, null);
  assert.equal(draft.date.printed, "the other day");
  assert.deepEqual(problems, [
    { code: "bad-date", state: "failed", partial: true, args: { printed: "the other day" } },
  ]);
});

const two = (...parts: string[]) => `${parts.map((part) => `--b\n${part}\n`).join("")}--b--\n`;

test("plain text is preferred to HTML, which is no attachment then", () => {
  const { draft, children } = read(
    `Content-Type: multipart/alternative; boundary=b\n\n${two("Content-Type: text/plain\n\nplain", "Content-Type: text/html\n\n<p>rich</p>")}`,
  );
  assert.equal(draft.text, "plain");
  assert.deepEqual(children, []);
});

test("HTML is read where the plain text is empty or says only that it is not there", () => {
  const rich = `<p>${"The whole message. ".repeat(40)}</p>`;
  for (const stub of ["", "Your program cannot show HTML."])
    assert.match(
      read(
        `Content-Type: multipart/alternative; boundary=b\n\n${two(`\n${stub}`, `Content-Type: text/html\n\n${rich}`)}`,
      ).draft.text,
      /^The whole message/,
    );
});

test("all text parts are joined; calendar entries, images and attached messages are children with their places", () => {
  const text = `From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n${two(
    "\nfirst",
    "Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\nContent-Disposition: inline\n\naGVs\nbG8=",
    "Content-Type: text/html\n\n<p>second</p>",
    "Content-Type: message/rfc822\n\nSubject: inner\n\ntext",
    "Content-Type: text/calendar\n\nBEGIN:VCALENDAR",
    "Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''caf%C3%A9.pdf\n\n%PDF",
    "Content-Type: text/plain; name=notes.txt\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9",
  )}`;
  const { draft, children } = read(text);
  assert.equal(draft.text, "From: a@b.c\n\nfirst\n\nsecond");
  assert.deepEqual(
    children.map((child) => [child.path, child.declaredType, content(child)]),
    [
      ["a.png", "image/png", "hello"],
      ["part-4.eml", "message/rfc822", "Subject: inner\n\ntext"],
      ["part-5.ics", "text/calendar", "BEGIN:VCALENDAR"],
      ["café.pdf", "application/pdf", "%PDF"],
      ["notes.txt", "text/plain", "caf\xe9"],
    ],
  );
  const input = bytesInput("a.eml", Buffer.from(text));
  for (const child of children) {
    assert.ok(child.range !== null);
    const again = decodedRange(input, child.range, child.path);
    assert.equal(Buffer.from(again.bytes()).toString("latin1"), content(child));
  }
});

test("what hangs on a form that is not chosen is not lost", () => {
  const related = `Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>hi</p>\n--r\nContent-Type: image/gif\n\nGIF\n--r--`;
  const { draft, children } = read(
    `Content-Type: multipart/alternative; boundary=b\n\n${two("\nhi", related)}`,
  );
  assert.equal(draft.text, "hi");
  assert.deepEqual(children.map(content), ["GIF"]);
});

test("a patch sent by name as the only text is the body; beside other text it is a file", () => {
  const named = "Content-Type: text/plain\nContent-Disposition: inline; filename=a.patch\n\n--- a\n+++ b";
  assert.equal(read(`Subject: s\n${named}`).children.length, 0);
  const { children } = read(`Content-Type: multipart/mixed; boundary=b\n\n${two("\ntext", named)}`);
  assert.deepEqual(
    children.map((child) => child.path),
    ["a.patch"],
  );
});

test("a message that is a file has that file as its child", () => {
  const { draft, children } = read("Subject: s\nContent-Type: application/pdf; name=a.pdf\n\n%PDF");
  assert.equal(draft.text, "Subject: s\n");
  assert.deepEqual(
    children.map((child) => [child.path, content(child)]),
    [["a.pdf", "%PDF"]],
  );
});

test("uuencoded files in the text are children; the text keeps their first line", () => {
  const text = "Subject: s\n\nbefore\nbegin 644 a.txt\n#86)C\n`\nend\nafter\n";
  const { draft, children } = read(text);
  assert.equal(draft.text, "Subject: s\n\nbefore\nbegin 644 a.txt\nafter");
  assert.deepEqual(
    children.map((child) => [child.path, content(child)]),
    [["a.txt", "abc"]],
  );
  const range = children[0]?.range;
  assert.ok(range !== null && range !== undefined);
  assert.equal(
    Buffer.from(decodedRange(bytesInput("a", Buffer.from(text)), range, "a").bytes()).toString(),
    "abc",
  );
  assert.equal(read("Subject: s\n\nbegin 5 things\nat the end\n").children.length, 0);
});

test("soft line breaks of format=flowed are undone, marks of quotation kept", () => {
  const flowed =
    "Content-Type: text/plain; format=flowed\n\nOne \nline.\n> quoted \n> too\n>> deep\n stuffed\n-- \nme";
  assert.equal(read(flowed).draft.text, "One line.\n> quoted too\n>> deep\nstuffed\n-- \nme");
});

test("quoted lines, signatures and forwarded messages are marked", () => {
  const { draft } = read("Subject: s\n\nHi\n> one\n> two\n>> deep\nno\n> > spaced\n-- \nAnn\n+33 1\n");
  assert.deepEqual(shown(draft, "quoted"), [
    [1, "> one\n> two"],
    [2, ">> deep"],
    [2, "> > spaced"],
  ]);
  assert.deepEqual(shown(draft, "signature"), [[undefined, "-- \nAnn\n+33 1"]]);
  const forwarded = read("Subject: s\n\nSee below\n-----Original Message-----\nFrom: x").draft;
  assert.deepEqual(shown(forwarded, "forwarded"), [[undefined, "-----Original Message-----\nFrom: x"]]);
  const rich = read(
    "Content-Type: text/html\n\n<p>Yes</p><blockquote>was it?<blockquote>so</blockquote></blockquote>",
  ).draft;
  assert.deepEqual(shown(rich, "quoted"), [
    [1, "was it?"],
    [2, "so"],
  ]);
});

test("character sets that do not fit, and encodings that are none, are problems of a part", () => {
  const { draft, problems } = read(
    Buffer.from(
      "Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: rot13\n\nd\xe9j\xe0 vu",
      "latin1",
    ),
  );
  assert.equal(draft.text, "déjà vu");
  assert.deepEqual(
    problems.map(({ code, partial, args }) => [code, partial, args]),
    [
      ["bad-encoding", true, { part: "text/plain", encoding: "rot13" }],
      ["unknown-charset", true, { charset: "us-ascii", used: "windows-1252" }],
    ],
  );
});

test("a file in base64 that is damaged is there as far as it goes, and a problem", () => {
  const { children, problems } = read(
    "Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\naGVs!!bG8",
  );
  assert.deepEqual(children.map(content), ["hello"]);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ["bad-encoding"],
  );
});

test("a message that was cut off says so", () => {
  const { problems } = read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nbegun");
  assert.deepEqual(problems, [{ code: "truncated", state: "failed", partial: true, args: { read: 1 } }]);
});

test("a leading envelope line, a byte order mark, emlx and lone CRs are read through", () => {
  const plain = "From: a@b.c\nSubject: s\n\nbody\n";
  const text = "From: a@b.c\nSubject: s\n\nbody";
  assert.equal(read(`From a@b.c Mon Mar 15 21:04:00 2021\n${plain}`).draft.text, text);
  assert.equal(read(`\ufeff\n${plain}`).draft.text, text);
  assert.equal(read(`${plain.length}   \n${plain}<?xml version="1.0"?>`).draft.text, text);
  assert.equal(read(plain.replaceAll("\n", "\r")).draft.text, text);
  const { draft } = read(`${plain.length}\n${plain}<plist/>`);
  assert.deepEqual(draft.origin, { kind: "bytes", start: 3, end: 3 + plain.length });
});

test("an empty file is a problem, not a document", () => {
  const readings = mailReader.read(bytesInput("a", Buffer.alloc(0)), Budget.of(defaultLimits, 0));
  assert.ok(Symbol.iterator in readings);
  assert.deepEqual([...readings], [{ problem: { code: "empty", state: "failed" } }]);
});

test("what comes out is booked, and a spent budget stops the reader", () => {
  const part = "Content-Type: application/x\nContent-Transfer-Encoding: base64\n\naGVsbG8=";
  const message = `Content-Type: multipart/mixed; boundary=b\n\n${two(part, part, part)}`;
  assert.throws(() => read(message, { ...defaultLimits, members: 2 }), BudgetSpent);
  assert.throws(() => read(message, { ...defaultLimits, bytesOut: 12 }), BudgetSpent);
});

test("hostile messages take linear time", () => {
  const people = Array.from({ length: 10_000 }, (_, at) => `"Person, ${at}" <p${at}@example.org>`).join(
    ",\n ",
  );
  const messages = [
    `${"X-Field: value\n".repeat(100_000)}\nbody`,
    `To: ${people}\n\nbody`,
    `Content-Type: multipart/mixed; boundary=b\n\n${"--b\nContent-Type: a/b\n\nx\n".repeat(5000)}--b--`,
    `Content-Type: multipart/mixed; boundary=b\n\n${"\n--c".repeat(300_000)}`,
    `Subject: s\n\n${"> ".repeat(300_000)}`,
    `Subject: s\n\n${">".repeat(100)}\n`.repeat(5000),
    `Subject: s\n\n${"-- \n".repeat(100_000)}`,
    `Subject: s\n\n${"begin 644 a\n".repeat(50_000)}`,
    `Subject: s\n\n${"begin 644 a\n#86)C\n".repeat(50_000)}`,
    `Content-Type: text/plain; format=flowed\n\n${"> a \n".repeat(100_000)}`,
    `Content-Type: text/html\n\n${"<blockquote>".repeat(100_000)}`,
    `Content-Type: multipart/alternative; boundary=b\n\n${"--b\nContent-Type: multipart/alternative; boundary=b\n\n".repeat(5000)}`,
    `References: ${"<a@b> ".repeat(100_000)}\n\nx`,
    `Date: ${"(".repeat(100_000)}\n\nx`,
    `Subject: ${"=?utf-8?q?a?= ".repeat(50_000)}\n\nx`,
  ];
  for (const message of messages) {
    const started = performance.now();
    read(message);
    assert.ok(performance.now() - started < 4000, message.slice(0, 80));
  }
});

test("any bytes give one document in normal form, whose marks and parties lie in its text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "From: ",
      "To: ",
      "Subject: ",
      "Date: ",
      "\n",
      "\r\n",
      "\n\n",
      "Content-Type: text/html\n",
      "Content-Type: multipart/mixed; boundary=b\n",
      "--b\n",
      "--b--",
      "<a@b>",
      '"x" <y@z>',
      "=?utf-8?q?=C3=A9?=",
      "> quoted",
      "-- \n",
      "e\u0301",
      "<blockquote>e&#x301;",
      "</blockquote>",
      "&#x2028;",
      "begin 644 a\n#86)C\n`\nend\n",
      "-----Original Message-----\n",
    ),
    fc.uint8Array({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), (pieces) => {
      const bytes = Buffer.concat(pieces.map((part) => Buffer.from(part)));
      fc.pre(bytes.length > 0);
      const { draft } = read(bytes);
      assert.equal(normalText(draft.text), draft.text);
      for (const { start, end } of draft.marks)
        assert.ok(start >= 0 && end > start && end <= draft.text.length);
      for (const { start, end, name, address } of draft.message?.parties ?? []) {
        const printed = draft.text.slice(start, end);
        assert.ok(printed.includes(name ?? "") && printed.includes(address ?? "") && printed !== "");
      }
    }),
    { numRuns: 2000 },
  );
});

test("of a message that no memory holds, the beginning is read, and the rest is named as not read", () => {
  const bytes = Buffer.from("From: a@b.example\r\nSubject: hole\r\n\r\nThe beginning.\r\n");
  let asked = 0;
  const sizeBytes = 3 * 1024 ** 3;
  // As a file of holes is to its reader: a size, and bytes when they are asked for.
  const input = {
    name: "hole.eml",
    sizeBytes,
    bytes: (start = 0, end = sizeBytes) => {
      asked = Math.max(asked, end);
      return bytes.subarray(start, end);
    },
  };
  const readings = [...(mailReader.read(input, Budget.of(defaultLimits, sizeBytes)) as Iterable<Reading>)];
  assert.equal(asked, 1024 ** 3);
  assert.ok(
    readings.some((reading) => "document" in reading && reading.document.text.includes("The beginning.")),
  );
  assert.deepEqual(
    readings.flatMap((reading) => ("problem" in reading ? [reading.problem.code] : [])),
    ["text-too-long"],
  );
});
