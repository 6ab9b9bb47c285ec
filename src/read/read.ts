/**
 * Bytes in, documents and children out. One file or folder a format, each a `Reader`; this file is their table and says which of
 * them takes an original. Nothing here knows the case. Start with `reader.ts` (the contract), then any reader.
 */
import { createHash } from "node:crypto";
import type { Draft } from "../text/document.ts";
import { languageOf } from "../text/language.ts";
import { gzipReader, zstdReader } from "./archive/gzip.ts";
import { tarReader } from "./archive/tar.ts";
import { zipReader } from "./archive/zip.ts";
import type { Budget } from "./budget.ts";
import { htmlReader } from "./html/html.ts";
import { mailReader } from "./mail/mail.ts";
import { mboxReader } from "./mail/mbox.ts";
import { pdfReader } from "./pdf/pdf.ts";
import { plainReader } from "./plain/plain.ts";
import { printedMessages } from "./printed/printed.ts";
import type { Input, Peek, Reader, Reading } from "./reader.ts";

/** Every format that Stemma reads. A new one is one new file and one line here. */
const readers: readonly Reader[] = [
  mboxReader,
  mailReader,
  pdfReader,
  zipReader,
  tarReader,
  gzipReader,
  zstdReader,
  htmlReader,
  plainReader,
];

/** Raised when documents come out otherwise though no reader has changed: languages, messages printed in a document. */
const aroundVersion = 1;

/** Below this nobody claims a file; above `certain` nobody else is asked. */
const sureEnough = 0.1;
const certain = 0.9;

const stamps = new Set(readers.map(({ name, version }) => stampOf(name, version)));

/** Stands for the whole table: what nobody could read is tried again once the table has changed. */
export const readerStamp = `none/${createHash("sha256")
  .update([...stamps].join())
  .digest("hex")
  .slice(0, 8)}`;

/** What is stored with an original: which reader made its documents. */
export function stampOf(name: string, version: number): string {
  return `${name}/${version}.${aroundVersion}`;
}

/** True when what was stored under this stamp would be read otherwise now. */
export function isStale(stamp: string): boolean {
  return stamp !== readerStamp && !stamps.has(stamp);
}

/** The reader that is surest of this original; null when none is. */
export function readerFor(peek: Peek): Reader | null {
  let best: Reader | null = null;
  let bestScore = sureEnough;
  for (const reader of readers) {
    const score = reader.accepts(peek);
    if (score > bestScore) {
      best = reader;
      bestScore = score;
      if (score >= certain) break;
    }
  }
  return best;
}

/** What `reader` finds in `input`, with what follows from a document's text: its language, and the messages printed in it. */
export function readingsOf(
  reader: Reader,
  input: Input,
  budget: Budget,
): Iterable<Reading> | AsyncIterable<Reading> {
  const readings = reader.read(input, budget);
  return Symbol.iterator in readings ? completed(readings) : completedAsync(readings);
}

function* completed(readings: Iterable<Reading>): Iterable<Reading> {
  for (const reading of readings) {
    yield reading;
    if ("document" in reading) yield* printedIn(reading.document);
  }
}

async function* completedAsync(readings: AsyncIterable<Reading>): AsyncIterable<Reading> {
  for await (const reading of readings) {
    yield reading;
    if ("document" in reading) yield* printedIn(reading.document);
  }
}

function* printedIn(draft: Draft): Iterable<Reading> {
  draft.language ??= languageOf(draft.text);
  if (draft.kind === "message") return;
  for (const message of printedMessages(draft)) {
    message.language ??= languageOf(message.text);
    yield { document: message };
  }
}
