/** Boxes of a passage on a page, word by word as the reader found them, gathered to one box a line. Pure. */

/** Points from the top left of the page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Joins boxes that lie on one line and next to each other; a wide gap (another column) parts them. The boxes come in the order
 * of the text, so that only the last line can go on.
 */
export function lineBoxes(boxes: readonly Box[]): Box[] {
  const lines: Box[] = [];
  for (const box of boxes) {
    if (!(box.width > 0) || !(box.height > 0)) continue;
    const line = lines.at(-1);
    if (line !== undefined && onOneLine(line, box)) {
      const right = Math.max(line.x + line.width, box.x + box.width);
      const bottom = Math.max(line.y + line.height, box.y + box.height);
      line.x = Math.min(line.x, box.x);
      line.y = Math.min(line.y, box.y);
      line.width = right - line.x;
      line.height = bottom - line.y;
    } else lines.push({ x: box.x, y: box.y, width: box.width, height: box.height });
  }
  return lines;
}

function onOneLine(line: Box, box: Box): boolean {
  const overlap = Math.min(line.y + line.height, box.y + box.height) - Math.max(line.y, box.y);
  if (overlap < Math.min(line.height, box.height) / 2) return false;
  const gap = Math.max(box.x - (line.x + line.width), line.x - (box.x + box.width));
  return gap < 3 * Math.max(line.height, box.height);
}
