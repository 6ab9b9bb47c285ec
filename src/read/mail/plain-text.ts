/** Plain text of mail: `format=flowed` (RFC 3676), quoted lines, signatures, forwarded messages. Linear scans over lines. */
import type { Mark, Span } from "../../text/document.ts";

export interface QuotedSpan extends Span {
  depth: number;
}

const greater = 62;
const space = 32;

/**
 * Joins the lines that were broken softly. Quoted lines keep their marks, as `>> text`. Signature lines stay as they are.
 */
export function flowedText(text: string, deleteSpaces: boolean): string {
  const out: string[] = [];
  let paragraph = "";
  let paragraphDepth = 0;
  let open = false;
  for (const line of text.split("\n")) {
    let depth = 0;
    while (line.charCodeAt(depth) === greater) depth += 1;
    // Space-stuffing: one blank after the marks is not part of the text.
    const stuffed = line.charCodeAt(depth) === space ? depth + 1 : depth;
    const content = line.slice(stuffed);
    const soft = content.endsWith(" ") && content !== "-- ";
    if (open && (depth !== paragraphDepth || content === "-- ")) {
      out.push(paragraph);
      open = false;
    }
    const kept = soft && deleteSpaces ? content.slice(0, -1) : content;
    if (open) paragraph += kept;
    else {
      paragraph = depth === 0 ? kept : `${">".repeat(depth)} ${kept}`;
      paragraphDepth = depth;
    }
    open = soft;
    if (!open) out.push(paragraph);
  }
  if (open) out.push(paragraph);
  return out.join("\n");
}

/** Runs of lines that begin with `>`, one span for each run of the same depth. */
export function quotedLines(text: string): QuotedSpan[] {
  const spans: QuotedSpan[] = [];
  let at = text.charCodeAt(0) === greater ? 0 : text.indexOf("\n>") + 1;
  while (at < text.length && text.charCodeAt(at) === greater) {
    const lineBreak = text.indexOf("\n", at);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const depth = quoteDepth(text, at, end);
    const last = spans.at(-1);
    const joins = last !== undefined && last.end + 1 === at;
    // `>From ` alone is the quoting of mailboxes, not of people.
    const isMailbox = !joins && text.startsWith(">From ", at) && text.charCodeAt(end + 1) !== greater;
    if (!isMailbox) {
      if (joins && last.depth === depth) last.end = end;
      else spans.push({ start: at, end, depth });
    }
    if (text.charCodeAt(end + 1) === greater) at = end + 1;
    else {
      const next = text.indexOf("\n>", end);
      if (next < 0) break;
      at = next + 1;
    }
  }
  return spans;
}

/** Counts `>`, also with one blank between: `> > text`. */
function quoteDepth(text: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === greater) depth += 1;
    else if (code !== space || text.charCodeAt(at + 1) !== greater) break;
  }
  return depth;
}

/** More is no signature, whatever stands before it. */
const longestSignature = 1500;
const mostSignatureLines = 20;

const forwardedLine =
  /^(?:-{2,}\s*(?:forwarded message|original message|message transféré|message d['’]origine)\s*-{2,}|begin forwarded message:|début du message (?:réexpédié|transféré)\s*:)\s*$/i;

/**
 * Marks that a body of plain lines shows for certain: quoted lines as given, signatures after a line `-- `, forwarded messages
 * after a separator line that says so. Offsets are of `text` plus `base`.
 */
export function bodyMarks(text: string, quoted: readonly QuotedSpan[], base: number): Mark[] {
  const marks: Mark[] = quoted.map(({ start, end, depth }) => ({
    kind: "quoted",
    start: base + start,
    end: base + end,
    value: depth,
  }));
  const forwarded = firstForwarded(text);
  if (forwarded >= 0) marks.push({ kind: "forwarded", start: base + forwarded, end: base + text.length });
  for (const { start, end } of signatures(text, quoted, forwarded))
    marks.push({ kind: "signature", start: base + start, end: base + end });
  return marks;
}

const forwardedStarts = ["--", "Begin forwarded", "Début du message"];

function firstForwarded(text: string): number {
  let first = -1;
  for (const start of forwardedStarts) {
    let at = text.startsWith(start) ? 0 : lineWith(text, start, 0);
    for (; at >= 0 && (first < 0 || at < first); at = lineWith(text, start, at)) {
      const lineBreak = text.indexOf("\n", at);
      const end = lineBreak < 0 ? text.length : lineBreak;
      if (end - at < 100 && forwardedLine.test(text.slice(at, end))) first = at;
    }
  }
  return first;
}

function lineWith(text: string, start: string, from: number): number {
  const at = text.indexOf(`\n${start}`, from);
  return at < 0 ? -1 : at + 1;
}

function signatures(text: string, quoted: readonly QuotedSpan[], forwarded: number): Span[] {
  const spans: Span[] = [];
  let quote = 0;
  let at = text.startsWith("-- \n") ? 0 : text.indexOf("\n-- \n") + 1;
  while (at > 0 || (at === 0 && text.startsWith("-- \n"))) {
    const next = text.indexOf("\n-- \n", at + 3);
    while (quote < quoted.length && (quoted[quote]?.start ?? 0) < at) quote += 1;
    let end = text.length;
    for (const limit of [next, (quoted[quote]?.start ?? 0) - 1, forwarded - 1])
      if (limit > at) end = Math.min(end, limit);
    if (end - at <= longestSignature && text.slice(at, end).split("\n").length <= mostSignatureLines + 1)
      spans.push({ start: at, end: at + text.slice(at, end).trimEnd().length });
    if (next < 0) break;
    at = next + 1;
  }
  return spans;
}
