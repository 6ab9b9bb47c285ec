/** A member's bytes, made again from the stretch of its container where they lie. */
import { bytesInput, sliceInput } from "./input.ts";
import { decodeTransfer } from "./mail/transfer-encoding.ts";
import type { ByteRange, Input } from "./reader.ts";

export function decodedRange(container: Input, range: ByteRange, name: string): Input {
  if (range.encoding === "identity") return sliceInput(container, range.start, range.end, name);
  const bytes = Buffer.from(container.bytes(range.start, range.end));
  if (range.encoding === "mboxrd") return bytesInput(name, withoutQuoting(bytes));
  return bytesInput(name, decodeTransfer(bytes, range.encoding).bytes);
}

/** Takes one `>` off every line that begins with `>From `, `>>From ` …: what mboxrd put there. */
export function withoutQuoting(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let at = 0;
  for (let line = 0; line < bytes.length; ) {
    let from = line;
    while (bytes[from] === 0x3e) from += 1;
    const quoted = from > line && bytes.subarray(from, from + 5).equals(fromWord);
    if (quoted) {
      length += bytes.copy(out, length, at, line);
      at = line + 1;
    }
    const end = bytes.indexOf(0x0a, from);
    line = end < 0 ? bytes.length : end + 1;
  }
  length += bytes.copy(out, length, at);
  return out.subarray(0, length);
}

const fromWord = Buffer.from("From ");
