/** The three kinds of `Input` that readers are given: bytes in memory, a stretch of another input, a file on disk. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import type { Input } from "./reader.ts";

/** An input that holds a file open until it is closed. */
export interface FileInput extends Input {
  close(): void;
}

/** The same bytes, not copied, with what a `Buffer` can do. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes in memory. They are not copied, so they must not change any more. */
export function bytesInput(name: string, bytes: Uint8Array): Input {
  return {
    name,
    sizeBytes: bytes.length,
    bytes: (start = 0, end = bytes.length) =>
      bytes.subarray(clamp(start, bytes.length), clamp(end, bytes.length)),
  };
}

/** Bytes `start` (inclusive) to `end` (exclusive) of another input, read from it whenever they are asked for. */
export function sliceInput(input: Input, start: number, end: number, name: string): Input {
  const first = clamp(start, input.sizeBytes);
  const sizeBytes = Math.max(0, clamp(end, input.sizeBytes) - first);
  return {
    name,
    sizeBytes,
    bytes: (from = 0, to = sizeBytes) =>
      input.bytes(first + clamp(from, sizeBytes), first + clamp(to, sizeBytes)),
  };
}

/**
 * A file on disk, read piece by piece as it is asked for. The size is that at the time of opening; a file that became shorter
 * gives fewer bytes. Throws the error of the system when it cannot be opened or read.
 */
export function fileInput(path: string): FileInput {
  const descriptor = openSync(path, "r");
  const sizeBytes = fstatSync(descriptor).size;
  return {
    name: basename(path),
    sizeBytes,
    bytes: (start = 0, end = sizeBytes) =>
      readRange(descriptor, clamp(start, sizeBytes), clamp(end, sizeBytes)),
    close: () => closeSync(descriptor),
  };
}

function clamp(offset: number, sizeBytes: number): number {
  return Math.min(Math.max(0, offset), sizeBytes);
}

/** One call of the system reads 2 GiB at most. */
const largestRead = 1024 ** 3;

function readRange(descriptor: number, start: number, end: number): Uint8Array {
  const length = Math.max(0, end - start);
  // Not from the shared pool of small buffers: the bytes may be kept for long.
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(descriptor, bytes, filled, Math.min(length - filled, largestRead), start + filled);
    if (read === 0) break;
    filled += read;
  }
  return filled === length ? bytes : bytes.subarray(0, filled);
}
