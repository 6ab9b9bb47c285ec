/**
 * What a document is: a text and marks. These are the plain shapes that readers make, finders look at and the case keeps.
 * All offsets are half-open and count UTF-16 code units of `text`.
 */

/** What a person reads. `paper` is any text that is none of the others: a PDF, a letter, a memo. */
export type DocumentKind = (typeof documentKinds)[number];

/** The case keeps a kind by its place in this list: a new one comes last. */
export const documentKinds = ["message", "story", "filing", "table", "paper"] as const;

/** ISO 639-1 code in lower case. */
export type Language = string;

/** A stretch of the document's text. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Stand-off annotation of a text; marks may overlap.
 *
 * | kind | value |
 * | --- | --- |
 * | `page` | number of the page, from 1 |
 * | `heading` | level, 1 to 6 |
 * | `header` | name of the header field in lower case (`from`, `to`, `cc`, `date`, `subject` …) |
 * | `quoted` | depth of the quotation, from 1 |
 * | `redaction` | code as printed, `(b)(6)`; empty when none is printed |
 * | others | none |
 */
export interface Mark extends Span {
  kind: MarkKind;
  value?: string | number;
}

export type MarkKind = (typeof markKinds)[number];

/** The case keeps a kind by its place in this list: a new one comes last. */
export const markKinds = [
  "page",
  "paragraph",
  "heading",
  "header",
  "quoted",
  "signature",
  "disclaimer",
  "forwarded",
  "boilerplate",
  "redaction",
  "cell",
  "printed",
] as const;

/** A moment as far as it is known. What is not known is null; nothing is guessed. */
export interface Dated {
  /** EDTF: `2020-03`, `2020-03-15T21:04:00`, with offset where one is given; null when no date can be read. */
  edtf: string | null;
  /** ISO 8601 in UTC, `2020-03-16T01:04:00Z`; null unless day, time and zone are known. */
  utc: string | null;
  /** Offset as `+HH:MM`; null when the text gives none. */
  zone: string | null;
  /** The date as it stands in the text or header. */
  printed: string | null;
  /** 0 to 1. */
  certainty: number;
}

export const undated: Dated = { edtf: null, utc: null, zone: null, printed: null, certainty: 0 };

/** Somebody named in a header field, as written there. At least one of name and address is not null. */
export interface NamedParty {
  name: string | null;
  /** Lower-cased domain, local part as written; null when blacked out or not given. */
  address: string | null;
}

export type PartyRole = "from" | "to" | "cc" | "bcc" | "sender" | "reply-to";

/** A party of a message with the place in the document's text where it stands. */
export interface MessageParty extends NamedParty, Span {
  role: PartyRole;
}

/** What a message has beyond its text. */
export interface MessageFields {
  /** `header` = read from RFC 5322 fields; `printed` = read from a print-out; certainty differs. */
  method: "header" | "printed";
  /** Without angle brackets. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  parties: MessageParty[];
}

/** One page of a document that has pages. */
export interface DocumentPage extends Span {
  /** From 1, in the order of the original. */
  number: number;
  /** Label printed or declared for the page (`iv`, a Bates number); null when there is none. */
  label: string | null;
  /** Points (1/72 inch). */
  width: number;
  height: number;
  /**
   * Boxes of the words, six numbers a word: start, end (offsets in the document's text), x, y (top left corner, from the top
   * left of the page), width, height (points). Empty when the original gives no places.
   */
  words: Float32Array;
}

/** Where in the original a document comes from. */
export type Origin =
  | { kind: "bytes"; start: number; end: number }
  /** A passage of another document of the same original: a message printed in a PDF. `of` is that draft's key. */
  | { kind: "passage"; of: string; start: number; end: number };

/** A document as a reader hands it over. */
export interface Draft {
  /**
   * Tells the documents of one original apart: empty for the only or main one. Part of the document's id, so it must follow
   * from the content alone.
   */
  key: string;
  kind: DocumentKind;
  /** Subject of a message, headline of a story; null when the original has none. */
  title: string | null;
  /** NFC, `\n` line ends, no control characters but `\n` and `\t`. See `normalText`. */
  text: string;
  marks: Mark[];
  /** Null when it cannot be told. */
  language: Language | null;
  date: Dated;
  outlet: string | null;
  author: string | null;
  /** Canonical address of a web page. */
  url: string | null;
  origin: Origin;
  message?: MessageFields;
  pages?: DocumentPage[];
}

/** What a finder sees of a document. */
export interface DocumentText {
  kind: DocumentKind;
  title: string | null;
  text: string;
  marks: readonly Mark[];
  language: Language | null;
  date: Dated;
  message: MessageFields | null;
}
