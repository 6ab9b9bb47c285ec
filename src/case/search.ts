/** Sets of documents that answer one part of a question. Every set is sorted by the case's own number, so that sets can be merged. */
import { fold } from "../text/words.ts";
import { irregularForms, sharedBeginning, stemsOf } from "../text/inflect.ts";
import { documentKinds } from "../text/document.ts";
import type { Case } from "./case.ts";
import { partyRoles } from "./write.ts";

/** What a column weighs in `bm25`: title, people, body, quoted. */
const weights = "10.0, 4.0, 1.0, 0.25";

type Value = string | number | null | Uint8Array;

function numbers(of: Case, text: string, ...values: Value[]): Int32Array {
  const statement = of.sql(text);
  statement.setReturnArrays(true);
  const rows = statement.all(...values) as unknown as [number][];
  const out = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = rows[i]?.[0] ?? 0;
  return out;
}

/** Documents that match an expression of FTS5. The expression is made by us alone: words in it are always quoted. */
export function matching(of: Case, expression: string): Int32Array {
  return numbers(of, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid", expression);
}

/** How well documents match, best first: the lower the score, the better. Costs about 1.4 µs a hit. */
export function ranked(of: Case, expression: string): { documents: Int32Array; scores: Float64Array } {
  const statement = of.sql(`SELECT rowid, bm25(search, ${weights}) FROM search WHERE search MATCH ?`);
  statement.setReturnArrays(true);
  const rows = statement.all(expression) as unknown as [number, number][];
  const documents = new Int32Array(rows.length);
  const scores = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    documents[i] = rows[i]?.[0] ?? 0;
    scores[i] = rows[i]?.[1] ?? 0;
  }
  return { documents, scores };
}

/** At most so many words of the vocabulary are looked at for one word of a query, and so many of its forms are searched. */
const vocabularyAtMost = 4000;
const formsAtMost = 60;

/** The inflected forms of a folded word that occur in the case, itself first. */
export function formsIn(of: Case, word: string): string[] {
  if (/\d/.test(word) || word.length < 3) return [word];
  const forms = new Set([word]);
  const wanted = new Set(stemsOf(word));
  const beginning = sharedBeginning(word);
  const rows = of.rows<{ term: string }>(
    "SELECT term FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?",
    beginning,
    `${beginning}\uffff`,
    vocabularyAtMost,
  );
  for (const { term } of rows) if (stemsOf(term).some((stem) => wanted.has(stem))) forms.add(term);
  for (const form of irregularForms(word)) forms.add(form);
  return [...forms].slice(0, formsAtMost);
}

export function allDocuments(of: Case): Int32Array {
  return numbers(of, "SELECT id FROM document ORDER BY id");
}

export function ofKind(of: Case, kind: string): Int32Array {
  return numbers(of, "SELECT id FROM document WHERE kind = ? ORDER BY id", documentKinds.findIndex((known) => known === kind));
}

export function inLanguage(of: Case, language: string): Int32Array {
  return language === "none"
    ? numbers(of, "SELECT id FROM document WHERE language IS NULL ORDER BY id")
    : numbers(of, "SELECT id FROM document WHERE language = ? ORDER BY id", language);
}

export function fromOutlet(of: Case, outlet: string): Int32Array {
  const wanted = fold(outlet);
  const outlets = of.rows<{ id: number; name: string }>("SELECT id, name FROM outlet").filter(({ name }) => fold(name).includes(wanted));
  return numbers(
    of,
    "SELECT id FROM document WHERE outlet IN (SELECT value FROM json_each(?)) ORDER BY id",
    JSON.stringify(outlets.map(({ id }) => id)),
  );
}

/** Documents dated from `from` on and before `to`, seconds since 1970. */
export function dated(of: Case, from: number | null, to: number | null): Int32Array {
  return numbers(
    of,
    "SELECT id FROM document WHERE moment >= ? AND moment < ? ORDER BY id",
    from ?? -1e15,
    to ?? 1e15,
  );
}

/** Documents with a contact in which someone who answers to all of `words` (of name or address) has one of `roles`. */
export function withParty(of: Case, words: string[], roles: readonly (typeof partyRoles)[number][]): Int32Array {
  const parties = partiesNamed(of, words);
  const places = roles.map((role) => partyRoles.indexOf(role));
  return numbers(
    of,
    `SELECT DISTINCT c.document FROM contact_party p JOIN contact c ON c.id = p.contact
     WHERE p.party IN (SELECT value FROM json_each(?)) AND p.role IN (SELECT value FROM json_each(?)) ORDER BY 1`,
    JSON.stringify(parties),
    JSON.stringify(places),
  );
}

/** Rows of the address book in which every one of the folded words begins a word, or stands within the address. */
export function partiesNamed(of: Case, words: string[]): number[] {
  if (words.length === 0) return [];
  const conditions = words.map(() => "instr(folded, ?) > 0").join(" AND ");
  const rows = of.rows<{ id: number; folded: string }>(`SELECT id, folded FROM party WHERE ${conditions}`, ...words);
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

export function having(of: Case, what: string): Int32Array {
  switch (what) {
    case "attachment":
      return numbers(
        of,
        `SELECT d.id FROM document d JOIN message m ON m.document = d.id WHERE d.origin IS NULL
         AND EXISTS (SELECT 1 FROM occurrence WHERE container = d.original) ORDER BY d.id`,
      );
    case "redaction":
      return numbers(of, "SELECT DISTINCT document FROM redaction ORDER BY document");
    case "problem":
      return numbers(of, "SELECT id FROM document WHERE original IN (SELECT original FROM problem) ORDER BY id");
    case "judgement":
      return numbers(of, "SELECT id FROM document WHERE 'd_' || key IN (SELECT subject FROM judgement) ORDER BY id");
    default:
      return new Int32Array(0);
  }
}

/** The document with this id (`d_…`), or those made from this original (`o_…`). */
export function withId(of: Case, id: string): Int32Array {
  if (id.startsWith("o_")) {
    const original = originalByKey(of, id);
    return original === null ? new Int32Array(0) : numbers(of, "SELECT id FROM document WHERE original = ? ORDER BY id", original);
  }
  return numbers(of, "SELECT id FROM document WHERE key = ?", id.replace(/^d_/, ""));
}

/** The row of an original by its id. Ids are made of the hash, which is indexed by its bytes: the first 80 bits are the id. */
export function originalByKey(of: Case, id: string): number | null {
  const low = bytesOfKey(id.replace(/^o_/, ""));
  if (!low) return null;
  const high = Buffer.concat([low, Buffer.alloc(22, 0xff)]);
  return of.row<{ id: number }>("SELECT id FROM original WHERE sha256 >= ? AND sha256 <= ? LIMIT 1", low, high)?.id ?? null;
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

function bytesOfKey(key: string): Buffer | null {
  if (!/^[0-9a-hjkmnp-tv-z]{16}$/.test(key)) return null;
  let bits = 0n;
  for (const letter of key) bits = bits * 32n + BigInt(alphabet.indexOf(letter));
  return Buffer.from(bits.toString(16).padStart(20, "0"), "hex");
}

export function withSha256(of: Case, sha256: string): Int32Array {
  const hex = sha256.toLowerCase().replace(/[^0-9a-f]/g, "");
  if (hex.length < 6) return new Int32Array(0);
  const low = Buffer.from(hex.padEnd(64, "0").slice(0, 64), "hex");
  const high = Buffer.from(hex.padEnd(64, "f").slice(0, 64), "hex");
  return numbers(
    of,
    "SELECT id FROM document WHERE original IN (SELECT id FROM original WHERE sha256 BETWEEN ? AND ?) ORDER BY id",
    low,
    high,
  );
}

export function withMessageId(of: Case, messageId: string): Int32Array {
  return numbers(of, "SELECT document FROM message WHERE message_id = ? ORDER BY document", messageId.replace(/^<|>$/g, ""));
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
     SELECT d.id FROM document d WHERE d.original IN (SELECT original FROM inside) ORDER BY d.id`,
    JSON.stringify([...originals]),
  );
}

/** Moments of documents by number, for sorting; undated ones are missing. */
export function momentsOf(of: Case, documents: Int32Array): Map<number, number> {
  const moments = new Map<number, number>();
  const statement = of.sql("SELECT moment FROM document WHERE id = ?");
  statement.setReturnArrays(true);
  for (const id of documents) {
    const moment = (statement.get(id) as unknown as [number | null] | undefined)?.[0];
    if (moment !== null && moment !== undefined) moments.set(id, moment);
  }
  return moments;
}
