/** What `truth.json` says of the example case stands in its files: every string, count and page. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { release } from "./make.ts";
import { bodyOf, mail, mailByKey } from "./sources/mail.ts";
import { calendar } from "./sources/papers.ts";
import truth from "./truth.json" with { type: "json" };

const folder = join(import.meta.dirname, "castellane");
const mailboxPath = "drop-1/mail/castellane.mbox";
const printed = "drop-1/niph-release-1.pdf";

const flat = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, " ");

/** The lines of text drawn in a PDF of ours, whose streams are not compressed. */
function pdfText(path: string): string {
  const source = readFileSync(join(folder, path), "latin1");
  const drawn = [...source.matchAll(/\(((?:\\.|[^\\)])*)\) Tj/g)].map(([, text = ""]) =>
    text.replace(/\\(.)/g, "$1"),
  );
  return new TextDecoder("windows-1252").decode(Buffer.from(drawn.join(" "), "latin1"));
}

/** All the text of one file or member of the case, blanks made even. */
function textOf(path: string): string {
  if (path === mailboxPath)
    return flat(mail.map((message) => bodyOf(message, Number.POSITIVE_INFINITY)).join("\n"));
  const [container, inside] = path.split("#");
  if (container === mailboxPath && inside) {
    const [key = "", name] = inside.split("/");
    const content = mailByKey(key).attachments?.find((attachment) => attachment.name === name)?.content;
    return flat(content && "text" in content ? content.text : "");
  }
  if (path.endsWith("/calendar-2021-03-15.csv")) return flat(calendar);
  if (path.endsWith(".pdf")) return flat(pdfText(path).replaceAll(" > ", " "));
  const raw = readFileSync(join(folder, path), "utf8");
  if (!path.endsWith(".html")) return flat(raw);
  return flat(
    raw
      .replace(/<script[\s\S]*?<\/script>/g, " ")
      .replace(/<br>/g, " ")
      .replace(/<[^>]+>/g, ""),
  );
}

function holds(path: string, words: string): void {
  assert.ok(textOf(path).includes(flat(words)), `${path} does not hold “${words}”`);
}

function lacks(path: string, words: string): void {
  assert.ok(!textOf(path).includes(flat(words)), `${path} holds “${words}”`);
}

test("every change between two tellings has its words on the side on which it says it has them", () => {
  for (const { child, parent, evidence, changes, ...edge } of truth.lineage) {
    for (const { file, text } of evidence) holds(file, text);
    for (const change of changes) {
      if (change.parent) holds(parent, change.parent);
      if (change.child) holds(child, change.child);
      if (change.kind === "omitted" && change.parent) lacks(child, change.parent);
      if (change.kind === "added" && change.child) lacks(parent, change.child);
    }
    for (const [from = "", to = ""] of "kept" in edge ? (edge.kept ?? []) : []) {
      holds(parent, from);
      holds(child, to);
    }
  }
});

test("errors that were inherited stand in every telling of the chain, and lost tellings in none that is named", () => {
  for (const { chain } of truth.inherited)
    for (const [file, words] of Object.entries(chain)) if (words) holds(file, words);
  for (const lost of truth.lost)
    if (lost.sharedError && lost.absentFrom)
      for (const [file, words] of Object.entries(lost.sharedError)) {
        holds(file, words);
        lacks(lost.absentFrom, words);
      }
});

test("the story that copies shares 96 to 97 words in a hundred with its source", () => {
  const bodyOfStory = (path: string): string[] => {
    const text = textOf(path).replace(
      /Read more.*?(?=Neither message)|ADVERTISEMENT.*?(?=Neither message)/,
      "",
    );
    const start = text.indexOf("The founder of Lumen");
    const end = text.indexOf("The institute plans to release more papers in January.");
    const last = "had received the same offer.";
    return (
      (end > 0 ? text.slice(start, end + 54) : text.slice(start, text.indexOf(last) + last.length)).match(
        /[\p{L}\p{N}]+/gu,
      ) ?? []
    );
  };
  const edge = truth.lineage.find(({ relation }) => relation === "copy");
  assert.ok(edge);
  const one = bodyOfStory(edge.parent);
  const other = bodyOfStory(edge.child);
  const share = (2 * commonWords(one, other)) / (one.length + other.length);
  assert.ok(share > 0.96 && share < 0.97, String(share));
});

/** Length of the longest common subsequence. */
function commonWords(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const word of one) {
    const next = [0];
    for (let at = 0; at < other.length; at++)
      next.push(word === other[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

test("the redactions are as many as the print-outs show, and what shows through is in the file", () => {
  const { byCode, total, showsThrough, openElsewhereInPrint, openInMail, pages } = truth.redactions;
  assert.deepEqual(release().redactions, byCode);
  assert.equal(
    Object.values(byCode).reduce((sum, count) => sum + count, 0),
    total,
  );
  const text = pdfText(printed);
  for (const [code, count] of Object.entries(byCode)) assert.equal(text.split(code).length - 1, count, code);
  assert.equal(text.match(/NIPH-\d{6}/g)?.length, pages);
  for (const { text: words } of [...showsThrough, ...openElsewhereInPrint]) holds(printed, words);
  const everywhere = showsThrough.map(({ text: words }) => words);
  for (const { text: words, message } of openInMail) {
    assert.ok(flat(bodyOf(mailByKey(message), Number.POSITIVE_INFINITY)).includes(words), words);
    if (!everywhere.includes(words) && !openElsewhereInPrint.some((open) => open.text === words))
      lacks(printed, words);
  }
});

test("contacts and statements show words that are in their files, and every message is a contact", () => {
  for (const contact of truth.contacts)
    if ("evidence" in contact) for (const { file, text } of contact.evidence ?? []) holds(file, text);
  for (const { words, files } of truth.statements)
    for (const file of files) holds(file, words.replace(/[.,]$/, ""));
  const written = truth.contacts.flatMap((contact) =>
    "message" in contact && contact.message ? [contact] : [],
  );
  assert.deepEqual(
    written.map(({ message, utc }) => ({ message, utc })),
    mail.map(({ key, date }) => ({ message: key, utc: new Date(date).toISOString().replace(".000", "") })),
  );
});

test("checks name a line of their story and words of the record", () => {
  for (const { story, line, by, words } of truth.checks) {
    holds(story, line);
    const listOfKeys = words?.split(", ").every((key) => mail.some((message) => message.key === key));
    if (by && words && !listOfKeys && words !== "five messages") holds(by, words);
  }
});

test("five messages run between the two, three of them in mid-March", () => {
  const between = mail.filter(({ from, to }) =>
    [from, ...to].every(({ name }) => /Holt|Castellane/.test(name)),
  );
  assert.deepEqual(
    between.map(({ key }) => key),
    ["centre-1", "centre-2", "centre-3", "months-1", "months-2"],
  );
});

test("the files that the truth names are there", () => {
  const named = [
    ...truth.stories.map(({ file }) => file),
    ...truth.messages.map(({ file }) => file),
    ...truth.prints.map(({ file }) => file),
    ...truth.amounts.map(({ file }) => file),
  ];
  for (const file of named) assert.ok(existsSync(join(folder, file)), file);
  for (const { file, printed: amount } of truth.amounts) holds(file, amount);
});
