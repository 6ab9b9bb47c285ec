/**
 * What the readers make of one original and of all that is inside it, with what the finders see in each document, written so that a
 * person can read the difference.
 */
import { createHash } from "node:crypto";
import { findIn } from "../../src/find/find.ts";
import { Budget, defaultLimits } from "../../src/read/budget.ts";
import { bytesInput } from "../../src/read/input.ts";
import { readerFor, readingsOf } from "../../src/read/read.ts";
import type { Child, Input, Reading } from "../../src/read/reader.ts";
import type { Draft, Mark } from "../../src/text/document.ts";
import type { Finding } from "../../src/text/finding.ts";

/** All readings of an original in their order, those of its members inside them. */
export async function goldenOf(name: string, bytes: Uint8Array): Promise<object> {
  return originalOf(bytesInput(name, bytes), Budget.of(defaultLimits, bytes.length));
}

async function originalOf(input: Input, budget: Budget): Promise<object> {
  const reader = readerFor({ name: input.name, head: input.bytes(0, 65_536), sizeBytes: input.sizeBytes });
  if (reader === null) return { reader: null };
  const readings: object[] = [];
  for await (const reading of readingsOf(reader, input, budget))
    readings.push(await readingOf(reading, budget));
  return { reader: reader.name, readings };
}

async function readingOf(reading: Reading, budget: Budget): Promise<object> {
  if ("document" in reading) return { document: documentOf(reading.document) };
  if ("child" in reading) return { child: await childOf(reading.child, budget.deeper()) };
  return reading;
}

async function childOf(child: Child, budget: Budget): Promise<object> {
  const { path, content, range, declaredType } = child;
  const input =
    "bytes" in content ? content : bytesInput(path.split("/").at(-1) ?? "", await collected(content));
  return {
    path,
    ...(declaredType === undefined ? {} : { declaredType }),
    range: range && `${range.start}-${range.end} ${range.encoding}`,
    sizeBytes: input.sizeBytes,
    sha256: createHash("sha256").update(input.bytes()).digest("hex"),
    ...(await originalOf(input, budget)),
  };
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

function documentOf({ text, marks, message, pages, origin, ...draft }: Draft): object {
  const findings = findIn({ ...draft, text, marks, message: message ?? null });
  return {
    ...draft,
    origin:
      origin.kind === "bytes"
        ? `bytes ${origin.start}-${origin.end}`
        : `passage ${origin.start}-${origin.end} of “${origin.of}”`,
    text: text.split("\n"),
    marks: marks.map((mark) => markLine(mark, text)),
    ...(message && {
      message: {
        ...message,
        parties: message.parties.map(
          ({ role, name, address, start, end }) =>
            `${role} ${start}-${end}: ${JSON.stringify({ name, address })}`,
        ),
      },
    }),
    ...(pages && {
      pages: pages.map(({ words, ...page }) => ({
        ...page,
        words: words.length / 6,
        first: boxOf(words, 0),
        last: boxOf(words, words.length - 6),
      })),
    }),
    findings: findings.map((finding) => findingLine(finding, text)),
  };
}

function findingLine(finding: Finding, text: string): string {
  if (finding.kind === "mark") return `mark ${markLine(finding.mark, text)}`;
  if (finding.kind === "redaction") return `redaction ${finding.code} ${finding.start}-${finding.end}`;
  const { medium, status, certainty, date, parties, evidence } = finding;
  const who = parties.map(({ role, name, address }) => `${role} ${name ?? address}`).join(", ");
  const where = evidence.map(({ start, end }) => `${start}-${end}`).join(" ");
  return `contact ${medium} ${status} (${certainty}) ${date.edtf}: ${who} | ${where}`;
}

/** `header=from 6-30: Odile Marchétti <…>`, cut where it is long. */
function markLine({ kind, value, start, end }: Mark, text: string): string {
  const words = text.slice(start, end).replace(/\s+/g, " ");
  return `${kind}${value === undefined ? "" : `=${value}`} ${start}-${end}: ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`;
}

/** Place of a word, rounded: what another version of a PDF library changes by a hair is no change. */
function boxOf(words: Float32Array, at: number): string | null {
  if (at < 0 || at + 5 >= words.length) return null;
  const [start, end, ...box] = words.subarray(at, at + 6);
  return `${start}-${end} at ${box.map((value) => Math.round(value)).join(" ")}`;
}
