/**
 * The bytes of an original, as they were found: of a file the copy that the case holds, of a member what its container yields at
 * that place. What comes out is hashed and compared before anybody sees it.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "../case/case.ts";
import { type OriginalRow, originalByRow, type PlaceRow, placesOf } from "../case/documents.ts";
import { originalByKey } from "../case/search.ts";
import { Budget, defaultLimits } from "../read/budget.ts";
import { rebuildHtml } from "../read/html/rebuild.ts";
import { bytesInput, fileInput } from "../read/input.ts";
import { decodeEncodedWords } from "../read/mail/encoded-words.ts";
import { readHeaderBlock, unfolded } from "../read/mail/headers.ts";
import { decodedRange } from "../read/ranges.ts";
import { readerFor } from "../read/read.ts";
import type { Input } from "../read/reader.ts";
import { decodeText } from "../text/charset.ts";
import { Failure } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import type { HeadersAnswer } from "./answers.ts";
import { type Params, textParam } from "./question.ts";
import { documentNamed } from "./shapes.ts";
import type { View } from "./view.ts";

export interface OriginalBytes extends OriginalRow {
  /** Last step of its first place: a label. */
  name: string;
  input: Input;
  close(): void;
}

const nestingAtMost = 64;
/** Files up to this size are checked against their hash each time they are shown. */
const checkedBytes = 64 * 1024 ** 2;

/** Opens an original by its id, `o_…`. Null when the case holds none. Throws `Failure` when its bytes are gone or have changed. */
export async function openOriginal(of: Case, id: string): Promise<OriginalBytes | null> {
  const row = originalByKey(of, id);
  const original = row === null ? null : originalByRow(of, row);
  return original ? openRow(of, original) : null;
}

async function openRow(of: Case, original: OriginalRow, depth = 0): Promise<OriginalBytes> {
  const lost = () => new Failure(messages.originalLost, { id: original.id });
  if (depth > nestingAtMost) throw lost();
  for (const place of placesOf(of, original.row)) {
    const opened = await openPlace(of, original, place, depth);
    if (!opened) continue;
    if (opened.input.sizeBytes > checkedBytes || hashOf(opened.input) === original.sha256)
      return { ...original, name: place.path.split("/").at(-1) || original.id, ...opened };
    opened.close();
  }
  throw lost();
}

async function openPlace(
  of: Case,
  original: OriginalRow,
  place: PlaceRow,
  depth: number,
): Promise<{ input: Input; close: () => void } | null> {
  if (place.container === null) {
    const held = join(of.originalsFolder, original.sha256.slice(0, 2), original.sha256.slice(2));
    const path = existsSync(held) ? held : originalFile(place);
    if (path === null || !existsSync(path)) return null;
    const input = fileInput(path);
    return { input, close: () => input.close() };
  }
  const containerRow = originalByRow(of, place.container);
  if (!containerRow) return null;
  const container = await openRow(of, containerRow, depth + 1);
  if (place.range) {
    const input = decodedRange(container.input, place.range, place.path);
    return { input, close: () => container.close() };
  }
  try {
    const bytes = await memberAgain(container.input, place.ordinal);
    return bytes ? { input: bytes, close: () => {} } : null;
  } finally {
    container.close();
  }
}

/** A source may itself be a file: then its path is the file's. */
function originalFile(place: PlaceRow): string | null {
  if (!place.source) return null;
  const inside = join(place.source.path, place.path);
  return existsSync(inside) ? inside : place.source.path;
}

/** Reads a container once more, up to the member that is wanted. */
async function memberAgain(container: Input, ordinal: number): Promise<Input | null> {
  const reader = readerFor({
    name: container.name,
    head: container.bytes(0, 65_536),
    sizeBytes: container.sizeBytes,
  });
  if (!reader) return null;
  let at = 0;
  for await (const reading of reader.read(container, Budget.of(defaultLimits, container.sizeBytes))) {
    if (!("child" in reading) || at++ < ordinal) continue;
    const { content, path } = reading.child;
    if ("bytes" in content) return content;
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    return bytesInput(path, Buffer.concat(chunks));
  }
  return null;
}

function hashOf(input: Input): string {
  return createHash("sha256").update(input.bytes()).digest("hex");
}

/** The document's web page, rebuilt from an allow-list for a frame without scripts; null when its original is no page. */
export async function frameOf(of: Case, documentId: string): Promise<string | null> {
  const document = documentNamed(of, documentId);
  const original = originalByRow(of, document.original);
  if (original?.mediaType !== "text/html") return null;
  const opened = await openRow(of, original);
  try {
    return rebuildHtml(decodeText(opened.input.bytes(), null).text);
  } finally {
    opened.close();
  }
}

const headerBytes = 1024 ** 2;

/** Header fields of a message in the order and spelling of the original. Empty for what has no header. */
export async function headersOf(view: View, params: Params): Promise<HeadersAnswer> {
  const document = documentNamed(view.case, textParam(params, "document") ?? "");
  const original = originalByRow(view.case, document.original);
  if (document.kind !== "message" || document.origin !== null || !original)
    return { document: document.id, fields: [] };
  const opened = await openRow(view.case, original);
  try {
    const bytes = Buffer.from(opened.input.bytes(0, headerBytes));
    const block = readHeaderBlock(bytes, 0, bytes.length);
    return {
      document: document.id,
      fields: block.fields.map((field) => ({
        name: block.raw.slice(field.start - block.start, field.nameEnd - block.start),
        value: decodeEncodedWords(unfolded(block, field)).trim(),
      })),
    };
  } finally {
    opened.close();
  }
}
