/**
 * What comes out of a container, counted as it comes: small members stay in memory, large ones flow on. A decoder that breaks ends
 * the flow with what it gave; the reader says so afterwards.
 */
import { pipeline, Readable, type Transform } from "node:stream";
import { constants, crc32 } from "node:zlib";
import type { Budget } from "../budget.ts";
import { bytesInput } from "../input.ts";
import type { Input } from "../reader.ts";

/** Members below this are handed over in memory. */
export const inMemoryBytes = 16 * 1024 ** 2;

/** Bytes of a container that are read at a time. */
const windowBytes = 256 * 1024;

/** How a flow went, as far as it went. */
export interface Flow {
  bytes: number;
  crc: number;
  /** Why it broke off; null when it did not. */
  error: Error | null;
  /** Somebody took it to its end. */
  ended: boolean;
}

/** A flow that has not begun. */
export function newFlow(): Flow {
  return { bytes: 0, crc: 0, error: null, ended: false };
}

/** Passes chunks on, books them, and ends where they break. Lets `BudgetSpent` pass. */
export async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  flow: Flow,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      let next: IteratorResult<Uint8Array>;
      try {
        next = await iterator.next();
      } catch (error) {
        flow.error = error as Error;
        break;
      }
      if (next.done) break;
      const chunk = next.value;
      budget.spendBytes(chunk.length);
      budget.checkTime();
      flow.bytes += chunk.length;
      flow.crc = crc32(chunk, flow.crc);
      yield chunk;
    }
    flow.ended = true;
  } finally {
    await iterator.return?.();
  }
}

/** The content of a child: in memory when it is small, else the flow itself. */
export async function contentOf(
  name: string,
  flow: AsyncGenerator<Uint8Array>,
): Promise<Input | AsyncIterable<Uint8Array>> {
  const first: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const next = await flow.next();
    if (next.done) return bytesInput(name, first.length === 1 && first[0] ? first[0] : Buffer.concat(first));
    first.push(next.value);
    size += next.value.length;
    if (size >= inMemoryBytes) break;
  }
  return (async function* () {
    for (let chunk = first.shift(); chunk; chunk = first.shift()) yield chunk;
    yield* flow;
  })();
}

/** Stretch of an input in pieces. */
export function* pieces(input: Input, start: number, end: number): Generator<Uint8Array> {
  for (let at = start; at < end; at += windowBytes) {
    const bytes = input.bytes(at, Math.min(end, at + windowBytes));
    if (bytes.length === 0) return;
    yield bytes;
  }
}

export type Decoder = (
  bytes: Uint8Array,
  options: { maxOutputLength: number; finishFlush?: number },
) => Buffer;

/**
 * What a decoder makes of all of `bytes`, with the error that stopped it; null when that is more than is held in memory. Of what is
 * cut off or broken in the middle, all that comes before is kept.
 */
export function decodedAtOnce(
  bytes: Uint8Array,
  decode: Decoder,
): { bytes: Uint8Array; error: Error | null } | null {
  const maxOutputLength = inMemoryBytes;
  let error: Error;
  try {
    return { bytes: decode(bytes, { maxOutputLength }), error: null };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    error = thrown as Error;
  }
  const prefix = (length: number) => {
    try {
      return decode(bytes.subarray(0, length), { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
    } catch (thrown) {
      if (thrown instanceof RangeError) return "large";
      return null;
    }
  };
  // The longest beginning that decodes: found by halving, since zlib says nothing of where it broke.
  let best: Uint8Array = new Uint8Array();
  let from = 0;
  let to = bytes.length + 1;
  while (to - from > 1) {
    const length = from + Math.ceil((to - from) / 2);
    if (length > bytes.length) break;
    const out = prefix(length);
    if (out === "large") return null;
    if (out === null) to = length;
    else {
      from = length;
      best = out;
    }
  }
  if (from < bytes.length) {
    const whole = prefix(bytes.length);
    if (whole === "large") return null;
    if (whole !== null) best = whole;
  }
  return { bytes: best, error };
}

/** Chunks that a decoder of Node makes of a stretch of the input. */
export function decodedStream(
  input: Input,
  start: number,
  end: number,
  decoder: Transform,
): AsyncIterable<Uint8Array> {
  // Errors reach whoever reads the decoder's end.
  pipeline(Readable.from(pieces(input, start, end), { objectMode: false }), decoder, () => {});
  return decoder;
}

/** Bytes in one piece, as a stream. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
