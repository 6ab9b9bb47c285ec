/**
 * Cuts a document's text along its marks into blocks (paragraphs, headings, header lines, table rows) and gathers what a
 * reader wants folded. Pure and linear. Every code unit lies in exactly one block, so that a place on the screen and a place in
 * the text are always the same place.
 */
import type { MarkAnswer } from "../../ask/answers.ts";

type BlockKind = "paragraph" | "heading" | "headers" | "row";
type BlockTone = "plain" | "signature" | "disclaimer" | "boilerplate";

/** A stretch of the text that is shown as one block. Blocks follow each other without gap: `end` is the next one's `start`. */
export interface TextBlock {
  kind: BlockKind;
  start: number;
  /** What is shown; around it are only white space and line ends. */
  contentStart: number;
  contentEnd: number;
  end: number;
  /** Of a heading, 1 to 6; else 0. */
  level: number;
  /** Depth of the quotation; 0 when it is not quoted. */
  quoted: number;
  tone: BlockTone;
  /** Numbers of the pages that begin with this block: more than one where a page has no text. */
  pages: number[];
}

/** Blocks that are shown one by one, or behind a button that says how many lines there are. */
export type TextItem =
  | { kind: "blocks"; start: number; end: number; blocks: TextBlock[] }
  | {
      kind: "fold";
      what: "quoted" | "disclaimer";
      start: number;
      end: number;
      lines: number;
      blocks: TextBlock[];
    };

/** A longer block would make the browser lay out too much at once. */
const longestBlock = 16_000;
const deepestQuote = 32;

/** Moves through sorted intervals as the lines go by; answers which one holds a place. */
interface Cursor {
  /** Index of the interval that holds `at` (the one that began last), or -1. Calls must come with growing `at`. */
  at(place: number): number;
}

function cursorOver(marks: readonly MarkAnswer[]): Cursor {
  let next = 0;
  let current = -1;
  return {
    at(place) {
      for (let mark = marks[next]; mark !== undefined && mark.start <= place; mark = marks[next]) {
        if (mark.end > place) current = next;
        next += 1;
      }
      return current >= 0 && (marks[current]?.end ?? 0) > place ? current : -1;
    },
  };
}

/** Depth of the quotation at a place: the deepest of the marks that hold it. Counts by depth, so that nesting costs nothing. */
function quoteDepths(marks: readonly MarkAnswer[]): (place: number) => number {
  const starts = marks;
  const ends = marks.toSorted((a, b) => a.end - b.end);
  const open = new Int32Array(deepestQuote + 1);
  let started = 0;
  let ended = 0;
  return (place) => {
    for (let mark = starts[started]; mark !== undefined && mark.start <= place; mark = starts[started]) {
      open[depthOf(mark)] = (open[depthOf(mark)] ?? 0) + 1;
      started += 1;
    }
    for (let mark = ends[ended]; mark !== undefined && mark.end <= place; mark = ends[ended]) {
      // An empty mark, or one that ends before the first place asked for, is opened above and closed here.
      open[depthOf(mark)] = (open[depthOf(mark)] ?? 0) - 1;
      ended += 1;
    }
    for (let depth = deepestQuote; depth > 0; depth--) if ((open[depth] ?? 0) > 0) return depth;
    return 0;
  };
}

function depthOf(mark: MarkAnswer): number {
  const depth = typeof mark.value === "number" ? mark.value : 1;
  return Math.min(Math.max(Math.trunc(depth), 1), deepestQuote);
}

/** Marks by kind, each sorted by where it begins. */
export function marksByKind(marks: readonly MarkAnswer[]): Map<MarkAnswer["kind"], MarkAnswer[]> {
  const kinds = Map.groupBy(marks, (mark) => mark.kind);
  for (const list of kinds.values()) list.sort((a, b) => a.start - b.start || b.end - a.end);
  return kinds;
}

/**
 * Length of the `> > ` before a quoted line, from `start` on; 0 when there is none.
 */
export function quotePrefix(text: string, start: number, end: number): number {
  let place = start;
  let last = start;
  while (place < end) {
    const letter = text[place];
    if (letter === ">") last = place + 1;
    else if (letter !== " ") break;
    place += 1;
  }
  if (last === start) return 0;
  return (text[last] === " " && last < end ? last + 1 : last) - start;
}

function firstInk(text: string, start: number, end: number): number {
  let place = start;
  while (place < end && isSpace(text.charCodeAt(place))) place += 1;
  return place;
}

function lastInk(text: string, start: number, end: number): number {
  let place = end;
  while (place > start && isSpace(text.charCodeAt(place - 1))) place -= 1;
  return place;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0xa0;
}

/** A line, or a piece of one that is too long to be laid out in one go; `end` is before the line end. */
function* linesOf(text: string): Generator<{ start: number; end: number }> {
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    let piece = start;
    while (end - piece > longestBlock) {
      const space = text.lastIndexOf(" ", piece + longestBlock);
      let cut = space > piece ? space + 1 : piece + longestBlock;
      // Never between the two halves of a character.
      if ((text.charCodeAt(cut) & 0xfc00) === 0xdc00) cut -= 1;
      yield { start: piece, end: cut };
      piece = cut;
    }
    yield { start: piece, end };
    start = end + 1;
  }
}

/** Cuts the text into blocks along marks and empty lines. In order; together they are the whole text. */
export function blocksOf(text: string, marks: readonly MarkAnswer[]): TextBlock[] {
  const kinds = marksByKind(marks);
  const list = (kind: MarkAnswer["kind"]): MarkAnswer[] => kinds.get(kind) ?? [];
  const headings = list("heading");
  const pages = list("page");
  const cells = list("cell");
  const redactions = list("redaction");
  const cursors = {
    paragraph: cursorOver(list("paragraph")),
    heading: cursorOver(headings),
    header: cursorOver(list("header")),
    forwarded: cursorOver(list("forwarded")),
    printed: cursorOver(list("printed")),
    signature: cursorOver(list("signature")),
    disclaimer: cursorOver(list("disclaimer")),
    boilerplate: cursorOver(list("boilerplate")),
  };
  const depthAt = quoteDepths(list("quoted"));

  const blocks: TextBlock[] = [];
  let open: TextBlock | null = null;
  let openKey = "";
  let page = 0;
  let cell = 0;
  let cellsEnd = 0;
  let redaction = 0;

  for (const line of linesOf(text)) {
    while ((redactions[redaction]?.end ?? Number.POSITIVE_INFINITY) < line.start) redaction += 1;
    const blackedOut = (redactions[redaction]?.start ?? Number.POSITIVE_INFINITY) <= line.end;
    const ink = firstInk(text, line.start, line.end);
    const quoted = depthAt(Math.min(ink, Math.max(line.start, line.end - 1)));
    const afterPrefix = quoted > 0 ? line.start + quotePrefix(text, line.start, line.end) : line.start;
    const empty = !blackedOut && firstInk(text, Math.max(ink, afterPrefix), line.end) === line.end;
    // An empty line belongs to the block before it, as what lies between that one and the next.
    if (empty) {
      openKey = "";
      continue;
    }

    const within = cellsEnd > line.start;
    const firstCell = cell;
    while ((cells[cell]?.start ?? Number.POSITIVE_INFINITY) <= line.end) {
      cellsEnd = Math.max(cellsEnd, cells[cell]?.end ?? 0);
      cell += 1;
    }
    const row = cell > firstCell || within;
    const heading = cursors.heading.at(ink);
    const header = cursors.header.at(Math.max(ink, lastInk(text, line.start, line.end) - 1)) >= 0;
    const paragraph = cursors.paragraph.at(ink);
    const forwarded = cursors.forwarded.at(ink);
    const printed = cursors.printed.at(ink);
    const tone: BlockTone =
      cursors.signature.at(ink) >= 0
        ? "signature"
        : cursors.disclaimer.at(ink) >= 0
          ? "disclaimer"
          : cursors.boilerplate.at(ink) >= 0
            ? "boilerplate"
            : "plain";
    const kind: BlockKind = row ? "row" : heading >= 0 ? "heading" : header ? "headers" : "paragraph";

    const begun: number[] = [];
    for (let mark = pages[page]; mark !== undefined && mark.start <= ink; mark = pages[page]) {
      if (typeof mark.value === "number") begun.push(mark.value);
      page += 1;
    }

    const key = `${kind} ${tone} ${quoted} ${forwarded} ${printed} ${kind === "headers" ? "" : `${heading} ${paragraph}`}`;
    const contentEnd = lastInk(text, line.start, line.end);
    const goesOn =
      open !== null &&
      begun.length === 0 &&
      (row ? within && open.kind === "row" : key === openKey && line.end - open.start <= longestBlock);
    if (open !== null && goesOn) {
      open.contentEnd = Math.max(contentEnd, open.contentEnd);
      continue;
    }
    const start: number = open === null ? 0 : line.start;
    if (open !== null) open.end = line.start;
    const level = heading >= 0 ? Math.min(Math.max(Number(headings[heading]?.value ?? 2), 1), 6) : 0;
    open = {
      kind,
      start,
      contentStart: line.start,
      contentEnd,
      end: line.end,
      level,
      quoted,
      tone,
      pages: begun,
    };
    openKey = key;
    blocks.push(open);
  }

  if (open !== null) {
    open.end = text.length;
    for (const mark of pages.slice(page)) if (typeof mark.value === "number") open.pages.push(mark.value);
  } else if (text.length > 0) {
    blocks.push({
      kind: "paragraph",
      start: 0,
      contentStart: 0,
      contentEnd: 0,
      end: text.length,
      level: 0,
      quoted: 0,
      tone: "plain",
      pages: pages.flatMap((mark) => (typeof mark.value === "number" ? [mark.value] : [])),
    });
  }
  return blocks;
}

/** Where a message begins after the header lines at its head; 0 when it has none. */
export function afterHeaders(blocks: readonly TextBlock[]): number {
  const head = blocks[0];
  return head?.kind === "headers" ? head.end : 0;
}

/** Where a text begins after a heading that is its title; 0 when it begins otherwise. */
export function afterTitle(text: string, blocks: readonly TextBlock[], title: string | null): number {
  const [head, ...rest] = blocks;
  if (head?.kind !== "heading" || rest.length === 0) return 0;
  return text.slice(head.contentStart, head.contentEnd).trim() === title?.trim() ? head.end : 0;
}

/**
 * Headings with levels that nest without a gap, from 1: a text may begin with a heading of level 3, or skip from 1 to 4, and who
 * listens to a page goes by its levels.
 */
export function nestHeadings(blocks: readonly TextBlock[]): TextBlock[] {
  const above: number[] = [];
  return blocks.map((block) => {
    if (block.kind !== "heading") return block;
    while ((above.at(-1) ?? 0) >= block.level) above.pop();
    above.push(block.level);
    return { ...block, level: above.length };
  });
}

/** An own answer between the lines reads better with the few lines that it answers. */
const shortQuote = 4;

/**
 * Gathers blocks into items: runs that are shown, and folds. A quotation is folded when it is long or nothing of one's own
 * follows; a message that is nothing but quotation is shown as it is. Disclaimers are folded always.
 */
export function foldBlocks(text: string, blocks: readonly TextBlock[]): TextItem[] {
  const own = (block: TextBlock): boolean =>
    block.quoted === 0 &&
    block.tone === "plain" &&
    block.kind !== "headers" &&
    block.contentEnd > block.contentStart;
  const lastOwn = blocks.findLastIndex(own);
  const items: TextItem[] = [];
  let index = 0;
  while (index < blocks.length) {
    const what = foldable(blocks[index]);
    let after = index;
    while (after < blocks.length && foldable(blocks[after]) === what) after += 1;
    const run = blocks.slice(index, after);
    const start = run[0]?.start ?? 0;
    const end = run.at(-1)?.end ?? start;
    const lines = what === null ? 0 : countLines(text, run);
    const folded =
      what === "disclaimer" || (what === "quoted" && lastOwn >= 0 && (lines > shortQuote || after > lastOwn));
    const before = items.at(-1);
    if (folded && what !== null) items.push({ kind: "fold", what, start, end, lines, blocks: run });
    else if (before?.kind === "blocks") {
      for (const block of run) before.blocks.push(block);
      before.end = end;
    } else items.push({ kind: "blocks", start, end, blocks: run });
    index = after;
  }
  return items;
}

function foldable(block: TextBlock | undefined): "quoted" | "disclaimer" | null {
  if (block === undefined) return null;
  if (block.quoted > 0) return "quoted";
  return block.tone === "disclaimer" ? "disclaimer" : null;
}

function countLines(text: string, blocks: readonly TextBlock[]): number {
  let lines = 0;
  for (const block of blocks) {
    lines += 1;
    for (let place = text.indexOf("\n", block.contentStart); place >= 0 && place < block.contentEnd; ) {
      lines += 1;
      place = text.indexOf("\n", place + 1);
    }
  }
  return lines;
}

/** Groups blocks into chunks of about `size` code units, which are laid out only when they come near the screen. */
export function chunksOf(blocks: readonly TextBlock[], size = 8_000): TextBlock[][] {
  const chunks: TextBlock[][] = [];
  let chunk: TextBlock[] = [];
  for (const block of blocks) {
    const start = chunk[0]?.start ?? block.start;
    if (chunk.length > 0 && block.end - start > size) {
      chunks.push(chunk);
      chunk = [];
    }
    chunk.push(block);
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}
