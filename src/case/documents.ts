/** Rows out: documents, their texts, marks, pages, parties and places, in the words of DESIGN. */
import { type Dated, type DocumentKind, documentKinds, type Mark, type PartyRole } from "../text/document.ts";
import type { Case } from "./case.ts";
import { originalId } from "./ids.ts";
import { aliveTest } from "./living.ts";
import { unpackMarks } from "./marks.ts";
import { unpackText } from "./packed-text.ts";
import { partyRoles } from "./prepared.ts";
import { type Held, heldKinds, rangeEncodings } from "./write.ts";

export interface DocumentRow {
  /** The case's own number; never leaves the program. */
  row: number;
  id: string;
  kind: DocumentKind;
  title: string | null;
  language: string | null;
  date: Dated;
  outlet: string | null;
  author: string | null;
  url: string | null;
  characters: number;
  original: number;
  /** Number of the document that this was made from a passage of, and the passage; else the bytes of the original. */
  origin: number | null;
  first: number;
  last: number;
}

interface RawDocument {
  id: number;
  key: string;
  kind: number;
  title: string | null;
  language: string | null;
  edtf: string | null;
  utc: string | null;
  zone: string | null;
  printed: string | null;
  certainty: number | null;
  outlet: string | null;
  author: string | null;
  url: string | null;
  characters: number;
  original: number;
  origin: number | null;
  first: number | null;
  last: number | null;
}

const selectDocument = `SELECT d.id, d.key, d.kind, d.title, d.language, d.edtf, d.utc, d.zone, d.printed, d.certainty,
  (SELECT name FROM outlet WHERE id = d.outlet) AS outlet, d.author, d.url, d.characters, d.original, d.origin, d.first, d.last
  FROM document d`;

function documentOf(raw: RawDocument): DocumentRow {
  return {
    row: raw.id,
    id: `d_${raw.key}`,
    kind: documentKinds[raw.kind] ?? "paper",
    title: raw.title,
    language: raw.language,
    date: {
      edtf: raw.edtf,
      utc: raw.utc,
      zone: raw.zone,
      printed: raw.printed,
      certainty: raw.certainty ?? 0,
    },
    outlet: raw.outlet,
    author: raw.author,
    url: raw.url,
    characters: raw.characters,
    original: raw.original,
    origin: raw.origin,
    first: raw.first ?? 0,
    last: raw.last ?? 0,
  };
}

/** By number; null where there is none. */
export function documentByRow(of: Case, row: number): DocumentRow | null {
  const raw = of.row<RawDocument>(`${selectDocument} WHERE d.id = ?`, row);
  return raw ? documentOf(raw) : null;
}

/** By id, `d_…`. */
export function documentById(of: Case, id: string): DocumentRow | null {
  const raw = of.row<RawDocument>(`${selectDocument} WHERE d.key = ?`, id.replace(/^d_/, ""));
  return raw ? documentOf(raw) : null;
}

/** What was read from an original, in the order of its making. */
export function documentsOfOriginal(of: Case, original: number): DocumentRow[] {
  return of
    .rows<RawDocument>(`${selectDocument} WHERE d.original = ? ORDER BY d.id`, original)
    .map(documentOf);
}

/** Documents made from passages of this one, in order of place. */
export function documentsPrintedIn(of: Case, row: number): DocumentRow[] {
  return of.rows<RawDocument>(`${selectDocument} WHERE d.origin = ? ORDER BY d.first`, row).map(documentOf);
}

/** The text of a document. */
export function textOf(of: Case, row: number): string {
  const packed = of.row<{ text: string | Uint8Array }>("SELECT text FROM text WHERE document = ?", row)?.text;
  return packed === undefined ? "" : unpackText(packed);
}

/** The text of a document with all its marks, those of finders among them. */
export function textAndMarks(of: Case, row: number): { text: string; marks: Mark[] } {
  const raw = of.row<{ text: string | Uint8Array; marks: string | null }>(
    "SELECT text, marks FROM text WHERE document = ?",
    row,
  );
  return { text: raw ? unpackText(raw.text) : "", marks: unpackMarks(raw?.marks ?? null) };
}

export interface PageRow {
  number: number;
  label: string | null;
  start: number;
  end: number;
  width: number;
  height: number;
}

/** Pages in order; empty for what has none. */
export function pagesOf(of: Case, row: number): PageRow[] {
  return of.rows(
    `SELECT number, label, first AS start, last AS "end", width, height FROM page WHERE document = ? ORDER BY number`,
    row,
  );
}

/** Words of the pages that a passage touches, as in `DocumentPage.words`. */
export function wordsOnPages(
  of: Case,
  row: number,
  start: number,
  end: number,
): { page: number; words: Float32Array }[] {
  return of
    .rows<{ number: number; words: Uint8Array | null }>(
      "SELECT number, words FROM page WHERE document = ? AND first < ? AND last > ? ORDER BY number",
      row,
      end,
      start,
    )
    .map(({ number, words }) => ({
      page: number,
      words: words ? new Float32Array(words.slice().buffer) : new Float32Array(0),
    }));
}

export interface PartyRow {
  role: PartyRole;
  name: string | null;
  address: string | null;
  start: number;
  end: number;
}

export interface ContactRow {
  row: number;
  /** Its place among the contacts of its document. */
  n: number;
  document: number;
  method: string;
  medium: string;
  status: string;
  certainty: number;
  /** Null where it is the document's. */
  date: Dated | null;
  evidence: [number, number][];
  parties: PartyRow[];
}

interface RawContact {
  id: number;
  document: number;
  method: string;
  medium: string;
  status: string;
  certainty: number;
  edtf: string | null;
  utc: string | null;
  zone: string | null;
  printed: string | null;
  evidence: string;
}

/** Contacts that were found in a document. */
export function contactsOf(of: Case, row: number): ContactRow[] {
  return of.rows<RawContact>("SELECT * FROM contact WHERE document = ? ORDER BY id", row).map((raw, n) => ({
    row: raw.id,
    n,
    document: raw.document,
    method: raw.method,
    medium: raw.medium,
    status: raw.status,
    certainty: raw.certainty,
    date:
      raw.edtf === null && raw.printed === null
        ? null
        : { edtf: raw.edtf, utc: raw.utc, zone: raw.zone, printed: raw.printed, certainty: raw.certainty },
    evidence: JSON.parse(raw.evidence) as [number, number][],
    parties: partiesOfContact(of, raw.id),
  }));
}

function partiesOfContact(of: Case, contact: number): PartyRow[] {
  return of
    .rows<{ role: number; name: string | null; address: string | null; first: number; last: number }>(
      `SELECT c.role, p.name, p.address, c.first, c.last FROM contact_party c JOIN party p ON p.id = c.party
       WHERE c.contact = ? ORDER BY c.n`,
      contact,
    )
    .map(({ role, name, address, first, last }) => ({
      role: partyRoles[role] ?? "to",
      name,
      address,
      start: first,
      end: last,
    }));
}

/** Parties of a message, from its header. */
export function partiesOf(of: Case, row: number): PartyRow[] {
  const contact = of.row<{ id: number }>(
    "SELECT id FROM contact WHERE document = ? ORDER BY id LIMIT 1",
    row,
  );
  return contact ? partiesOfContact(of, contact.id) : [];
}

export interface OriginalRow {
  row: number;
  id: string;
  sha256: string;
  sizeBytes: number;
  mediaType: string;
  held: Held;
  reader: string;
}

function originalOf(raw: {
  id: number;
  sha256: Uint8Array;
  size: number;
  type: string;
  held: number;
  reader: string | null;
}): OriginalRow {
  return {
    row: raw.id,
    id: originalId(raw.sha256),
    sha256: Buffer.from(raw.sha256).toString("hex"),
    sizeBytes: raw.size,
    mediaType: raw.type,
    held: heldKinds[raw.held] ?? "member",
    reader: raw.reader ?? "",
  };
}

/** By number; null where there is none. */
export function originalByRow(of: Case, row: number): OriginalRow | null {
  const raw = of.row<Parameters<typeof originalOf>[0]>(
    "SELECT id, sha256, size, type, held, reader FROM original WHERE id = ?",
    row,
  );
  return raw ? originalOf(raw) : null;
}

/** One step of a place: in a source or in a container. */
export interface PlaceRow {
  source: { path: string; label: string } | null;
  /** Number of the original that is the container. */
  container: number | null;
  ordinal: number;
  path: string;
  sizeBytes: number;
  range: { start: number; end: number; encoding: (typeof rangeEncodings)[number] } | null;
  gone: boolean;
}

/** Places in the order in which they are told: files first. It follows from paths and content alone. */
export const placeOrder = "f.source IS NULL, s.path, f.path, c.sha256, f.ordinal";
export const placeJoins = "LEFT JOIN source s ON s.id = f.source LEFT JOIN original c ON c.id = f.container";

interface RawPlace {
  source: string | null;
  label: string | null;
  container: number | null;
  ordinal: number;
  path: string;
  size: number;
  first: number | null;
  last: number | null;
  encoding: number | null;
  gone: number | null;
}

const selectPlace = `SELECT s.path AS source, s.label AS label, f.container, f.ordinal, f.path, f.size, f.first, f.last, f.encoding, f.gone
  FROM occurrence f ${placeJoins}`;

/** Every place where an original was found, those still there first; a thousand at most. */
export function placesOf(of: Case, original: number): PlaceRow[] {
  const isAlive = aliveTest(of);
  return of
    .rows<RawPlace>(
      `${selectPlace} WHERE f.original = ? ORDER BY f.gone IS NOT NULL, ${placeOrder} LIMIT 1000`,
      original,
    )
    .map((raw) => placeOf(raw, isAlive))
    .sort((a, b) => Number(a.gone) - Number(b.gone));
}

/** By number of the occurrence; null where there is none. */
export function placeByRow(of: Case, occurrence: number): PlaceRow | null {
  const raw = of.row<RawPlace>(`${selectPlace} WHERE f.id = ?`, occurrence);
  return raw ? placeOf(raw, aliveTest(of)) : null;
}

function placeOf(raw: RawPlace, isAlive: (original: number) => boolean): PlaceRow {
  return {
    source: raw.source === null ? null : { path: raw.source, label: raw.label ?? "" },
    container: raw.container,
    ordinal: raw.ordinal,
    path: raw.path,
    sizeBytes: raw.size,
    range:
      raw.first === null || raw.last === null
        ? null
        : { start: raw.first, end: raw.last, encoding: rangeEncodings[raw.encoding ?? 0] ?? "identity" },
    gone: raw.container === null ? raw.gone !== null : !isAlive(raw.container),
  };
}

/** Nesting that the program itself allows; a container that holds itself ends here. */
const stepsAtMost = 64;

/** The steps of a place from the source inward, for people: `["drop-1/mail/archive.mbox", "message 12"]`. */
export function pathOf(of: Case, place: PlaceRow): string[] {
  const steps = [stepLabel(place)];
  let container = place.container;
  while (container !== null && steps.length < stepsAtMost) {
    const outer = placesOf(of, container)[0];
    if (!outer) break;
    steps.unshift(stepLabel(outer));
    container = outer.container;
  }
  return steps;
}

function stepLabel(place: PlaceRow): string {
  return place.path === "" ? `#${place.ordinal + 1}` : place.path;
}

/** Where an original was found first, for people. */
export function placeLabel(of: Case, original: number): string {
  const [first] = placesOf(of, original);
  return first ? pathOf(of, first).join(" › ") : "";
}

export interface MemberRow {
  original: number | null;
  ordinal: number;
  path: string;
  sizeBytes: number;
}

/** What a container holds, in order. */
export function membersOf(of: Case, original: number): MemberRow[] {
  return of.rows(
    "SELECT original, ordinal, path, size AS sizeBytes FROM occurrence WHERE container = ? ORDER BY ordinal",
    original,
  );
}

/** Redactions in order of place. */
export function redactionsOf(of: Case, row: number): { start: number; end: number; code: string }[] {
  return of.rows(
    `SELECT first AS start, last AS "end", code FROM redaction WHERE document = ? ORDER BY first`,
    row,
  );
}

export interface MessageRow {
  method: "header" | "printed";
  messageId: string | null;
  /** Number of the document that stands for the conversation. */
  conversation: number;
}

/** What a message has beyond its text; null for what is none. */
export function messageOf(of: Case, row: number): MessageRow | null {
  const raw = of.row<{ method: number; message_id: string | null; conversation: number | null }>(
    "SELECT method, message_id, conversation FROM message WHERE document = ?",
    row,
  );
  return raw
    ? {
        method: raw.method === 0 ? "header" : "printed",
        messageId: raw.message_id,
        conversation: raw.conversation ?? row,
      }
    : null;
}

/** How many redactions a document has. */
export function countRedactions(of: Case, row: number): number {
  return of.row<{ n: number }>("SELECT count(*) AS n FROM redaction WHERE document = ?", row)?.n ?? 0;
}

/** How many members a container has. */
export function countMembers(of: Case, original: number): number {
  return of.row<{ n: number }>("SELECT count(*) AS n FROM occurrence WHERE container = ?", original)?.n ?? 0;
}
