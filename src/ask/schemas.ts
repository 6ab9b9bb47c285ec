/**
 * The answers of `answers.ts` as valibot schemas: what tests hold every answer against, and what docs/http.md and
 * docs/openapi.json are made from. `answers.ts` stays the one source of the types: a schema that says less, more or other than
 * its type does not compile (`describes`). The program itself does not load this file.
 */
import * as v from "valibot";
import { documentKinds, markKinds } from "../text/document.ts";
import type * as answers from "./answers.ts";

/** A type with all its parts written out, so that two of them can be compared to the letter. */
type Flat<T> = T extends readonly (infer Part)[]
  ? Flat<Part>[]
  : T extends object
    ? { [Key in keyof T]: Flat<T[Key]> }
    : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Gives the schema back, if what it takes is exactly `T`, optional fields and nulls included. */
const describes =
  <T>() =>
  <const Schema extends v.GenericSchema>(
    schema: Same<Flat<v.InferOutput<Schema>>, Flat<T>> extends true ? Schema : "this schema is not that type",
  ): Schema =>
    schema as Schema;

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A letter for the kind, then 80 bits in Crockford base32. */
const id = v.pipe(text, v.regex(/^[defop]_[0-9a-hjkmnp-tv-z]{16}$/));
const month = v.pipe(text, v.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/));
const documentKind = v.picklist(documentKinds);

const passage = describes<answers.Passage>()(
  v.strictObject({ document: id, start: count, end: count, text, page: v.exactOptional(count), link: text }),
);

const dated = describes<answers.Dated>()(
  v.strictObject({
    edtf: v.nullable(text),
    utc: v.nullable(v.pipe(text, v.regex(/^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z$/))),
    zone: v.nullable(v.pipe(text, v.regex(/^[+-]\d\d:\d\d$/))),
    printed: v.nullable(text),
    certainty: share,
  }),
);

const party = describes<answers.Party>()(
  v.strictObject({ entity: v.nullable(id), name: v.nullable(text), address: v.nullable(text) }),
);

const snippetPart = describes<answers.SnippetPart>()(
  v.strictObject({ text, kind: v.picklist(["text", "hit", "redaction"]) }),
);

/** How a question was understood: its parameters. */
const query = v.record(text, v.union([text, v.number(), v.boolean()]));

/** The fields that every list has. */
const list = <Item extends v.GenericSchema>(item: Item) => ({
  total: count,
  offset: count,
  items: v.array(item),
  notes: v.array(text),
});

/** What a list answers, without `query`: that is any object in the type, and a record of parameters here. */
type Listed<T extends { query: object }> = Omit<T, "query"> & { query: v.InferOutput<typeof query> };

/* ---- search ---- */

const hit = describes<answers.Hit>()(
  v.strictObject({
    id,
    kind: documentKind,
    title: v.nullable(text),
    language: v.nullable(text),
    date: dated,
    outlet: v.nullable(text),
    from: v.array(party),
    to: v.array(party),
    place: text,
    passage: v.nullable(passage),
    snippet: v.array(snippetPart),
    attachments: count,
    redactions: count,
  }),
);

const facetValue = describes<answers.FacetValue>()(v.strictObject({ query: text, label: text, count }));

const facets = describes<answers.Facets>()(
  v.strictObject({
    kind: v.array(facetValue),
    language: v.array(facetValue),
    sender: v.array(facetValue),
    outlet: v.array(facetValue),
    year: v.array(facetValue),
    folder: v.array(facetValue),
    months: v.array(v.strictObject({ month, count })),
    undated: count,
  }),
);

const search = describes<answers.SearchAnswer>()(
  v.strictObject({
    ...list(hit),
    query: v.strictObject({
      text,
      sort: v.picklist(["best", "newest", "oldest"]),
      readAs: v.array(snippetPart),
    }),
    facets: v.nullable(facets),
    elapsedMs: v.pipe(v.number(), v.minValue(0)),
  }),
);

/* ---- overview ---- */

const receipt = describes<answers.Receipt>()(
  v.strictObject({
    found: count,
    read: count,
    same: count,
    failed: count,
    unread: count,
    skipped: count,
    pending: count,
    partial: count,
    gone: count,
    bytes: count,
  }),
);

const progress = describes<answers.Progress>()(
  v.strictObject({
    state: v.picklist(["walking", "reading", "linking", "done", "failed"]),
    filesFound: count,
    filesDone: count,
    bytesFound: count,
    bytesDone: count,
    documents: count,
    problems: count,
    bytesPerSecond: v.pipe(v.number(), v.minValue(0)),
    secondsLeft: v.nullable(v.pipe(v.number(), v.minValue(0))),
    current: v.nullable(text),
    error: v.nullable(text),
  }),
);

const overview = describes<answers.Overview>()(
  v.strictObject({
    name: text,
    documents: count,
    builtAt: v.nullable(v.pipe(text, v.isoTimestamp())),
    sources: v.array(v.strictObject({ path: text, files: count })),
    bytes: count,
    kinds: v.array(v.strictObject({ kind: documentKind, count })),
    printedMessages: count,
    redactions: count,
    attachments: count,
    languages: v.array(v.strictObject({ language: v.nullable(text), count })),
    months: v.array(v.strictObject({ month, messages: count, papers: count, stories: count })),
    undated: count,
    inTouch: v.array(v.strictObject({ a: party, b: party, count, back: count, query: text })),
    correspondents: v.array(v.strictObject({ party, sent: count, received: count, query: text })),
    outlets: v.array(facetValue),
    receipt,
    ingest: v.nullable(progress),
  }),
);

/* ---- documents ---- */

const mark = describes<answers.MarkAnswer>()(
  v.strictObject({
    kind: v.picklist(markKinds),
    start: count,
    end: count,
    value: v.exactOptional(v.union([text, v.number()])),
  }),
);

const documentLine = describes<answers.DocumentLine>()(
  v.strictObject({
    id,
    kind: documentKind,
    title: v.nullable(text),
    language: v.nullable(text),
    date: dated,
    outlet: v.nullable(text),
    author: v.nullable(text),
    place: text,
    characters: count,
  }),
);

const documents = describes<Listed<answers.Answer<answers.DocumentLine>>>()(
  v.strictObject({ query, ...list(documentLine) }),
);

const problem = describes<answers.Problem>()(
  v.strictObject({
    id,
    path: text,
    original: v.nullable(id),
    stage: v.picklist(["walk", "read", "find", "link"]),
    state: v.picklist(["failed", "unread", "skipped"]),
    partial: v.boolean(),
    what: text,
    reason: text,
    hint: text,
    retry: text,
  }),
);

const message = describes<answers.MessageAnswer>()(
  v.strictObject({
    method: v.picklist(["header", "printed"]),
    messageId: v.nullable(text),
    from: v.array(party),
    to: v.array(party),
    cc: v.array(party),
    bcc: v.array(party),
    conversation: id,
  }),
);

const attachment = describes<answers.AttachmentAnswer>()(
  v.strictObject({ name: text, original: id, sizeBytes: count, mediaType: text, documents: v.array(id) }),
);

const occurrence = describes<answers.OccurrenceAnswer>()(
  v.strictObject({ path: v.array(text), sizeBytes: count, gone: v.boolean() }),
);

const page = describes<answers.PageAnswer>()(
  v.strictObject({
    number: count,
    label: v.nullable(text),
    start: count,
    end: count,
    width: v.number(),
    height: v.number(),
  }),
);

const show = describes<answers.DocumentAnswer>()(
  v.strictObject({
    ...documentLine.entries,
    text,
    marks: v.array(mark),
    url: v.nullable(text),
    pages: v.array(page),
    original: v.strictObject({
      id,
      sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/)),
      sizeBytes: count,
      mediaType: text,
      held: v.picklist(["copy", "hardlink", "reference", "member"]),
      reader: text,
    }),
    occurrences: v.array(occurrence),
    origin: v.nullable(passage),
    printed: v.array(
      v.strictObject({
        id,
        title: v.nullable(text),
        start: count,
        end: count,
        from: v.array(party),
        date: dated,
      }),
    ),
    message: v.nullable(message),
    attachments: v.array(attachment),
    partOf: v.nullable(v.strictObject({ id, title: v.nullable(text) })),
    redactions: v.array(v.strictObject({ start: count, end: count, code: text })),
    problems: v.array(problem),
  }),
);

const boxes = describes<answers.BoxesAnswer>()(
  v.strictObject({
    document: id,
    boxes: v.array(
      v.strictObject({ page: count, x: v.number(), y: v.number(), width: v.number(), height: v.number() }),
    ),
  }),
);

const headers = describes<answers.HeadersAnswer>()(
  v.strictObject({ document: id, fields: v.array(v.strictObject({ name: text, value: text })) }),
);

const hits = describes<answers.HitsAnswer>()(
  v.strictObject({ document: id, hits: v.array(v.strictObject({ start: count, end: count })) }),
);

/* ---- mail ---- */

const conversationLine = describes<answers.ConversationLine>()(
  v.strictObject({
    id,
    title: v.nullable(text),
    messages: count,
    people: v.array(party),
    date: dated,
    newest: id,
    snippet: text,
    attachments: count,
    printed: v.boolean(),
  }),
);

const conversations = describes<Listed<answers.Answer<answers.ConversationLine>>>()(
  v.strictObject({ query, ...list(conversationLine) }),
);

const folder = v.strictObject({ path: text, label: text, query: text, count });

const folders = describes<answers.MailFolders>()(
  v.strictObject({
    all: count,
    folders: v.array(folder),
    prints: v.array(folder),
    people: v.array(v.strictObject({ party, query: text, count })),
  }),
);

const reason = v.picklist(["in-reply-to", "references", "printed-together", "none"]);

const threadMessage = describes<answers.ThreadMessage>()(
  v.strictObject({
    id,
    parent: v.nullable(id),
    reason,
    certainty: share,
    depth: count,
    title: v.nullable(text),
    from: v.array(party),
    to: v.array(party),
    cc: v.array(party),
    date: dated,
    snippet: text,
  }),
);

const thread = describes<answers.ThreadAnswer>()(
  v.strictObject({
    id,
    title: v.nullable(text),
    messages: v.array(threadMessage),
    links: v.array(v.strictObject({ reason, count })),
  }),
);

/* ---- contacts, timeline ---- */

const contact = describes<answers.Contact>()(
  v.strictObject({
    id,
    from: v.array(party),
    to: v.array(party),
    cc: v.array(party),
    medium: text,
    date: dated,
    status: v.picklist(["occurred", "denied", "planned", "offered"]),
    certainty: share,
    method: text,
    evidence: v.array(passage),
    judgement: v.null(),
  }),
);

const contacts = describes<Listed<answers.Answer<answers.Contact>>>()(
  v.strictObject({ query, ...list(contact) }),
);

const timelineEntry = describes<answers.TimelineEntry>()(
  v.strictObject({
    date: dated,
    what: v.picklist(["message", "document"]),
    document: id,
    kind: documentKind,
    title: v.nullable(text),
    who: v.array(party),
    passage: v.nullable(passage),
  }),
);

const timeline = describes<Listed<answers.Answer<answers.TimelineEntry>>>()(
  v.strictObject({ query, ...list(timelineEntry) }),
);

/* ---- problems ---- */

const problems = describes<Listed<answers.ProblemsAnswer>>()(
  v.strictObject({
    query,
    ...list(problem),
    receipt,
    containers: v.array(
      v.strictObject({
        path: text,
        found: count,
        read: count,
        same: count,
        failed: count,
        unread: count,
        skipped: count,
      }),
    ),
    compared: v.nullable(v.strictObject({ since: text, added: count, changed: count, gone: count })),
  }),
);

const sameAs = describes<answers.SameAs>()(v.strictObject({ path: text, as: text, original: id }));

const same = describes<Listed<answers.Answer<answers.SameAs>>>()(v.strictObject({ query, ...list(sameAs) }));

const ingest = describes<answers.IngestAnswer>()(v.strictObject({ case: text, receipt }));

const served = describes<answers.ServedAnswer>()(v.strictObject({ url: text }));

const error = describes<answers.ErrorAnswer>()(
  v.strictObject({ error: v.strictObject({ code: text, message: text, hint: text }) }),
);

/** The answer of every question, by its name. */
export const answerSchemas = {
  overview,
  search,
  documents,
  show,
  headers,
  hits,
  boxes,
  conversations,
  folders,
  thread,
  contacts,
  timeline,
  problems,
  same,
} as const satisfies Record<string, v.GenericSchema>;

/** What is printed or sent beyond the answers of questions. */
export const otherSchemas = { ingest, served, passage, progress, error } as const satisfies Record<
  string,
  v.GenericSchema
>;

/** Every shape that has a name in `answers.ts`, by that name: what documentation refers to. */
export const namedSchemas = {
  Overview: overview,
  SearchAnswer: search,
  DocumentAnswer: show,
  HeadersAnswer: headers,
  HitsAnswer: hits,
  BoxesAnswer: boxes,
  MailFolders: folders,
  ThreadAnswer: thread,
  ProblemsAnswer: problems,
  IngestAnswer: ingest,
  ServedAnswer: served,
  ErrorAnswer: error,
  Passage: passage,
  Dated: dated,
  Party: party,
  SnippetPart: snippetPart,
  Hit: hit,
  FacetValue: facetValue,
  Facets: facets,
  Receipt: receipt,
  Progress: progress,
  MarkAnswer: mark,
  DocumentLine: documentLine,
  Problem: problem,
  MessageAnswer: message,
  AttachmentAnswer: attachment,
  OccurrenceAnswer: occurrence,
  PageAnswer: page,
  ConversationLine: conversationLine,
  ThreadMessage: threadMessage,
  Contact: contact,
  TimelineEntry: timelineEntry,
  SameAs: sameAs,
} as const satisfies Record<string, v.GenericSchema>;
