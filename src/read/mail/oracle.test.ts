/** Messages made here, read by us and by two parsers that many use: subject, addresses, attachments and text must agree. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type AddressObject, simpleParser } from "mailparser";
import PostalMime, { type Address } from "postal-mime";
import type { Draft } from "../../text/document.ts";
import { Budget, defaultLimits } from "../budget.ts";
import { bytesInput } from "../input.ts";
import { mailReader } from "./mail.ts";

interface Seen {
  subject: string;
  from: string[];
  to: string[];
  text: string;
  attachments: { name: string; content: string }[];
}

function ours(message: Buffer): Seen {
  let draft: Draft | null = null;
  const attachments: Seen["attachments"] = [];
  const readings = mailReader.read(bytesInput("a.eml", message), Budget.of(defaultLimits, message.length));
  assert.ok(Symbol.iterator in readings);
  for (const reading of readings) {
    if ("document" in reading) draft = reading.document;
    if ("problem" in reading) assert.fail(JSON.stringify(reading.problem));
    if ("child" in reading && "bytes" in reading.child.content)
      attachments.push({ name: reading.child.path, content: hex(reading.child.content.bytes()) });
  }
  assert.ok(draft !== null);
  const headerEnd = draft.marks.findLast((mark) => mark.kind === "header")?.end ?? 0;
  const people = (role: string) =>
    (draft.message?.parties ?? [])
      .filter((party) => party.role === role)
      .map(({ name, address }) => `${name ?? ""} <${address ?? ""}>`);
  return {
    subject: draft.title ?? "",
    from: people("from"),
    to: people("to"),
    text: folded(draft.text.slice(headerEnd)),
    attachments,
  };
}

async function mailparser(message: Buffer): Promise<Seen> {
  const parsed = await simpleParser(message, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  const people = (field: AddressObject | AddressObject[] | undefined) =>
    [field ?? []].flat().flatMap(({ value }) => value.map(({ name, address }) => person(name, address)));
  return {
    subject: parsed.subject ?? "",
    from: people(parsed.from),
    to: people(parsed.to),
    text: folded(parsed.text ?? ""),
    attachments: parsed.attachments.map(({ filename, content }) => ({
      name: filename ?? "",
      content: hex(content),
    })),
  };
}

async function postalMime(message: Buffer): Promise<Seen> {
  const parsed = await PostalMime.parse(message);
  const people = (list: Address[] | undefined) =>
    (list ?? []).flatMap(({ name, address, group }) =>
      group === undefined
        ? [person(name, address)]
        : group.map((member) => person(member.name, member.address)),
    );
  return {
    subject: parsed.subject ?? "",
    from: people(parsed.from === undefined ? [] : [parsed.from]),
    to: people(parsed.to),
    text: folded(parsed.text ?? ""),
    attachments: parsed.attachments.map(({ filename, content }) => ({
      name: filename ?? "",
      content: hex(typeof content === "string" ? Buffer.from(content) : new Uint8Array(content)),
    })),
  };
}

function person(name: string | undefined, address: string | undefined): string {
  const [local, domain] = (address ?? "").split("@");
  return `${name ?? ""} <${local}@${domain?.toLowerCase()}>`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function folded(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

/* ---- messages ---------------------------------------------------------------------------------------------- */

const word = fc.constantFrom(
  "Hello",
  "café",
  "Zoë",
  "漢字",
  "Привет",
  "2021",
  "O'Neil",
  "a/b",
  "x.y",
  "🎉",
  "naïve",
  "(brackets)",
  "comma,",
);
const phrase = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
const address = fc
  .stringMatching(/^[a-z][a-z0-9._+-]{0,6}[a-z0-9]@[a-z]{1,8}\.(?:org|fr)$/)
  .filter((text) => !text.includes(".."));
const end = fc.constantFrom("\n", "\r\n");

type Coding = "8bit" | "quoted-printable" | "base64";
const coding = fc.constantFrom<Coding>("8bit", "quoted-printable", "base64");

function encodedWords(text: string, q: boolean): string {
  if (/^[\w .]*$/.test(text)) return text;
  return [...text.matchAll(/.{1,10}/gsu)]
    .map(([piece]) => {
      const bytes = Buffer.from(piece);
      const content = q
        ? [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("")
        : bytes.toString("base64");
      return `=?utf-8?${q ? "Q" : "B"}?${content}?=`;
    })
    .join("\n ");
}

function encoded(content: Buffer, how: Coding): string {
  if (how === "base64") return content.toString("base64").replace(/.{76}/g, "$&\n");
  if (how === "8bit") return content.toString("latin1");
  return content
    .toString("latin1")
    .replace(
      /[^\n\x20-\x3c\x3e-\x7e]/g,
      (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .split("\n")
    .map((line) => line.replace(/.{70}(?=.)(?<!=.?)/g, "$&=\n").replace(/ $/, "=20"))
    .join("\n");
}

const person2 = fc.record({ name: phrase, address, q: fc.boolean() });
const file = fc.record({
  name: fc.constantFrom("a.pdf", "report 2021.doc", "café.png", "漢字.txt"),
  content: fc.uint8Array({ minLength: 1, maxLength: 60 }),
});

interface Sketch {
  subject: string;
  q: boolean;
  from: { name: string; address: string; q: boolean };
  to: { name: string; address: string; q: boolean }[];
  lines: string[];
  how: Coding;
  html: boolean;
  files: { name: string; content: Uint8Array }[];
  end: string;
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  subject: phrase,
  q: fc.boolean(),
  from: person2,
  to: fc.array(person2, { minLength: 1, maxLength: 4 }),
  lines: fc.array(phrase, { minLength: 1, maxLength: 8 }),
  how: coding,
  html: fc.boolean(),
  files: fc.array(file, { maxLength: 3 }),
  end,
});

function printed({ name, address: mail, q }: Sketch["from"]): string {
  return `${encodedWords(name, q)} <${mail}>`;
}

function written(plan: Sketch): Buffer {
  const text = encoded(Buffer.from(`${plan.lines.join("\n")}\n`), plan.how);
  const plain = `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${plan.how}\n\n${text}`;
  const rich = `Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from("<p>rich</p>").toString("base64")}`;
  const body = plan.html ? multipart("alternative", "inner", [plain, rich]) : plain;
  const files = plan.files.map(({ name, content }) => {
    const percent = encodeURIComponent(name);
    return `Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename*=utf-8''${percent}\n\n${encoded(Buffer.from(content), "base64")}`;
  });
  const whole = files.length > 0 ? multipart("mixed", "outer", [body, ...files]) : body;
  const header = `From: ${printed(plan.from)}\nTo: ${plan.to.map(printed).join(",\n ")}\nSubject: ${encodedWords(plan.subject, plan.q)}\nMIME-Version: 1.0\n`;
  return Buffer.from(`${header}${whole}`.replaceAll("\n", plan.end), "latin1");
}

function multipart(kind: string, boundary: string, parts: readonly string[]): string {
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\n\n${parts.map((part) => `--${boundary}\n${part}\n`).join("")}--${boundary}--\n`;
}

test("mailparser and postal-mime see in our messages what we see", async () => {
  await fc.assert(
    fc.asyncProperty(sketch, async (plan) => {
      const message = written(plan);
      const seen = ours(message);
      assert.equal(seen.subject, plan.subject);
      assert.equal(seen.text, folded(plan.lines.join(" ")));
      assert.deepEqual(seen, await mailparser(message));
      assert.deepEqual(seen, await postalMime(message));
    }),
    { numRuns: 300 },
  );
});
