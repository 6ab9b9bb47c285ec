/** The header blocks of tar (POSIX.1-2017, pax, ustar interchange format; and what GNU tar does with them). */
import { bufferOf } from "../input.ts";

export interface TarHeader {
  name: string;
  sizeBytes: number;
  /** Type flag; empty for a file of the old format. */
  type: string;
}

/** The fields of a block of 512 bytes whose checksum holds. */
export function tarHeader(block: Uint8Array): TarHeader {
  const bytes = bufferOf(block);
  const name = text(bytes, 0, 100);
  // GNU's own format uses the place of the prefix otherwise, and marks itself `ustar ` with a blank.
  const isPosix = bytes.toString("latin1", 257, 263) === "ustar\0";
  const prefix = isPosix ? text(bytes, 345, 155) : "";
  const flag = bytes[156] ?? 0;
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    sizeBytes: number(bytes, 124, 12),
    type: flag === 0 ? "" : String.fromCharCode(flag),
  };
}

/** Whether the sum of a block's bytes is the one that it states; some old programs added them as signed numbers. */
export function checksumHolds(block: Uint8Array): boolean {
  const bytes = bufferOf(block);
  const stated = bytes.toString("latin1", 148, 156);
  if (!/^ *[0-7]{1,8}[\0 ]*$/.test(stated)) return false;
  const sum = Number.parseInt(stated.trim(), 8);
  let unsigned = 0;
  let signed = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = index >= 148 && index < 156 ? 0x20 : (bytes[index] ?? 0);
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return sum === unsigned || sum === signed;
}

/** Text up to the first zero: UTF-8 where it is that, else Latin-1. */
function text(bytes: Buffer, start: number, length: number): string {
  const zero = bytes.indexOf(0, start);
  const field = bytes.subarray(start, zero < 0 ? start + length : Math.min(zero, start + length));
  try {
    return strictUtf8.decode(field);
  } catch {
    return field.toString("latin1");
  }
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** Octal digits, or a number in base 256 when the first bit is set (GNU). */
function number(bytes: Buffer, start: number, length: number): number {
  const first = bytes[start] ?? 0;
  if ((first & 0x80) !== 0) {
    let value = first & 0x7f;
    for (let index = start + 1; index < start + length; index++) value = value * 256 + (bytes[index] ?? 0);
    return Math.min(value, Number.MAX_SAFE_INTEGER);
  }
  const digits = /^[ \0]*([0-7]+)/.exec(bytes.toString("latin1", start, start + length))?.[1];
  return digits ? Number.parseInt(digits, 8) : 0;
}
