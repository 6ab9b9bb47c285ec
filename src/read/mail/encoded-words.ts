/** Header text for people: encoded words (RFC 2047), also those that are written wrongly, and bytes that are not ASCII. */
import { decodeText } from "../../text/charset.ts";
import { normalText } from "../../text/text.ts";
import { decodeBase64, decodeQ } from "./transfer-encoding.ts";

/**
 * Decodes an unfolded header value (Latin-1). `charset` is what the message declares for its body: a hint for raw bytes.
 * The result is normal text on one line.
 */
export function decodeHeaderText(raw: string, charset: string | null): string {
  return oneLine(decodeEncodedWords(decodeRawBytes(raw, charset)));
}

const notAscii = /[^\x00-\x7f]/;

/** Raw bytes above 127, or the shifts of ISO-2022, become characters. Structure is only looked for afterwards. */
export function decodeRawBytes(raw: string, charset: string | null): string {
  if (!notAscii.test(raw) && !raw.includes("\x1b$")) return raw;
  const bytes = Buffer.from(raw, "latin1");
  const decoded = decodeText(bytes, null);
  // UTF-8 and the shifts prove themselves; anything else is rather what the body is in.
  if (!decoded.doubtful || charset === null) return decoded.text;
  return decodeText(bytes, charset).text;
}

/** Decodes the encoded words of a text whose raw bytes are characters already. */
export function decodeEncodedWords(text: string): string {
  if (!text.includes("=?")) return text;
  let out = "";
  let at = 0;
  // Bytes of neighbouring words in the same character set are joined first: a character may be cut in two by the words.
  let run: { charset: string; bytes: Buffer[] } | null = null;
  while (at < text.length) {
    const start = text.indexOf("=?", at);
    if (start < 0) break;
    const word = encodedWordAt(text, start);
    const between = text.slice(at, start);
    if (word === null) {
      out += `${flush(run)}${between}=?`;
      run = null;
      at = start + 2;
      continue;
    }
    const joined = run !== null && between.trim() === "";
    if (joined && run !== null && run.charset === word.charset) run.bytes.push(word.bytes);
    else {
      out += flush(run);
      // Blanks between two words belong to the folding, not to the text.
      if (!joined) out += between;
      run = { charset: word.charset, bytes: [word.bytes] };
    }
    at = word.end;
  }
  return out + flush(run) + text.slice(at);
}

function flush(run: { charset: string; bytes: Buffer[] } | null): string {
  if (run === null) return "";
  const [only] = run.bytes;
  const bytes = run.bytes.length === 1 && only !== undefined ? only : Buffer.concat(run.bytes);
  return decodeText(bytes, run.charset === "" ? null : run.charset).text;
}

/** Longest name of a character set that is looked for, so that a search costs little where no word is. */
const longestCharset = 80;

interface EncodedWord {
  charset: string;
  bytes: Buffer;
  end: number;
}

function encodedWordAt(text: string, start: number): EncodedWord | null {
  const charsetEnd = text.indexOf("?", start + 2);
  if (charsetEnd < 0 || charsetEnd - start > longestCharset || text[charsetEnd + 2] !== "?") return null;
  const encoding = text[charsetEnd + 1]?.toLowerCase();
  if (encoding !== "b" && encoding !== "q") return null;
  const charset = text.slice(start + 2, charsetEnd).trim();
  if (/[\s<>"]/.test(charset)) return null;
  const contentStart = charsetEnd + 3;
  const end = endOfContent(text, contentStart);
  if (end < 0) return null;
  const content = text.slice(contentStart, end);
  if (notAscii.test(content) && encoding === "q") return wordOfCharacters(content, charset, end + 2);
  const raw = Buffer.from(content, "latin1");
  const bytes = encoding === "b" ? decodeBase64(raw).bytes : decodeQ(raw);
  return { charset: charset.toLowerCase(), bytes, end: end + 2 };
}

/** End of the encoded word that starts at `start`; -1 when none does. */
export function encodedWordEnd(text: string, start: number): number {
  return encodedWordAt(text, start)?.end ?? -1;
}

/** A word in which characters stand that should have been encoded: they are characters already, only the rest is decoded. */
function wordOfCharacters(content: string, charset: string, end: number): EncodedWord {
  const text = content
    .replace(/(?:=[0-9a-fA-F]{2})+/g, (run) => decodeText(decodeQ(Buffer.from(run, "latin1")), charset).text)
    .replaceAll("_", " ");
  return { charset: "utf-8", bytes: Buffer.from(text), end };
}

const wordMark = /\?=|=\?/g;

/** Place of the `?=` that ends a word; -1 when a further word begins before it: then this one was never closed. */
function endOfContent(text: string, start: number): number {
  wordMark.lastIndex = start;
  const mark = wordMark.exec(text);
  if (mark === null) return -1;
  if (mark[0] === "?=") return mark.index;
  // `=?=`: the padding of base64 before the end.
  return text[mark.index + 2] === "=" ? mark.index + 1 : -1;
}

/** Normal text with every run of line breaks and blanks around them as one blank. */
export function oneLine(text: string): string {
  const normal = normalText(text);
  return /[\t\n]| {2}/.test(normal) ? normal.replace(/[ \t\n]+/g, " ").trim() : normal.trim();
}
