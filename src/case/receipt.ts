/** The receipt: every file and every member of a container, accounted for. */
import type { Case } from "./case.ts";
import { livingIn } from "./living.ts";

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
  const living = livingIn(of);
  const states = new Map(
    of
      .rows<{ state: number; n: number }>(
        `SELECT o.state AS state, count(*) AS n FROM original o WHERE ${living.original("o.id")} GROUP BY o.state`,
      )
      .map(({ state, n }) => [state, n]),
  );
  const places = of.row<{ n: number; whole: number; originals: number; bytes: number }>(
    `SELECT count(*) AS n, count(f.original) AS whole, count(DISTINCT f.original) AS originals,
       ifnull(sum(CASE WHEN f.source IS NULL THEN 0 ELSE f.size END), 0) AS bytes
     FROM occurrence f WHERE ${living.place("f")}`,
  ) ?? { n: 0, whole: 0, originals: 0, bytes: 0 };
  const lost = new Map(
    of
      .rows<{ state: number; n: number }>(
        `SELECT p.state AS state, count(*) AS n FROM occurrence f JOIN problem p ON p.occurrence = f.id
         WHERE f.gone IS NULL AND f.original IS NULL GROUP BY p.state`,
      )
      .map(({ state, n }) => [state, n]),
  );
  const count = (state: number) => (states.get(state) ?? 0) + (lost.get(state) ?? 0);
  const all = of.row<{ n: number }>("SELECT count(*) AS n FROM occurrence")?.n ?? 0;
  return {
    found: places.n,
    read: count(1),
    same: places.whole - places.originals,
    failed: count(2),
    unread: count(3),
    skipped: count(4),
    pending: count(0),
    partial:
      of.row<{ n: number }>(
        `SELECT count(DISTINCT p.original) AS n FROM problem p JOIN original o ON o.id = p.original
         WHERE p.partial = 1 AND o.state = 1 AND ${living.original("o.id")}`,
      )?.n ?? 0,
    gone: all - places.n,
    bytes: places.bytes,
  };
}
