/** What an ingest needs to know of earlier ones: sources, files as they were, what is pending, what is stale, what is gone. */
import { basename, join } from "node:path";
import type { Case } from "./case.ts";
import { deadOriginals } from "./living.ts";
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

/** Notes that an ingest has begun; gives its number. */
export function beginRun(of: Case): number {
  return Number(of.sql("INSERT INTO run (started) VALUES (?)").run(new Date().toISOString()).lastInsertRowid);
}

/** Notes that it ended, and what it changed. */
export function endRun(
  of: Case,
  run: number,
  counts: { added: number; changed: number; gone: number },
): void {
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
  of.run(
    "INSERT INTO source (path, label) VALUES (?, ?) ON CONFLICT DO NOTHING",
    path,
    basename(path) || path,
  );
  return of.row<{ id: number }>("SELECT id FROM source WHERE path = ?", path)?.id ?? 0;
}

/** The sources of the case, as absolute paths. */
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

/** What is out of date: made by readers of these stamps, or looked through by other finders than these. */
export interface Stale {
  readers: string[];
  finders: string;
}

/** The stamps of all readers that read anything of this case. */
export function readerStamps(of: Case): string[] {
  return of
    .rows<{ reader: string }>("SELECT DISTINCT reader FROM original WHERE reader IS NOT NULL")
    .map(({ reader }) => reader);
}

/** Files (hexadecimal SHA-256) that are out of date or hold something that is. */
export function staleFiles(of: Case, stale: Stale): Set<string> {
  const rows = of.rows<{ sha256: string }>(
    `WITH RECURSIVE above (id) AS (
       SELECT id FROM original WHERE reader IN (SELECT value FROM json_each(?))
       UNION SELECT original FROM document WHERE found <> ?
       UNION SELECT f.container FROM above JOIN occurrence f ON f.original = above.id WHERE f.container IS NOT NULL)
     SELECT lower(hex(o.sha256)) AS sha256 FROM above JOIN original o ON o.id = above.id
     WHERE EXISTS (SELECT 1 FROM occurrence WHERE original = o.id AND source IS NOT NULL)`,
    JSON.stringify(stale.readers),
    stale.finders,
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Sets a file back, with everything inside it that has a problem or is out of date, so that reading it again redoes just that. */
export function setBack(of: Case, sha256: string, stale: Stale): void {
  const top = of.row<{ id: number }>(
    "SELECT id FROM original WHERE sha256 = ?",
    Buffer.from(sha256, "hex"),
  )?.id;
  if (top === undefined) return;
  // A container that holds itself (a quine) is met once.
  const inside = new Set<number>([top]);
  const readers = JSON.stringify(stale.readers);
  for (const original of inside) {
    for (const { member } of of.rows<{ member: number }>(
      "SELECT DISTINCT original AS member FROM occurrence WHERE container = ? AND original IS NOT NULL",
      original,
    ))
      inside.add(member);
    const again =
      original === top ||
      of.row(
        `SELECT 1 FROM problem WHERE original = ?1
         UNION ALL SELECT 1 FROM original WHERE id = ?1 AND reader IN (SELECT value FROM json_each(?2))
         UNION ALL SELECT 1 FROM document WHERE original = ?1 AND found <> ?3 LIMIT 1`,
        original,
        readers,
        stale.finders,
      );
    if (again) forgetOriginal(of, original);
  }
}

/** Sets containers of what is pending to pending, so that the files that hold it are read on. To be called before they are. */
export function wakeContainers(of: Case): void {
  of.run(
    `UPDATE original SET state = 0 WHERE state <> 0 AND id IN (
       WITH RECURSIVE waiting (id) AS (
         SELECT id FROM original WHERE state = 0
         UNION SELECT f.container FROM waiting JOIN occurrence f ON f.original = waiting.id WHERE f.container IS NOT NULL)
       SELECT id FROM waiting)`,
  );
}

/** Ends what is pending in containers that have ended: its reading stopped the worker, and nobody will come back to it. */
export function endOrphans(of: Case): void {
  for (;;) {
    const orphans = of.rows<{ id: number }>(
      `SELECT o.id AS id FROM original o WHERE o.state = 0
       AND EXISTS (SELECT 1 FROM occurrence f WHERE f.original = o.id)
       AND NOT EXISTS (SELECT 1 FROM occurrence f LEFT JOIN original c ON c.id = f.container
         WHERE f.original = o.id AND (f.source IS NOT NULL OR c.state = 0))`,
    );
    if (orphans.length === 0) return;
    for (const { id } of orphans) {
      of.run(
        "INSERT INTO problem (original, stage, state, partial, code, args) VALUES (?, 'read', 2, 0, 'reader-died', ?)",
        id,
        '{"error":"exit"}',
      );
      of.run("UPDATE original SET state = 2 WHERE id = ?", id);
    }
  }
}

/**
 * Takes out of the case what is gone from the sources (`goneToo`), and what lies nowhere any more. Judgements stay. Gives the files
 * of the case that are to be removed once this is committed.
 */
export function prune(of: Case, goneToo: boolean): string[] {
  const removed: string[] = [];
  const loose = new Set(goneToo ? deadOriginals(of) : []);
  if (goneToo) {
    of.run("DELETE FROM problem WHERE occurrence IN (SELECT id FROM occurrence WHERE gone IS NOT NULL)");
    of.run("DELETE FROM occurrence WHERE gone IS NOT NULL");
  }
  const nowhere =
    "SELECT id FROM original o WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE original = o.id)";
  for (const { id } of of.rows<{ id: number }>(nowhere)) loose.add(id);
  for (const id of loose) {
    const members = of.rows<{ original: number }>(
      "SELECT DISTINCT original FROM occurrence WHERE container = ? AND original IS NOT NULL",
      id,
    );
    forgetOriginal(of, id);
    of.run("DELETE FROM occurrence WHERE container = ?", id);
    for (const { original } of members)
      if (!of.row("SELECT 1 FROM occurrence WHERE original = ? LIMIT 1", original)) loose.add(original);
  }
  for (const id of loose) {
    const row = of.row<{ sha256: string; held: number }>(
      "SELECT lower(hex(sha256)) AS sha256, held FROM original WHERE id = ?",
      id,
    );
    if (row && row.held !== 0)
      removed.push(join(of.originalsFolder, row.sha256.slice(0, 2), row.sha256.slice(2)));
    of.run("DELETE FROM original WHERE id = ?", id);
  }
  if (loose.size) {
    of.run("DELETE FROM party WHERE id NOT IN (SELECT party FROM contact_party)");
    of.run("DELETE FROM outlet WHERE id NOT IN (SELECT outlet FROM document WHERE outlet IS NOT NULL)");
  }
  return removed;
}

/** Writes the log back into the database and shortens it to nothing. */
export function settle(of: Case): void {
  of.row("PRAGMA wal_checkpoint(TRUNCATE)");
}
