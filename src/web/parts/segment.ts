/** How a long list is cut: into pages that are asked for one by one, and into segments that can be drawn at once. */

/** Items that one page of an answer holds. */
export const pageSize = 50;

/**
 * Browsers cannot draw an element taller than some 17 million pixels. So a list shows at most so many items at a time, and the
 * address says from which on: `?at=50000`.
 */
export const segmentSize = 50_000;

/** `at` as written in an address, cut to a whole page; 0 for what is no number. */
export function segmentStart(at: string | undefined): number {
  const value = Number(at ?? 0);
  return Number.isSafeInteger(value) && value > 0 ? value - (value % pageSize) : 0;
}
