/**
 * What is still in the sources. A file is gone when a later ingest did not find it; what is inside it goes with it, unless it lies
 * somewhere else too. Only what is gone is looked at, which is nothing or little nearly always.
 */
import type { Case } from "./case.ts";

export function anythingGone(of: Case): boolean {
  return of.row("SELECT 1 FROM occurrence WHERE gone IS NOT NULL LIMIT 1") !== undefined;
}

/** Parts of a statement that is to see living places only. */
export interface Living {
  /** Condition on a row of `occurrence`. */
  place: (occurrence: string) => string;
  /** Condition on the number of an original. */
  original: (original: string) => string;
}

const always: Living = {
  place: () => "1",
  original: (original) => `EXISTS (SELECT 1 FROM occurrence WHERE original = ${original})`,
};

const onlyAlive: Living = {
  place: (occurrence) =>
    `(${occurrence}.gone IS NULL AND (${occurrence}.container IS NULL OR ${occurrence}.container NOT IN (SELECT id FROM temp.dead)))`,
  original: (original) =>
    `(${original} NOT IN (SELECT id FROM temp.dead) AND EXISTS (SELECT 1 FROM occurrence WHERE original = ${original}))`,
};

/** Versions of cases for which the table of the dead was made. */
const known = new WeakMap<Case, number>();

export function livingIn(of: Case): Living {
  if (!anythingGone(of)) return always;
  if (known.get(of) !== of.version()) {
    const dead = deadOriginals(of);
    of.run("CREATE TEMP TABLE IF NOT EXISTS dead (id INTEGER PRIMARY KEY)");
    of.run("DELETE FROM temp.dead");
    of.run("INSERT INTO temp.dead SELECT value FROM json_each(?)", JSON.stringify([...dead]));
    known.set(of, of.version());
  }
  return onlyAlive;
}

/** Every original that lies nowhere but in files that are gone. */
export function deadOriginals(of: Case): Set<number> {
  const isAlive = aliveTest(of);
  const dead = new Set<number>();
  const gone = of.rows<{ original: number }>(
    "SELECT DISTINCT original FROM occurrence WHERE gone IS NOT NULL AND original IS NOT NULL",
  );
  for (const { original } of gone) if (!isAlive(original)) dead.add(original);
  // What is added while this runs is looked at too.
  for (const container of dead)
    for (const { original } of of.rows<{ original: number }>(
      "SELECT DISTINCT original FROM occurrence WHERE container = ? AND original IS NOT NULL",
      container,
    ))
      if (!isAlive(original)) dead.add(original);
  return dead;
}

/** Tells whether an original is still there: as a file, or in a container that is. */
export function aliveTest(of: Case): (original: number) => boolean {
  if (!anythingGone(of)) return () => true;
  const alive = new Set<number>();
  const dead = new Set<number>();
  const lives = (original: number): boolean => {
    const above = new Set([original]);
    // All that it lies in is looked through until a living file turns up; containers that hold each other end here.
    for (const one of above) {
      if (dead.has(one)) continue;
      if (alive.has(one)) return true;
      if (
        of.row(
          "SELECT 1 FROM occurrence WHERE original = ? AND source IS NOT NULL AND gone IS NULL LIMIT 1",
          one,
        )
      ) {
        alive.add(one);
        return true;
      }
      for (const { container } of of.rows<{ container: number }>(
        "SELECT DISTINCT container FROM occurrence WHERE original = ? AND container IS NOT NULL",
        one,
      ))
        above.add(container);
    }
    for (const one of above) dead.add(one);
    return false;
  };
  return (original) => {
    if (!lives(original)) return false;
    alive.add(original);
    return true;
  };
}
