/**
 * The parts of a reply that are not its own words: quoted mail with the line that introduces it, header blocks with the mail quoted
 * below them, signatures of devices, confidentiality notices, footers of lists. Adds to the marks that the reader has already set
 * (`>` lines, `-- `, separators); what it marked is not marked twice.
 */
import type { DocumentText, Mark, Span } from "../text/document.ts";
import type { Finding } from "../text/finding.ts";
import type { Finder } from "./finder.ts";

export const replyParts: Finder = {
  name: "reply-parts",
  version: 1,
  kinds: ["message"],
  languages: "any",
  find,
};

function find(document: DocumentText): Finding[] {
  const { text, marks } = document;
  const bodyStart = endOfHeader(marks);
  const readersQuoted = spansOf(marks, "quoted");
  const forwarded = spansOf(marks, "forwarded");
  const signed = spansOf(marks, "signature");
  const added: Mark[] = [];
  const tail = headerTail(text, bodyStart, cover(readersQuoted, forwarded));
  if (tail)
    added.push(isForward(document) ? { kind: "forwarded", ...tail } : { kind: "quoted", ...tail, value: 1 });
  const quoted = cover(readersQuoted, tail ? [tail] : []);
  for (const span of attributions(text, bodyStart, quoted)) added.push({ kind: "quoted", ...span, value: 1 });
  const foreign = cover(quoted, forwarded, added);
  const taken = cover(foreign, signed);
  for (const span of signatures(text, bodyStart, taken)) added.push({ kind: "signature", ...span });
  for (const span of notices(text, bodyStart, foreign)) added.push({ kind: "disclaimer", ...span });
  for (const span of listFooters(text, bodyStart, taken)) added.push({ kind: "boilerplate", ...span });
  return added.map((mark) => ({ kind: "mark", mark }));
}

function endOfHeader(marks: readonly Mark[]): number {
  let end = 0;
  for (const mark of marks) if (mark.kind === "header" && mark.end > end) end = mark.end;
  return end;
}

function spansOf(marks: readonly Mark[], kind: Mark["kind"]): Span[] {
  return marks.filter((mark) => mark.kind === kind);
}

/** Stretches in order, none touching another: a place is looked up by halving, as a mail may have very many quoted runs. */
type Cover = readonly Span[];

function cover(...lists: (readonly Span[])[]): Cover {
  const sorted = lists.flat().sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** Index of the first stretch that begins after `at`. */
function indexAfter(spans: Cover, at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inside(spans: Cover, at: number): boolean {
  const span = spans[indexAfter(spans, at) - 1];
  return span !== undefined && at < span.end;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/* ---- attribution -------------------------------------------------------------------------------------------------------- */

const verbAtEnd =
  /(?:wrote|writes|écrit|écrivait|schrieb|escribió|scritto|escreveu|schreef|skrev|kirjoitti)[^\n:]{0,80}:[ \t]*$/gm;
const opening = /^[ \t]*(?:On|Le|Am|El|Il|Em|Op|Den|At|In)\b/;

/**
 * Lines such as "On … wrote:" right above a quotation. Where no marked quotation follows, but the line names a day, all below it is
 * quoted: so write phones and web mail.
 */
function attributions(text: string, bodyStart: number, quoted: Cover): Span[] {
  const spans: Span[] = [];
  verbAtEnd.lastIndex = bodyStart;
  for (let match = verbAtEnd.exec(text); match; match = verbAtEnd.exec(text)) {
    const end = match.index + match[0].trimEnd().length;
    if (inside(quoted, match.index)) continue;
    const start = attributionStart(text, match.index, bodyStart);
    if (start === null) continue;
    const below = nextWords(text, end);
    if (below >= text.length) continue;
    if (inside(quoted, below)) spans.push({ start, end });
    else if (
      /\d/.test(text.slice(start, end)) &&
      /\d{1,2}[:.h]\d\d|@/.test(text.slice(start, end)) &&
      (quoted.at(-1)?.start ?? -1) < start
    ) {
      spans.push({ start, end: start + text.slice(start).trimEnd().length });
      break;
    }
  }
  return spans;
}

/** The attribution may begin up to three lines above its verb; without an opening word it is one line of at most 200 characters. */
function attributionStart(text: string, at: number, bodyStart: number): number | null {
  let start = lineStart(text, at);
  const own = start;
  for (let lines = 0; lines < 4 && start >= bodyStart; lines++) {
    const line = text.slice(start, lineEnd(text, start));
    if (opening.test(line)) return start;
    if (line.trim() === "" || start === 0) break;
    start = lineStart(text, start - 1);
  }
  return own >= bodyStart && at - own < 200 ? own : null;
}

function nextWords(text: string, at: number): number {
  let index = at;
  while (index < text.length && text.charCodeAt(index) <= 0x20) index++;
  return lineStart(text, index);
}

/* ---- header block below ------------------------------------------------------------------------------------------------------ */

const fromLine = /^[ \t*]*(?:From|De|Von)[ \u00a0]?:\*?[ \t]*\S/gm;
const dateLine = /^[ \t*]*(?:Sent|Date|Envoyé|Gesendet|Datum)[ \u00a0]?:/m;
const otherLine = /^[ \t*]*(?:To|Subject|À|Objet|An|Betreff)[ \u00a0]?:/m;
const divider = /(?:^|\n)[ \t]*(?:[_*=-]{5,}|-{2,} ?[^\n-]{4,40} ?-{2,})[ \t]*\n\s*$/;

/** From the header lines of a quoted mail, and the rule above them, to the end of the text. */
function headerTail(text: string, bodyStart: number, known: Cover): Span | null {
  fromLine.lastIndex = bodyStart;
  for (let match = fromLine.exec(text); match; match = fromLine.exec(text)) {
    if (inside(known, match.index)) continue;
    const below = text
      .slice(match.index, match.index + 1200)
      .split("\n", 7)
      .join("\n");
    if (!dateLine.test(below) || !otherLine.test(below)) continue;
    const before = text.slice(Math.max(bodyStart, match.index - 120), match.index);
    const rule = divider.exec(before);
    const start = rule
      ? match.index - before.length + rule.index + (rule[0].startsWith("\n") ? 1 : 0)
      : match.index;
    return { start, end: start + text.slice(start).trimEnd().length };
  }
  return null;
}

function isForward({ title }: DocumentText): boolean {
  return /^\s*(?:fwd?|tr|wg|rv|i)\s*:/i.test(title ?? "");
}

/* ---- signatures ------------------------------------------------------------------------------------------------------------------ */

const device =
  /^[ \t]*(?:Sent from (?:my|Mail|Outlook|Yahoo|Samsung|Gmail|the)\b[^\n]{0,80}|Get Outlook for (?:iOS|Android)[^\n]{0,40}|Envoyé (?:de|depuis) (?:mon|ma|l['’])[^\n]{0,60}|Von meinem [^\n]{2,40} gesendet|Gesendet von [^\n]{2,40}|Télécharger Outlook pour [^\n]{2,30})[ \t]*$/gm;
/** Two dashes whose trailing blank was lost on the way. */
const dashes = /^--[ \t]*$/gm;

/** Words of which a device line has one: looked for first, a tenth of the cost of trying every line. */
const deviceWords = [
  "Sent from ",
  "Get Outlook ",
  "Envoyé de",
  "Von meinem ",
  "Gesendet von ",
  "Outlook pour ",
];

function signatures(text: string, bodyStart: number, known: Cover): Span[] {
  const spans: Span[] = [];
  if (deviceWords.some((words) => text.includes(words))) {
    device.lastIndex = bodyStart;
    for (let match = device.exec(text); match; match = device.exec(text)) {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      if (!inside(known, start)) spans.push({ start, end: match.index + match[0].trimEnd().length });
    }
  }
  dashes.lastIndex = bodyStart;
  for (let match = dashes.exec(text); match; match = dashes.exec(text)) {
    if (inside(known, match.index)) continue;
    const limit = Math.min(
      text.length,
      ...known.filter((span) => span.start > match.index).map((span) => span.start),
    );
    const block = text.slice(match.index, limit).trimEnd();
    if (block.length > 1000 || block.split("\n").length > 15 || block.length < 4) continue;
    spans.push({ start: match.index, end: match.index + block.length });
    break;
  }
  return spans;
}

/* ---- notices ---------------------------------------------------------------------------------------------------------------------- */

const noticeWords =
  /\b(?:confidential|privileged|intended (?:only |solely )?(?:for|recipient)|intended recipient|confidentiel|destinataire|vertraulich)/gi;
const noticeSigns: readonly RegExp[] = [
  /\b(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication|transmission)|\bce (?:message|courriel|courrier)|\bdiese (?:e-?mail|nachricht)/i,
  /\bconfidential|\bprivileged|\bconfidentiel|\bvertraulich/i,
  /\bintended (?:only |solely |exclusively )?(?:for|recipient)|\baddressee|\bnot the (?:named|intended|original)|\bdestinataire|\bempfänger/i,
  /\b(?:received|receive) this|\bin error|\bdelete|\bpar erreur|\bdétrui|\bsupprim|\birrtümlich|\blösch|\bprohibited|\binterdit/i,
];

/** Paragraphs with at least three of the four signs that a notice of confidentiality has. */
function notices(text: string, bodyStart: number, known: Cover): Span[] {
  const spans: Span[] = [];
  noticeWords.lastIndex = bodyStart;
  for (let match = noticeWords.exec(text); match; match = noticeWords.exec(text)) {
    const start = paragraphStart(text, match.index, bodyStart);
    const end = paragraphEnd(text, match.index);
    noticeWords.lastIndex = end;
    if (end - start > 4000 || inside(known, match.index)) continue;
    const paragraph = text.slice(start, end);
    if (noticeSigns.filter((sign) => sign.test(paragraph)).length < 3) continue;
    const last = spans.at(-1);
    if (last && text.slice(last.end, start).trim() === "") last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

function paragraphStart(text: string, at: number, floor: number): number {
  const blank = text.lastIndexOf("\n\n", at);
  let start = Math.max(blank < 0 ? 0 : blank + 2, floor);
  // A rule above the notice parts it from the name of the writer.
  const looked = Math.max(start, at - 600);
  for (const rule of text.slice(looked, at).matchAll(/^[ \t]*[_*=-]{5,}[ \t]*\n/gm))
    start = looked + rule.index + rule[0].length;
  return at - text.slice(start, at).trimStart().length;
}

function paragraphEnd(text: string, at: number): number {
  const blank = text.indexOf("\n\n", at);
  const end = blank < 0 ? text.length : blank;
  return at + text.slice(at, end).trimEnd().length;
}

/* ---- footers ------------------------------------------------------------------------------------------------------------------------ */

const footerRule =
  /^_{20,}[ \t]*\n[^\n]{0,120}(?:mailing list|@)[^\n]{0,60}\n(?:[^\n]{0,200}(?:\n|$)){0,6}/gm;

/** What the software of a mailing list puts under every mail. */
function listFooters(text: string, bodyStart: number, known: Cover): Span[] {
  const spans: Span[] = [];
  if (!text.includes("____________________")) return spans;
  footerRule.lastIndex = bodyStart;
  for (let match = footerRule.exec(text); match; match = footerRule.exec(text)) {
    if (inside(known, match.index)) continue;
    const block = match[0].split("\n\n", 1)[0]?.trimEnd() ?? "";
    spans.push({ start: match.index, end: match.index + block.length });
  }
  return spans;
}
