/**
 * Lays out a printed release of mail: text in Courier on letter paper, black boxes with their code beside them, a Bates number at
 * the foot of each page. Boxes lie over blanks; only what is marked `showsThrough` keeps its letters underneath.
 */
import { makePdf, type PdfBox, type PdfLine, type PdfPage } from "../../src/read/pdf/make-pdf.ts";

/** Words to black out wherever they stand in a print-out. */
export interface Blackout {
  words: string;
  code: string;
  /** True for a box that was only laid over the words: they are still in the file. */
  showsThrough?: true;
}

export interface PrintOut {
  /** Name at the head of the first page: whose mailbox was printed. */
  owner: string;
  headers: [string, string][];
  body: string;
  blackouts: readonly Blackout[];
}

export interface Printed {
  bytes: Uint8Array;
  /** Stretches blacked out, by code. */
  redactions: Record<string, number>;
  /** Bates numbers of the first page of each print-out. */
  firstPages: string[];
}

const columns = 84;
const size = 10;
const letterWidth = 6;
const lineHeight = 12;
const left = 54;
const top = 64;
const linesOfPage = 57;

/** One line as it will stand on the page; `cover` has a mark for each letter: ` ` open, `x` gone, `o` covered only. */
interface Row {
  text: string;
  cover: string;
  bold?: true;
  rule?: true;
}

/** The release as a PDF; numbers run on from `firstBates`. */
export function printRelease(prints: readonly PrintOut[], prefix: string, firstBates: number): Printed {
  const redactions: Record<string, number> = {};
  const pages: PdfPage[] = [];
  const firstPages: string[] = [];
  const bates = (): string => `${prefix}-${String(firstBates + pages.length).padStart(6, "0")}`;
  for (const print of prints) {
    firstPages.push(bates());
    const rows: Row[] = [
      { text: print.owner, cover: "", bold: true },
      { text: "", cover: "", rule: true },
    ];
    for (const [name, value] of print.headers)
      rows.push(...rowsOf(`${`${name}:`.padEnd(13)}${value}`, 13, print.blackouts, redactions));
    rows.push({ text: "", cover: "" });
    for (const line of print.body.split("\n")) rows.push(...rowsOf(line, 0, print.blackouts, redactions));
    for (let at = 0; at < rows.length; at += linesOfPage)
      pages.push(pageOf(rows.slice(at, at + linesOfPage), bates()));
  }
  const bytes = makePdf(pages, { title: "NIPH release 1, part 4", created: "D:20211118140000Z" });
  return { bytes, redactions, firstPages };
}

/** Blacks out, counts, appends the codes and wraps one paragraph. */
function rowsOf(
  paragraph: string,
  indent: number,
  blackouts: readonly Blackout[],
  redactions: Record<string, number>,
): Row[] {
  let text = paragraph;
  let cover = " ".repeat(text.length);
  for (const { words, code, showsThrough } of blackouts) {
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      if (cover.slice(at, at + words.length).trim() !== "") continue;
      const end = at + words.length;
      const label = ` ${code}`;
      text = `${text.slice(0, end)}${label}${text.slice(end)}`;
      cover = `${cover.slice(0, at)}${(showsThrough ? "o" : "x").repeat(words.length)}${" ".repeat(label.length)}${cover.slice(end)}`;
      redactions[code] = (redactions[code] ?? 0) + 1;
    }
  }
  return wrapRow(text, cover, indent);
}

function wrapRow(text: string, cover: string, indent: number): Row[] {
  const rows: Row[] = [];
  let start = 0;
  let lead = 0;
  do {
    let end = text.length;
    if (end - start > columns - lead) {
      end = text.lastIndexOf(" ", start + columns - lead);
      if (end <= start) end = start + columns - lead;
    }
    rows.push({
      text: " ".repeat(lead) + text.slice(start, end),
      cover: " ".repeat(lead) + cover.slice(start, end),
    });
    start = text[end] === " " ? end + 1 : end;
    lead = indent;
  } while (start < text.length);
  return rows;
}

function pageOf(rows: readonly Row[], bates: string): PdfPage {
  const lines: PdfLine[] = [];
  const boxes: PdfBox[] = [];
  rows.forEach((row, index) => {
    const y = top + index * lineHeight;
    if (row.rule) boxes.push({ x: left, y: y - 8, width: columns * letterWidth, height: 1.5 });
    else if (row.bold) lines.push({ x: left, y, size: 12, text: row.text, font: "Helvetica-Bold" });
    else drawRow(row, y, lines, boxes);
  });
  lines.push({ x: 612 - left - bates.length * letterWidth, y: 756, size, text: bates, font: "Courier" });
  return { lines, boxes };
}

function drawRow(row: Row, y: number, lines: PdfLine[], boxes: PdfBox[]): void {
  for (const run of row.cover.matchAll(/x+|o+/g))
    boxes.push({
      x: left + run.index * letterWidth,
      y: y - 8.5,
      width: run[0].length * letterWidth,
      height: 10.5,
    });
  // What is gone is never written: the stretches between are lines of their own.
  for (const run of row.cover.matchAll(/[^x]+/g)) {
    const piece = row.text.slice(run.index, run.index + run[0].length);
    const blanks = piece.length - piece.trimStart().length;
    if (piece.trim() === "") continue;
    lines.push({
      x: left + (run.index + blanks) * letterWidth,
      y,
      size,
      text: piece.trim(),
      font: "Courier",
    });
  }
}
