/**
 * Values with parameters, as `Content-Type` and `Content-Disposition` have them: RFC 2045, with the continuations and character
 * sets of RFC 2231, and what is written instead of them.
 */
import { decodeText } from "../../text/charset.ts";
import { decodeHeaderText } from "./encoded-words.ts";

interface ParameterizedValue {
  /** `text/plain`, `attachment`: in lower case, without comments. */
  value: string;
  /** Raw values by name in lower case, as Latin-1, quotes taken off; RFC 2231 names keep their stars. The first of a name counts. */
  parameters: Map<string, string>;
}

const quote = 34;
const backslash = 92;
const semicolon = 59;
const equals = 61;

/** Splits an unfolded value (Latin-1). Linear. */
export function parseParameters(raw: string): ParameterizedValue {
  const parameters = new Map<string, string>();
  // The semicolon after the value is sometimes forgotten; blanks around the slash are obsolete, but allowed.
  const first = /^\s*(?:[^\s;/()]+\s*\/\s*)?[^\s;()]*/.exec(raw)?.[0] ?? "";
  const value = first.replace(/\s+/g, "").toLowerCase();
  let at = first.length;
  while (at < raw.length) {
    while (at < raw.length && (isBlank(raw.charCodeAt(at)) || raw.charCodeAt(at) === semicolon)) at += 1;
    const nameStart = at;
    while (at < raw.length && raw.charCodeAt(at) !== equals && raw.charCodeAt(at) !== semicolon) at += 1;
    if (raw.charCodeAt(at) !== equals) continue;
    const name = withoutComments(raw.slice(nameStart, at)).trim().toLowerCase();
    at += 1;
    while (at < raw.length && isBlank(raw.charCodeAt(at))) at += 1;
    let text: string;
    if (raw.charCodeAt(at) === quote && closingQuote(raw, at) >= 0) {
      const end = closingQuote(raw, at);
      text = raw.slice(at + 1, end);
      if (text.includes("\\")) text = text.replace(/\\(["\\])/g, "$1");
      at = end + 1;
    } else {
      // Unquoted blanks are wrong, but file names have them: the value goes on to the next semicolon.
      const end = raw.indexOf(";", at);
      text = raw.slice(at, end < 0 ? raw.length : end).trim();
      if (text.startsWith('"')) text = text.slice(1);
      if (!name.startsWith("file") && !name.startsWith("name")) text = withoutComments(text).trim();
      if (name === "charset") text = text.split(/\s/)[0] ?? "";
      at = end < 0 ? raw.length : end;
    }
    if (name !== "" && !parameters.has(name)) parameters.set(name, text);
    // Where the semicolon was forgotten, the next parameter follows after a blank.
  }
  return { value, parameters };
}

/** Place of the quotation mark that closes the one at `start`; -1 when there is none. */
function closingQuote(raw: string, start: number): number {
  for (let at = start + 1; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at += 1;
  }
  return -1;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function withoutComments(text: string): string {
  if (!text.includes("(")) return text;
  let plain = "";
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth += 1;
    else if (character === ")" && depth > 0) depth -= 1;
    else if (depth === 0) plain += character;
  }
  return plain;
}

/** More pieces are an attack. */
const mostPieces = 1000;

/**
 * A parameter for people, decoded: RFC 2231 (`name*=utf-8''a%20b`, `name*0*=…; name*1=…`), encoded words, raw bytes. Null when
 * it is not there or empty.
 */
export function decodedParameter({ parameters }: ParameterizedValue, name: string): string | null {
  const extended = parameters.get(`${name}*`);
  if (extended !== undefined) return orNull(decodeExtended([{ text: extended, encoded: true }]));
  const pieces: Piece[] = [];
  while (pieces.length < mostPieces) {
    const encoded = parameters.get(`${name}*${pieces.length}*`);
    const plain = encoded ?? parameters.get(`${name}*${pieces.length}`);
    if (plain === undefined) break;
    pieces.push({ text: plain, encoded: encoded !== undefined });
  }
  if (pieces.length > 0) {
    const decoded = decodeExtended(pieces);
    // Some writers cut an encoded word into pieces.
    return orNull(decoded.includes("=?") ? decodeHeaderText(decoded, null) : decoded);
  }
  const plain = parameters.get(name);
  if (plain === undefined) return null;
  // `utf-8''a%20b` without the star is written by some, and meant.
  if (/^[\w-]+'[\w-]*'.*%[0-9a-f]{2}/i.test(plain))
    return orNull(decodeExtended([{ text: plain, encoded: true }]));
  return orNull(decodeHeaderText(plain, null));
}

interface Piece {
  text: string;
  encoded: boolean;
}

function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}

function decodeExtended(pieces: readonly Piece[]): string {
  let charset: string | null = null;
  let joined = "";
  for (const [index, piece] of pieces.entries()) {
    let text = piece.text;
    if (index === 0 && piece.encoded) {
      const match = /^([^']*)'[^']*'/.exec(text);
      if (match !== null) {
        charset = match[1] === "" ? null : (match[1] ?? null);
        text = text.slice(match[0].length);
      }
    }
    joined += piece.encoded ? unescapePercent(text) : text;
  }
  return decodeText(Buffer.from(joined, "latin1"), charset).text;
}

function unescapePercent(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
