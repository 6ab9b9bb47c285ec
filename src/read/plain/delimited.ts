/** Tables as text: the same number of fields in line after line, with commas, semicolons, tabs or bars between them (RFC 4180). */
import type { Mark } from "../../text/document.ts";

const delimiters = [",", ";", "\t", "|"] as const;
const leastColumns = 3;
const leastLines = 5;
const lookedAtLines = 200;
const mostCells = 50_000;

/**
 * The delimiter of a text that is a table; null when it is none: at least three columns, the same number in nearly all of at least
 * five lines, and cells rather than sentences in them.
 */
export function delimiterOf(text: string): string | null {
  const lines = text
    .slice(0, 400_000)
    .split("\n", lookedAtLines)
    .filter((line) => line.trim() !== "");
  if (lines.length < leastLines) return null;
  for (const delimiter of delimiters) {
    const counts = new Map<number, number>();
    let cells = 0;
    for (const line of lines) {
      const count = cellsOf(line, 0, line.length, delimiter).length;
      counts.set(count, (counts.get(count) ?? 0) + 1);
      cells += count;
    }
    const [columns = 0, times = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    const length = lines.reduce((sum, line) => sum + line.length, 0) / cells;
    if (
      columns >= leastColumns &&
      times >= lines.length * 0.9 &&
      length < 60 &&
      !(delimiter === "," && isProse(lines))
    )
      return delimiter;
  }
  return null;
}

/** Sentences have commas too: most lines end with a full stop, and blanks follow the commas. */
function isProse(lines: readonly string[]): boolean {
  const ended = lines.filter((line) => /[.!?]["”»]?\s*$/.test(line) && /, \p{Ll}/u.test(line)).length;
  return ended > lines.length / 3;
}

/** Marks of kind `cell`, line by line; the first 50,000. Quotes around a cell stay outside of its mark. */
export function cellMarks(text: string, delimiter: string): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < text.length && marks.length < mostCells; ) {
    const end = rowEnd(text, at);
    for (const [start, stop] of cellsOf(text, at, end, delimiter))
      if (stop > start) marks.push({ kind: "cell", start, end: stop });
    at = end + 1;
  }
  return marks;
}

/** The end of the line, past line ends inside quotes; a quote that is never closed ends with its line. */
function rowEnd(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  const end = newline < 0 ? text.length : newline;
  let quotes = 0;
  for (let at = text.indexOf('"', start); at >= 0 && at < end; at = text.indexOf('"', at + 1)) quotes += 1;
  if (quotes % 2 === 0) return end;
  const close = text.indexOf('"', end);
  if (close < 0 || close - end > 4000) return end;
  const next = text.indexOf("\n", close);
  return next < 0 ? text.length : next;
}

function cellsOf(text: string, start: number, end: number, delimiter: string): [number, number][] {
  const cells: [number, number][] = [];
  let from = start;
  let quoted = false;
  /** Nothing but blanks in the cell so far: a quote opens it. */
  let blank = true;
  for (let at = start; at <= end; at += 1) {
    const sign = at === end ? delimiter : text[at];
    if (sign === '"' && (quoted || blank)) quoted = !quoted;
    else if (at === end || (!quoted && sign === delimiter)) {
      let first = from;
      let last = at;
      while (first < last && /\s/.test(text[first] ?? "")) first += 1;
      while (last > first && /\s/.test(text[last - 1] ?? "")) last -= 1;
      if (last - first >= 2 && text[first] === '"' && text[last - 1] === '"') {
        first += 1;
        last -= 1;
      }
      cells.push([first, last]);
      from = at + 1;
      quoted = false;
      blank = true;
    } else if (sign !== " ") blank = false;
  }
  return cells;
}
