/**
 * Tells columns of running text from tables and from labels with values: columns are read one after the other, the rest row by row.
 * A gutter is a strip that stays white over many rows; it parts columns when the lines on both sides of it fill their column, as
 * the lines of running text do and the cells of a table do not.
 */
import { gatherRows, type Placed, type Row } from "./rows.ts";

interface Strip {
  from: number;
  to: number;
}

/** Rows that a column must have. */
const leastRows = 4;
/** Share of its column's width that the middle line of running text fills, and letters that it has. */
const leastFilling = 0.8;
const leastLetters = 16;
/** Rows looked at in all, as a multiple of the rows there are: a bound for hostile pages. */
const looksPerRow = 40;

/** The rows in blocks, in the order of reading: each block is read row by row. */
export function splitColumns(rows: readonly Row[]): Row[][] {
  const blocks: Row[][] = [];
  let plain: Row[] = [];
  let looks = rows.length * looksPerRow;
  let index = 0;
  const width = gutterWidth(rows);
  while (index < rows.length) {
    const run = looks > 0 ? columnsFrom(rows, index, width) : { columns: [], end: index, seen: 0 };
    looks -= run.seen;
    if (run.columns.length > 1) {
      if (plain.length > 0) blocks.push(plain);
      plain = [];
      blocks.push(...run.columns);
      index = run.end;
    } else {
      const row = rows[index];
      if (row) plain.push(row);
      index += 1;
    }
  }
  if (plain.length > 0) blocks.push(plain);
  return blocks;
}

function gutterWidth(rows: readonly Row[]): number {
  const sizes = rows.map((row) => row.size).sort((a, b) => a - b);
  return Math.max(4, 0.7 * (sizes[sizes.length >> 1] ?? 10));
}

interface Run {
  columns: Row[][];
  /** Behind the last row of it. */
  end: number;
  seen: number;
}

/** The longest run of rows from `begin` on that leaves a gutter white, parted at its gutters. */
function columnsFrom(rows: readonly Row[], begin: number, width: number): Run {
  let strips: Strip[] = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }];
  const run: Row[] = [];
  let seen = 1;
  for (let end = begin; end < rows.length; end++) {
    const row = rows[end];
    if (!row) break;
    const left = whiteStrips(strips, row, width);
    const gutters = strips.filter(inner);
    const remaining = left.filter(inner).length;
    seen += 1;
    if (run.length > 2 && remaining === 0) break;
    // A heading over two of three columns ends the three; a chance gap between words that closes ends nothing.
    if (run.length >= leastRows && remaining < gutters.length) {
      seen += run.length;
      if (runningColumns(run, gutters).length > remaining + 1) break;
    }
    strips = left;
    run.push(row);
  }
  // A header or footer stands apart from the columns, though it may leave the gutter white.
  if (standsApart(run[0], run[1])) return { columns: [], end: begin + 1, seen };
  if (standsApart(run.at(-2), run.at(-1))) run.pop();
  const gutters = strips.filter(inner);
  if (gutters.length === 0 || run.length < leastRows) return { columns: [], end: begin + 1, seen };
  return { columns: runningColumns(run, gutters), end: begin + run.length, seen };
}

function standsApart(above: Row | undefined, below: Row | undefined): boolean {
  return (
    above !== undefined && below !== undefined && below.v - above.v > 2.2 * Math.max(above.size, below.size)
  );
}

function inner(strip: Strip): boolean {
  return Number.isFinite(strip.from) && Number.isFinite(strip.to);
}

/** What is left white of the strips when the row is printed over them. */
function whiteStrips(strips: readonly Strip[], row: Row, width: number): Strip[] {
  let left = [...strips];
  for (const { u0, u1 } of row.placed) {
    const next: Strip[] = [];
    for (const strip of left) {
      if (u1 <= strip.from || u0 >= strip.to) {
        next.push(strip);
        continue;
      }
      if (u0 - strip.from >= width) next.push({ from: strip.from, to: u0 });
      if (strip.to - u1 >= width) next.push({ from: u1, to: strip.to });
    }
    // More gutters than this has no page that is read in columns.
    left = next.slice(0, 32);
  }
  return left;
}

/** The texts between the gutters; one that is no running text is joined to its neighbour. */
function runningColumns(run: readonly Row[], gutters: readonly Strip[]): Row[][] {
  const edges = gutters.map((strip) => (strip.from + strip.to) / 2).sort((a, b) => a - b);
  const members: Placed[][] = edges.concat(0).map(() => []);
  for (const row of run)
    for (const placed of row.placed) {
      const middle = (placed.u0 + placed.u1) / 2;
      const at = edges.findIndex((edge) => middle < edge);
      members[at < 0 ? edges.length : at]?.push(placed);
    }
  const running = members.map((placed) => isRunningText(gatherRows(placed), leastRows));
  const columns: Row[][] = [];
  let waiting: Placed[] = [];
  members.forEach((placed, index) => {
    const together = waiting.concat(placed);
    if (running[index] || isSidebar(index, members)) {
      columns.push(gatherRows(together));
      waiting = [];
    } else waiting = together;
  });
  if (waiting.length > 0) {
    const last = columns.pop();
    columns.push(gatherRows(last ? last.flatMap((row) => row.placed).concat(waiting) : waiting));
  }
  return columns;
}

/** Rows that the text beside a box must have. */
const leastRowsBeside = 8;

/** A box of short lines beside running text: the page's own order of text keeps it together, apart from all that stands beside it. */
function isSidebar(index: number, members: readonly Placed[][]): boolean {
  const own = members[index] ?? [];
  const others = members.filter((_, other) => other !== index);
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  let letters = 0;
  for (const { order, piece } of own) {
    first = Math.min(first, order);
    last = Math.max(last, order);
    letters += piece.text.length;
  }
  // Numbers of lines are no box.
  if (letters < 5 * own.length || gatherRows(own).length < leastRows) return false;
  if (others.some((placed) => placed.some(({ order }) => order > first && order < last))) return false;
  return others.some((placed) => isRunningText(gatherRows(placed), leastRowsBeside));
}

function isRunningText(rows: readonly Row[], least: number): boolean {
  if (rows.length < least) return false;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const row of rows)
    for (const { u0, u1 } of row.placed) {
      from = Math.min(from, u0);
      to = Math.max(to, u1);
    }
  const filling = middle(
    rows.map((row) => row.placed.reduce((sum, { u0, u1 }) => sum + u1 - u0, 0) / (to - from)),
  );
  const letters = middle(
    rows.map((row) => row.placed.reduce((sum, { piece }) => sum + piece.text.length, 0)),
  );
  return filling >= leastFilling && letters >= leastLetters;
}

function middle(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}
