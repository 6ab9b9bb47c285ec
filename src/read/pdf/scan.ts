/**
 * Tells pages that are pictures of text: scans without a text layer, or with one that holds no more than the stamp of a court or a
 * number along the edge. Images are found without decoding them: one page of a scan takes up to a second to decode.
 */
import type { OPS as Operators, PDFPageProxy } from "pdfjs-dist";
import { type Budget, BudgetSpent } from "../budget.ts";
import { decodedBytes, operators } from "./engine.ts";
import { within } from "./within.ts";

/** What is known of a page from its text. */
export interface PageFacts {
  width: number;
  height: number;
  /** Six numbers a word, as in `DocumentPage`. */
  words: ArrayLike<number>;
}

/** Images that together cover this share of a page make it a picture: scanners cut pages into strips. */
const coveredByImages = 0.5;
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
 * Whether the page draws a picture about as large as itself.
 * @throws BudgetSpent
 */
export async function drawsPicture(proxy: PDFPageProxy, page: PageFacts, budget: Budget): Promise<boolean> {
  // The contents of a page that is a picture are a few operators.
  if (decodedBytes() > longestContents) return false;
  const names = await operators();
  try {
    const list = await within(budget, proxy.getOperatorList(), (passedMs) => {
      if (passedMs > longestLookMs) throw new Error("takes too long");
    });
    return coveredShare(list, names, page) >= coveredByImages;
  } catch (error) {
    if (error instanceof BudgetSpent) throw error;
    // A page that breaks here has given its text; that it may be a picture is all that remains unsaid.
    return false;
  }
}

const longestLookMs = 5_000;
const longestContents = 8 * 1024 ** 2;

/**
 * Share of the page that its images cover. An image fills the unit square, so the matrix in force is its place. PDF.js is told to
 * leave images out (see `engine.ts`): what remains of one is a matrix that is set and under which nothing is drawn.
 */
function coveredShare(
  list: { fnArray: readonly number[]; argsArray: readonly unknown[] },
  names: typeof Operators,
  page: PageFacts,
): number {
  const images = new Set([
    names.paintImageXObject,
    names.paintInlineImageXObject,
    names.paintImageMaskXObject,
  ]);
  const drawings = new Set([names.constructPath, names.showText, names.showSpacedText, names.shadingFill]);
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let unused = 0;
  let area = 0;
  const saved: Matrix[] = [];
  list.fnArray.forEach((operator, index) => {
    if (operator === names.save || operator === names.paintFormXObjectBegin) saved.push(matrix);
    if (operator === names.transform || operator === names.paintFormXObjectBegin) {
      const given = list.argsArray[index];
      const by: unknown = operator === names.transform ? given : Array.isArray(given) ? given[0] : null;
      if (!isMatrix(by)) return;
      matrix = times(matrix, by);
      unused = surface(matrix);
    } else if (operator === names.restore || operator === names.paintFormXObjectEnd) {
      area += unused;
      unused = 0;
      matrix = saved.pop() ?? matrix;
    } else if (images.has(operator)) {
      area += surface(matrix);
      unused = 0;
    } else if (drawings.has(operator)) unused = 0;
  });
  return (area + unused) / (page.width * page.height);
}

type Matrix = [number, number, number, number, number, number];

function isMatrix(value: unknown): value is ArrayLike<number> {
  return typeof value === "object" && value !== null && "length" in value && value.length === 6;
}

/** Of the unit square under the matrix, in square points. */
function surface(matrix: Matrix): number {
  return Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]);
}

function times(m: Matrix, by: ArrayLike<number>): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(by);
  return [
    m[0] * a + m[2] * b,
    m[1] * a + m[3] * b,
    m[0] * c + m[2] * d,
    m[1] * c + m[3] * d,
    m[0] * e + m[2] * f + m[4],
    m[1] * e + m[3] * f + m[5],
  ];
}
