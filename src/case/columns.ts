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
  /**
   * Index in `places`: the folders and containers that a document lies in, at all its places, with all that these lie in. Many
   * documents share one such set.
   */
  place: Int32Array;
  places: number[][];
  /** Index in `folders`, 0 for none: the folder or container that it lies in directly, at its first place. */
  folder: Int32Array;
  /** From the source's label on, `/` between the steps. */
  folders: string[];
  /** 1 for a message that was made from a print-out. */
  printed: Uint8Array;
  /** Number of the document that stands for a message's conversation; 0 for what is no message. */
  conversation: Int32Array;
}

/** Reads the facts of all documents, in one pass over each table. */
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
    place: new Int32Array(size),
    places: [[]],
    folder: new Int32Array(size),
    folders: [""],
    printed: new Uint8Array(size),
    conversation: new Int32Array(size),
  };
  const languages = new Map<string, number>();
  const outlets = new Map<number, number>();
  for (const { id, name } of of.rows<{ id: number; name: string }>(
    "SELECT id, name FROM outlet ORDER BY name",
  ))
    outlets.set(id, columns.outlets.push(name) - 1);
  const places = new Places(of, columns);
  const statement = of.sql("SELECT id, kind, language, outlet, moment, edtf, original, origin FROM document");
  statement.setReturnArrays(true);
  type Row = [
    number,
    number,
    string | null,
    number | null,
    number | null,
    string | null,
    number,
    number | null,
  ];
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
    const printed = kind === 0 && origin !== null;
    if (printed) columns.printed[id] = 1;
    [columns.place[id], columns.folder[id]] = places.of(original, printed);
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

/** Files that hold each other can be chained to any depth: below this nobody asks for folders. */
const deepest = 200;

/** Where originals lie. A message that was made from a print-out lies in the print-out. */
class Places {
  readonly #columns: Columns;
  readonly #folderIndex = new Map<string, number>();
  readonly #placeIndex = new Map<string, number>();
  /** Files of the sources: their paths. */
  readonly #paths = new Map<number, string[]>();
  readonly #containers = new Map<number, number[]>();
  /** Folders around an original, once: what lies in ten containers that lie in ten others is not followed a hundred times. */
  readonly #around = new Map<number, readonly string[]>();
  readonly #known = new Map<number, [place: number, folder: number]>();
  /** Originals with messages that were made from their print. */
  readonly #holders: ReadonlySet<number>;

  constructor(of: Case, columns: Columns) {
    this.#columns = columns;
    this.#holders = new Set(
      of
        .rows<{ original: number }>("SELECT DISTINCT original FROM document WHERE origin IS NOT NULL")
        .map(({ original }) => original),
    );
    const files = of.sql(
      `SELECT f.original, s.label || '/' || f.path AS path FROM occurrence f JOIN source s ON s.id = f.source
       WHERE f.original IS NOT NULL ORDER BY f.gone IS NOT NULL, path`,
    );
    files.setReturnArrays(true);
    for (const [original, path] of files.iterate() as unknown as Iterable<[number, string]>)
      push(this.#paths, original, path);
    const members = of.sql(
      "SELECT original, container FROM occurrence WHERE container IS NOT NULL AND original IS NOT NULL ORDER BY container, ordinal",
    );
    members.setReturnArrays(true);
    for (const [original, container] of members.iterate() as unknown as Iterable<[number, number]>)
      push(this.#containers, original, container);
  }

  of(original: number, printed: boolean): [place: number, folder: number] {
    const known = printed ? undefined : this.#known.get(original);
    if (known) return known;
    const paths = printed ? (this.#paths.get(original) ?? []) : this.#folderPaths(original);
    const folders = new Set<number>();
    // A file that holds messages is a place of its own, and the document that it is lies there too.
    for (const path of this.#holders.has(original)
      ? [...paths, ...(this.#paths.get(original) ?? [])]
      : paths) {
      let step = "";
      for (const name of path.split("/")) {
        step = step === "" ? name : `${step}/${name}`;
        folders.add(this.#folder(step));
      }
    }
    const key = [...folders].join();
    let place = this.#placeIndex.get(key);
    if (place === undefined) {
      place = this.#columns.places.push([...folders]) - 1;
      this.#placeIndex.set(key, place);
    }
    const found: [number, number] = [place, paths[0] === undefined ? 0 : this.#folder(paths[0])];
    if (!printed) this.#known.set(original, found);
    return found;
  }

  /** Of a file its folder; of a member of a container that is a file, that file; of anything deeper, where its container lies. */
  #folderPaths(original: number, depth = 0): readonly string[] {
    const known = this.#around.get(original);
    if (known) return known;
    // A container that holds itself finds nothing here the second time.
    this.#around.set(original, []);
    const paths = new Set(
      (this.#paths.get(original) ?? []).map((path) => path.slice(0, path.lastIndexOf("/"))),
    );
    for (const container of new Set(this.#containers.get(original)))
      for (const path of this.#paths.get(container) ??
        (depth < deepest ? this.#folderPaths(container, depth + 1) : []))
        paths.add(path);
    const found = [...paths];
    this.#around.set(original, found);
    return found;
  }

  #folder(path: string): number {
    let index = this.#folderIndex.get(path);
    if (index === undefined) {
      index = this.#columns.folders.push(path) - 1;
      this.#folderIndex.set(path, index);
    }
    return index;
  }
}

function push<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
