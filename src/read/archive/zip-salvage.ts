/**
 * Finds members of a zip archive that its central directory does not tell, as after a broken download: each member stands behind a
 * header of its own (APPNOTE 4.3.7). One pass from the front; what lies inside a member that was found is not looked at.
 */
import type { Budget } from "../budget.ts";
import { bufferOf } from "../input.ts";
import type { Input } from "../reader.ts";
import type { ZipMember } from "./zip-member.ts";
import { zipName } from "./zip-name.ts";

/** Bytes `start` to `end` of an archive. */
export interface Stretch {
  start: number;
  end: number;
}

const headerBytes = 30;
const windowBytes = 1024 ** 2;

const localHeader = Buffer.from("PK\x03\x04", "latin1");
const directoryHeader = Buffer.from("PK\x01\x02", "latin1");
const descriptor = Buffer.from("PK\x07\x08", "latin1");

/** The members whose headers stand in `gaps`, in their order. */
export function* salvagedMembers(
  input: Input,
  gaps: readonly Stretch[],
  budget: Budget,
): Generator<ZipMember> {
  for (const gap of gaps) {
    let at = gap.start;
    for (;;) {
      budget.checkTime();
      at = find(input, localHeader, at, gap.end);
      if (at < 0) break;
      const member = memberAt(input, at, gap.end);
      if (member) yield member;
      at = Math.max(at + 4, member?.end ?? 0);
    }
  }
}

function memberAt(input: Input, at: number, limit: number): ZipMember | null {
  const header = buffer(input.bytes(at, at + headerBytes));
  if (header.length < headerBytes) return null;
  const flags = header.readUInt16LE(6);
  const method = header.readUInt16LE(8);
  const nameBytes = header.readUInt16LE(26);
  const start = at + headerBytes + nameBytes + header.readUInt16LE(28);
  const rest = buffer(input.bytes(at + headerBytes, start));
  if (method > 99 || nameBytes === 0 || rest.length < nameBytes) return null;
  const extra = rest.subarray(nameBytes);
  const fields = {
    crc: header.readUInt32LE(14),
    packed: header.readUInt32LE(18),
    size: header.readUInt32LE(22),
  };
  if (fields.packed === 0xffffffff) Object.assign(fields, longSizes(extra));
  const common = {
    name: zipName(rest.subarray(0, nameBytes), flags, extra),
    start,
    method,
    encrypted: (flags & 1) !== 0,
    unixType: 0,
  };
  // Bit 3: the sizes were not known when the header was written and stand behind the data.
  if ((flags & 8) === 0 || fields.packed > 0)
    return { ...common, end: start + fields.packed, sizeBytes: fields.size, crc: fields.crc };
  return { ...common, ...endOfData(input, start, limit) };
}

/** Sizes of more than 4 GiB (APPNOTE 4.5.3). */
function longSizes(extra: Buffer): { packed: number; size: number } | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1 && at + 20 <= extra.length)
      return { size: Number(extra.readBigUInt64LE(at + 4)), packed: Number(extra.readBigUInt64LE(at + 12)) };
  return null;
}

/** Where data of unknown length end: before the descriptor that gives just their length, else before the next header. */
function endOfData(input: Input, start: number, limit: number): Pick<ZipMember, "end" | "sizeBytes" | "crc"> {
  for (let at = find(input, descriptor, start, limit); at >= 0; at = find(input, descriptor, at + 4, limit)) {
    const fields = buffer(input.bytes(at, at + 24));
    if (fields.length >= 16 && fields.readUInt32LE(8) === at - start)
      return { end: at, crc: fields.readUInt32LE(4), sizeBytes: fields.readUInt32LE(12) };
    if (fields.length >= 24 && fields.readBigUInt64LE(8) === BigInt(at - start))
      return { end: at, crc: fields.readUInt32LE(4), sizeBytes: Number(fields.readBigUInt64LE(16)) };
  }
  const next = [localHeader, directoryHeader]
    .map((mark) => find(input, mark, start, limit))
    .filter((at) => at >= 0);
  return { end: Math.min(limit, ...next), crc: null, sizeBytes: null };
}

/** Place of the first `mark` that lies wholly between `from` and `to`; -1 when there is none. */
function find(input: Input, mark: Buffer, from: number, to: number): number {
  for (let at = from; at + mark.length <= to; at += windowBytes) {
    const window = buffer(input.bytes(at, Math.min(to, at + windowBytes + mark.length - 1)));
    const found = window.indexOf(mark);
    if (found >= 0) return at + found;
  }
  return -1;
}

function buffer(bytes: Uint8Array): Buffer {
  return bufferOf(bytes);
}
