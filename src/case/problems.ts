/** Lines of the receipt that are not simply `read`. */
import type { Case } from "./case.ts";
import { placeJoins, placeOrder } from "./documents.ts";
import { type Living, livingIn } from "./living.ts";
import { type OriginalState, originalStates } from "./write.ts";

export interface ProblemLine {
  row: number;
  original: number | null;
  occurrence: number | null;
  stage: "walk" | "read" | "find" | "link";
  state: OriginalState;
  partial: boolean;
  code: string;
  args: Record<string, string | number>;
  mediaType: string | null;
}

interface RawProblem {
  id: number;
  original: number | null;
  occurrence: number | null;
  stage: ProblemLine["stage"];
  state: number;
  partial: number;
  code: string;
  args: string | null;
  type: string | null;
}

const selectProblem = `SELECT p.id, p.original, p.occurrence, p.stage, p.state, p.partial, p.code, p.args, o.type
  FROM problem p LEFT JOIN original o ON o.id = p.original`;

function lineOf(raw: RawProblem): ProblemLine {
  return {
    row: raw.id,
    original: raw.original,
    occurrence: raw.occurrence,
    stage: raw.stage,
    state: originalStates[raw.state] ?? "failed",
    partial: raw.partial === 1,
    code: raw.code,
    args: raw.args ? (JSON.parse(raw.args) as Record<string, string | number>) : {},
    mediaType: raw.type,
  };
}

/** `partial`: read all the same; the others are what was not read. */
export type ProblemFilter = "failed" | "unread" | "skipped" | "partial";

const filters: Record<ProblemFilter | "all", string> = {
  all: "1",
  failed: "p.state = 2 AND p.partial = 0",
  unread: "p.state = 3 AND p.partial = 0",
  skipped: "p.state = 4 AND p.partial = 0",
  partial: "p.partial = 1",
};

/** Only problems of what is still there. */
function livingProblem(living: Living): string {
  return `(p.original IS NULL OR ${living.original("p.original")})
    AND (p.occurrence IS NULL OR (SELECT f.gone IS NULL FROM occurrence f WHERE f.id = p.occurrence))`;
}

/** How many lines a filter leaves. */
export function countProblems(of: Case, filter: ProblemFilter | "all"): number {
  const living = livingIn(of);
  const text = `SELECT count(*) AS n FROM problem p WHERE ${filters[filter]} AND ${livingProblem(living)}`;
  return of.row<{ n: number }>(text)?.n ?? 0;
}

/** Failed first, then skipped, unread and what was read all the same. */
export function problemLines(
  of: Case,
  filter: ProblemFilter | "all",
  limit: number,
  offset: number,
): ProblemLine[] {
  const living = livingIn(of);
  return of
    .rows<RawProblem>(
      `${selectProblem} WHERE ${filters[filter]} AND ${livingProblem(living)}
       ORDER BY p.partial, CASE p.state WHEN 2 THEN 0 WHEN 4 THEN 1 ELSE 2 END, p.code, o.sha256, p.id LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    .map(lineOf);
}

/** Every line about one original. */
export function problemsOfOriginal(of: Case, original: number): ProblemLine[] {
  return of.rows<RawProblem>(`${selectProblem} WHERE p.original = ? ORDER BY p.id`, original).map(lineOf);
}

/**
 * Common tables of a statement: every living place of originals that have more than one, with its number among them and the
 * first. The order follows from paths and content alone, so that two cases of the same bytes call the same place the first.
 */
function sharedPlaces(living: Living): string {
  return `twice (original) AS (
      SELECT f.original FROM occurrence f WHERE f.original IS NOT NULL AND ${living.place("f")} GROUP BY f.original HAVING count(*) > 1),
    shared (id, original, n, first) AS (
      SELECT f.id, f.original, row_number() OVER places, first_value(f.id) OVER places
      FROM twice t JOIN occurrence f ON f.original = t.original AND ${living.place("f")} ${placeJoins}
      WINDOW places AS (PARTITION BY f.original ORDER BY ${placeOrder}))`;
}

/** Every place after the first of originals that were found in more than one. */
export function sameAsAnother(
  of: Case,
  limit: number,
  offset: number,
): { total: number; rows: { original: number; occurrence: number; first: number }[] } {
  const living = livingIn(of);
  const total =
    of.row<{ n: number }>(
      `SELECT count(f.original) - count(DISTINCT f.original) AS n FROM occurrence f WHERE ${living.place("f")}`,
    )?.n ?? 0;
  const rows = of.rows<{ original: number; occurrence: number; first: number }>(
    `WITH ${sharedPlaces(living)} SELECT p.original AS original, p.id AS occurrence, p.first AS first
     FROM shared p JOIN original o ON o.id = p.original WHERE p.n > 1 ORDER BY o.sha256, p.n LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
  return { total, rows };
}

export interface ContainerSums {
  original: number;
  found: number;
  read: number;
  same: number;
  failed: number;
  unread: number;
  skipped: number;
}

/** The sums of every container: members by what became of them. A member counts as the same when another place comes first. */
export function containerSums(of: Case, limit: number): ContainerSums[] {
  const living = livingIn(of);
  return of.rows(
    `WITH ${sharedPlaces(living)}, member (container, state, same) AS (
       SELECT m.container, o.state, m.id IN (SELECT id FROM shared WHERE n > 1)
       FROM occurrence m JOIN original o ON o.id = m.original WHERE m.container IS NOT NULL AND ${living.place("m")})
     SELECT m.container AS original, count(*) AS found, sum(m.same = 0 AND m.state = 1) AS read, sum(m.same) AS same,
       sum(m.same = 0 AND m.state = 2) AS failed, sum(m.same = 0 AND m.state = 3) AS unread,
       sum(m.same = 0 AND m.state = 4) AS skipped
     FROM member m JOIN original c ON c.id = m.container WHERE c.type NOT LIKE 'message/%'
     GROUP BY m.container ORDER BY found DESC, c.sha256 LIMIT ?`,
    limit,
  );
}

/** The last ingest that ended, against the one before it; null when there was only one. */
export function lastCompared(
  of: Case,
): { since: string; added: number; changed: number; gone: number } | null {
  const runs = of.rows<{ ended: string; added: number; changed: number; gone: number }>(
    "SELECT ended, added, changed, gone FROM run WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 2",
  );
  const [last, before] = runs;
  return last && before
    ? { since: before.ended, added: last.added, changed: last.changed, gone: last.gone }
    : null;
}

/** When the last whole ingest ended (ISO 8601, UTC); null before the first. */
export function lastRunEnded(of: Case): string | null {
  return (
    of.row<{ ended: string }>("SELECT ended FROM run WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 1")
      ?.ended ?? null
  );
}

/** The path of a place that could not even be opened. */
export function occurrencePath(of: Case, occurrence: number): string {
  return (
    of.row<{ path: string }>(
      "SELECT s.label || '/' || f.path AS path FROM occurrence f JOIN source s ON s.id = f.source WHERE f.id = ?",
      occurrence,
    )?.path ?? ""
  );
}
