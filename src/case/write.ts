/**
 * Rows in: what the workers read and found goes into the case. One writer; the caller wraps batches into transactions.
 * Everything is keyed by content, so that writing the same thing twice changes nothing.
 */
import type { Case } from "./case.ts";
import type { PreparedContact, PreparedDocument } from "./prepared.ts";

export type OriginalState = "pending" | "read" | "failed" | "unread" | "skipped";
export const originalStates: readonly OriginalState[] = ["pending", "read", "failed", "unread", "skipped"];

export type Held = "member" | "copy" | "hardlink" | "reference";
export const heldKinds: readonly Held[] = ["member", "copy", "hardlink", "reference"];

export const rangeEncodings = ["identity", "mboxrd", "base64", "quoted-printable", "uuencode"] as const;

/** Why something was not read, or not wholly. */
export interface ProblemRow {
  stage: "walk" | "read" | "find" | "link";
  state: "failed" | "unread" | "skipped";
  code: string;
  args?: Record<string, string | number>;
  partial?: boolean;
}

/** Where an original was found. */
export type Place =
  | { in: "source"; source: number; path: string; mtimeMs: number }
  | {
      in: "container";
      sha256: string;
      ordinal: number;
      path: string;
      range: { start: number; end: number; encoding: (typeof rangeEncodings)[number] } | null;
    };

/**
 * What reading an original yielded. A container is told twice: first with `ended` null, before its members, then with `ended`,
 * after them.
 */
export interface OriginalRead {
  /** Hexadecimal. */
  sha256: string;
  sizeBytes: number;
  mediaType: string;
  held: Held;
  place: Place;
  documents: PreparedDocument[];
  problems: ProblemRow[];
  ended: Ended | null;
}

export interface Ended {
  state: OriginalState;
  reader: string;
  /** How many members it has, as far as it was read; null when that is not known. */
  members: number | null;
}

/** A file that could not even be opened: it has no original. */
export interface FileLost {
  place: Place;
  sizeBytes: number;
  problem: ProblemRow;
}

interface OriginalRow {
  id: number;
  state: OriginalState;
  held: Held;
  /** It was in the case before, so that something may have been made of it. */
  old: boolean;
  /** It came with this run: nothing can have been made of it before. */
  fresh: boolean;
}

const rememberedOriginals = 50_000;

/** Puts what was read into the case. A container has to come before its members; otherwise the order plays no part. */
export class Writer {
  readonly #case: Case;
  readonly #originals = new Map<string, OriginalRow>();
  /** Containers of which this writer was told the beginning, not yet the end. */
  readonly #begun = new Set<string>();
  readonly #parties = new Map<string, number>();
  readonly #outlets = new Map<string, number>();
  /** Names and versions of the finders, stored with each document: what is stale is known. */
  readonly #found: string;
  #nextDocument: number;
  #nextContact: number;
  readonly #run: number;
  documents = 0;
  problems = 0;
  /** Files at new paths, and files whose bytes are not what they were. */
  added = 0;
  changed = 0;

  /** `found`: the stamp of the finders. `run`: the row of this ingest. */
  constructor(of: Case, found: string, run: number) {
    this.#case = of;
    this.#found = found;
    this.#run = run;
    this.#nextDocument = (of.row<{ n: number }>("SELECT ifnull(max(id), 0) AS n FROM document")?.n ?? 0) + 1;
    this.#nextContact = (of.row<{ n: number }>("SELECT ifnull(max(id), 0) AS n FROM contact")?.n ?? 0) + 1;
  }

  write(read: OriginalRead): void {
    const original = this.#original(read);
    this.#occurrence(read.place, original.id, read.sizeBytes);
    // That it was skipped (too deep in there, limits of that file spent) says nothing of what it is: any other reading counts.
    const better = original.state === "skipped" && read.ended?.state !== "skipped";
    if (original.state !== "pending" && !better) return;
    if (!this.#begun.has(read.sha256)) {
      // What an ingest that was cut off had begun with is told again now.
      if (original.old || better) {
        forgetOriginal(this.#case, original.id);
        original.fresh = false;
      }
      original.old = false;
      original.state = "pending";
      if (!read.ended) this.#begun.add(read.sha256);
    } else if (!read.ended) return; // A second worker reads the same container at another place: who ends first is heard.
    const keys = new Map<string, number>();
    for (const document of read.documents) this.#document(original, document, keys);
    for (const problem of read.problems) this.#problem(original.id, null, problem);
    if (read.ended) this.#end(original, read.sha256, read.ended);
  }

  #end(original: OriginalRow, sha256: string, { state, reader, members }: Ended): void {
    const known = original.fresh && !this.#begun.has(sha256);
    if (!known)
      this.#case.run(
        "UPDATE original SET state = ?, reader = ? WHERE id = ?",
        originalStates.indexOf(state),
        reader,
        original.id,
      );
    original.state = state;
    // Another version of the reader may have found more of them.
    const begun = this.#begun.delete(sha256);
    if (members !== null && begun && !original.fresh)
      this.#case.run("DELETE FROM occurrence WHERE container = ? AND ordinal >= ?", original.id, members);
  }

  writeLost(lost: FileLost): void {
    const occurrence = this.#occurrence(lost.place, null, lost.sizeBytes);
    this.#case.run("DELETE FROM problem WHERE occurrence = ?", occurrence);
    this.#problem(null, occurrence, lost.problem);
  }

  #original(read: OriginalRead): OriginalRow {
    const original = this.#originals.get(read.sha256) ?? this.#originalRow(read);
    // First met as an attachment, then as a file: now the case holds the bytes themselves.
    if (original.held === "member" && read.held !== "member") {
      this.#case.run("UPDATE original SET held = ? WHERE id = ?", heldKinds.indexOf(read.held), original.id);
      original.held = read.held;
    }
    return original;
  }

  #originalRow(read: OriginalRead): OriginalRow {
    const sha256 = Buffer.from(read.sha256, "hex");
    const row = this.#case.row<{ id: number; state: number; held: number }>(
      "SELECT id, state, held FROM original WHERE sha256 = ?",
      sha256,
    );
    let original: OriginalRow;
    if (row)
      original = {
        id: row.id,
        state: originalStates[row.state] ?? "pending",
        held: heldKinds[row.held] ?? "member",
        old: true,
        fresh: false,
      };
    else {
      const inserted = this.#case
        .sql("INSERT INTO original (sha256, size, type, held, state, reader) VALUES (?, ?, ?, ?, ?, ?)")
        .run(
          sha256,
          read.sizeBytes,
          read.mediaType,
          heldKinds.indexOf(read.held),
          // What is told at once is written at once; what has members is pending until they are there.
          originalStates.indexOf(read.ended?.state ?? "pending"),
          read.ended?.reader ?? null,
        );
      original = {
        id: Number(inserted.lastInsertRowid),
        state: "pending",
        held: read.held,
        old: false,
        fresh: true,
      };
    }
    if (this.#originals.size >= rememberedOriginals) this.#originals.clear();
    this.#originals.set(read.sha256, original);
    return original;
  }

  #occurrence(place: Place, original: number | null, sizeBytes: number): number {
    if (place.in === "source") return this.#fileOccurrence(place, original, sizeBytes);
    const container = this.#originals.get(place.sha256)?.id ?? this.#containerId(place.sha256);
    const encoding = place.range ? rangeEncodings.indexOf(place.range.encoding) : null;
    const columns = [
      place.path,
      original,
      sizeBytes,
      place.range?.start ?? null,
      place.range?.end ?? null,
      encoding,
    ];
    // Two statements, not an upsert: that opens a savepoint, at which FTS5 writes out all that it has gathered. Three times the CPU.
    const there = this.#case.row<{ id: number; path: string; original: number | null }>(
      "SELECT id, path, original FROM occurrence WHERE container = ? AND ordinal = ?",
      container,
      place.ordinal,
    );
    if (!there) {
      const inserted = this.#case
        .sql(
          `INSERT INTO occurrence (container, ordinal, path, original, size, first, last, encoding)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(container, place.ordinal, ...columns);
      return Number(inserted.lastInsertRowid);
    }
    if (there.path !== place.path || there.original !== original)
      this.#case.run(
        "UPDATE occurrence SET path = ?, original = ?, size = ?, first = ?, last = ?, encoding = ? WHERE id = ?",
        ...columns,
        there.id,
      );
    return there.id;
  }

  /** A file of a source. When another original stood at this path, that one is marked as gone: the file has changed. */
  #fileOccurrence(place: Place & { in: "source" }, original: number | null, sizeBytes: number): number {
    const there = this.#case.rows<{ id: number; original: number | null }>(
      "SELECT id, original FROM occurrence WHERE source = ? AND path = ? AND gone IS NULL",
      place.source,
      place.path,
    );
    let same: number | null = null;
    for (const row of there) {
      if (row.original === original) same = row.id;
      else if (row.original === null) dropOccurrence(this.#case, row.id);
      else {
        this.#case.run("UPDATE occurrence SET gone = ? WHERE id = ?", this.#run, row.id);
        this.changed += 1;
      }
    }
    if (same !== null) {
      this.#case.run(
        "UPDATE occurrence SET mtime = ?, size = ? WHERE id = ?",
        place.mtimeMs,
        sizeBytes,
        same,
      );
      return same;
    }
    if (there.length === 0) this.added += 1;
    const back = this.#case.row<{ id: number }>(
      "SELECT id FROM occurrence WHERE source = ? AND path = ? AND original IS ? AND gone IS NOT NULL",
      place.source,
      place.path,
      original,
    );
    if (back) {
      this.#case.run(
        "UPDATE occurrence SET gone = NULL, mtime = ?, size = ? WHERE id = ?",
        place.mtimeMs,
        sizeBytes,
        back.id,
      );
      return back.id;
    }
    const inserted = this.#case
      .sql("INSERT INTO occurrence (source, path, original, size, mtime) VALUES (?, ?, ?, ?, ?)")
      .run(place.source, place.path, original, sizeBytes, place.mtimeMs);
    return Number(inserted.lastInsertRowid);
  }

  #containerId(sha256: string): number {
    const row = this.#case.row<{ id: number }>(
      "SELECT id FROM original WHERE sha256 = ?",
      Buffer.from(sha256, "hex"),
    );
    if (!row) throw new Error(`a member came before its container ${sha256}`);
    return row.id;
  }

  #problem(original: number | null, occurrence: number | null, problem: ProblemRow): void {
    this.problems += 1;
    this.#case.run(
      "INSERT INTO problem (original, occurrence, stage, state, partial, code, args) VALUES (?, ?, ?, ?, ?, ?, ?)",
      original,
      occurrence,
      problem.stage,
      originalStates.indexOf(problem.state),
      problem.partial ? 1 : 0,
      problem.code,
      problem.args ? JSON.stringify(problem.args) : null,
    );
  }

  #document(original: OriginalRow, draft: PreparedDocument, keys: Map<string, number>): void {
    // Only what was there before can be there twice.
    const known = original.fresh
      ? undefined
      : this.#case.row<{ id: number }>("SELECT id FROM document WHERE key = ?", draft.key);
    if (known) {
      keys.set(draft.part, known.id);
      return;
    }
    const id = this.#nextDocument++;
    keys.set(draft.part, id);
    this.#case
      .sql("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(
        id,
        draft.key,
        original.id,
        draft.part || null,
        ...draft.dating,
        draft.outlet === null ? null : this.#outlet(draft.outlet),
        ...draft.about,
        draft.origin === null ? null : (keys.get(draft.origin) ?? null),
        draft.first,
        draft.last,
        this.#found,
      );
    this.#case.sql("INSERT INTO text VALUES (?, ?, ?)").run(id, draft.text, draft.marks);
    this.#case
      .sql("INSERT INTO search (rowid, title, people, body, quoted) VALUES (?, ?, ?, ?, ?)")
      .run(id, ...draft.search);
    if (draft.message)
      this.#case
        .sql("INSERT INTO message (document, method, message_id, parents) VALUES (?, ?, ?, ?)")
        .run(id, ...draft.message);
    for (const { number, label, start, end, width, height, words } of draft.pages)
      this.#case
        .sql("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .run(
          id,
          number,
          label,
          start,
          end,
          width,
          height,
          words.length ? new Uint8Array(words.buffer, words.byteOffset, words.byteLength) : null,
        );
    for (const [first, last, code] of draft.redactions)
      this.#case.run("INSERT OR IGNORE INTO redaction VALUES (?, ?, ?, ?)", id, first, last, code);
    for (const contact of draft.contacts) this.#contact(id, contact);
    this.documents += 1;
  }

  #contact(document: number, { row, parties }: PreparedContact): void {
    const id = this.#nextContact++;
    this.#case.sql("INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").run(id, document, ...row);
    const insert = this.#case.sql("INSERT INTO contact_party VALUES (?, ?, ?, ?, ?, ?)");
    for (const [n, [role, name, address, folded, start, end]] of parties.entries())
      insert.run(id, n, role, this.#party(name, address, folded), start, end);
  }

  #party(name: string | null, address: string | null, folded: string): number {
    const key = `${name ?? ""}\u0000${address ?? ""}`;
    const known = this.#parties.get(key);
    if (known !== undefined) return known;
    const row = this.#case.row<{ id: number }>(
      "SELECT id FROM party WHERE ifnull(name, '') = ? AND ifnull(address, '') = ?",
      name ?? "",
      address ?? "",
    );
    const id =
      row?.id ??
      Number(
        this.#case
          .sql("INSERT INTO party (name, address, folded) VALUES (?, ?, ?)")
          .run(name, address, folded).lastInsertRowid,
      );
    if (this.#parties.size >= rememberedOriginals) this.#parties.clear();
    this.#parties.set(key, id);
    return id;
  }

  #outlet(name: string): number {
    const known = this.#outlets.get(name);
    if (known !== undefined) return known;
    this.#case.run("INSERT INTO outlet (name) VALUES (?) ON CONFLICT DO NOTHING", name);
    const id = this.#case.row<{ id: number }>("SELECT id FROM outlet WHERE name = ?", name)?.id ?? 0;
    this.#outlets.set(name, id);
    return id;
  }
}

function dropOccurrence(of: Case, occurrence: number): void {
  of.run("DELETE FROM problem WHERE occurrence = ?", occurrence);
  of.run("DELETE FROM occurrence WHERE id = ?", occurrence);
}

/**
 * Takes away documents, findings and problems of one original and sets it back to pending. Its places, its members and all
 * judgements stay. Conversations that its messages were in are to be joined anew.
 */
export function forgetOriginal(of: Case, original: number): void {
  const documents = of.rows<{ id: number }>(
    "SELECT id FROM document WHERE original = ? ORDER BY id DESC",
    original,
  );
  for (const { id } of documents) {
    of.run(
      "UPDATE message SET conversation = NULL WHERE conversation = (SELECT conversation FROM message WHERE document = ?)",
      id,
    );
    of.run("DELETE FROM search WHERE rowid = ?", id);
    of.run("DELETE FROM contact_party WHERE contact IN (SELECT id FROM contact WHERE document = ?)", id);
    for (const table of ["contact", "redaction", "page", "message", "text"])
      of.run(`DELETE FROM ${table} WHERE document = ?`, id);
    of.run("DELETE FROM document WHERE id = ?", id);
  }
  of.run("DELETE FROM problem WHERE original = ?", original);
  of.run("UPDATE original SET state = 0, reader = NULL WHERE id = ?", original);
}
