/**
 * Places in a text and places on the screen. Every piece of text on the screen says with `data-at` where it begins in the
 * document's text; what stands for letters that it does not show (a redaction) also says with `data-to` where they end.
 */
import type { PageAnswer } from "../../ask/answers.ts";
import { firstEndingAfter, type Span } from "./text-segments.ts";

/** Index of the page that holds a place of the text; the nearest where none does, -1 when there are no pages. */
export function pageAt(pages: readonly PageAnswer[], place: number): number {
  return Math.min(firstEndingAfter(pages, place), pages.length - 1);
}

/** `/d/ID#A-B`: the address of a passage, or of the whole document. */
export function passagePath(document: string, span: Span | null): string {
  const path = `/d/${encodeURIComponent(document)}`;
  return span === null ? path : `${path}#${span.start}-${span.end}`;
}

/** The stretch without white space at its ends; null when nothing else is in it. */
export function trimSpan(text: string, span: Span): Span | null {
  let { start, end } = span;
  while (start < end && /\s/.test(text[start] ?? "")) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end -= 1;
  return start < end ? { start, end } : null;
}

/**
 * What the reader selected, as a stretch of the text that `root` shows; null when he selected nothing of it. A selection that
 * begins or ends outside of it is cut to it.
 */
export function selectedSpan(root: Element, selection: Selection | null): Span | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const start = placeOf(root, range.startContainer, range.startOffset, "start");
  const end = placeOf(root, range.endContainer, range.endOffset, "end");
  return start === null || end === null || end <= start ? null : { start, end };
}

/** The place in the text of a point in the page; `side` says which end of a redaction is meant. */
function placeOf(root: Element, node: Node, offset: number, side: "start" | "end"): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest("[data-at]") ?? null;
  if (piece !== null && root.contains(piece)) {
    const ends = endsOf(piece);
    if (piece.hasAttribute("data-to")) return side === "start" ? ends.start : ends.end;
    // One text node in a piece: before it, in it, or after it.
    if (node.nodeType === Node.TEXT_NODE) return ends.start + offset;
    return offset === 0 ? ends.start : ends.end;
  }
  // Between pieces, or outside: the next one after a start, the last one before an end.
  const point = document.createRange();
  point.setStart(node, offset);
  const pieces = [...root.querySelectorAll("[data-at]")];
  if (side === "start") {
    const next = pieces.find((one) => point.comparePoint(one, 0) >= 0);
    return next === undefined ? null : endsOf(next).start;
  }
  const last = pieces.findLast((one) => point.comparePoint(one, one.childNodes.length) <= 0);
  return last === undefined ? null : endsOf(last).end;
}

function endsOf(piece: Element): Span {
  const start = Number(piece.getAttribute("data-at"));
  const to = piece.getAttribute("data-to");
  return { start, end: to === null ? start + (piece.textContent?.length ?? 0) : Number(to) };
}
