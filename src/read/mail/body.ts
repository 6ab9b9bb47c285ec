/**
 * What a message says: which of its parts are its body, and their text. `text/plain` is preferred to HTML where both are offered;
 * all other parts are attachments.
 */
import { decodeText, knownCharset } from "../../text/charset.ts";
import type { Span } from "../../text/document.ts";
import { normalText } from "../../text/text.ts";
import type { ReadProblem } from "../reader.ts";
import { fieldValue } from "./headers.ts";
import { htmlToText } from "./html-text.ts";
import type { Part } from "./mime.ts";
import { parseParameters } from "./parameters.ts";
import { flowedText, type QuotedSpan, quotedLines } from "./plain-text.ts";
import { decodeTransfer } from "./transfer-encoding.ts";
import { cutUuencoded, type UuencodedBlock } from "./uuencoded-blocks.ts";

/** The text of one body part. */
interface BodyText {
  part: Part;
  text: string;
  quoted: QuotedSpan[];
  /** Files that stood in the text, uuencoded. Their places are bytes of the message; null when the part itself is encoded. */
  files: (UuencodedBlock & { range: Span | null })[];
  problems: ReadProblem[];
  decodedBytes: number;
}

export interface MessageParts {
  body: BodyText[];
  /** Leaf parts that are not the body, in order. Other forms of the body (the HTML beside the plain text) are in neither list. */
  attachments: Part[];
}

const bodyTypes = new Set(
  "text/plain text/html text/enriched text/richtext text/markdown text/x-markdown text/x-patch text/x-diff text/x-log".split(
    " ",
  ),
);
/** Forms of the same text that are never more than another form of it. */
const otherForms = new Set(
  "text/plain text/html text/enriched text/richtext text/x-amp-html text/watch-html".split(" "),
);

/** Sorts the parts of a message into its body and its attachments, and reads the body. */
export function readParts(bytes: Buffer, root: Part): MessageParts {
  const sorted: MessageParts = { body: [], attachments: [] };
  const texts = new Map<Part, BodyText>();
  const read = (part: Part): BodyText => {
    let text = texts.get(part);
    if (text === undefined) {
      text = readText(bytes, part);
      texts.set(part, text);
    }
    return text;
  };
  sort(root, sorted, read);
  return sorted;
}

function sort(part: Part, sorted: MessageParts, read: (part: Part) => BodyText): void {
  if (part.parts.length === 0) {
    if (isBody(part, sorted.body.length === 0)) sorted.body.push(read(part));
    else sorted.attachments.push(part);
    return;
  }
  if (part.type !== "multipart/alternative") {
    for (const child of part.parts) sort(child, sorted, read);
    return;
  }
  const chosen = chooseForm(part.parts, read);
  for (const child of part.parts) {
    if (child === chosen) sort(child, sorted, read);
    else leaveOut(child, sorted);
  }
}

/** Of a form that was not chosen, only what is no text of its own counts: images, calendar entries. */
function leaveOut(part: Part, sorted: MessageParts): void {
  for (const child of part.parts) leaveOut(child, sorted);
  if (part.parts.length === 0 && (part.disposition === "attachment" || !otherForms.has(part.type)))
    sorted.attachments.push(part);
}

/** Nobody writes so much; what is longer is a file, whatever it is called (and would not fit into a string). */
const longestBody = 64 * 1024 ** 2;

function isBody(part: Part, first: boolean): boolean {
  if (!bodyTypes.has(part.type) || part.encoding === "uuencode") return false;
  if (part.body.end - part.body.start > longestBody) return false;
  // Patches are sent with a name as the only text of a message; with other text before them they are attachments.
  if (part.fileName !== null) return first && part.disposition !== "attachment";
  return part.disposition !== "attachment";
}

/** Plain text shorter than this may be no more than "your program cannot show HTML". */
const stubCharacters = 300;

function chooseForm(forms: readonly Part[], read: (part: Part) => BodyText): Part | null {
  const texts = forms.map((form) => firstText(form));
  const plain = texts.findIndex((text) => text?.type === "text/plain");
  const html = texts.findIndex((text) => text?.type === "text/html");
  const plainPart = texts[plain];
  const htmlPart = texts[html];
  if (plainPart !== undefined && plainPart !== null) {
    const shown = read(plainPart).text.trim();
    const rich = htmlPart !== undefined && htmlPart !== null;
    const long = rich && htmlPart.body.end - htmlPart.body.start > shown.length * 4;
    if (shown.length >= stubCharacters || !rich || !long) return forms[plain] ?? null;
    if (read(htmlPart).text.length < shown.length * 4 + (shown === "" ? 1 : 200)) return forms[plain] ?? null;
  }
  if (html >= 0) return forms[html] ?? null;
  const other = texts.findIndex((text) => text !== null);
  return forms[Math.max(0, other)] ?? null;
}

function firstText(part: Part): Part | null {
  if (part.parts.length === 0) return isBody(part, true) ? part : null;
  for (const child of part.parts) {
    const text = firstText(child);
    if (text !== null) return text;
  }
  return null;
}

const looksHtml = /^\s*(?:<!doctype html|<html|<head|<body)/i;

function readText(bytes: Buffer, part: Part): BodyText {
  const encoded = bytes.subarray(part.body.start, part.body.end);
  const decoded = decodeTransfer(encoded, part.encoding);
  const problems: ReadProblem[] = [];
  if (decoded.damaged && part.encoding === "base64") problems.push(badEncoding(part));
  if (part.unknownEncoding !== null) problems.push(badEncoding(part));
  const cut = cutUuencoded(decoded.bytes);
  const html =
    part.type === "text/html" || (!part.typeDeclared && looksHtml.test(cut.text.toString("latin1", 0, 200)));
  const declared = part.charset ?? (html ? charsetOfHtml(cut.text) : null);
  const { text: raw, charset, doubtful } = decodeText(cut.text, declared);
  // Labels that mean nothing (`unknown-8bit`) say that the writer did not know: nothing to report unless bytes are doubtful.
  if (doubtful && part.charset !== null)
    problems.push({
      code: "unknown-charset",
      state: "failed",
      partial: true,
      args: { charset: part.charset.slice(0, 60), used: charset },
    });
  const files = cut.blocks.map((block) => ({
    ...block,
    range:
      part.encoding === "identity"
        ? { start: part.body.start + block.start, end: part.body.start + block.end }
        : null,
  }));
  const shown = html ? htmlBody(raw) : plainBody(part, raw);
  return { part, ...shown, files, problems, decodedBytes: decoded.bytes.length };
}

/** The problem of a part that is not in the encoding that it names. */
export function badEncoding(part: Part): ReadProblem {
  const encoding = part.unknownEncoding ?? part.encoding;
  return {
    code: "bad-encoding",
    state: "failed",
    partial: true,
    args: { part: part.fileName ?? part.type, encoding: encoding.slice(0, 60) },
  };
}

function plainBody(part: Part, raw: string): { text: string; quoted: QuotedSpan[] } {
  const lines = normalText(raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw);
  const enriched =
    part.type === "text/enriched" || part.type === "text/richtext" ? withoutCommands(lines) : lines;
  const flowed = part.flowed === "no" ? enriched : flowedText(enriched, part.flowed === "delsp");
  const text = trimLines(flowed);
  return { text, quoted: quotedLines(text) };
}

function htmlBody(raw: string): { text: string; quoted: QuotedSpan[] } {
  const { text, quoted } = htmlToText(raw);
  const normal = normalText(text);
  if (normal === text) return { text, quoted };
  // Normal form may change lengths: it is made stretch by stretch, so that the places stay true.
  let out = "";
  let at = 0;
  const spans: QuotedSpan[] = [];
  for (const span of quoted) {
    out += normalText(text.slice(at, span.start));
    const start = out.length;
    out += normalText(text.slice(span.start, span.end));
    if (out.length > start) spans.push({ start, end: out.length, depth: span.depth });
    at = span.end;
  }
  return { text: out + normalText(text.slice(at)), quoted: spans };
}

/** Without empty lines at the beginning and blanks at the end. */
function trimLines(text: string): string {
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) start = at + 1;
    else if (code !== 32 && code !== 9) break;
  }
  return text.slice(start).trimEnd();
}

/** `text/enriched` (RFC 1896) and its forerunner: commands go, `<<` is a `<`. */
function withoutCommands(text: string): string {
  return text
    .replace(/<param>[^<]{0,200}<\/param>/gi, "")
    .replace(/<<|<\/?[a-z][a-z0-9-]{0,60}>/gi, (command) =>
      command === "<<" ? "<" : /^<nl>$/i.test(command) ? "\n" : "",
    );
}

/** What the source says of itself in `<meta charset=…>`, in its first bytes. */
function charsetOfHtml(bytes: Buffer): string | null {
  const match = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(bytes.toString("latin1", 0, 2048));
  const charset = match?.[1] ?? null;
  // The source could be read so far, so it is no UTF-16, whatever it says.
  return charset === null || /^utf-?16/i.test(charset) || knownCharset(charset) === null ? null : charset;
}

/** What the message declares for its text, as a hint for bytes in its header. */
export function charsetHint(root: Part): string | null {
  if (root.charset !== null) return root.charset;
  const text = firstText(root);
  if (text !== null) return text.charset;
  return parseParameters(fieldValue(root.header, "content-type") ?? "").parameters.get("charset") ?? null;
}
