/**
 * Cuts one block of a text into segments: plain text, hits, the target passage, redactions, the `>` of quoted lines, and line
 * ends that only come from the width of somebody's screen. Pure; the texts of a block's segments joined are the block's text.
 */
import type { MarkAnswer } from "../../ask/answers.ts";
import { quotePrefix, type TextBlock } from "./text-blocks.ts";

export interface Span {
  start: number;
  end: number;
}

/**
 * - `gap`: white space around the content of a block, and the indent of a line that a printer set to the right; not shown
 * - `prefix`: `> ` at the head of a quoted line; not shown, the depth is drawn as a line
 * - `soft`: a line end inside running text, or the blanks that stand where something was blacked out; shown as a space
 * - `name`: the name of a header field with its colon
 * - `redaction`: blacked out; one segment whatever lies over it
 */
type SegmentRole = "text" | "gap" | "prefix" | "soft" | "name" | "redaction";

export interface Segment extends Span {
  role: SegmentRole;
  /** Code printed on a redaction; empty when there is none. */
  code: string;
  /** Index of the hit that it belongs to, or -1. */
  hit: number;
  /** Part of the passage that the address names. */
  target: boolean;
}

/** What lies over a text; each list sorted by `start`. */
export interface Overlay {
  redactions: readonly MarkAnswer[];
  cells: readonly MarkAnswer[];
  hits: readonly Span[];
  target: Span | null;
}

interface SetBlock {
  /** Columns are made with spaces or tabs: keep every one, in a fixed pitch. */
  fixed: boolean;
  segments: Segment[];
}

/** Index of the first span that ends after `place`; spans are sorted and do not overlap. */
export function firstEndingAfter(spans: readonly Span[], place: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Cuts a block into segments. Linear in the block and what lies over it. */
export function setBlock(text: string, block: TextBlock, overlay: Overlay): SetBlock {
  const roles: (Span & { role: SegmentRole; code: string })[] = [];
  const lines = contentLines(text, block);
  const fixed = block.kind === "paragraph" && isFixed(text, lines);

  if (block.contentStart > block.start)
    roles.push({ start: block.start, end: block.contentStart, role: "gap", code: "" });
  const softAfter = block.kind === "paragraph" && !fixed ? softLineEnds(text, lines) : null;
  lines.forEach((line, index) => {
    if (line.ink > line.start) roles.push({ start: line.start, end: line.ink, role: "prefix", code: "" });
    if (block.kind === "headers") {
      const colon = text.indexOf(":", line.ink);
      // RFC 5322 sets no bound to names; those that are printed are short.
      if (colon > line.ink && colon < line.end && colon - line.ink <= 24)
        roles.push({ start: line.ink, end: colon + 1, role: "name", code: "" });
    }
    if (softAfter?.has(index)) roles.push({ start: line.end, end: line.end + 1, role: "soft", code: "" });
  });
  if (block.end > block.contentEnd)
    roles.push({ start: block.contentEnd, end: block.end, role: "gap", code: "" });

  const redactions = redactionsIn(block, overlay.redactions);
  if (block.kind === "paragraph" && !fixed) {
    const [line] = lines;
    if (line !== undefined && lines.length === 1) {
      const indent = blanksFrom(text, line.ink, line.end);
      if (indent >= deepIndent)
        roles.push({ start: line.ink, end: line.ink + indent, role: "gap", code: "" });
    }
    for (const bar of redactions) {
      const blanks = blanksBefore(text, bar.start, block.contentStart);
      if (blanks > 1) roles.push({ start: bar.start - blanks, end: bar.start, role: "soft", code: "" });
    }
    roles.sort((one, other) => one.start - other.start || one.end - other.end);
  }
  const cells = within(overlay.cells, block.contentStart, block.contentEnd);
  const hits = within(overlay.hits, block.contentStart, block.contentEnd);
  const firstHit = firstEndingAfter(overlay.hits, block.contentStart);

  const cuts = new Set<number>([block.start, block.end]);
  const cut = (span: Span): void => {
    cuts.add(Math.min(Math.max(span.start, block.start), block.end));
    cuts.add(Math.min(Math.max(span.end, block.start), block.end));
  };
  roles.forEach(cut);
  cells.forEach(cut);
  hits.forEach(cut);
  if (overlay.target !== null) cut(overlay.target);
  redactions.forEach(cut);

  const segments: Segment[] = [];
  const target = overlay.target;
  let role = 0;
  let hit = 0;
  const push = (start: number, end: number, kind: SegmentRole, code: string): void => {
    while ((hits[hit]?.end ?? Number.POSITIVE_INFINITY) <= start) hit += 1;
    const reach = Math.max(end, start + 1);
    segments.push({
      start,
      end,
      role: kind,
      code,
      hit: (hits[hit]?.start ?? Number.POSITIVE_INFINITY) < reach ? firstHit + hit : -1,
      target: target !== null && target.start < reach && target.end > start,
    });
  };

  const places = outside(
    [...cuts].sort((a, b) => a - b),
    redactions,
  );
  let redaction = 0;
  places.forEach((start, index) => {
    let bar = redactions[redaction];
    // Something is blacked out between two letters.
    for (; bar !== undefined && bar.start === start && bar.end === start; bar = redactions[redaction]) {
      push(start, start, "redaction", bar.code);
      redaction += 1;
    }
    const end = places[index + 1];
    if (end === undefined) return;
    if (bar?.start === start) {
      push(start, end, "redaction", bar.code);
      redaction += 1;
      return;
    }
    while ((roles[role]?.end ?? Number.POSITIVE_INFINITY) <= start) role += 1;
    const here = roles[role];
    push(start, end, here !== undefined && here.start <= start ? here.role : "text", "");
  });
  return { fixed, segments };
}

/** The places that do not lie inside one of the spans. Both sorted. */
function outside(places: readonly number[], spans: readonly Span[]): number[] {
  let next = 0;
  return places.filter((place) => {
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= place) next += 1;
    return (spans[next]?.start ?? Number.POSITIVE_INFINITY) >= place;
  });
}

function within<T extends Span>(spans: readonly T[], start: number, end: number): T[] {
  const found: T[] = [];
  for (let index = firstEndingAfter(spans, start); index < spans.length; index++) {
    const span = spans[index];
    if (span === undefined || span.start >= end) break;
    found.push(span);
  }
  return found;
}

/**
 * Cells of a row with what each holds, in order; a cell without a letter is one too. What lies between cells is a tab or a line
 * end and belongs to none.
 */
export function cellsOf(
  text: string,
  row: TextBlock,
  overlay: Overlay,
): { start: number; segments: Segment[] }[] {
  const { segments } = setBlock(text, row, overlay);
  const cells: { start: number; segments: Segment[] }[] = [];
  let segment = 0;
  for (let index = firstReaching(overlay.cells, row.contentStart); index < overlay.cells.length; index++) {
    const cell = overlay.cells[index];
    const atEnd = cell?.start === row.end && row.end === text.length;
    if (cell === undefined || (cell.start >= row.end && !atEnd)) break;
    if (cell.start < row.contentStart) continue;
    while ((segments[segment]?.start ?? Number.POSITIVE_INFINITY) < cell.start) segment += 1;
    const held: Segment[] = [];
    for (; ; segment++) {
      const next = segments[segment];
      if (next === undefined || next.end > cell.end || (next.start >= cell.end && next.end > next.start))
        break;
      held.push(next);
    }
    cells.push({ start: cell.start, segments: held });
  }
  return cells;
}

/** Rows that are looked at for the widths of columns, and the widest column, in letters: what is longer is broken. */
const sampleRows = 300;
const widestColumn = 48;

/** Widths of the columns of a table, in letters, by its first rows: so that all parts of a long one are set alike. */
export function columnWidths(blocks: readonly TextBlock[], cells: readonly Span[]): number[] {
  const widths: number[] = [];
  let rows = 0;
  let cell = 0;
  for (const block of blocks) {
    if (block.kind !== "row") continue;
    rows += 1;
    if (rows > sampleRows) break;
    while ((cells[cell]?.start ?? Number.POSITIVE_INFINITY) < block.start) cell += 1;
    for (let column = 0; (cells[cell]?.start ?? Number.POSITIVE_INFINITY) < block.end; column++) {
      const { start, end } = cells[cell] ?? { start: 0, end: 0 };
      widths[column] = Math.min(Math.max(widths[column] ?? 2, end - start), widestColumn);
      cell += 1;
    }
  }
  return widths;
}

/** Redactions of a block, cut to it, without overlap. An empty one is kept: something is blacked out, with no letters for it. */
function redactionsIn(block: TextBlock, marks: readonly MarkAnswer[]): (Span & { code: string })[] {
  const found: (Span & { code: string })[] = [];
  let covered = block.contentStart;
  for (let index = firstReaching(marks, block.contentStart); index < marks.length; index++) {
    const mark = marks[index];
    if (mark === undefined || mark.start > block.contentEnd) break;
    const start = Math.max(mark.start, covered);
    const end = Math.min(mark.end, block.contentEnd);
    if (end < start || (end === start && mark.end > mark.start)) continue;
    found.push({ start, end, code: typeof mark.value === "string" ? mark.value : "" });
    covered = end;
  }
  return found;
}

/** First mark that reaches `place`. Marks are sorted by start and hardly overlap, so their ends are sorted nearly too. */
function firstReaching(marks: readonly MarkAnswer[], place: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.end ?? 0) >= place) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Line extends Span {
  /** Where the line begins after the `>` of a quotation. */
  ink: number;
}

function contentLines(text: string, block: TextBlock): Line[] {
  const lines: Line[] = [];
  let start = block.contentStart;
  while (start <= block.contentEnd) {
    const found = text.indexOf("\n", start);
    const end = found < 0 || found > block.contentEnd ? block.contentEnd : found;
    const ink = block.quoted > 0 ? start + quotePrefix(text, start, end) : start;
    lines.push({ start, ink, end });
    start = end + 1;
  }
  return lines;
}

/** At least half of the lines, and two, have columns: a tab, three spaces in the middle or a deep indent. */
function isFixed(text: string, lines: readonly Line[]): boolean {
  let columns = 0;
  for (const line of lines) if (hasColumns(text, line)) columns += 1;
  return columns >= 2 && columns * 2 >= lines.length;
}

function hasColumns(text: string, line: Line): boolean {
  let spaces = 0;
  let begun = false;
  for (let place = line.ink; place < line.end; place++) {
    const code = text.charCodeAt(place);
    if (code === 0x09) return true;
    if (code === 0x20) {
      spaces += 1;
      continue;
    }
    if (spaces >= (begun ? 3 : 4)) return true;
    spaces = 0;
    begun = true;
  }
  return false;
}

/** Numbers of pages and stamps are set to the right with at least so many blanks. */
const deepIndent = 12;

function blanksFrom(text: string, start: number, end: number): number {
  let place = start;
  while (place < end && text.charCodeAt(place) === 0x20) place += 1;
  return place - start;
}

function blanksBefore(text: string, end: number, start: number): number {
  let place = end;
  while (place > start && text.charCodeAt(place - 1) === 0x20) place -= 1;
  return end - place;
}

/** Narrower lines were not broken by a program; wider ones were not broken at all. */
const narrowest = 50;
const widest = 120;

/**
 * Indexes of the lines whose end is soft: the next word would not have fitted into the width of the paragraph. Proportional
 * print gives lines of uneven length, hence the four fifths.
 */
function softLineEnds(text: string, lines: readonly Line[]): Set<number> {
  const soft = new Set<number>();
  let width = 0;
  for (const line of lines) width = Math.max(width, line.end - line.ink);
  if (width < narrowest || width > widest) return soft;
  for (let index = 0; index + 1 < lines.length; index++) {
    const line = lines[index];
    const next = lines[index + 1];
    if (line === undefined || next === undefined || next.end === next.ink) continue;
    if (startsItem(text, next)) continue;
    const space = text.indexOf(" ", next.ink);
    const word = (space < 0 || space > next.end ? next.end : space) - next.ink;
    if (line.end - line.ink + 1 + word > width * 0.8) soft.add(index);
  }
  return soft;
}

/** A bullet, a number with a dot or bracket, an indent, a `>` or the name of a header field (`Sent: `) begins a line of its own. */
function startsItem(text: string, line: Line): boolean {
  const head = text.slice(line.ink, Math.min(line.end, line.ink + 20));
  return /^(?:>|[-*•–—+]\s|\d{1,3}[.)]\s|\s{2}|\p{Lu}[\p{L}-]{1,14} ?:\s)/u.test(head);
}
