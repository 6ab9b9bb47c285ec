/** How much of a text file is read. The rest is named as not read, wherever texts come from. */
import type { Input, Reading } from "./reader.ts";

/** More than this is no text that anybody reads, and would not fit the memory of a worker. */
const longestBytes = 64 * 1024 ** 2;

/**
 * A message is read whole, with what is attached to it, and so needs as much memory. No mail server takes one of this size, and
 * a file of holes with a mail's first lines must not take all the memory there is.
 */
export const longestMessageBytes = 1024 ** 3;

/** The bytes of a text, as far as they are read. */
export function textBytes(input: Input): Uint8Array {
  return input.bytes(0, Math.min(input.sizeBytes, longestBytes));
}

/** The problem of a text that goes on where reading stops. */
export function* cutOff(input: Input, longest: number = longestBytes): Iterable<Reading> {
  if (input.sizeBytes <= longest) return;
  yield {
    problem: {
      code: "text-too-long",
      state: "skipped",
      partial: true,
      args: { allowed: longest / 1024 ** 2 },
    },
  };
}
