/** The lines of a text and how they hang together: what is blank, what is a paragraph, what reads as prose. */
import type { Span } from "../../text/document.ts";

/** A line that is not blank, without the blanks around it. */
export interface Line extends Span {
  text: string;
  words: number;
  /** True when a blank line (or the beginning of the text) stands before it. */
  blankBefore: boolean;
}

/** The lines of `text` that are not blank, `limit` of them at most. */
export function linesOf(text: string, limit = 20_000): Line[] {
  const lines: Line[] = [];
  let blankBefore = true;
  for (let from = 0; from < text.length && lines.length < limit; ) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 ? text.length : newline;
    const line = text.slice(from, to).trim();
    if (line === "") blankBefore = true;
    else {
      const start = text.indexOf(line, from);
      lines.push({ text: line, start, end: start + line.length, words: countWords(line), blankBefore });
      blankBefore = false;
    }
    from = to + 1;
  }
  return lines;
}

/** Words of a line, told by its blanks; those past the first 4,000 characters are not counted. */
function countWords(line: string): number {
  let count = 0;
  for (const piece of line.slice(0, 4000).split(/\s+/)) if (/[\p{L}\d]/u.test(piece)) count += 1;
  return count;
}

/** True when the text ends with a full stop or its like, perhaps inside quotes or brackets. */
const endsSentence = (text: string): boolean => /[.!?…][)\]"'”’»\s]{0,4}$/.test(text.slice(-8));

/** True for a line that holds a sentence or more: long enough, and closed by a full stop; or longer than any heading. */
export function isProse(line: Line): boolean {
  return (line.words >= 9 && endsSentence(line.text)) || line.words >= 40;
}

/** Lines are broken at a width, so that a paragraph is many lines: then a line alone says little. */
export function isWrapped(lines: readonly Line[]): boolean {
  let joined = 0;
  let open = 0;
  for (const [at, line] of lines.slice(0, 400).entries()) {
    const next = lines[at + 1];
    if (next === undefined || next.blankBefore) continue;
    joined += 1;
    if (
      line.text.length >= 40 &&
      line.text.length <= 100 &&
      !endsSentence(line.text) &&
      /^[\p{Ll}\d(]/u.test(next.text)
    )
      open += 1;
  }
  return joined >= 4 && open >= joined / 3;
}

/** Paragraphs: runs of lines between blank ones where lines are wrapped, else every line. */
export function paragraphsOf(lines: readonly Line[], wrapped: boolean): Span[] {
  const paragraphs: Span[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (wrapped && last !== undefined && !line.blankBefore) last.end = line.end;
    else paragraphs.push({ start: line.start, end: line.end });
  }
  return paragraphs;
}
