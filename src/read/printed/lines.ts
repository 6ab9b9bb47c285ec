/**
 * A print-out as lines: where each begins, how deep it is quoted, and whether it is words at all or only what a blacked-out stretch, a
 * page stamp or OCR left behind.
 */
export interface Line {
  /** Offsets in the text: the whole line without its line end. */
  start: number;
  end: number;
  /** Where the words begin, after quotation marks (`> `) and white space. */
  content: number;
  /** Words of the line, from `content` on, without white space at the end. */
  text: string;
  /** Number of `>` or `|` before the words. */
  depth: number;
  kind: "blank" | "scrap" | "stamp" | "text";
}

/** The lines of `text`, in one pass. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    const line = lineOf(text, start, end);
    if (line.kind === "text") lines.push(...unglued(line, text));
    else lines.push(line);
    start = end + 1;
  }
  return lines;
}

function lineOf(text: string, start: number, end: number): Line {
  let content = start;
  let depth = 0;
  for (; content < end; content++) {
    const code = text.charCodeAt(content);
    if (code === 0x3e) depth++;
    // A bar quotes only when a space or another bar follows: OCR reads the word I as a bar.
    else if (code === 0x7c && quotingBar(text, start, content)) depth++;
    else if (code !== 0x20 && code !== 0x09 && code !== 0xa0) break;
  }
  let last = end;
  while (last > content && text.charCodeAt(last - 1) <= 0x20) last--;
  const words = text.slice(content, last);
  return { start, end, content, text: words, depth, kind: kindOf(words) };
}

const gluedFrom = /(?<=[^\s:]\s)(?:From|De|Von) ?: ?(?=["'<\p{Lu}])/u;
const labelBelow = /^[ \t>|]*(?:S ?e ?n ?t|Date|Envoyé|Gesendet|Datum) ?:/;
const labelAfter = /\s(?:Sent|Date|Envoyé|Gesendet|Datum) ?: ?\S/;

/** `Regards, Ann From: Bob Ray` above `Sent: …`: OCR joined the last line of a mail to the header of the next; it is cut there. */
function unglued(line: Line, text: string): Line[] {
  const at = line.text.search(gluedFrom);
  if (at < 1) return [line];
  const below = text.slice(line.end + 1, line.end + 40);
  if (!labelBelow.test(below) && !labelAfter.test(line.text.slice(at))) return [line];
  const cut = line.content + at;
  const before = line.text.slice(0, at).trimEnd();
  return [
    { ...line, end: cut, text: before, kind: kindOf(before) },
    { ...line, start: cut, content: cut, text: line.text.slice(at) },
  ];
}

function quotingBar(text: string, start: number, at: number): boolean {
  const before = text.slice(start, at);
  const after = text.charCodeAt(at + 1);
  return (
    /^[|> ]*$/.test(before) && before.length < 24 && (after === 0x20 || after === 0x7c || after === 0x0a)
  );
}

/** `NIH-001245`, `DEQ-FOIA-0001417`, `Page 2 of 3`, `2/3`, `R7-2009-000212`: what is printed on the page, not in the mail. */
const stamp =
  /^(?:[A-Z][A-Z0-9]{0,9}(?:[-_ ][A-Z0-9]{1,10}){0,3}[-_ ]?\d{4,10}|(?:Page|page|Seite|p\.) ?\d{1,5}(?: ?(?:of|de|sur|von|\/) ?\d{1,5})?|\d{1,4} ?\/ ?\d{1,4})$/;

function isStamp(words: string): boolean {
  if (words.length > 140 || !/\d$/.test(words)) return false;
  const parts = words.split(/ {3,}/);
  return parts.length < 4 && parts.every((part) => part.length < 60 && stamp.test(part));
}

function kindOf(words: string): Line["kind"] {
  if (words.length === 0) return "blank";
  if (isStamp(words)) return "stamp";
  if (isScrap(words)) return "scrap";
  return "text";
}

const threeLetters = /\p{L}{3}/u;

/** No three letters in a row that are not part of a code of redaction: rules, dots, `(b)(6)>;`, `_>_C6);`. */
function isScrap(words: string): boolean {
  // Three letters near the beginning, as in nearly every line of prose, settle it; only odd lines are looked at closely.
  return !threeLetters.test(words);
}

/** Words of a sentence: several small ones in a row, or a full stop after them. Lists of people have none. */
export function isProse(text: string): boolean {
  if (/[;@]/.test(text) && !/[.!?]$/.test(text)) return false;
  const words = text.split(/\s+/);
  let small = 0;
  let run = 0;
  let longestRun = 0;
  for (const word of words) {
    if (/^\p{Ll}{2,}[,.;:!?]?$/u.test(word)) {
      small++;
      run++;
      longestRun = Math.max(longestRun, run);
    } else run = 0;
  }
  return (
    (small >= 4 && small * 2 > words.length) ||
    longestRun >= 4 ||
    /^(?:Dear|Hi|Hello|Bonjour|Cher|Chère|Madame|Monsieur|Liebe|Sehr)\b/u.test(text)
  );
}

/** A capitalised word or two before a colon, with a value: some other form's label. */
export function isOtherLabel(text: string): boolean {
  return /^\p{Lu}\p{Ll}{2,14}(?: \p{L}{1,14})? ?: +[^\s;<]/u.test(text) && !/[;@]/.test(text);
}

/** The name of an attachment. */
export function isFileName(text: string): boolean {
  return (
    /\.\s?(?:docx?|pdf|xlsx?|pptx?|jpe?g|png|gif|txt|zip|msg|eml|html?|csv|rtf|ics)\b/i.test(text) &&
    text.length < 160
  );
}
