/** The receipt: every file and every member of a container, accounted for. */
import type { Case } from "./case.ts";

/** found = read + same + failed + unread + skipped + pending. */
export interface Receipt {
  found: number;
  read: number;
  same: number;
  failed: number;
  unread: number;
  skipped: number;
  pending: number;
  /** Of those read: with a part that could not be. */
  partial: number;
  /** Not part of the sum: was there at an earlier ingest. */
  gone: number;
  /** Of files, not of what is inside them. */
  bytes: number;
}

/** Of an original that was found in several places one counts as what it is, the others as the same. */
export function receiptOf(of: Case): Receipt {
  const [pending, read, failed, unread, skipped] = [0, 1, 2, 3, 4].map(
    (state) =>
      of.row<{ n: number }>(
        `SELECT count(*) AS n FROM original o WHERE state = ?
         AND EXISTS (SELECT 1 FROM occurrence WHERE original = o.id AND gone IS NULL)`,
        state,
      )?.n ?? 0,
  ) as [number, number, number, number, number];
  const places = of.row<{ n: number; originals: number; bytes: number }>(
    `SELECT count(*) AS n, count(DISTINCT original) AS originals,
       ifnull(sum(CASE WHEN source IS NULL THEN 0 ELSE size END), 0) AS bytes
     FROM occurrence WHERE gone IS NULL`,
  ) ?? { n: 0, originals: 0, bytes: 0 };
  const lost = new Map(
    of
      .rows<{ state: number; n: number }>(
        `SELECT p.state AS state, count(*) AS n FROM problem p JOIN occurrence f ON f.id = p.occurrence
         WHERE f.gone IS NULL AND f.original IS NULL GROUP BY p.state`,
      )
      .map(({ state, n }) => [state, n]),
  );
  const lostOf = (state: number) => lost.get(state) ?? 0;
  const lostAll = lostOf(2) + lostOf(3) + lostOf(4);
  return {
    found: places.n,
    read,
    same: places.n - lostAll - places.originals,
    failed: failed + lostOf(2),
    unread: unread + lostOf(3),
    skipped: skipped + lostOf(4),
    pending,
    partial:
      of.row<{ n: number }>(
        `SELECT count(DISTINCT p.original) AS n FROM problem p JOIN original o ON o.id = p.original
         WHERE p.partial = 1 AND o.state = 1`,
      )?.n ?? 0,
    gone: of.row<{ n: number }>("SELECT count(*) AS n FROM occurrence WHERE gone IS NOT NULL")?.n ?? 0,
    bytes: places.bytes,
  };
}
