/**
 * Mail that was printed: finds every e-mail in a text (a records release as PDF or OCR text) and makes a message of each that points
 * into the print-out. In comes the document of the print-out, out come the messages, top and quoted alike, in order of place.
 *
 * The way: `lines.ts` (lines, depth, scraps) → `labels.ts` + `heads.ts` (header blocks), `attributions.ts` ("On … wrote:"),
 * `mailer-heads.ts` (Notes, GroupWise, web mail) → here, where each mail ends → `people.ts`, `printed-date.ts` (fields).
 * `join-pages.ts` makes one text of pages that come as files.
 */
import type { Draft, Mark, MessageParty, PartyRole } from "../../text/document.ts";
import { undated } from "../../text/document.ts";
import { attributions } from "./attributions.ts";
import type { Field, Head } from "./block.ts";
import { headerBlocks } from "./heads.ts";
import { type Line, linesOf } from "./lines.ts";
import { mailerHeads } from "./mailer-heads.ts";
import { partiesIn, senderIn } from "./people.ts";

/** From-like labels, words of attribution, and the arrows of GroupWise, at the place in a line where they would stand. */
const cheapSigns: readonly RegExp[] = [
  /^[\t >|*\u00a0]*(?:F ?r ?[o0] ?(?:m|rn)|De|Von|Expéditeur|Absender|Da|Van|Remitente|Mittente)[ \t\u00a0*]*[:;]/m,
  /(?:wrote|a écrit|schrieb|escribió|ha scritto|escreveu|schreef)\b/,
  />>>[^\n]{4,200}>>>/,
  /^[ \t]*(?:To|À|An|Pour)[ \t]*(?::|[ \t]{2,}|[ \t]\S*[@/])/m,
];

/** Whether a text may hold printed mail: a cheap test, true for every text in which `printedMessages` finds one. */
export function looksPrinted(text: string): boolean {
  return cheapSigns.some((sign) => sign.test(text));
}

/**
 * The e-mails printed in `document`, in order of place: drafts of kind `message` whose text is the printed passage as it stands, with
 * header, quoted and page marks inside it. Offsets of origin point into `document.text`.
 */
export function printedMessages(document: Draft): Draft[] {
  const { text } = document;
  if (!looksPrinted(text)) return [];
  const pages = pageMarks(document);
  const lines = linesOf(text);
  const heads = inOrder([...headerBlocks(lines), ...attributions(lines), ...mailerHeads(lines, text)]);
  if (heads.length === 0) return [];
  const passages = passagesOf(heads, lines);
  return passages.map((passage) => messageOf(document, passage, pages));
}

/** Heads in order of place; of two that overlap the one that begins first stays. */
function inOrder(heads: Head[]): Head[] {
  heads.sort((a, b) => a.firstLine - b.firstLine || b.lastLine - a.lastLine);
  const kept: Head[] = [];
  for (const head of heads) {
    const last = kept.at(-1);
    if (!last || head.firstLine > last.lastLine) kept.push(head);
  }
  return kept;
}

/* ---- where each mail ends ------------------------------------------------------------------------------------------- */

interface Passage {
  head: Head;
  end: number;
  /** Mails quoted inside it, before its own last words. */
  inside: { start: number; end: number }[];
}

function passagesOf(heads: readonly Head[], lines: readonly Line[]): Passage[] {
  const passages: Passage[] = [];
  /** Mails above whose own words may go on below what they quote. */
  const open: Passage[] = [];
  for (const [index, head] of heads.entries()) {
    const next = heads[index + 1];
    const limit = next ? beforeSeparator(lines, next.firstLine) : lines.length;
    const quotedEnd = endOfQuotation(head, lines, limit);
    const passage: Passage = { head, end: endOfWords(lines, head, quotedEnd), inside: [] };
    passages.push(passage);
    while (open.length > 0 && (open.at(-1)?.head.depth ?? 0) >= contentDepth(head)) open.pop();
    if (quotedEnd < limit) {
      const owner = ownerOf(open, lines[quotedEnd]?.depth ?? 0);
      if (owner) {
        owner.inside.push({ start: head.start, end: passage.end });
        owner.end = endOfWords(lines, head, limit);
      }
    }
    open.push(passage);
    if (open.length > 64) open.shift();
  }
  return passages;
}

function contentDepth(head: Head): number {
  return head.kind === "attribution" ? head.depth + 1 : head.depth;
}

/** The mail above to which words of this depth belong. */
function ownerOf(open: readonly Passage[], depth: number): Passage | null {
  for (let index = open.length - 1; index >= 0; index--) {
    const passage = open[index];
    if (passage && contentDepthOf(passage) <= depth) return passage;
  }
  return null;
}

function contentDepthOf(passage: Passage): number {
  return passage.head.depth;
}

const separator =
  /^(?:[-_=*•· ]{0,12}(?:Original Message|Original Appointment|Forwarded message|Message d[’']origine|Message original|Message transféré|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Mensaje original|Messaggio originale)[-_=* ]{0,12}|Begin forwarded message ?:|Début du message (?:réexpédié|transféré) ?:|Anfang der weitergeleiteten (?:Nachricht|E-Mail) ?:|[-_]{10,})$/iu;

/** Index of the line after the last that belongs to what stands above the head: dividers between two mails are nobody's. */
function beforeSeparator(lines: readonly Line[], firstLine: number): number {
  let index = firstLine;
  while (index > 0) {
    const line = lines[index - 1];
    if (!line) break;
    if (line.kind === "blank" || separator.test(line.text)) index--;
    else break;
  }
  return index;
}

/**
 * Index of the line at which a quoted mail ends because the marks of quotation (`>`) end and other words go on. A line or two without
 * mark are taken for wrapped ones.
 */
function endOfQuotation(head: Head, lines: readonly Line[], limit: number): number {
  const first = lines
    .slice(head.lastLine + 1, Math.min(limit, head.lastLine + 12))
    .find((line) => line.kind === "text");
  const depth = contentDepth(head);
  if (depth === 0 || !first || first.depth < depth) return limit;
  let unmarked = 0;
  let since = limit;
  for (let index = head.lastLine + 1; index < limit; index++) {
    const line = lines[index];
    if (!line || line.kind === "blank" || line.kind === "stamp") continue;
    if (line.depth >= depth) {
      unmarked = 0;
      continue;
    }
    if (unmarked === 0) since = index;
    unmarked++;
    if (unmarked >= 2) return since;
  }
  return unmarked > 0 && lines[since - 1]?.kind === "blank" ? since : limit;
}

/** Offset after the last word before line `limit`. */
function endOfWords(lines: readonly Line[], head: Head, limit: number): number {
  for (let index = limit - 1; index > head.lastLine; index--) {
    const line = lines[index];
    if (line && line.kind !== "blank" && line.kind !== "stamp") return line.content + line.text.length;
  }
  return head.end;
}

/* ---- the message ------------------------------------------------------------------------------------------------------ */

const roles: Partial<Record<Field["name"], PartyRole>> = {
  to: "to",
  cc: "cc",
  bcc: "bcc",
  "reply-to": "reply-to",
};

function messageOf(document: Draft, passage: Passage, pages: readonly Mark[]): Draft {
  const { head } = passage;
  const start = head.start;
  const parties: MessageParty[] = [];
  for (const field of head.fields) {
    if (field.name === "from") {
      const { from, sender } = senderIn(field.value);
      if (from) parties.push({ ...from, role: "from" });
      if (sender) parties.push({ ...sender, role: "sender" });
      continue;
    }
    const role = roles[field.name];
    if (role) for (const party of partiesIn(field.value)) parties.push({ ...party, role });
  }
  return {
    key: `${document.key === "" ? "" : `${document.key}/`}printed:${start}`,
    kind: "message",
    title: subjectOf(head) ?? titleAbove(document.text, start),
    text: document.text.slice(start, passage.end),
    marks: marksOf(document.text, passage, pages),
    language: null,
    date: head.date?.dated ?? undated,
    outlet: null,
    author: null,
    url: null,
    origin: { kind: "passage", of: document.key, start, end: passage.end },
    message: {
      method: "printed",
      messageId: null,
      inReplyTo: [],
      references: [],
      parties: parties.map((party) => ({ ...party, start: party.start - start, end: party.end - start })),
    },
  };
}

function subjectOf(head: Head): string | null {
  const field = head.fields.find((one) => one.name === "subject");
  if (!field) return head.title;
  // At the end, pieces parted by wide space that are neither words nor a code were blacked out above or below.
  const pieces = field.value.text.replace(/[-_=~]{3,}/g, "   ").split(/\s{3,}|\n/);
  while (pieces.length > 1 && isLeftOver(pieces.at(-1) ?? "")) pieces.pop();
  const words = pieces.join(" ").replace(/\s+/g, " ").trim();
  return /[\p{L}\p{N}]/u.test(words) ? words : null;
}

function isLeftOver(piece: string): boolean {
  if (/\p{L}{3}/u.test(piece) || /^(?:RE|FW|TR|AW|WG) ?:/i.test(piece)) return false;
  // A code is a word of the subject; one with the bracket of an address behind it is not.
  return !/\(b\) ?\(\d|\d{2}/.test(piece) || /[>;]/.test(piece);
}

/** Web mail prints "Courier Mail - Re: the well" above the header instead of a subject in it. */
function titleAbove(text: string, start: number): string | null {
  const above = text.slice(Math.max(0, start - 300), start).trimEnd();
  const line = above.slice(above.lastIndexOf("\n") + 1).trim();
  return /^[\p{L}\p{N} .&'’-]{2,60} Mail - (\S.*)$/u.exec(line)?.[1] ?? null;
}

/** Page marks in order; made from the pages where the reader set none. */
function pageMarks(document: Draft): Mark[] {
  const marks = document.marks.filter((mark) => mark.kind === "page");
  if (marks.length === 0)
    for (const { start, end, number } of document.pages ?? [])
      marks.push({ kind: "page", start, end, value: number });
  return marks.sort((a, b) => a.start - b.start);
}

/** Index of the first page that ends after `at`. */
function pageAt(pages: readonly Mark[], at: number): number {
  let low = 0;
  let high = pages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pages[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function marksOf(text: string, passage: Passage, pages: readonly Mark[]): Mark[] {
  const { head, end } = passage;
  const { start } = head;
  const marks: Mark[] = [];
  for (let index = pageAt(pages, start); index < pages.length; index++) {
    const page = pages[index];
    if (!page || page.start >= end) break;
    marks.push({ ...page, start: Math.max(page.start, start) - start, end: Math.min(page.end, end) - start });
  }
  for (const field of head.fields) {
    const last = field.value.offsets.at(-1);
    const fieldEnd = Math.max(field.labelEnd, last === undefined ? 0 : last + 1);
    marks.push({
      kind: "header",
      start: field.start - start,
      end: Math.max(field.start + 1, trimmedEnd(text, field.start, fieldEnd)) - start,
      value: field.name === "other" ? "other" : field.name,
    });
  }
  for (const inside of passage.inside)
    marks.push({ kind: "quoted", start: inside.start - start, end: inside.end - start, value: 1 });
  return marks;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && text.charCodeAt(last - 1) <= 0x20) last--;
  return last;
}
