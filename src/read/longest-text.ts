/** How much of a text file is read. The rest is named as not read, wherever texts come from. */
import type { Input, Reading } from "./reader.ts";

/** More than this is no text that anybody reads, and would not fit the memory of a worker. */
const longestBytes = 64 * 1024 ** 2;

/** The bytes of a text, as far as they are read. */
export function textBytes(input: Input): Uint8Array {
  return input.bytes(0, Math.min(input.sizeBytes, longestBytes));
}

/** The problem of a text that goes on where reading stops. */
export function* cutOff(input: Input): Iterable<Reading> {
  if (input.sizeBytes <= longestBytes) return;
  yield {
    problem: {
      code: "text-too-long",
      state: "skipped",
      partial: true,
      args: { allowed: longestBytes / 1024 ** 2 },
    },
  };
}
