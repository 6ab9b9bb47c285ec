/**
 * Tells pages that are pictures of text: scans without a text layer, or with one that holds no more than the stamp of a court or a
 * number along the edge. Images are found without decoding them where that is possible, since a scan takes a second to decode.
 */
import type { OPS as Operators } from "pdfjs-dist";
import type { Budget } from "../budget.ts";
import { openPdf, operators, renewDecoding } from "./engine.ts";
import { within } from "./within.ts";

/** What is known of a page from its text. */
export interface PageFacts {
  /** From 1. */
  number: number;
  width: number;
  height: number;
  /** Six numbers a word, as in `DocumentPage`. */
  words: ArrayLike<number>;
}

/** A page in letter size at 72 dots an inch has 480,000 pixels; logos and portraits have less than this. */
const pixelsOfPage = 400_000;
/** Strips that together cover this share of the page are a scan that was cut up. */
const coveredByStrips = 0.5;
/** A stamp runs along an edge, within these shares of the page's height and width. */
const edgeHeight = 0.13;
const edgeWidth = 0.08;
const wordsInStamps = 80;
/** A scan's date stamp or "XXXX" over a name may be in its middle. */
const wordsInside = 6;

/** Whether the text of a page is so little that the page may be a picture. */
export function mayBePicture(page: PageFacts): boolean {
  const count = page.words.length / 6;
  if (count > wordsInStamps) return false;
  let inside = 0;
  for (let index = 0; index < page.words.length; index += 6) {
    const x = page.words[index + 2] ?? 0;
    const y = page.words[index + 3] ?? 0;
    const right = x + (page.words[index + 4] ?? 0);
    const bottom = y + (page.words[index + 5] ?? 0);
    const atEdge =
      bottom < edgeHeight * page.height ||
      y > (1 - edgeHeight) * page.height ||
      right < edgeWidth * page.width ||
      x > (1 - edgeWidth) * page.width;
    if (!atEdge) inside += 1;
  }
  return inside <= wordsInside;
}

/**
 * Numbers of those pages that draw a picture as large as a page.
 * @param pages the pages that may be pictures
 * @throws BudgetSpent
 */
export async function picturePages(
  bytes: Uint8Array,
  pages: readonly PageFacts[],
  budget: Budget,
): Promise<number[]> {
  const found: number[] = [];
  if (pages.length === 0) return found;
  const names = await operators();
  const { pdf, close } = await openPdf(bytes, budget, { failAtPixels: pixelsOfPage });
  try {
    for (const page of pages) {
      budget.checkTime();
      renewDecoding();
      try {
        const proxy = await within(budget, pdf.getPage(page.number), giveUp);
        const list = await within(budget, proxy.getOperatorList(), giveUp);
        if (coveredShare(list, names, page) >= coveredByStrips) found.push(page.number);
        proxy.cleanup();
      } catch (error) {
        if (!(error instanceof Error) || error.name === "BudgetSpent") throw error;
        // In this mode PDF.js gives up at the first error; this one is the one that was asked for.
        if (/exceeded maximum allowed size/.test(error.message)) found.push(page.number);
      }
    }
  } finally {
    await close();
  }
  return found;
}

const longestPageMs = 5_000;

function giveUp(passedMs: number): void {
  if (passedMs > longestPageMs) throw new Error("page takes too long");
}

/** Share of the page that its images cover. */
function coveredShare(
  list: { fnArray: readonly number[]; argsArray: readonly unknown[] },
  names: typeof Operators,
  page: PageFacts,
): number {
  const images = new Set<number>([
    names.paintImageXObject,
    names.paintInlineImageXObject,
    names.paintImageMaskXObject,
  ]);
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  const saved: Matrix[] = [];
  let area = 0;
  list.fnArray.forEach((operator, index) => {
    if (operator === names.save) saved.push(matrix);
    else if (operator === names.paintFormXObjectBegin) {
      saved.push(matrix);
      const form = list.argsArray[index];
      if (Array.isArray(form) && form[0]) matrix = times(matrix, form[0]);
    } else if (operator === names.restore || operator === names.paintFormXObjectEnd)
      matrix = saved.pop() ?? matrix;
    else if (operator === names.transform) matrix = times(matrix, list.argsArray[index]);
    // An image fills the unit square.
    else if (images.has(operator)) area += Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]);
  });
  return area / (page.width * page.height);
}

type Matrix = [number, number, number, number, number, number];

function times(m: Matrix, by: unknown): Matrix {
  const n = Array.from(by as ArrayLike<number>);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = n;
  return [
    m[0] * a + m[2] * b,
    m[1] * a + m[3] * b,
    m[0] * c + m[2] * d,
    m[1] * c + m[3] * d,
    m[0] * e + m[2] * f + m[4],
    m[1] * e + m[3] * f + m[5],
  ];
}
