/**
 * Bytes to text when the character set is declared wrongly, or not at all. What is declared is tried first; what does not fit is
 * found out by looking at the bytes, and the answer says so. `normalText` is not applied here.
 */
import { isAscii, isUtf8 } from "node:buffer";
import { analyse } from "chardet";
import iconv from "iconv-lite";

interface DecodedText {
  text: string;
  /** Name of the character set that was used, in lower case (WHATWG names where there is one). */
  charset: string;
  /** True when what was declared is unknown or does not fit, or when nothing was declared and the bytes do not prove it. */
  doubtful: boolean;
}

/**
 * Decodes `bytes`. `declared` is a label as it stands in a header (`ISO-8859-1`, `utf8`, `cp-850`, `unknown-8bit` …), or null.
 * Never throws; bytes that fit nothing become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return marked;
  const charset = declared === null ? null : knownCharset(declared);
  if (isAscii(bytes)) return decodeAscii(bytes, charset, declared);
  if (charset === null) {
    const found = detect(bytes);
    return { ...found, doubtful: declared !== null || found.doubtful };
  }
  return decodeDeclared(bytes, charset);
}

/** The character set that a label means, or null when it means none. Labels that people write wrongly are understood. */
export function knownCharset(label: string): string | null {
  const known = charsetsByLabel.get(label);
  if (known !== undefined) return known;
  const charset = resolveLabel(label);
  // Labels come from files: the memory of them must not grow without end.
  if (charsetsByLabel.size < 1000) charsetsByLabel.set(label, charset);
  return charset;
}

const charsetsByLabel = new Map<string, string | null>();
const decoders = new Map<string, TextDecoder>();

/** Labels that `TextDecoder` does not know, or understands otherwise than those who write them in mail. */
const aliases: Record<string, string> = {
  "ansi-x3.4": "us-ascii",
  "ansi-x3.4-1968": "us-ascii",
  "ansi-x3.4-1986": "us-ascii",
  "iso646-us": "us-ascii",
  "iso-646-us": "us-ascii",
  "us-asci": "us-ascii",
  usascii: "us-ascii",
  "7bit": "us-ascii",
  ansi: "windows-1252",
  "iso-8859": "windows-1252",
  "iso-8859-1-windows-1252": "windows-1252",
  "iso-8859-1-windows-3.0-latin-1": "windows-1252",
  "iso-8859-1-windows-3.1-latin-1": "windows-1252",
  unicode: "utf-16",
  "utf-16": "utf-16",
  ucs2: "utf-16",
  "ucs-2": "utf-16",
  "iso-10646-ucs-2": "utf-16",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  "utf-32": "utf-32",
  "ucs-4": "utf-32",
  "iso-10646-ucs-4": "utf-32",
  "unicode-1-1-utf-7": "utf-7",
  "x-unicode-2-0-utf-7": "utf-7",
  "hz-gb-2312": "hz-gb-2312",
  hz: "hz-gb-2312",
  "iso-2022-kr": "iso-2022-kr",
  csiso2022kr: "iso-2022-kr",
  "iso-2022-jp-1": "iso-2022-jp",
  "iso-2022-jp-2": "iso-2022-jp",
  "iso-2022-jp-3": "iso-2022-jp",
  "iso-2022-jp-2004": "iso-2022-jp",
  "iso-2022-jp-ms": "iso-2022-jp",
  cp50220: "iso-2022-jp",
  cp50221: "iso-2022-jp",
  cp932: "shift_jis",
  cp936: "gbk",
  cp949: "euc-kr",
  "ks-c-5601": "euc-kr",
  "ksc-5601": "euc-kr",
  cp950: "big5",
  "big5-eten": "big5",
  "koi8-ru": "koi8-u",
  "apple-roman": "macintosh",
  "mac-roman": "macintosh",
  macroman: "macintosh",
};

/** Written where a label should be, and meaning "I don't know". */
const nothingMeant = new Set(
  "8bit,8-bit,binary,default,default-charset,default-charset-name,none,null,unknown,unknown-8bit,x-unknown,x-user-defined,user-defined,x-unknown-8bit,unknown-charset,replacement".split(
    ",",
  ),
);

/** In these, ASCII bytes do not always mean ASCII characters. */
const notAsciiCompatible = new Set([
  "iso-2022-jp",
  "iso-2022-kr",
  "hz-gb-2312",
  "utf-7",
  "utf-16",
  "utf-16le",
  "utf-16be",
  "utf-32",
]);

function resolveLabel(label: string): string | null {
  let name = label
    .trim()
    .replace(/^["']+|["';,]+$/g, "")
    .toLowerCase();
  // RFC 2231 lets a language follow: `iso-8859-1*fr`.
  const star = name.indexOf("*");
  if (star > 0) name = name.slice(0, star);
  if (name === "" || name.length > 60) return null;
  const dashed = name.replace(/[\s_]+/g, "-");
  for (const form of [dashed, dashed.replace(/^(?:x-|cs-?)/, "")]) {
    if (nothingMeant.has(form)) return null;
    const alias = aliases[form];
    if (alias !== undefined) return alias;
  }
  if (name === "us-ascii" || name === "ascii") return "us-ascii";
  // `cp-850`, `windows1252`, `win-1251`, `iso8859_15`, `utf-8utf-8`, `iso-8859-1-de`: the number tells.
  const numbered = /^(?:cp|ibm|win|windows|ms)-?(\d{3,5})$/.exec(dashed);
  const isoPart = /^iso-?8859-?(\d{1,2})(?!\d)/.exec(dashed);
  const forms = [name, dashed];
  if (numbered !== null) forms.push(`windows-${numbered[1]}`, `cp${numbered[1]}`);
  if (isoPart !== null) forms.push(`iso-8859-${isoPart[1]}`);
  if (/^utf-?8/.test(dashed)) forms.push("utf-8");
  for (const form of forms) {
    const encoding = decoderName(form);
    if (encoding !== null) return encoding;
  }
  for (const form of forms) if (iconv.encodingExists(form)) return form;
  return null;
}

function decoderName(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label);
    return nothingMeant.has(encoding) ? null : encoding;
  } catch {
    return null; // TextDecoder has no other way to say that it does not know a label.
  }
}

function decodeWith(charset: string, bytes: Uint8Array): string {
  if (charset === "utf-16")
    return decodeWith(looksLikeUtf16(bytes) === "utf-16be" ? "utf-16be" : "utf-16le", bytes);
  if (charset === "hz-gb-2312") return decodeWith("gbk", hzToGb(bytes));
  if (charset === "iso-2022-jp") return decodeIso2022Jp(bytes);
  if (charset === "iso-2022-kr") return decodeWith("euc-kr", iso2022KrToEucKr(bytes));
  const decoder = decoderOf(charset);
  return decoder === null ? iconv.decode(bytes, charset) : decoder.decode(bytes);
}

function decoderOf(charset: string): TextDecoder | null {
  let decoder = decoders.get(charset);
  if (decoder === undefined) {
    if (decoderName(charset) === null) return null;
    decoder = new TextDecoder(charset);
    decoders.set(charset, decoder);
  }
  return decoder;
}

/** The decoder takes two shifts in a row for a fault; words that were joined have them. */
function decodeIso2022Jp(bytes: Uint8Array): string {
  const raw = latin1(bytes);
  const single = raw.replace(/\x1b[$(][@ABIJ](?=\x1b[$(][@ABIJ])/g, "");
  const shifted = single.length === raw.length ? bytes : Buffer.from(single, "latin1");
  return decoderOf("iso-2022-jp")?.decode(shifted) ?? raw;
}

function byteOrderMark(bytes: Uint8Array): DecodedText | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf && isUtf8(bytes))
    return { text: decodeWith("utf-8", bytes), charset: "utf-8", doubtful: false };
  if (bytes.length % 2 !== 0) return null;
  if (first === 0xff && second === 0xfe)
    return { text: decodeWith("utf-16le", bytes), charset: "utf-16le", doubtful: false };
  if (first === 0xfe && second === 0xff)
    return { text: decodeWith("utf-16be", bytes), charset: "utf-16be", doubtful: false };
  return null;
}

function decodeAscii(bytes: Uint8Array, charset: string | null, declared: string | null): DecodedText {
  const text = latin1(bytes);
  if (charset !== null && notAsciiCompatible.has(charset)) {
    const wide = charset.startsWith("utf-16") || charset === "utf-32";
    // Declared as wide, but without a single zero byte: it is not.
    if (wide && !text.includes("\0")) return { text, charset: "us-ascii", doubtful: bytes.length > 0 };
    return { text: decodeWith(charset, bytes), charset, doubtful: false };
  }
  if (text.includes("\x1b$")) {
    const shifted = text.includes("\x1b$)C") ? "iso-2022-kr" : "iso-2022-jp";
    return { text: decodeWith(shifted, bytes), charset: shifted, doubtful: charset !== null };
  }
  if (charset === null) {
    const wide = text.includes("\0") ? looksLikeUtf16(bytes) : null;
    if (wide !== null) return { text: decodeWith(wide, bytes), charset: wide, doubtful: declared !== null };
  }
  // A wrong label does no harm where every byte is ASCII.
  return { text, charset: "us-ascii", doubtful: false };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function decodeDeclared(bytes: Uint8Array, charset: string): DecodedText {
  if (charset === "us-ascii") return { ...detect(bytes), doubtful: true };
  if (charset === "utf-8") {
    if (isUtf8(bytes)) return { text: decodeWith("utf-8", bytes), charset, doubtful: false };
    const text = decodeWith("utf-8", bytes);
    // Mail is often cut in the middle of a character: a few broken ones among many good ones are still UTF-8.
    if (brokenShare(text) < 0.3) return { text, charset, doubtful: true };
    return { ...detect(bytes), doubtful: true };
  }
  // Western single-byte sets fit any bytes; text that is valid UTF-8 more than once was labelled wrongly.
  if (westernSets.has(charset) && isUtf8(bytes)) {
    const text = decodeWith("utf-8", bytes);
    if (highCharacters(text) >= 2) return { text, charset: "utf-8", doubtful: true };
  }
  const text = decodeWith(charset, bytes);
  if (!text.includes("\ufffd")) return { text, charset, doubtful: false };
  if (isUtf8(bytes)) return { text: decodeWith("utf-8", bytes), charset: "utf-8", doubtful: true };
  return { text, charset, doubtful: true };
}

const westernSets = new Set([
  "windows-1252",
  "iso-8859-1",
  "iso-8859-15",
  "windows-1250",
  "iso-8859-2",
  "macintosh",
]);

function highCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) count += 1;
  return count;
}

/** Share of U+FFFD among the characters that are not ASCII. */
function brokenShare(text: string): number {
  let high = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) high += 1;
    if (code === 0xfffd) broken += 1;
  }
  return high === 0 ? 0 : broken / high;
}

/** Enough to tell by, from the first byte that is not ASCII; the rest of a long text is not looked at. */
const sampleBytes = 8 * 1024;

/** What chardet may say at this confidence or above is believed, once the bytes decode without a fault. */
const multiByteConfidence = 30;
const singleByteConfidence = 15;

function detect(bytes: Uint8Array): DecodedText {
  if (isUtf8(bytes)) return { text: decodeWith("utf-8", bytes), charset: "utf-8", doubtful: false };
  const wide = looksLikeUtf16(bytes);
  if (wide !== null) return { text: decodeWith(wide, bytes), charset: wide, doubtful: false };
  const western = decodeWith("windows-1252", bytes);
  const sample = sampleOf(bytes);
  // Most texts that say nothing are Western: accents among plain letters. Looking further costs more than all the rest.
  const scattered = besideHighShare(latin1(sample)) < 0.3;
  // Short Korean texts are missed by chardet, but nothing else reads as Hangul throughout.
  const korean = !scattered && mostlyHighWords(western) ? decodeWith("euc-kr", bytes) : "";
  if (hangulShare(korean) > 0.95) return { text: korean, charset: "euc-kr", doubtful: true };
  for (const match of scattered ? [] : analyse(sample)) {
    const charset = knownCharset(match.name);
    if (charset === null || charset === "us-ascii" || charset.startsWith("utf-")) continue;
    const multiByte = multiByteSets.has(charset);
    // The sets for Latin letters differ in few of them; short texts do not tell them apart.
    if (!multiByte && !otherScripts.has(charset)) continue;
    if (match.confidence < (multiByte ? multiByteConfidence : singleByteConfidence)) continue;
    const text = decodeWith(charset, bytes);
    if (brokenShare(text) > 0.02 || (multiByte && !looksEastAsian(text))) continue;
    // In Western text accents stand among plain letters; in the other scripts high characters follow one another.
    if (!multiByte && !mostlyHighWords(text)) continue;
    return { text, charset, doubtful: true };
  }
  return { text: western, charset: "windows-1252", doubtful: true };
}

/** Single-byte sets for Cyrillic, Greek, Hebrew, Arabic and Thai. */
const otherScripts = new Set(
  "windows-1251 koi8-r koi8-u iso-8859-5 ibm866 windows-1253 iso-8859-7 windows-1255 iso-8859-8 windows-1256 iso-8859-6 windows-874".split(
    " ",
  ),
);
const multiByteSets = new Set(["shift_jis", "euc-jp", "euc-kr", "big5", "gbk", "gb18030"]);

/** Most of what is not ASCII is Han, Kana, Hangul or their punctuation. */
function looksEastAsian(text: string): boolean {
  let high = 0;
  let eastern = 0;
  for (let at = 0; at < text.length && at < sampleBytes; at++) {
    const code = text.charCodeAt(at);
    if (code <= 127) continue;
    high += 1;
    if ((code >= 0x3000 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3) || code >= 0xff00)
      eastern += 1;
  }
  return high >= 2 && eastern / high > 0.8;
}

function hangulShare(text: string): number {
  let high = 0;
  let hangul = 0;
  for (let at = 0; at < text.length && at < sampleBytes; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) high += 1;
    if (code >= 0xac00 && code <= 0xd7a3) hangul += 1;
  }
  return high === 0 ? 0 : hangul / high;
}

/** Most high letters have a high neighbour, as in Cyrillic, Greek, Hebrew, Arabic or Thai. */
function mostlyHighWords(text: string): boolean {
  return highCharacters(text.slice(0, sampleBytes)) >= 4 && besideHighShare(text) > 0.7;
}

/** Share of the characters that are not ASCII which stand beside another. */
function besideHighShare(text: string): number {
  let high = 0;
  let besideHigh = 0;
  for (let at = 0; at < text.length && at < sampleBytes; at++) {
    if (text.charCodeAt(at) <= 127) continue;
    high += 1;
    if (text.charCodeAt(at - 1) > 127 || text.charCodeAt(at + 1) > 127) besideHigh += 1;
  }
  return high === 0 ? 0 : besideHigh / high;
}

function sampleOf(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length && (bytes[start] ?? 0) < 128) start += 1;
  return bytes.subarray(Math.max(0, start - 64), start + sampleBytes);
}

/** UTF-16 without a mark: in Latin text every other byte is zero. */
function looksLikeUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 2) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.1) return "utf-16le";
  if (even > pairs * 0.4 && odd < pairs * 0.1) return "utf-16be";
  return null;
}

const tilde = 0x7e;

/** RFC 1843: `~{` and `~}` switch GB 2312 on and off, `~~` is a tilde, `~` at the end of a line joins it to the next. */
function hzToGb(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let double = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === tilde) {
      const next = bytes[at + 1];
      at += 1;
      if (next === 0x7b) double = true;
      else if (next === 0x7d) double = false;
      else if (next === tilde) out[length++] = tilde;
      else if (next !== 0x0a) at -= 1;
      continue;
    }
    // GB mode ends with the line, whatever the writer forgot.
    if (byte === 0x0a) double = false;
    out[length++] = double && byte > 0x20 ? byte | 0x80 : byte;
  }
  return out.subarray(0, length);
}

/** RFC 1557: SO and SI switch KS X 1001 on and off; the header `ESC $ ) C` announces it. */
function iso2022KrToEucKr(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let double = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x1b && bytes[at + 1] === 0x24 && bytes[at + 2] === 0x29 && bytes[at + 3] === 0x43) at += 3;
    else if (byte === 0x0e) double = true;
    else if (byte === 0x0f) double = false;
    else {
      if (byte === 0x0a) double = false;
      out[length++] = double && byte > 0x20 ? byte | 0x80 : byte;
    }
  }
  return out.subarray(0, length);
}
