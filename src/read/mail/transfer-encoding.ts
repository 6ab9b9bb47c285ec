/** Transfer encodings of RFC 2045 and uuencode, undone as far as the bytes allow. Linear; nothing is thrown for bad input. */

interface DecodedBytes {
  bytes: Buffer;
  /** True when something stood there that the encoding does not know, or the end was missing. */
  damaged: boolean;
}

export type TransferEncoding = "identity" | "base64" | "quoted-printable" | "uuencode";

/** Encoding that a `Content-Transfer-Encoding` field names; `known` is false for names that mean nothing. */
export function transferEncoding(value: string | null): { encoding: TransferEncoding; known: boolean } {
  const name = (value ?? "")
    .replace(/\([^()]*\)/g, "")
    .trim()
    .toLowerCase()
    .replace(/^["']|["';,.]+$/g, "");
  switch (name) {
    case "":
    case "7bit":
    case "8bit":
    case "binary":
    case "7-bit":
    case "8-bit":
    case "7bits":
    case "8bits":
    case "none":
      return { encoding: "identity", known: true };
    case "base64":
    case "base-64":
    case "x-base64":
      return { encoding: "base64", known: true };
    case "quoted-printable":
    case "quotedprintable":
    case "quoted printable":
    case "x-quoted-printable":
      return { encoding: "quoted-printable", known: true };
    case "x-uuencode":
    case "uuencode":
    case "x-uue":
    case "uue":
      return { encoding: "uuencode", known: true };
    default:
      return { encoding: "identity", known: false };
  }
}

/** The bytes of a part without its transfer encoding (RFC 2045, section 6), as far as they can be read. */
export function decodeTransfer(bytes: Buffer, encoding: TransferEncoding): DecodedBytes {
  switch (encoding) {
    case "identity":
      return { bytes, damaged: false };
    case "base64":
      return decodeBase64(bytes);
    case "quoted-printable":
      return decodeQuotedPrintable(bytes);
    case "uuencode":
      return decodeUuencode(bytes);
  }
}

const sixBits = new Int8Array(256).fill(-1);
for (const [value, character] of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
].entries())
  sixBits[character.charCodeAt(0)] = value;
const padding = 61;

/** A string of one byte a character must stay well under the longest string there is. */
const longestFast = 256 * 1024 ** 2;

/** Base64; blanks are skipped, other bytes outside the alphabet too (RFC 2045, 6.8), padding in the middle starts anew. */
export function decodeBase64(bytes: Buffer): DecodedBytes {
  if (bytes.length < longestFast) {
    const text = bytes.toString("latin1");
    const decoded = Buffer.from(text, "base64");
    // The fast decoder skips what it does not know and stops at padding; the length tells whether it had to.
    if (decoded.length === expectedLength(bytes)) return { bytes: decoded, damaged: false };
  }
  return decodeBase64Slowly(bytes);
}

/** Length of what proper base64 decodes to, from the first line's length; -1 when the shape is not that of proper base64. */
function expectedLength(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && isBlank(bytes[end - 1])) end -= 1;
  const firstBreak = bytes.indexOf(10);
  let characters: number;
  if (firstBreak < 0 || firstBreak >= end) characters = end;
  else {
    const lineLength = firstBreak + 1;
    const breakLength = bytes[firstBreak - 1] === 13 ? 2 : 1;
    const lines = Math.floor(end / lineLength);
    const rest = end - lines * lineLength;
    characters = lines * (lineLength - breakLength) + rest;
  }
  let pads = 0;
  while (pads < 2 && end - pads > 0 && bytes[end - 1 - pads] === padding) pads += 1;
  if (characters % 4 !== 0) return -1;
  return (characters / 4) * 3 - pads;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 10 || byte === 13 || byte === 32 || byte === 9;
}

function decodeBase64Slowly(bytes: Buffer): DecodedBytes {
  const out = Buffer.allocUnsafe(Math.ceil((bytes.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  let damaged = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const value = sixBits[byte] ?? -1;
    if (value >= 0) {
      bits = (bits << 6) | value;
      held += 1;
      if (held === 4) {
        out[length++] = (bits >> 16) & 255;
        out[length++] = (bits >> 8) & 255;
        out[length++] = bits & 255;
        bits = 0;
        held = 0;
      }
    } else if (byte === padding) {
      if (held === 1) damaged = true;
      length = flushBits(out, length, bits, held);
      bits = 0;
      held = 0;
      if (isProse(bytes, at + 1)) return { bytes: out.subarray(0, length), damaged: true };
    } else if (!isBlank(byte)) damaged = true;
  }
  if (held > 0) damaged = true;
  length = flushBits(out, length, bits, held);
  return { bytes: out.subarray(0, length), damaged };
}

/** After the padding: more on the same line, or a next line that is no base64, but a footer that a list has added. */
function isProse(bytes: Buffer, start: number): boolean {
  const end = Math.min(bytes.length, start + 100);
  let at = start;
  while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at += 1;
  if (at > start && at < bytes.length && !isBlank(bytes[at])) return true;
  while (at < end && (isBlank(bytes[at]) || bytes[at] === padding)) at += 1;
  for (; at < end && bytes[at] !== 10 && bytes[at] !== 13; at++)
    if ((sixBits[bytes[at] ?? 0] ?? -1) < 0 && bytes[at] !== padding) return true;
  return false;
}

function flushBits(out: Buffer, length: number, bits: number, held: number): number {
  let at = length;
  if (held === 2) out[at++] = (bits >> 4) & 255;
  if (held === 3) {
    out[at++] = (bits >> 10) & 255;
    out[at++] = (bits >> 2) & 255;
  }
  return at;
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  if (byte >= 97 && byte <= 102) return byte - 87;
  return -1;
}

const equals = 61;

/** Quoted-printable (RFC 2045, 6.7): an `=` that begins nothing stays as it is; blanks at the ends of lines go. */
export function decodeQuotedPrintable(bytes: Buffer): DecodedBytes {
  if (bytes.indexOf(equals) < 0) return { bytes, damaged: false };
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  /** Where the blanks begin that the line may end with. */
  let solid = 0;
  let damaged = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === equals) {
      const high = hexValue(bytes[at + 1]);
      const low = hexValue(bytes[at + 2]);
      if (high >= 0 && low >= 0) {
        out[length++] = high * 16 + low;
        solid = length;
        at += 2;
        continue;
      }
      let next = at + 1;
      while (bytes[next] === 32 || bytes[next] === 9) next += 1;
      if (bytes[next] === 13 && bytes[next + 1] === 10) next += 1;
      if (next >= bytes.length || bytes[next] === 10) {
        solid = length;
        at = next;
        continue;
      }
      damaged = true;
      out[length++] = byte;
      solid = length;
    } else if (byte === 10) {
      length = solid;
      if (bytes[at - 1] === 13) out[length++] = 13;
      out[length++] = 10;
      solid = length;
    } else {
      out[length++] = byte;
      if (byte !== 32 && byte !== 9 && byte !== 13) solid = length;
    }
  }
  return { bytes: out.subarray(0, length), damaged };
}

/** The Q encoding of RFC 2047, 4.2. */
export function decodeQ(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const high = byte === equals ? hexValue(bytes[at + 1]) : -1;
    const low = high >= 0 ? hexValue(bytes[at + 2]) : -1;
    if (low >= 0) {
      out[length++] = high * 16 + low;
      at += 2;
    } else out[length++] = byte === 95 ? 32 : byte;
  }
  return out.subarray(0, length);
}

/** Uuencode: lines before `begin` and after `end` are left out; without a `begin` line all lines are data. */
export function decodeUuencode(bytes: Buffer): DecodedBytes {
  // A line may stand for more bytes than it has characters, where blanks at its end were cut off: but not all lines.
  const out = Buffer.allocUnsafe(2 * bytes.length + 64);
  let length = 0;
  const damaged = false;
  let ended = false;
  let at = 0;
  const begin = /(?:^|\n)begin(?:-base64)? [0-7]{3,4} [^\n]*\n?/.exec(bytes.toString("latin1", 0, 4096));
  if (begin !== null) {
    at = begin.index + begin[0].length;
    if (begin[0].includes("begin-base64")) {
      const close = bytes.indexOf("\n====", at);
      return decodeBase64(bytes.subarray(at, close < 0 ? bytes.length : close));
    }
  }
  while (at < bytes.length && !ended) {
    const lineBreak = bytes.indexOf(10, at);
    let end = lineBreak < 0 ? bytes.length : lineBreak;
    const next = end + 1;
    if (end > at && bytes[end - 1] === 13) end -= 1;
    if (isEndLine(bytes, at, end)) ended = true;
    else if (end > at) {
      const count = ((bytes[at] ?? 32) - 32) & 63;
      let written = 0;
      for (let group = at + 1; written < count; group += 4) {
        if (length + 3 > out.length) return { bytes: out.subarray(0, length), damaged: true };
        // Blanks at the end of a line are often cut off; they stand for zeros.
        const a = uuBits(bytes, group, end);
        const b = uuBits(bytes, group + 1, end);
        const c = uuBits(bytes, group + 2, end);
        const d = uuBits(bytes, group + 3, end);
        for (const byte of [(a << 2) | (b >> 4), (b << 4) | (c >> 2), (c << 6) | d]) {
          if (written < count) {
            out[length++] = byte & 255;
            written += 1;
          }
        }
      }
    }
    at = next;
  }
  return { bytes: out.subarray(0, length), damaged: damaged || !ended };
}

function isEndLine(bytes: Buffer, start: number, end: number): boolean {
  return end - start === 3 && bytes[start] === 101 && bytes[start + 1] === 110 && bytes[start + 2] === 100;
}

function uuBits(bytes: Buffer, at: number, end: number): number {
  return at < end ? ((bytes[at] ?? 32) - 32) & 63 : 0;
}
