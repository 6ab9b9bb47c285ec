/** The contract of a reader: bytes in, documents and children out. One reader a format; it knows nothing of the case. */
import type { Draft } from "../text/document.ts";
import type { Budget } from "./budget.ts";

/** The first look at an original, from which `accepts` decides. */
export interface Peek {
  /** Last element of the path: a label, never a file-system path. Hints only; content decides. */
  name: string;
  /** First bytes of the original, up to 64 KiB. */
  head: Uint8Array;
  sizeBytes: number;
}

/** Random access to the bytes of an original, in memory or on disk. Reading is synchronous: readers run in workers. */
export interface Input {
  name: string;
  sizeBytes: number;
  /** Bytes `start` (inclusive) to `end` (exclusive), cut to the size. The result must not be changed by the reader. */
  bytes(start?: number, end?: number): Uint8Array;
}

/** How the bytes of a child are made from a stretch of its container, where that is simple enough to repeat at any time. */
export interface ByteRange {
  start: number;
  end: number;
  /** `mboxrd` takes one `>` off lines that begin `>From `, `>>From ` …; the others are transfer encodings of RFC 2045. */
  encoding: "identity" | "mboxrd" | "base64" | "quoted-printable" | "uuencode";
}

/** A file inside a container. */
export interface Child {
  /** Path inside the container as given there: a label. Not unique, perhaps empty. */
  path: string;
  content: Input | AsyncIterable<Uint8Array>;
  /** Where its bytes lie in the container; null when only reading the container again can yield them. */
  range: ByteRange | null;
  /** Media type that the container declares; a hint. */
  declaredType?: string;
}

/** Why something was not read, or not wholly. `code` is a key of the table of problems in `text/messages.ts`. */
export interface ReadProblem {
  code: ProblemCode;
  /** `failed`: broken; `unread`: Stemma does not read this yet; `skipped`: a budget was spent. */
  state: "failed" | "unread" | "skipped";
  /** Figures and names for the sentence. */
  args?: Record<string, string | number>;
  /** True when the problem cost a part only and the document was read all the same. */
  partial?: boolean;
}

export type ProblemCode = keyof typeof import("../text/messages.ts").problemMessages;

export type Reading =
  | { document: Draft }
  | { child: Child }
  | { problem: ReadProblem }
  /** How many members the container itself says it holds. */
  | { expected: number };

export interface Reader {
  /** Lower case, stable: it is stored with what the reader made. */
  name: string;
  /** Raised when the same bytes would be read otherwise than before. */
  version: number;
  /** The media type of everything that it reads, where that is one. */
  mediaType?: string;
  /** 0 (not mine) to 1 (certainly mine), from content first. The highest wins. */
  accepts(peek: Peek): number;
  /**
   * Yields what it finds, in the order of the original. Never throws for what a file is: that is a problem. Calls `budget`
   * as it goes; `BudgetSpent` passes through.
   */
  read(input: Input, budget: Budget): Iterable<Reading> | AsyncIterable<Reading>;
}
