/** What an ingest needs to know of earlier ones: sources, files as they were, what is pending, what is stale, what is gone. */
import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Case } from "./case.ts";
import { forgetOriginal, type OriginalState, originalStates } from "./write.ts";

/** A file of a source as the case knows it. */
export interface KnownFile {
  occurrence: number;
  /** Hexadecimal; null when it could not be opened. */
  sha256: string | null;
  sizeBytes: number;
  mtimeMs: number;
  state: OriginalState;
  reader: string | null;
}

export function beginRun(of: Case): number {
  return Number(of.sql("INSERT INTO run (started) VALUES (?)").run(new Date().toISOString()).lastInsertRowid);
}

export function endRun(of: Case, run: number, counts: { added: number; changed: number; gone: number }): void {
  of.run(
    "UPDATE run SET ended = ?, added = ?, changed = ?, gone = ? WHERE id = ?",
    new Date().toISOString(),
    counts.added,
    counts.changed,
    counts.gone,
    run,
  );
}

/** The row of the source at an absolute path; a new one when the case does not know it. */
export function sourceRow(of: Case, path: string): number {
  of.run("INSERT INTO source (path, label) VALUES (?, ?) ON CONFLICT DO NOTHING", path, basename(path) || path);
  return of.row<{ id: number }>("SELECT id FROM source WHERE path = ?", path)?.id ?? 0;
}

export function sourcesOf(of: Case): { id: number; path: string; label: string }[] {
  return of.rows("SELECT id, path, label FROM source ORDER BY path");
}

/** Files of a source that were there at the last look, by path. */
export function knownFiles(of: Case, source: number): Map<string, KnownFile> {
  const known = new Map<string, KnownFile>();
  const statement = of.sql(
    `SELECT f.id AS id, f.path AS path, lower(hex(o.sha256)) AS sha256, f.size AS size, f.mtime AS mtime, o.state AS state,
       o.reader AS reader FROM occurrence f LEFT JOIN original o ON o.id = f.original WHERE f.source = ? AND f.gone IS NULL`,
  );
  for (const row of statement.iterate(source) as Iterable<{
    id: number;
    path: string;
    sha256: string;
    size: number;
    mtime: number;
    state: number | null;
    reader: string | null;
  }>)
    known.set(row.path, {
      occurrence: row.id,
      sha256: row.sha256 || null,
      sizeBytes: row.size,
      mtimeMs: row.mtime,
      state: row.state === null ? "pending" : (originalStates[row.state] ?? "pending"),
      reader: row.reader,
    });
  return known;
}

/** How many members of a container, from the first on, are wholly in the case. */
export function membersDone(of: Case, sha256: string): number {
  let count = 0;
  const statement = of.sql(
    `SELECT o.state AS state FROM occurrence m JOIN original o ON o.id = m.original
     WHERE m.container = (SELECT id FROM original WHERE sha256 = ?) ORDER BY m.ordinal`,
  );
  for (const row of statement.iterate(Buffer.from(sha256, "hex")) as Iterable<{ state: number }>) {
    if (row.state === 0) break;
    count += 1;
  }
  return count;
}

/** Marks files as gone from their source. */
export function markGone(of: Case, occurrences: Iterable<number>, run: number): number {
  let gone = 0;
  for (const id of occurrences) gone += of.run("UPDATE occurrence SET gone = ? WHERE id = ?", run, id);
  return gone;
}

/**
 * Sets a file back, with everything inside it that has a problem and the containers on the way there, so that reading the file
 * again redoes just that.
 */
export function setBack(of: Case, sha256: string): void {
  const top = of.row<{ id: number }>("SELECT id FROM original WHERE sha256 = ?", Buffer.from(sha256, "hex"))?.id;
  if (top === undefined) return;
  const troubled = new Set<number>([top]);
  const path = new Set<number>();
  // Depth first with the way back to the top at hand; a container that holds itself (a quine) ends the way.
  const stack: { original: number; way: number[] }[] = [{ original: top, way: [] }];
  while (stack.length) {
    const { original, way } = stack.pop() as { original: number; way: number[] };
    if (path.has(original)) continue;
    path.add(original);
    const bad = of.row("SELECT 1 FROM problem WHERE original = ? LIMIT 1", original);
    if (bad) for (const id of [...way, original]) troubled.add(id);
    for (const { member } of of.rows<{ member: number }>(
      "SELECT DISTINCT original AS member FROM occurrence WHERE container = ? AND original IS NOT NULL",
      original,
    ))
      stack.push({ original: member, way: [...way, original] });
  }
  for (const id of troubled) forgetOriginal(of, id);
}

/** Takes out of the case what is gone from the sources. Judgements stay. Returns how many originals went. */
export function prune(of: Case): number {
  of.run("DELETE FROM problem WHERE occurrence IN (SELECT id FROM occurrence WHERE gone IS NOT NULL)");
  of.run("DELETE FROM occurrence WHERE gone IS NOT NULL");
  let pruned = 0;
  for (;;) {
    const loose = of.rows<{ id: number; sha256: string; held: number }>(
      `SELECT id, lower(hex(sha256)) AS sha256, held FROM original o
       WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE original = o.id) LIMIT 1000`,
    );
    if (loose.length === 0) return pruned;
    for (const { id, sha256, held } of loose) {
      forgetOriginal(of, id);
      of.run("DELETE FROM occurrence WHERE container = ?", id);
      of.run("DELETE FROM original WHERE id = ?", id);
      if (held !== 0) rmSync(join(of.originalsFolder, sha256.slice(0, 2), sha256.slice(2)), { force: true });
    }
    pruned += loose.length;
  }
}

/** Writes the log back into the database and shortens it to nothing. */
export function settle(of: Case): void {
  of.row("PRAGMA wal_checkpoint(TRUNCATE)");
}
