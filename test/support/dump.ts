/**
 * A case written out so that two cases can be compared: every row of every table, keyed by content ids instead of row numbers,
 * sorted, without the times of its making. Same bytes in, same dump out.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdDecompressSync } from "node:zlib";

export type Dump = Record<string, string[]>;

type Row = Record<string, string | number | Uint8Array | null>;

/** The dump of the case at `folder`. With `gone: false` without what is gone from the sources. */
export function dumpOf(folder: string, { gone = true }: { gone?: boolean } = {}): Dump {
  const database = new DatabaseSync(join(folder, "case.sqlite"), { readOnly: true });
  const dump: Dump = {};
  const rows = (name: string, sql: string, change: (row: Row) => void = () => {}): void => {
    const lines: string[] = [];
    for (const row of database.prepare(sql).iterate() as Iterable<Row>) {
      change(row);
      lines.push(JSON.stringify(row, (_, value) => (value instanceof Uint8Array ? digest(value) : value)));
    }
    dump[name] = lines.sort();
  };
  const place = `(SELECT label FROM source WHERE id = f.source) AS source, lower(hex(c.sha256)) AS container, f.ordinal, f.path`;
  try {
    rows("original", "SELECT lower(hex(sha256)) AS sha256, size, type, held, state, reader FROM original");
    rows(
      "occurrence",
      `SELECT ${place}, lower(hex(o.sha256)) AS original, f.size, f.first, f.last, f.encoding, f.gone IS NOT NULL AS gone
       FROM occurrence f LEFT JOIN original c ON c.id = f.container LEFT JOIN original o ON o.id = f.original
       ${gone ? "" : "WHERE f.gone IS NULL"}`,
    );
    rows(
      "problem",
      `SELECT lower(hex(o.sha256)) AS original, ${place}, p.stage, p.state, p.partial, p.code, p.args FROM problem p
       LEFT JOIN original o ON o.id = p.original LEFT JOIN occurrence f ON f.id = p.occurrence
       LEFT JOIN original c ON c.id = f.container`,
    );
    rows(
      "document",
      `SELECT d.key, lower(hex(o.sha256)) AS original, d.part, d.kind, d.title, d.language, d.edtf, d.utc, d.zone, d.printed,
         d.certainty, d.moment, (SELECT name FROM outlet WHERE id = d.outlet) AS outlet, d.author, d.url, d.characters,
         (SELECT key FROM document WHERE id = d.origin) AS origin, d.first, d.last, d.found
       FROM document d JOIN original o ON o.id = d.original`,
    );
    rows("text", "SELECT d.key, t.text, t.marks FROM text t JOIN document d ON d.id = t.document", (row) => {
      if (row.text instanceof Uint8Array) row.text = zstdDecompressSync(row.text);
    });
    rows(
      "page",
      "SELECT d.key, p.number, p.label, p.first, p.last, p.width, p.height, p.words FROM page p JOIN document d ON d.id = p.document",
    );
    rows(
      "message",
      `SELECT d.key, m.method, m.message_id, m.parents, (SELECT key FROM document WHERE id = m.conversation) AS conversation
       FROM message m JOIN document d ON d.id = m.document`,
    );
    rows(
      "contact",
      `SELECT d.key, c.method, c.medium, c.status, c.certainty, c.edtf, c.utc, c.zone, c.printed, c.evidence,
         (SELECT json_group_array(json_array(p.n, p.role, a.name, a.address, p.first, p.last) ORDER BY p.n)
          FROM contact_party p JOIN party a ON a.id = p.party WHERE p.contact = c.id) AS parties
       FROM contact c JOIN document d ON d.id = c.document`,
    );
    rows(
      "redaction",
      "SELECT d.key, r.first, r.last, r.code FROM redaction r JOIN document d ON d.id = r.document",
    );
    rows("judgement", "SELECT made, subject, verb, value FROM judgement");
    dump.index = indexLines(database);
    return dump;
  } finally {
    database.close();
  }
}

/** What the index holds of each document, word by word with its place: one digest a document. */
function indexLines(database: DatabaseSync): string[] {
  database.exec("CREATE VIRTUAL TABLE temp.every USING fts5vocab (main, search, instance)");
  const hashes = new Map<number, ReturnType<typeof createHash>>();
  const statement = database.prepare('SELECT doc, term, col, "offset" FROM temp.every');
  statement.setReturnArrays(true);
  for (const [doc, term, col, offset] of statement.iterate() as unknown as Iterable<
    [number, string, string, number]
  >) {
    let hash = hashes.get(doc);
    if (!hash) {
      hash = createHash("sha256");
      hashes.set(doc, hash);
    }
    hash.update(`${term} ${col} ${offset}\n`);
  }
  const keys = new Map(
    (database.prepare("SELECT id, key FROM document").all() as { id: number; key: string }[]).map(
      ({ id, key }) => [id, key],
    ),
  );
  return [...hashes]
    .map(([doc, hash]) => `${keys.get(doc) ?? `no document (${doc})`} ${hash.digest("hex")}`)
    .sort();
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What is wrong with the database itself; empty when nothing is. */
export function faultsOf(folder: string): string[] {
  const database = new DatabaseSync(join(folder, "case.sqlite"));
  try {
    const faults = database
      .prepare("PRAGMA foreign_key_check")
      .all()
      .map((row) => JSON.stringify(row));
    const [check] = database.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
    if (check?.integrity_check !== "ok") faults.push(check?.integrity_check ?? "no integrity check");
    database.exec("INSERT INTO search (search) VALUES ('integrity-check')");
    // Rows that point nowhere without a foreign key to say so.
    const loose = (what: string, sql: string): void => {
      const { n } = database.prepare(sql).get() as { n: number };
      if (n) faults.push(`${n} ${what}`);
    };
    loose(
      "texts in the index without a document",
      "SELECT count(*) AS n FROM search_docsize WHERE id NOT IN (SELECT id FROM document)",
    );
    loose(
      "documents that are not in the index",
      "SELECT count(*) AS n FROM document WHERE id NOT IN (SELECT id FROM search_docsize)",
    );
    loose(
      "documents without a text",
      "SELECT count(*) AS n FROM document WHERE id NOT IN (SELECT document FROM text)",
    );
    loose(
      "messages in conversations that are not there",
      "SELECT count(*) AS n FROM message WHERE conversation NOT IN (SELECT document FROM message)",
    );
    loose(
      "originals that lie nowhere",
      "SELECT count(*) AS n FROM original WHERE id NOT IN (SELECT original FROM occurrence WHERE original IS NOT NULL)",
    );
    loose(
      "problems of nothing",
      "SELECT count(*) AS n FROM problem WHERE original IS NULL AND occurrence IS NULL",
    );
    return faults;
  } finally {
    database.close();
  }
}
