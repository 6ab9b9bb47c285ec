/**
 * What comes out of a container, counted as it comes: small members stay in memory, large ones flow on. A decoder that breaks ends
 * the flow with what it gave; the reader says so afterwards.
 */
import { crc32 } from "node:zlib";
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

export function newFlow(): Flow {
  return { bytes: 0, crc: 0, error: null, ended: false };
}

/** Passes chunks on, books them, and ends where they break. Lets `BudgetSpent` pass. */
export async function* counted(chunks: AsyncIterable<Uint8Array>, flow: Flow, budget: Budget): AsyncGenerator<Uint8Array> {
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
export async function contentOf(name: string, flow: AsyncGenerator<Uint8Array>): Promise<Input | AsyncIterable<Uint8Array>> {
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
