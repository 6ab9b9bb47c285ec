/**
 * Facts of all documents in typed arrays, by the case's own number of the document: what facets, sorting and the overview count
 * over. Loaded once and kept by whoever serves many questions; 51,000 documents are about 2 MB.
 */
import type { Case } from "./case.ts";

export interface Columns {
  /** One more than the highest document number. */
  size: number;
  documents: number;
  /** Index in documentKinds; 255 where there is no such document. */
  kind: Uint8Array;
  /** Index in `languages`, 0 for none. */
  language: Uint8Array;
  languages: (string | null)[];
  /** Index in `outlets`, 0 for none. */
  outlet: Uint16Array;
  outlets: string[];
  /** Seconds since 1970; NaN when undated. */
  moment: Float64Array;
  /** Year * 12 + month - 1 of the date as written; -1 when no month is known. */
  month: Int32Array;
  year: Int16Array;
  /** Index in `senders`, 0 for none. */
  sender: Int32Array;
  senders: { name: string | null; address: string | null }[];
  /** Index in `folders`: the folder or container of the first place. */
  folder: Int32Array;
  folders: string[];
  /** 1 for a message that was made from a print-out. */
  printed: Uint8Array;
  /** Number of the document that stands for a message's conversation; 0 for what is no message. */
  conversation: Int32Array;
}

export function loadColumns(of: Case): Columns {
  const size = (of.row<{ n: number }>("SELECT ifnull(max(id), 0) + 1 AS n FROM document")?.n ?? 1) | 0;
  const columns: Columns = {
    size,
    documents: 0,
    kind: new Uint8Array(size).fill(255),
    language: new Uint8Array(size),
    languages: [null],
    outlet: new Uint16Array(size),
    outlets: [""],
    moment: new Float64Array(size).fill(Number.NaN),
    month: new Int32Array(size).fill(-1),
    year: new Int16Array(size),
    sender: new Int32Array(size),
    senders: [{ name: null, address: null }],
    folder: new Int32Array(size),
    folders: [""],
    printed: new Uint8Array(size),
    conversation: new Int32Array(size),
  };
  const languages = new Map<string, number>();
  const outlets = new Map<number, number>();
  for (const { id, name } of of.rows<{ id: number; name: string }>("SELECT id, name FROM outlet ORDER BY name"))
    outlets.set(id, columns.outlets.push(name) - 1);
  const folderOf = folders(of, columns);
  const statement = of.sql("SELECT id, kind, language, outlet, moment, edtf, original, origin FROM document");
  statement.setReturnArrays(true);
  type Row = [number, number, string | null, number | null, number | null, string | null, number, number | null];
  for (const row of statement.iterate() as unknown as Iterable<Row>) {
    const [id, kind, language, outlet, moment, edtf, original, origin] = row;
    if (id >= size) continue;
    columns.documents += 1;
    columns.kind[id] = kind;
    if (language !== null) {
      let index = languages.get(language);
      if (index === undefined) {
        index = Math.min(255, columns.languages.push(language) - 1);
        languages.set(language, index);
      }
      columns.language[id] = index;
    }
    if (outlet !== null) columns.outlet[id] = outlets.get(outlet) ?? 0;
    if (moment !== null) columns.moment[id] = moment;
    if (edtf !== null) {
      const year = Number(edtf.slice(0, 4));
      if (year > 0) columns.year[id] = year;
      if (edtf[4] === "-") columns.month[id] = year * 12 + Number(edtf.slice(5, 7)) - 1;
    }
    columns.folder[id] = folderOf.get(original) ?? 0;
    if (kind === 0 && origin !== null) columns.printed[id] = 1;
  }
  senders(of, columns);
  const messages = of.sql("SELECT document, ifnull(conversation, document) FROM message");
  messages.setReturnArrays(true);
  for (const [document, conversation] of messages.iterate() as unknown as Iterable<[number, number]>)
    if (document < size) columns.conversation[document] = conversation;
  return columns;
}

/** One sender for all spellings of an address, under the spelling that is first in the alphabet of those with a name. */
function senders(of: Case, columns: Columns): void {
  const groups = new Map<string, number>();
  const group = new Map<number, number>();
  for (const { id, name, address } of of.rows<{ id: number; name: string | null; address: string | null }>(
    "SELECT id, name, address FROM party ORDER BY name IS NULL, name",
  )) {
    const key = (address ?? name ?? "").toLowerCase();
    let index = groups.get(key);
    if (index === undefined) {
      index = columns.senders.push({ name, address }) - 1;
      groups.set(key, index);
    }
    group.set(id, index);
  }
  const statement = of.sql(
    "SELECT c.document, p.party FROM contact c JOIN contact_party p ON p.contact = c.id WHERE p.role = 0 AND p.n = 0",
  );
  statement.setReturnArrays(true);
  for (const [document, party] of statement.iterate() as unknown as Iterable<[number, number]>)
    if (document < columns.size) columns.sender[document] = group.get(party) ?? 0;
}

/** The folder of each original: of a file its folder, of a member the container that it is in. First place in the alphabet. */
function folders(of: Case, columns: Columns): Map<number, number> {
  const index = new Map<string, number>();
  const folderIndex = (path: string): number => {
    let at = index.get(path);
    if (at === undefined) {
      at = columns.folders.push(path) - 1;
      index.set(path, at);
    }
    return at;
  };
  const files = of.sql(
    `SELECT f.original, s.label || '/' || f.path AS path FROM occurrence f JOIN source s ON s.id = f.source
     WHERE f.original IS NOT NULL ORDER BY f.gone IS NOT NULL, path`,
  );
  files.setReturnArrays(true);
  const folderOf = new Map<number, number>();
  const pathOf = new Map<number, string>();
  for (const [original, path] of files.iterate() as unknown as Iterable<[number, string]>) {
    if (folderOf.has(original)) continue;
    folderOf.set(original, folderIndex(path.slice(0, path.lastIndexOf("/"))));
    pathOf.set(original, path);
  }
  // Containers have lower numbers than their members: one pass in order of the row sees each container before what is in it.
  const members = of.sql(
    `SELECT m.original, m.container FROM occurrence m
     WHERE m.container IS NOT NULL AND m.original IS NOT NULL ORDER BY m.id`,
  );
  members.setReturnArrays(true);
  for (const [original, container] of members.iterate() as unknown as Iterable<[number, number]>) {
    if (folderOf.has(original)) continue;
    const path = pathOf.get(container);
    // A member of a mailbox lies in the mailbox; an attachment lies where its message does.
    const folder = path === undefined ? folderOf.get(container) : folderIndex(path);
    if (folder !== undefined) folderOf.set(original, folder);
  }
  return folderOf;
}
