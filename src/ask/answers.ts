/**
 * The shapes of all answers: what the command line prints with `--json`, what HTTP carries and what the app shows. This file
 * knows nobody; the app imports only this one of the rest of the program. camelCase; ids are strings with a letter for the kind.
 */

export type Id = string;
export type DocumentKind = "message" | "story" | "filing" | "table" | "paper";

/** A stretch of a document's text, half-open, in UTF-16 code units; `text` is exactly `document.text.slice(start, end)`. */
export interface Passage {
  document: Id;
  start: number;
  end: number;
  text: string;
  page?: number;
  /** Path in the app: `/d/ID#A-B`. */
  link: string;
}

export interface Dated {
  edtf: string | null;
  utc: string | null;
  zone: string | null;
  printed: string | null;
  certainty: number;
}

export interface Party {
  entity: Id | null;
  name: string | null;
  address: string | null;
}

export interface Answer<T> {
  /** How the question was understood. */
  query: object;
  /** Exact, whatever the page. */
  total: number;
  offset: number;
  items: T[];
  /** What the user should know of how the question was read, in his language. */
  notes: string[];
}

/* ---- search ------------------------------------------------------------------------------------------------ */

/** A stretch of a snippet; `kind` says what to do with it. */
export interface SnippetPart {
  text: string;
  kind: "text" | "hit" | "redaction";
}

export interface Hit {
  id: Id;
  kind: DocumentKind;
  title: string | null;
  language: string | null;
  date: Dated;
  outlet: string | null;
  from: Party[];
  to: Party[];
  /** The file or member that it was read from: label for people. */
  place: string;
  /** The best passage; null when the question has no words (`kind:story`): then `snippet` is the beginning of the text. */
  passage: Passage | null;
  snippet: SnippetPart[];
  /** Attachments of a message. */
  attachments: number;
  redactions: number;
}

export interface FacetValue {
  /** What to write in a query to narrow to it: `kind:story`. */
  query: string;
  /** For people. */
  label: string;
  count: number;
}

export interface Facets {
  kind: FacetValue[];
  language: FacetValue[];
  sender: FacetValue[];
  outlet: FacetValue[];
  year: FacetValue[];
  folder: FacetValue[];
  /** Months with something in them, in order: `2021-03`. */
  months: { month: string; count: number }[];
  undated: number;
}

export interface SearchAnswer extends Answer<Hit> {
  query: { text: string; sort: "best" | "newest" | "oldest"; readAs: SnippetPart[] };
  facets: Facets | null;
  elapsedMs: number;
}

/* ---- overview ---------------------------------------------------------------------------------------------- */

export interface Receipt {
  found: number;
  read: number;
  same: number;
  failed: number;
  unread: number;
  skipped: number;
  /** Still in the queue of an ingest that is under way or was cut off; 0 when it ended. */
  pending: number;
  /** Read, but with a part that could not be. */
  partial: number;
  /** Was in the source at an earlier ingest and is no more. */
  gone: number;
  bytes: number;
}

export interface Overview {
  name: string;
  documents: number;
  /** ISO; null while the first ingest runs. */
  builtAt: string | null;
  sources: { path: string; files: number }[];
  bytes: number;
  kinds: { kind: DocumentKind; count: number }[];
  printedMessages: number;
  redactions: number;
  attachments: number;
  languages: { language: string | null; count: number }[];
  months: { month: string; messages: number; papers: number; stories: number }[];
  undated: number;
  /** Pairs that wrote to each other most: `count` from a to b, `back` from b to a. */
  inTouch: { a: Party; b: Party; count: number; back: number; query: string }[];
  correspondents: { party: Party; sent: number; received: number; query: string }[];
  outlets: FacetValue[];
  receipt: Receipt;
  ingest: Progress | null;
}

/** How far an ingest is. */
export interface Progress {
  state: "walking" | "reading" | "linking" | "done" | "failed";
  filesFound: number;
  filesDone: number;
  bytesFound: number;
  bytesDone: number;
  documents: number;
  problems: number;
  bytesPerSecond: number;
  /** Null while it cannot be told. */
  secondsLeft: number | null;
  /** The file that is being read: label. */
  current: string | null;
  error: string | null;
}

/* ---- documents --------------------------------------------------------------------------------------------- */

export interface MarkAnswer {
  kind:
    | "page"
    | "paragraph"
    | "heading"
    | "header"
    | "quoted"
    | "signature"
    | "disclaimer"
    | "forwarded"
    | "boilerplate"
    | "redaction"
    | "cell"
    | "printed";
  start: number;
  end: number;
  value?: string | number;
}

export interface DocumentLine {
  id: Id;
  kind: DocumentKind;
  title: string | null;
  language: string | null;
  date: Dated;
  outlet: string | null;
  author: string | null;
  place: string;
  characters: number;
}

/** One place where an original was found. */
export interface OccurrenceAnswer {
  /** Path in the source, then in containers: labels, outermost first. */
  path: string[];
  sizeBytes: number;
  gone: boolean;
}

export interface PageAnswer {
  number: number;
  label: string | null;
  start: number;
  end: number;
  width: number;
  height: number;
}

export interface AttachmentAnswer {
  name: string;
  original: Id;
  sizeBytes: number;
  mediaType: string;
  /** Documents read from it. */
  documents: Id[];
}

export interface DocumentAnswer extends DocumentLine {
  text: string;
  marks: MarkAnswer[];
  url: string | null;
  pages: PageAnswer[];
  original: {
    id: Id;
    sha256: string;
    sizeBytes: number;
    mediaType: string;
    /** How the case holds it: `member` = an offset and a length in its container. */
    held: "copy" | "hardlink" | "reference" | "member";
    reader: string;
  };
  occurrences: OccurrenceAnswer[];
  /** Passage of another document that it was made from (a printed message). */
  origin: Passage | null;
  /** Documents made from passages of this one, in order of place. */
  printed: { id: Id; title: string | null; start: number; end: number; from: Party[]; date: Dated }[];
  message: MessageAnswer | null;
  attachments: AttachmentAnswer[];
  /** The message that this was attached to, the container's document. */
  partOf: { id: Id; title: string | null } | null;
  redactions: { start: number; end: number; code: string }[];
  problems: Problem[];
}

export interface MessageAnswer {
  method: "header" | "printed";
  messageId: string | null;
  from: Party[];
  to: Party[];
  cc: Party[];
  bcc: Party[];
  conversation: Id;
}

/** Boxes of a passage on the pages, in points from the top left. */
export interface BoxesAnswer {
  document: Id;
  boxes: { page: number; x: number; y: number; width: number; height: number }[];
}

/** Header fields of a message as they stand in the original, in order. */
export interface HeadersAnswer {
  document: Id;
  fields: { name: string; value: string }[];
}

/** All hits of a query in one document, in order. */
export interface HitsAnswer {
  document: Id;
  hits: { start: number; end: number }[];
}

/* ---- mail --------------------------------------------------------------------------------------------------- */

export interface ConversationLine {
  id: Id;
  title: string | null;
  messages: number;
  people: Party[];
  /** Of the newest message. */
  date: Dated;
  newest: Id;
  snippet: string;
  attachments: number;
  printed: boolean;
}

export interface MailFolders {
  all: number;
  folders: { path: string; label: string; query: string; count: number }[];
  prints: { path: string; label: string; query: string; count: number }[];
  people: { party: Party; query: string; count: number }[];
}

export interface ThreadAnswer {
  id: Id;
  title: string | null;
  messages: ThreadMessage[];
  /** How many links rest on what. */
  links: { reason: LinkReason; count: number }[];
}

export type LinkReason = "in-reply-to" | "references" | "printed-together" | "none";

export interface ThreadMessage {
  id: Id;
  parent: Id | null;
  reason: LinkReason;
  certainty: number;
  depth: number;
  title: string | null;
  from: Party[];
  to: Party[];
  cc: Party[];
  date: Dated;
  snippet: string;
}

/* ---- contacts, timeline ------------------------------------------------------------------------------------- */

export interface Contact {
  id: Id;
  from: Party[];
  to: Party[];
  cc: Party[];
  medium: string;
  date: Dated;
  status: "occurred" | "denied" | "planned" | "offered";
  certainty: number;
  method: string;
  evidence: Passage[];
  judgement: null;
}

export interface TimelineEntry {
  date: Dated;
  what: "message" | "document";
  document: Id;
  kind: DocumentKind;
  title: string | null;
  who: Party[];
  passage: Passage | null;
}

/* ---- problems ----------------------------------------------------------------------------------------------- */

export interface Problem {
  id: Id;
  /** Labels joined by ` › ` where it lies in containers. */
  path: string;
  original: Id | null;
  stage: "walk" | "read" | "find" | "link";
  state: "failed" | "unread" | "skipped";
  /** True when the document was read all the same. */
  partial: boolean;
  /** Format in plain words: “Mailbox”, “PDF”. */
  what: string;
  reason: string;
  hint: string;
  /** A command that tries this file again. */
  retry: string;
}

export interface ProblemsAnswer extends Answer<Problem> {
  receipt: Receipt;
  /** Every container whose members do not add up, and the sums of those that do. */
  containers: {
    path: string;
    found: number;
    read: number;
    same: number;
    failed: number;
    unread: number;
    skipped: number;
  }[];
  /** What changed against the run before: counts of files. Null at the first run. */
  compared: { since: string; added: number; changed: number; gone: number } | null;
}

/** One file that is the same as another. */
export interface SameAs {
  path: string;
  as: string;
  original: Id;
}

/** What `ingest --json` prints: the case, and its receipt. */
export interface IngestAnswer {
  case: string;
  receipt: Receipt;
}

/** What `open --json` and `serve --json` print: the address, with the token that lets in. */
export interface ServedAnswer {
  url: string;
}

/** An error of the HTTP interface, and of `--json`. */
export interface ErrorAnswer {
  error: { code: string; message: string; hint: string };
}
