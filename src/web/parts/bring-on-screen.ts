/** Scrolls a text to a place in it, also where what lies above has not been laid out yet. */
import type { Span } from "./text-segments.ts";

/** A place to bring on the screen. Another `turn` brings the same place again. */
export interface Reveal extends Span {
  turn: number;
}

/** What is nearer to the edge of the window is under the bar, or without its surroundings. */
const headRoomPx = 80;

/**
 * Scrolls to a place. What lies above has only a guessed height until it has been on the screen: so look again in the next
 * frames whether the place is where it should be.
 */
export function bringOnScreen(root: HTMLElement, place: Span): () => void {
  // An empty place is a beginning (of a page): it belongs at the top, whatever is on the screen already.
  const block = place.end > place.start ? "center" : "start";
  let frame = 0;
  let looksLeft = 5;
  const look = (): void => {
    const piece = pieceAt(root, place.start);
    const box = piece?.getBoundingClientRect();
    if (box !== undefined) {
      const away = box.top < headRoomPx || box.bottom > window.innerHeight - headRoomPx;
      if (away || block === "start") piece?.scrollIntoView({ block, inline: "nearest" });
    }
    looksLeft -= 1;
    if (looksLeft > 0) frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}

/** The piece of text on the screen that holds a place, or the next one. */
function pieceAt(root: HTMLElement, place: number): Element | null {
  const exact = root.querySelector(`[data-at="${place}"]`);
  if (exact !== null) return exact;
  const pieces = root.querySelectorAll("[data-at]");
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(pieces[middle]?.getAttribute("data-at")) > place) high = middle;
    else low = middle + 1;
  }
  return pieces[Math.max(low - 1, 0)] ?? null;
}
