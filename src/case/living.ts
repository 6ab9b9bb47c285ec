/**
 * What is still in the sources. A file is gone when a later ingest did not find it; what is inside it goes with it, unless it lies
 * somewhere else too. Nothing is looked for where nothing is gone, which is nearly always.
 */
import type { Case } from "./case.ts";

/** Whether any file of the sources was not found again. */
export function anythingGone(of: Case): boolean {
  return of.row("SELECT 1 FROM occurrence WHERE gone IS NOT NULL LIMIT 1") !== undefined;
}

/** Parts of a statement that is to see living places only. */
export interface Living {
  /** What the statement begins with, before its SELECT; `tables` are its own common tables. */
  with: (tables?: string) => string;
  /** Condition on a row of `occurrence`. */
  place: (occurrence: string) => string;
  /** Condition on the number of an original. */
  original: (original: string) => string;
}

const always: Living = {
  with: (tables) => (tables ? `WITH ${tables}` : ""),
  place: () => "1",
  original: (original) => `EXISTS (SELECT 1 FROM occurrence WHERE original = ${original})`,
};

const onlyAlive: Living = {
  with: (tables) => `WITH RECURSIVE alive (id) AS (
    SELECT original FROM occurrence WHERE source IS NOT NULL AND gone IS NULL AND original IS NOT NULL
    UNION SELECT m.original FROM alive JOIN occurrence m ON m.container = alive.id WHERE m.original IS NOT NULL)
    ${tables ? `, ${tables}` : ""}`,
  place: (occurrence) => `(CASE WHEN ${occurrence}.container IS NULL THEN ${occurrence}.gone IS NULL
    ELSE ${occurrence}.container IN (SELECT id FROM alive) END)`,
  original: (original) => `${original} IN (SELECT id FROM alive)`,
};

/** Conditions for this case; nearly free where nothing is gone. */
export function livingIn(of: Case): Living {
  return anythingGone(of) ? onlyAlive : always;
}

/** Tells whether an original is still there: as a file, or in a container that is. */
export function aliveTest(of: Case): (original: number) => boolean {
  if (!anythingGone(of)) return () => true;
  const seen = new Map<number, boolean>();
  return (original) => {
    const known = seen.get(original);
    if (known !== undefined) return known;
    const above = new Set([original]);
    let alive = false;
    // All that it lies in is looked through until a living file turns up; containers that hold each other end here.
    for (const one of above) {
      if (
        of.row(
          "SELECT 1 FROM occurrence WHERE original = ? AND source IS NOT NULL AND gone IS NULL LIMIT 1",
          one,
        )
      ) {
        alive = true;
        break;
      }
      for (const { container } of of.rows<{ container: number }>(
        "SELECT DISTINCT container FROM occurrence WHERE original = ? AND container IS NOT NULL",
        one,
      ))
        above.add(container);
    }
    seen.set(original, alive);
    return alive;
  };
}
