/** A member's bytes, made again from the stretch of its container where they lie. */
import { bytesInput, sliceInput } from "./input.ts";
import { withoutFromQuoting } from "./mail/from-quoting.ts";
import { decodeTransfer } from "./mail/transfer-encoding.ts";
import type { ByteRange, Input } from "./reader.ts";

/** The bytes of a member, by its `range` in `container`. In memory, but for members that lie there as they are. */
export function decodedRange(container: Input, range: ByteRange, name: string): Input {
  if (range.encoding === "identity") return sliceInput(container, range.start, range.end, name);
  const bytes = Buffer.from(container.bytes(range.start, range.end));
  if (range.encoding === "mboxrd") return bytesInput(name, withoutFromQuoting(bytes));
  return bytesInput(name, decodeTransfer(bytes, range.encoding).bytes);
}
