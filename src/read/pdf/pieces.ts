/** Takes from PDF.js the pieces of text of a page, with what stands in its form fields and notes. */
import type { PDFPageProxy } from "pdfjs-dist";
import type { TextItem, TextStyle } from "pdfjs-dist/types/src/display/api.js";
import type { Budget } from "../budget.ts";
import type { Note } from "./layout.ts";
import type { Piece } from "./rows.ts";
import { characterWeight } from "./widths.ts";
import { within } from "./within.ts";

export interface PagePieces {
  pieces: Piece[];
  notes: Note[];
  /** Points, as the page is shown. */
  width: number;
  height: number;
  /** Files pinned to the page: PDF.js's own id, and the name. */
  files: { id: string; name: string }[];
}

/** Thrown when one page takes longer than a page may; the document's other pages are still to be had. */
export class PageTooLong extends Error {
  readonly allowedMs: number;
  constructor(allowedMs: number) {
    super(`page takes more than ${allowedMs} ms`);
    this.name = "PageTooLong";
    this.allowedMs = allowedMs;
  }
}

/** Honest pages take milliseconds; the largest maps take seconds. */
export const longestPageMs = 10_000;

/**
 * The pieces of a page in its own order.
 * @throws BudgetSpent, PageTooLong, and what PDF.js throws for a broken page
 */
export async function pagePieces(page: PDFPageProxy, budget: Budget): Promise<PagePieces> {
  const viewport = page.getViewport({ scale: 1 });
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = viewport.transform as number[];
  const toPage: Matrix = [a, b, c, d, e, f];
  const pieces: Piece[] = [];
  const limit = (passedMs: number) => {
    if (passedMs > longestPageMs) throw new PageTooLong(longestPageMs);
  };

  const reading = (async () => {
    const reader = page.streamTextContent().getReader();
    const styles: Record<string, TextStyle> = {};
    let afterSpace = true;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      Object.assign(styles, value.styles);
      for (const item of value.items as TextItem[]) {
        if (item.str === undefined) continue;
        if (item.str.trim() === "") {
          afterSpace = true;
          continue;
        }
        budget.spendBytes(item.str.length * 2);
        pieces.push(pieceOf(item, styles[item.fontName], toPage, afterSpace));
        afterSpace = /\s$/.test(item.str);
      }
    }
  })();
  await within(budget, reading, limit);

  const annotations: Annotation[] = await within(budget, page.getAnnotations(), limit);
  const files: PagePieces["files"] = [];
  const notes: Note[] = [];
  for (const annotation of annotations) {
    const { fileId, file } = annotation;
    if (typeof fileId === "string") files.push({ id: fileId, name: file?.filename ?? "" });
    const text = annotationText(annotation);
    if (text === "") continue;
    budget.spendBytes(text.length * 2);
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = annotation.rect ?? [];
    const [left, top] = onPage(x1, y1, toPage);
    const [right, low] = onPage(x2, y2, toPage);
    const box = {
      x: Math.min(left, right),
      y: Math.min(top, low),
      width: Math.abs(right - left),
      height: Math.abs(low - top),
    };
    if (standsOnPage(annotation)) {
      const fontSize = annotation.defaultAppearanceData?.fontSize ?? 0;
      pieces.push(...piecesOfText(text, box, fontSize));
    } else notes.push({ text, ...box });
  }
  return { pieces, notes, width: viewport.width, height: viewport.height, files };
}

type Matrix = [number, number, number, number, number, number];

function onPage(x: number, y: number, toPage: Matrix): [number, number] {
  return [
    finite(toPage[0] * x + toPage[2] * y + toPage[4]),
    finite(toPage[1] * x + toPage[3] * y + toPage[5]),
  ];
}

function pieceOf(item: TextItem, style: TextStyle | undefined, toPage: Matrix, afterSpace: boolean): Piece {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform as number[];
  const vertical = style?.vertical === true;
  // Direction and size of the letters on the page.
  const alongX = toPage[0] * a + toPage[2] * b;
  const alongY = toPage[1] * a + toPage[3] * b;
  const scale = Math.hypot(toPage[0], toPage[1]);
  const size = finite(Math.hypot(toPage[0] * c + toPage[2] * d, toPage[1] * c + toPage[3] * d)) || 1;
  const angle = finite(Math.atan2(alongY, alongX));
  const [x, y] = onPage(e, f, toPage);
  const ascent = share(style?.ascent, 0.75);
  const descent = share(style?.descent === undefined ? undefined : -style.descent, 0.2);
  return {
    text: item.str,
    x,
    y,
    // Vertical print is set upright and read downwards; its origin lies in the middle of the column.
    angle: vertical ? angle + Math.PI / 2 : angle,
    width: finite((vertical ? item.height : item.width) * scale),
    size,
    ascent: vertical ? 0.5 : ascent,
    descent: vertical ? 0.5 : descent,
    rightToLeft: item.dir === "rtl",
    fixedWidth: style?.fontFamily === "monospace",
    afterSpace,
  };
}

/** Hostile matrices hold anything; nothing on a page is farther than this. */
function finite(value: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, -1e7), 1e7) : 0;
}

function share(value: number | undefined, usual: number): number {
  return value !== undefined && value > 0.05 && value < 1.5 ? value : usual;
}

/** What Stemma uses of PDF.js's annotations, which have no types. */
interface Annotation {
  subtype?: string;
  fieldType?: string;
  fieldValue?: unknown;
  hidden?: boolean;
  password?: boolean;
  rect?: number[];
  contentsObj?: { str?: string };
  defaultAppearanceData?: { fontSize?: number };
  fileId?: unknown;
  file?: { filename?: string };
}

/** Text typed into a field or written on the page; the text of a note. Ticks, links and passwords have none. */
function annotationText(annotation: Annotation): string {
  if (annotation.hidden || annotation.password) return "";
  if (annotation.subtype !== "Widget")
    return annotation.subtype === "Link" ? "" : (annotation.contentsObj?.str ?? "");
  if (annotation.fieldType !== "Tx" && annotation.fieldType !== "Ch") return "";
  const { fieldValue } = annotation;
  const values: unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values.filter((value) => typeof value === "string").join("\n");
}

function standsOnPage(annotation: Annotation): boolean {
  return annotation.subtype === "Widget" || annotation.subtype === "FreeText";
}

/** Lines of a text in a box, from its top down; their widths are estimates. */
function piecesOfText(
  text: string,
  box: { x: number; y: number; height: number },
  fontSize: number,
): Piece[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const fitting = lines.length === 1 && box.height > 0 ? box.height * 0.7 : 10;
  const size = fontSize > 0 ? fontSize : Math.min(12, Math.max(6, fitting));
  const pitch = size * 1.2;
  // One line stands in the middle of its field.
  const first = lines.length === 1 && box.height > 0 ? box.y + box.height / 2 + size * 0.3 : box.y + size;
  return lines.map((line, index) => ({
    text: line,
    x: finite(box.x),
    y: finite(first + index * pitch),
    angle: 0,
    width:
      (size / 1000) *
      Array.from(line).reduce((sum, letter) => sum + characterWeight(letter.charCodeAt(0), false), 0),
    size,
    ascent: 0.75,
    descent: 0.2,
    rightToLeft: false,
    fixedWidth: false,
    afterSpace: true,
  }));
}
