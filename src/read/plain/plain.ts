/**
 * Text files: notes, Markdown, tables as text, and stories saved from the web. In come bytes, out goes one document; its text is the
 * file's, in normal form, and marks say what is title, heading, boilerplate, cell. Start with `textDocument`.
 */
import { decodeText } from "../../text/charset.ts";
import type { Dated, Draft, Mark } from "../../text/document.ts";
import { undated } from "../../text/document.ts";
import { languageOf } from "../../text/language.ts";
import { normalText } from "../../text/text.ts";
import type { Budget } from "../budget.ts";
import { cutOff, textBytes } from "../longest-text.ts";
import { mediaTypeOf } from "../media-type.ts";
import type { Input, Reader, Reading } from "../reader.ts";
import { cellMarks, delimiterOf } from "./delimited.ts";
import { isWrapped, linesOf, paragraphsOf } from "./lines.ts";
import { markdownSigns } from "./markdown.ts";
import { type StorySigns, storySigns } from "./story.ts";

/** Signs are looked for in texts up to this length; longer ones are books, logs and data. */
const longestRead = 2_000_000;

export const plainReader: Reader = {
  name: "plain",
  version: 1,
  accepts: (peek) =>
    peek.sizeBytes > 0 && mayBeText(mediaTypeOf(peek)) ? textLikeness(peek.head, peek.name) : 0,
  read: readPlain,
};

function* readPlain(input: Input, budget: Budget): Iterable<Reading> {
  const bytes = textBytes(input);
  budget.spendBytes(bytes.length);
  const { text } = decodeText(bytes, null);
  budget.checkTime();
  const document: Draft = {
    ...textDocument(text, input.name),
    origin: { kind: "bytes", start: 0, end: input.sizeBytes },
  };
  // What a program wrote for programs holds sentences perhaps, but tells no story.
  if (isMarkedData(text) && document.kind === "story") document.kind = "paper";
  if (document.text.trim() === "") yield { problem: { code: "no-text", state: "unread" } };
  else yield { document };
  yield* cutOff(input);
}

/** JSON and XML: a bracket or a tag is the first and the last of it. */
function isMarkedData(text: string): boolean {
  const [first, last] = [text.slice(0, 200).trimStart()[0], text.slice(-200).trimEnd().at(-1)];
  return (
    (first === "{" && last === "}") ||
    (first === "[" && last === "]") ||
    /^\s*<\?xml/.test(text.slice(0, 200))
  );
}

/** A scan or a sound can have few zeros and controls in its first bytes: what shows its kind is no text. */
function mayBeText(mediaType: string): boolean {
  return /^text\/|^message\/rfc822$|^application\/(?:json|jsonl|xml|mbox|octet-stream)$/.test(mediaType);
}

/** 0 for what is not text; little for what is, so that every format that knows itself comes first. */
function textLikeness(head: Uint8Array, name: string): number {
  const [first, second] = head;
  const known = /\.(?:txt|text|md|markdown|csv|tsv|log)$/i.test(name) ? 0.3 : 0.2;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return known;
  let controls = 0;
  let zeros = 0;
  for (const byte of head) {
    if (byte === 0) zeros += 1;
    else if (
      (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b && byte !== 0x1a) ||
      byte === 0x7f
    )
      controls += 1;
  }
  if (zeros * 200 > head.length || controls * 50 > head.length) return 0;
  return known;
}

/**
 * The document that a text makes: story, table or paper, with what the text itself says of title, date, author and paper.
 * `raw` is decoded and need not be in normal form; `name` is a label that tells Markdown only. The caller sets `key` and `origin`.
 */
export function textDocument(raw: string, name: string): Draft {
  const text = normalText(raw);
  const draft: Draft = {
    key: "",
    kind: "paper",
    title: null,
    text,
    marks: [],
    language: null,
    date: undated,
    outlet: null,
    author: null,
    url: null,
    origin: { kind: "bytes", start: 0, end: 0 },
  };
  const delimiter = delimiterOf(text);
  if (delimiter !== null)
    return { ...draft, kind: "table", marks: cellMarks(text, delimiter), language: languageOf(text) };
  if (text.length > longestRead) return { ...draft, language: languageOf(text) };

  const markdown = markdownSigns(text, name);
  const signs = storySigns(markdown === null ? text : blanked(text, markdown.marks, markdown.bodyStart));
  const marks = [
    ...(markdown?.marks ?? []),
    ...signs.marks.filter((mark) => mark.kind !== "heading" || markdown === null),
  ];
  const lines = linesOf(text);
  const taken = new Set(marks.map((mark) => mark.start));
  for (const paragraph of paragraphsOf(lines, isWrapped(lines)))
    if (!taken.has(paragraph.start)) marks.push({ kind: "paragraph", ...paragraph });
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const given = (date: Dated | undefined): date is Dated => date !== undefined && date.printed !== null;
  return {
    ...draft,
    kind: signs.isStory || markdown?.saysStory ? "story" : "paper",
    title: markdown?.title ?? titleText(text, signs),
    marks,
    language: languageOf(withoutBoilerplate(text, signs.marks)) ?? markdown?.language ?? null,
    date: given(markdown?.date) ? markdown.date : signs.date,
    outlet: markdown?.outlet ?? signs.outlet,
    author: markdown?.author ?? signs.author,
    url: markdown?.url ?? signs.url,
  };
}

const titleText = (text: string, { title }: StorySigns): string | null =>
  title === null ? null : text.slice(title.start, title.end).replace(/\s+/g, " ");

/** The text with front matter and the signs of headings as blanks: same offsets, nothing for the rules of prose to stumble over. */
function blanked(text: string, marks: readonly Mark[], bodyStart: number): string {
  const pieces = [text.slice(0, bodyStart).replace(/[^\n]/g, " ")];
  let at = bodyStart;
  for (const mark of marks) {
    if (mark.kind !== "heading" || mark.start < at) continue;
    const lineStart = Math.max(at, text.lastIndexOf("\n", mark.start) + 1);
    pieces.push(text.slice(at, lineStart), " ".repeat(mark.start - lineStart));
    at = mark.start;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

function withoutBoilerplate(text: string, marks: readonly Mark[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const mark of marks
    .filter(({ kind }) => kind === "boilerplate")
    .toSorted((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, mark.start));
    at = Math.max(at, mark.end);
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}
