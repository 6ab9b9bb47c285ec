/** The line that parts the messages of a mailbox: `From ` sender, date. RFC 4155 and the forms before it. */
import { headerLikeness } from "./header-likeness.ts";
import { nameEnd } from "./headers.ts";

const dateForms = [
  // Www Mmm dd hh:mm[:ss] [zone] yyyy [zone]
  /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{1,2}\s+\d{1,2}:\d\d(?::\d\d)?\s+(?:[a-z]{1,5}(?:\s+[a-z]{1,5})?\s+|[+-]\d{4}\s+)?(?:\d{4}|\d\d)(?:\s+[+-]?\w{1,6}){0,2}(?:\s+remote from \S+)?\s*$/i,
  // Www, dd Mmm yyyy hh:mm[:ss] [zone]
  /\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?\d{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]\d{2,4}\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+\(?[+\w-]{1,6}\)?){0,2}\s*$/i,
  // 2021-03-15 21:04:00 or 2021-03-15T21:04:00Z
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?\s*(?:Z|[+-]\d\d:?\d\d)?\s*$/i,
];

/** No such line is longer; the check costs the same for every line. */
const longestLine = 500;

/** Without a date: Netscape's `From - `, and exports that name only the sender. */
const undatedForm = /^From (?:-|[^\s<>"]{1,200}@[^\s<>"]{1,200})\s*$/;

/** What a `From ` line has of an envelope; null when it is a sentence. */
export function envelopeForm(line: string): "dated" | "undated" | null {
  if (!line.startsWith("From ") || line.length > longestLine) return null;
  const tail = line.trimEnd().slice(-70);
  if (dateForms.some((form) => form.test(tail))) return "dated";
  return undatedForm.test(line) ? "undated" : null;
}

const dash = 45;

/** How far behind a `From ` line is looked. */
export const lookahead = 8 * 1024;

/**
 * What stands at a line that begins with `From `: a separator after an empty line, one without (`close`), or none. Where the
 * line has no date, or no empty line stands before it although the mailbox has them, more is asked of what follows: it must
 * look like the header of a message, not only like one field.
 */
export function separatorKind(
  bytes: Buffer,
  start: number,
  emptyLines: boolean,
): "after-empty-line" | "close" | null {
  const lineBreak = bytes.indexOf(10, start);
  if (lineBreak < 0) return null;
  const form = envelopeForm(bytes.toString("latin1", start, Math.min(lineBreak, start + 2 * longestLine)));
  if (form === null) return null;
  const afterEmpty = bytes[start - 2] === 10 || (bytes[start - 2] === 13 && bytes[start - 3] === 10);
  let head = lineBreak + 1;
  if (bytes.toString("latin1", head, head + 6) === ">From ") head = bytes.indexOf(10, head) + 1;
  if (form === "dated" && afterEmpty && emptyLines)
    return nameEnd(bytes.toString("latin1", head, head + 200), 0) > 0 ? "after-empty-line" : null;
  if (form === "undated" && !afterEmpty && bytes[start + 5] !== dash) return null;
  const likeness = headerLikeness(bytes.toString("latin1", head, head + lookahead / 2));
  if (likeness < (form === "dated" ? 0.6 : 0.8)) return null;
  return afterEmpty ? "after-empty-line" : "close";
}

/** True when a line that parts messages stands after `start` in the bytes. */
export function hasSeparator(bytes: Buffer, start: number): boolean {
  for (let at = bytes.indexOf("\nFrom ", start); at >= 0; at = bytes.indexOf("\nFrom ", at + 1))
    if (separatorKind(bytes, at + 1, true) === "after-empty-line") return true;
  return false;
}
