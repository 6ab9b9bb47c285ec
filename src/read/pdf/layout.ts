/**
 * From pieces of text with places to the text of a page: pieces to rows (`rows.ts`), rows to columns (`columns.ts`), rows to lines of words with their boxes.
 * Wide gaps are kept as several spaces, since print-outs of mail and tables are read by them.
 */
import { normalText } from "../../text/text.ts";
import { splitColumns } from "./columns.ts";
import { gatherRows, type Piece, type Placed, type Row } from "./rows.ts";
import { characterWeight } from "./widths.ts";

export interface PageText {
  text: string;
  /** Six numbers a word, as in `DocumentPage`, offsets in `text`. */
  words: number[];
}

/** What somebody wrote about a page: it shows as a sign on it, in this box (points from the top left of the page). */
export interface Note {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Puts a note's text behind the page's own; the box of each of its words is the sign's. */
export function appendNote(page: PageText, note: Note): void {
  const text = normalText(note.text).trim();
  if (text === "") return;
  if (page.text !== "") page.text += "\n\n";
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const start = page.text.length + index;
    page.words.push(start, start + word.length, note.x, note.y, note.width, note.height);
  }
  page.text += text;
}

/** Honest pages have hundreds of pieces, maps thousands; hostile ones are cut so that no step takes long. */
const piecesAtOnce = 20_000;

/** The text of a page, in the order of reading as far as geometry tells it. */
export function layoutPage(pieces: readonly Piece[]): PageText {
  const page: PageText = { text: "", words: [] };
  const lines: string[] = [];
  let offset = 0;
  for (let first = 0; first < pieces.length; first += piecesAtOnce)
    for (const group of groupsByDirection(pieces.slice(first, first + piecesAtOnce)))
      for (const block of splitColumns(gatherRows(group.placed)))
        offset = writeBlock(block, group.angle, lines, offset, page.words);
  page.text = lines.join("\n");
  return page;
}

interface Group {
  angle: number;
  placed: Placed[];
  letters: number;
}

const quarter = Math.PI / 2;
/** Text that is turned by less belongs to the lines of its quarter: scans lie askew. */
const askew = Math.PI / 18;

/** Pieces that are read in one direction together; the direction of most of the page first. */
function groupsByDirection(pieces: readonly Piece[]): Group[] {
  const groups = new Map<string, { pieces: { piece: Piece; order: number }[]; letters: number }>();
  pieces.forEach((piece, order) => {
    const nearest = Math.round(piece.angle / quarter);
    const off = Math.abs(piece.angle - nearest * quarter);
    const key = off <= askew ? `${((nearest % 4) + 4) % 4}` : `askew ${Math.round(piece.angle / askew)}`;
    let group = groups.get(key);
    if (!group) {
      group = { pieces: [], letters: 0 };
      groups.set(key, group);
    }
    group.pieces.push({ piece, order });
    group.letters += piece.text.length;
  });
  const placed: Group[] = [...groups.values()].map(({ pieces: members, letters }) => {
    const angle = middleAngle(members.map(({ piece }) => piece));
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    return {
      angle,
      letters,
      placed: members.map(({ piece, order }) => {
        const u = piece.x * cos + piece.y * sin;
        return { piece, order, u0: u, u1: u + piece.width, v: piece.y * cos - piece.x * sin };
      }),
    };
  });
  return placed.sort((a, b) => b.letters - a.letters || a.angle - b.angle);
}

/** The angle of the middle piece by length, so that a few stray ones do not turn the rest. */
function middleAngle(pieces: readonly Piece[]): number {
  const sorted = [...pieces].sort((a, b) => a.angle - b.angle);
  const half = sorted.reduce((sum, piece) => sum + piece.text.length, 0) / 2;
  let sum = 0;
  for (const piece of sorted) {
    sum += piece.text.length;
    if (sum >= half) return piece.angle;
  }
  return 0;
}

const widestGap = 60;

interface Word {
  text: string;
  u0: number;
  u1: number;
  top: number;
  bottom: number;
  /** Spaces before it on its line. */
  spaces: number;
}

/** Writes the rows of one column as lines; returns the offset behind them. */
function writeBlock(
  rows: readonly Row[],
  angle: number,
  lines: string[],
  offset: number,
  boxes: number[],
): number {
  const letterWidth = averageLetter(rows);
  const left = rows.reduce(
    (least, row) => row.placed.reduce((u, one) => Math.min(u, one.u0), least),
    Infinity,
  );
  const usualPitch = usualPitchOf(rows);
  let before: Row | null = null;
  for (const row of rows) {
    const words = wordsOf(row, left, letterWidth);
    if (words.length === 0) continue;
    const pitch: number = before ? row.v - before.v : 0;
    if (before && pitch > 1.35 * usualPitch && pitch > 1.5 * Math.max(row.size, before.size)) {
      lines.push("");
      offset += 1;
    }
    before = row;
    let line = "";
    for (const word of words) {
      line += " ".repeat(word.spaces);
      boxes.push(offset + line.length, offset + line.length + word.text.length, ...boxOf(word, angle));
      line += word.text;
    }
    lines.push(line);
    offset += line.length + 1;
  }
  return offset;
}

/** Words of a row. Each is normalised by itself: nothing composes across a space, so their offsets stay exact. */
function wordsOf(row: Row, left: number, letterWidth: number): Word[] {
  const rightToLeft =
    (row.placed[0]?.piece.rightToLeft && (row.placed.at(-1)?.u0 ?? 0) <= (row.placed[0]?.u0 ?? 0)) ?? false;
  const words: Word[] = [];
  let word: Word | null = null;
  let end = left;
  let first = true;
  for (const { piece, u0, u1, v } of row.placed) {
    const gap = rightToLeft && !first ? end - u1 : u0 - end;
    const glued = !first && !piece.afterSpace && gap < 0.15 * Math.min(piece.size, row.size);
    const spaces = first ? indent(gap, letterWidth) : spacesFor(gap, piece.size, letterWidth);
    let inside = false;
    for (const part of partsOf(piece)) {
      const from = u0 + part.start * (u1 - u0);
      const to = u0 + part.end * (u1 - u0);
      const top = v - piece.ascent * piece.size;
      const bottom = v + piece.descent * piece.size;
      if (glued && !inside && word && !part.afterSpace) {
        word.text += part.text;
        word.u0 = Math.min(word.u0, from);
        word.u1 = Math.max(word.u1, to);
        word.top = Math.min(word.top, top);
        word.bottom = Math.max(word.bottom, bottom);
      } else {
        word = {
          text: part.text,
          u0: from,
          u1: to,
          top,
          bottom,
          spaces: inside ? 1 : first ? spaces : Math.max(1, spaces),
        };
        words.push(word);
      }
      inside = true;
    }
    if (!inside) continue;
    first = false;
    end = rightToLeft ? u0 : u1;
  }
  for (const one of words) one.text = normalText(one.text).replaceAll("\n", "");
  return words.filter((one) => one.text !== "");
}

function indent(gap: number, letterWidth: number): number {
  return Math.min(widestGap, Math.max(0, Math.round(gap / letterWidth)));
}

/** One for a space between words, as many as fit for a gap that a writer or a table made. */
function spacesFor(gap: number, size: number, letterWidth: number): number {
  if (gap <= 1.2 * size) return 1;
  return Math.min(widestGap, Math.max(2, Math.round(gap / letterWidth)));
}

interface Part {
  text: string;
  /** Shares of the piece's width. */
  start: number;
  end: number;
  afterSpace: boolean;
}

/** The words of a piece. PDF.js gives one width for all of it; the letters share it by how wide they usually are. */
function partsOf(piece: Piece): Part[] {
  const parts: Part[] = [];
  const { text } = piece;
  let total = 0;
  for (let index = 0; index < text.length; index++)
    total += characterWeight(text.charCodeAt(index), piece.fixedWidth);
  let passed = 0;
  let begin = -1;
  let start = 0;
  const close = (end: number) => {
    if (begin < 0) return;
    const from = start / total;
    const to = passed / total;
    parts.push({
      text: text.slice(begin, end),
      start: piece.rightToLeft ? 1 - to : from,
      end: piece.rightToLeft ? 1 - from : to,
      afterSpace: begin > 0,
    });
    begin = -1;
  };
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isSpace(code)) close(index);
    else if (begin < 0) {
      begin = index;
      start = passed;
    }
    passed += characterWeight(code, piece.fixedWidth);
  }
  close(text.length);
  return parts;
}

function isSpace(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0x85
  );
}

function averageLetter(rows: readonly Row[]): number {
  let width = 0;
  let letters = 0;
  for (const row of rows)
    for (const { piece } of row.placed) {
      width += piece.width;
      letters += piece.text.length;
    }
  return width > 0 && letters > 0 ? width / letters : 6;
}

/**
 * Distance of baselines within paragraphs. Not the middle one: a short letter has as many gaps between its paragraphs as lines in them.
 */
function usualPitchOf(rows: readonly Row[]): number {
  const pitches: number[] = [];
  let before: Row | null = null;
  for (const row of rows) {
    if (before && row.v - before.v > 0.5 * row.size) pitches.push(row.v - before.v);
    before = row;
  }
  pitches.sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length * 0.3)] ?? Infinity;
}

/** Left, top, width and height on the page of a word that stands in the frame of its direction. */
function boxOf(word: Word, angle: number): [number, number, number, number] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const us = [word.u0, word.u1, word.u0, word.u1];
  const vs = [word.top, word.top, word.bottom, word.bottom];
  const xs = us.map((u, corner) => u * cos - (vs[corner] ?? 0) * sin);
  const ys = us.map((u, corner) => u * sin + (vs[corner] ?? 0) * cos);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return [x, y, Math.max(...xs) - x, Math.max(...ys) - y];
}
