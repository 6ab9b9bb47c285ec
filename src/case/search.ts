/** Sets of documents that answer one part of a question. Every set is sorted by the case's own number, so that sets can be merged. */

import { documentKinds } from "../text/document.ts";
import { inflections } from "../text/inflect.ts";
import { fold } from "../text/words.ts";
import type { Case } from "./case.ts";
import { bytesOfKey } from "./ids.ts";
import { partyRoles } from "./prepared.ts";

/** What a column weighs in `bm25`: title, people, body, quoted. */
const weights = "10.0, 4.0, 1.0, 0.25";

type Value = string | number | null | Uint8Array;

/** The one column of a query as numbers. As one JSON text they come out of SQLite four times faster than row by row. */
function numbers(of: Case, query: string, ...values: Value[]): Int32Array {
  const row = of.row<{ all: string }>(`SELECT json_group_array(n) AS "all" FROM (${query})`, ...values);
  const out = Int32Array.from(JSON.parse(row?.all ?? "[]") as number[]);
  for (let i = 1; i < out.length; i++) if ((out[i - 1] ?? 0) > (out[i] ?? 0)) return out.sort();
  return out;
}

/** Documents that match an expression of FTS5. The expression is made by us alone: words in it are always quoted. */
export function matching(of: Case, expression: string): Int32Array {
  return numbers(of, "SELECT rowid AS n FROM search WHERE search MATCH ?", expression);
}

/** How well documents match, best first: the lower the score, the better. Costs about 1.4 µs a hit. */
export function ranked(of: Case, expression: string): { documents: Int32Array; scores: Float64Array } {
  const statement = of.arrays(`SELECT rowid, bm25(search, ${weights}) FROM search WHERE search MATCH ?`);
  const rows = statement.all(expression) as unknown as [number, number][];
  const documents = new Int32Array(rows.length);
  const scores = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    documents[i] = rows[i]?.[0] ?? 0;
    scores[i] = rows[i]?.[1] ?? 0;
  }
  return { documents, scores };
}

/** The inflected forms of a folded word that occur in the case, itself first. */
export function formsIn(of: Case, word: string): string[] {
  const occurs = of.sql("SELECT 1 FROM vocabulary WHERE term = ? LIMIT 1");
  return [word, ...inflections(word).filter((form) => form !== word && occurs.get(form) !== undefined)];
}

/** Every document. This and all below: numbers of documents, ascending. */
export function allDocuments(of: Case): Int32Array {
  return numbers(of, "SELECT id AS n FROM document");
}

/** Documents of a kind; none where it is no kind. */
export function ofKind(of: Case, kind: string): Int32Array {
  return numbers(
    of,
    "SELECT id AS n FROM document WHERE kind = ?",
    (documentKinds as readonly string[]).indexOf(kind),
  );
}

/** Documents in a language; `none` for those of which it cannot be told. */
export function inLanguage(of: Case, language: string): Int32Array {
  return language === "none"
    ? numbers(of, "SELECT id AS n FROM document WHERE language IS NULL")
    : numbers(of, "SELECT id AS n FROM document WHERE language = ?", language);
}

/** Documents of outlets whose name holds `outlet`, without case and accents. */
export function fromOutlet(of: Case, outlet: string): Int32Array {
  const wanted = fold(outlet);
  const outlets = of
    .rows<{ id: number; name: string }>("SELECT id, name FROM outlet")
    .filter(({ name }) => fold(name).includes(wanted));
  return numbers(
    of,
    "SELECT id AS n FROM document WHERE outlet IN (SELECT value FROM json_each(?))",
    JSON.stringify(outlets.map(({ id }) => id)),
  );
}

/** Documents dated from `from` on and before `to`, seconds since 1970. */
export function dated(of: Case, from: number | null, to: number | null): Int32Array {
  return numbers(
    of,
    "SELECT id AS n FROM document WHERE moment >= ? AND moment < ?",
    from ?? -1e15,
    to ?? 1e15,
  );
}

/** Documents with a contact in which someone who answers to all of `words` (of name or address) has one of `roles`. */
export function withParty(
  of: Case,
  words: string[],
  roles: readonly (typeof partyRoles)[number][],
): Int32Array {
  const parties = partiesNamed(of, words);
  const places = roles.map((role) => partyRoles.indexOf(role));
  return numbers(
    of,
    `SELECT DISTINCT c.document AS n FROM contact_party p JOIN contact c ON c.id = p.contact
     WHERE p.party IN (SELECT value FROM json_each(?)) AND p.role IN (SELECT value FROM json_each(?))`,
    JSON.stringify(parties),
    JSON.stringify(places),
  );
}

/** Rows of the address book in which every one of the folded words begins a word, or stands within the address. */
export function partiesNamed(of: Case, words: string[]): number[] {
  if (words.length === 0) return [];
  const conditions = words.map(() => "instr(folded, ?) > 0").join(" AND ");
  const rows = of.rows<{ id: number; folded: string }>(
    `SELECT id, folded FROM party WHERE ${conditions}`,
    ...words,
  );
  return rows
    .filter(({ folded }) =>
      words.every((word) => {
        for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
          const before = folded[at - 1];
          if (before === undefined || !/[\p{L}\p{N}]/u.test(before)) return true;
        }
        return false;
      }),
    )
    .map(({ id }) => id);
}

/** Documents with an attachment, a redaction, a problem …: the values of `has:`. */
export function having(of: Case, what: string): Int32Array {
  switch (what) {
    case "attachment":
      return numbers(
        of,
        `SELECT d.id AS n FROM document d JOIN message m ON m.document = d.id WHERE d.origin IS NULL
         AND EXISTS (SELECT 1 FROM occurrence WHERE container = d.original)`,
      );
    case "redaction":
      return numbers(of, "SELECT DISTINCT document AS n FROM redaction");
    case "problem":
      return numbers(of, "SELECT id AS n FROM document WHERE original IN (SELECT original FROM problem)");
    case "judgement":
      return numbers(of, "SELECT id AS n FROM document WHERE 'd_' || key IN (SELECT subject FROM judgement)");
    default:
      return new Int32Array(0);
  }
}

/** The document with this id (`d_…`), or those made from this original (`o_…`). */
export function withId(of: Case, id: string): Int32Array {
  if (id.startsWith("o_")) {
    const original = originalByKey(of, id);
    return original === null
      ? new Int32Array(0)
      : numbers(of, "SELECT id AS n FROM document WHERE original = ?", original);
  }
  return numbers(of, "SELECT id AS n FROM document WHERE key = ?", id.replace(/^d_/, ""));
}

/** The row of an original by its id. Ids are made of the hash, which is indexed by its bytes: the first 80 bits are the id. */
export function originalByKey(of: Case, id: string): number | null {
  const low = bytesOfKey(id.replace(/^o_/, ""));
  if (!low) return null;
  const high = Buffer.concat([low, Buffer.alloc(22, 0xff)]);
  return (
    of.row<{ id: number }>("SELECT id FROM original WHERE sha256 >= ? AND sha256 <= ? LIMIT 1", low, high)
      ?.id ?? null
  );
}

/** Documents of the originals whose hash begins so: six digits at least. */
export function withSha256(of: Case, sha256: string): Int32Array {
  const hex = sha256.toLowerCase().replace(/[^0-9a-f]/g, "");
  if (hex.length < 6) return new Int32Array(0);
  const low = Buffer.from(hex.padEnd(64, "0").slice(0, 64), "hex");
  const high = Buffer.from(hex.padEnd(64, "f").slice(0, 64), "hex");
  return numbers(
    of,
    "SELECT id AS n FROM document WHERE original IN (SELECT id FROM original WHERE sha256 BETWEEN ? AND ?)",
    low,
    high,
  );
}

/** Messages with this Message-ID. */
export function withMessageId(of: Case, messageId: string): Int32Array {
  return numbers(
    of,
    "SELECT document AS n FROM message WHERE message_id = ?",
    messageId.replace(/^<|>$/g, ""),
  );
}

/**
 * Documents read from files or members whose path answers `matches`, or that lie in a container or folder that does. `matches`
 * sees the path of one step: of a file `/LABEL/PATH` with its source's label, of a member its path within the container.
 */
export function inPlaces(of: Case, matches: (path: string) => boolean): Int32Array {
  const originals = new Set<number>();
  for (const row of of
    .sql(
      `SELECT f.original AS original, '/' || s.label || '/' || f.path AS path FROM occurrence f JOIN source s ON s.id = f.source
       WHERE f.original IS NOT NULL
       UNION ALL SELECT original, path FROM occurrence WHERE container IS NOT NULL AND original IS NOT NULL`,
    )
    .iterate() as Iterable<{ original: number; path: string }>)
    if (matches(row.path)) originals.add(row.original);
  return numbers(
    of,
    `WITH RECURSIVE inside (original) AS (
       SELECT value FROM json_each(?) UNION SELECT f.original FROM occurrence f JOIN inside i ON f.container = i.original
       WHERE f.original IS NOT NULL)
     SELECT d.id AS n FROM document d WHERE d.original IN (SELECT original FROM inside)`,
    JSON.stringify([...originals]),
  );
}

/**
 * The first `needed` of `documents` by date, undated ones last; of equal dates the order of the case. Small sets are looked up
 * one by one; for large ones the index of dates is walked until enough are found.
 */
export function byDate(of: Case, documents: Int32Array, newestFirst: boolean, needed: number): Int32Array {
  const found =
    documents.length > 2000
      ? walkedByDate(of, documents, newestFirst, needed)
      : sortedByDate(of, documents, newestFirst);
  return found.subarray(0, needed);
}

function sortedByDate(of: Case, documents: Int32Array, newestFirst: boolean): Int32Array {
  const last = newestFirst ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const statement = of.arrays("SELECT moment FROM document WHERE id = ?");
  const dated = Array.from(documents, (id) => ({
    id,
    moment: (statement.get(id) as unknown as [number | null] | undefined)?.[0] ?? last,
  }));
  dated.sort((a, b) => (a.moment === b.moment ? a.id - b.id : a.moment < b.moment === newestFirst ? 1 : -1));
  return Int32Array.from(dated, ({ id }) => id);
}

function walkedByDate(of: Case, documents: Int32Array, newestFirst: boolean, needed: number): Int32Array {
  const wanted = new Uint8Array((documents.at(-1) ?? 0) + 1);
  for (const id of documents) wanted[id] = 1;
  const found = new Int32Array(Math.min(needed, documents.length));
  let count = 0;
  const take = (query: string): void => {
    if (count >= found.length) return;
    for (const [id] of of.arrays(query).iterate() as unknown as Iterable<[number]>) {
      if (wanted[id] === 1) found[count++] = id;
      if (count >= found.length) return;
    }
  };
  take(
    `SELECT id FROM document WHERE moment IS NOT NULL ORDER BY moment ${newestFirst ? "DESC" : "ASC"}, id`,
  );
  take("SELECT id FROM document WHERE moment IS NULL ORDER BY id");
  return found.subarray(0, count);
}
