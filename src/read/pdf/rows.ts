/** Gathers pieces of text that stand side by side into rows. */

/** A run of text in one direction and one size, in points from the top left of the page as it is shown. */
export interface Piece {
  text: string;
  /** Where its baseline begins. */
  x: number;
  y: number;
  /** Direction of reading in radians, clockwise from rightwards: 0 for a line of print, π/2 for text that runs down the page. */
  angle: number;
  /** Along the direction of reading. */
  width: number;
  /** Of the font. */
  size: number;
  /** Above and below the baseline, as shares of the size. */
  ascent: number;
  descent: number;
  rightToLeft: boolean;
  fixedWidth: boolean;
  /** White space stood before it in the page's own stream of text. */
  afterSpace: boolean;
}

/** A piece in the frame of its direction: `u` along the line, `v` from line to line, both growing in the order of reading. */
export interface Placed {
  piece: Piece;
  /** Place in the page's own order. */
  order: number;
  u0: number;
  u1: number;
  /** Of the baseline. */
  v: number;
}

export interface Row {
  /** In the order of reading. */
  placed: Placed[];
  /** The piece that the row is measured by: its largest. */
  v: number;
  size: number;
}

/** Rows looked back on for one that a piece may belong to, and pieces of a row looked at for overlap: bounds for hostile pages. */
const rowsLookedAt = 8;
const piecesLookedAt = 150;

/** Pieces side by side, from the top down. What is printed over other text makes a row of its own; what is printed twice counts once. */
export function gatherRows(placed: readonly Placed[]): Row[] {
  const rows: Row[] = [];
  const sorted = [...placed].sort((a, b) => a.v - b.v || a.order - b.order);
  for (const one of sorted) {
    const row = rowOf(rows, one);
    if (row === "double") continue;
    if (row) {
      row.placed.push(one);
      if (one.piece.size > row.size) {
        row.size = one.piece.size;
        row.v = one.v;
      }
    } else {
      rows.push({ placed: [one], v: one.v, size: one.piece.size });
    }
  }
  for (const row of rows) sortRow(row);
  return rows.sort((a, b) => a.v - b.v || firstOrder(a) - firstOrder(b));
}

function rowOf(rows: readonly Row[], one: Placed): Row | "double" | null {
  let best: Row | null = null;
  let bestShare = 0.5;
  for (let index = rows.length - 1; index >= Math.max(0, rows.length - rowsLookedAt); index--) {
    const row = rows[index];
    if (!row) continue;
    // A letter reaches from 0.7 of its size above the baseline to 0.2 below it.
    const top = Math.max(row.v - 0.7 * row.size, one.v - 0.7 * one.piece.size);
    const bottom = Math.min(row.v + 0.2 * row.size, one.v + 0.2 * one.piece.size);
    const share = (bottom - top) / (0.9 * Math.min(row.size, one.piece.size));
    if (share <= bestShare) continue;
    const over = printedOver(row, one);
    if (over === "double") return over;
    if (over) continue;
    best = row;
    bestShare = share;
  }
  return best;
}

/** Whether a piece lies on other text of the row; "double" when it is the same text again, as for fat print. */
function printedOver(row: Row, one: Placed): boolean | "double" {
  let over = false;
  for (let index = row.placed.length - 1; index >= Math.max(0, row.placed.length - piecesLookedAt); index--) {
    const other = row.placed[index];
    if (!other) continue;
    const shared = Math.min(one.u1, other.u1) - Math.max(one.u0, other.u0);
    if (shared <= 0.3 * Math.min(one.u1 - one.u0, other.u1 - other.u0)) continue;
    const near = 0.25 * one.piece.size;
    if (
      other.piece.text === one.piece.text &&
      Math.abs(other.u0 - one.u0) < near &&
      Math.abs(other.v - one.v) < near
    )
      return "double";
    if (shared > 0.3 * one.piece.size) over = true;
  }
  return over;
}

function sortRow(row: Row): void {
  row.placed.sort((a, b) => a.u0 - b.u0 || a.order - b.order);
  let letters = 0;
  for (const { piece } of row.placed) letters += piece.rightToLeft ? piece.text.length : -piece.text.length;
  if (letters > 0) row.placed.reverse();
}

function firstOrder(row: Row): number {
  return row.placed.reduce((first, one) => Math.min(first, one.order), Number.POSITIVE_INFINITY);
}
