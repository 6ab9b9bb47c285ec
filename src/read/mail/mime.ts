/**
 * The tree of parts of a message (RFC 2045, 2046) with the place of every header field and body in bytes. One pass over the
 * bytes: lines that could be boundaries are looked at once, against all boundaries that are open. Nothing is decoded here.
 */
import { fieldValue, type HeaderBlock, readHeaderBlock } from "./headers.ts";
import { decodedParameter, parseParameters } from "./parameters.ts";
import { type TransferEncoding, transferEncoding } from "./transfer-encoding.ts";

/** A message or a part of one. Offsets are bytes of what was parsed. */
export interface Part {
  header: HeaderBlock;
  /** Media type in lower case; what RFC 2045 and 2046 say it is when nothing is declared. */
  type: string;
  /** False when the type is not declared, or unreadably. */
  typeDeclared: boolean;
  /** As declared; null when it is not. */
  charset: string | null;
  /** `format=flowed` (RFC 3676), and whether the blanks at soft breaks go. */
  flowed: "no" | "yes" | "delsp";
  disposition: "inline" | "attachment" | null;
  /** Decoded; from `Content-Disposition`, else from `Content-Type`. A label. */
  fileName: string | null;
  encoding: TransferEncoding;
  /** As written, when it is a name that means nothing. */
  unknownEncoding: string | null;
  /** The encoded body; in a multipart, all from its preamble to its epilogue. */
  body: { start: number; end: number };
  /** Of a multipart. */
  parts: Part[];
}

export interface ParsedMessage {
  root: Part;
  /** An open multipart had no end boundary. */
  cutOff: boolean;
  /** Multiparts nested deeper than `deepest`, or more parts than `mostParts`: the rest is left in one piece. */
  tooDeep: boolean;
  tooMany: boolean;
}

export const deepest = 60;
export const mostParts = 50_000;

/** RFC 2046 allows 70; longer ones occur, and those of an attack must not be cut to the same beginning. */
const longestBoundary = 10_000;

/** Parses the message that lies in `bytes` from `start` to `end`. Never fails: what has no structure is one text. */
export function parseMessage(bytes: Buffer, start = 0, end = bytes.length): ParsedMessage {
  const scanner: Scanner = {
    bytes,
    end,
    boundaries: [],
    parts: 0,
    cutOff: false,
    tooDeep: false,
    tooMany: false,
  };
  const { part } = parsePart(scanner, start, "text/plain");
  return { root: part, cutOff: scanner.cutOff, tooDeep: scanner.tooDeep, tooMany: scanner.tooMany };
}

interface Scanner {
  bytes: Buffer;
  end: number;
  /** Of the open multiparts, outermost first. */
  boundaries: string[];
  parts: number;
  cutOff: boolean;
  tooDeep: boolean;
  tooMany: boolean;
}

/** A boundary line. `level` is the place of its boundary among the open ones; -1 at the end of the message. */
interface Delimiter {
  level: number;
  closes: boolean;
  /** Where the line break before it begins: the end of the part before. */
  before: number;
  after: number;
}

function parsePart(
  scanner: Scanner,
  start: number,
  defaultType: string,
): { part: Part; delimiter: Delimiter } {
  scanner.parts += 1;
  const isOpen = (line: string) => matchBoundary(scanner.boundaries, line) !== null;
  const header = readHeaderBlock(
    scanner.bytes,
    start,
    scanner.end,
    scanner.boundaries.length > 0 ? isOpen : undefined,
  );
  const part = describe(header, defaultType);
  const bodyStart = Math.min(header.bodyStart, scanner.end);
  const found = part.type.startsWith("multipart/") ? openMultipart(scanner, part, bodyStart) : null;
  if (found === null) {
    const delimiter = nextDelimiter(scanner, bodyStart);
    part.body = { start: bodyStart, end: Math.max(bodyStart, delimiter.before) };
    return { part, delimiter };
  }
  const delimiter = parseChildren(scanner, part, found);
  part.body = { start: bodyStart, end: Math.max(bodyStart, delimiter.before) };
  return { part, delimiter };
}

/** Opens the boundary of a multipart and finds its first delimiter. Null when it has none: then it is no multipart. */
function openMultipart(scanner: Scanner, part: Part, bodyStart: number): Delimiter | null {
  if (scanner.boundaries.length >= deepest) {
    scanner.tooDeep = true;
    return null;
  }
  const declared = parseParameters(fieldValue(part.header, "content-type") ?? "").parameters.get("boundary");
  const level = scanner.boundaries.length;
  if (declared !== undefined && declared !== "") {
    scanner.boundaries.push(declared.trimEnd().slice(0, longestBoundary));
    const first = nextDelimiter(scanner, bodyStart);
    if (first.level === level) return first;
    scanner.boundaries.pop();
  }
  const guessed = guessBoundary(scanner, bodyStart);
  if (guessed !== null) {
    scanner.boundaries.push(guessed);
    const first = nextDelimiter(scanner, bodyStart);
    if (first.level === level) return first;
    scanner.boundaries.pop();
  }
  // As RFC 2045 has it for what cannot be understood; the lines are there to be read.
  if (part.header.fields.length > 0) part.type = "text/plain";
  return null;
}

/** Reads the parts from the first delimiter on; returns the delimiter of an outer multipart that ends this one. */
function parseChildren(scanner: Scanner, multipart: Part, first: Delimiter): Delimiter {
  const level = scanner.boundaries.length - 1;
  const defaultType = multipart.type === "multipart/digest" ? "message/rfc822" : "text/plain";
  let delimiter = first;
  let closed = false;
  while (delimiter.level === level) {
    if (delimiter.closes) {
      closed = true;
      // Parts that follow the end are read all the same: a forgotten line must not lose them.
      delimiter = nextDelimiter(scanner, delimiter.after);
      continue;
    }
    if (scanner.parts >= mostParts) {
      scanner.tooMany = true;
      scanner.boundaries.length = 0;
      const rest = parsePart(scanner, delimiter.after, defaultType);
      multipart.parts.push(rest.part);
      return rest.delimiter;
    }
    const child = parsePart(scanner, delimiter.after, defaultType);
    delimiter = child.delimiter;
    multipart.parts.push(child.part);
  }
  scanner.boundaries.length = Math.min(scanner.boundaries.length, level);
  if (!closed) scanner.cutOff = true;
  return delimiter;
}

const delimiterStart = Buffer.from("\n--");
const dash = 45;

function nextDelimiter(scanner: Scanner, start: number): Delimiter {
  const { bytes, end, boundaries } = scanner;
  const none: Delimiter = { level: -1, closes: true, before: end, after: end };
  if (boundaries.length === 0) return none;
  // A delimiter may stand right at the start of a body, or after any line break.
  let lineStart = bytes[start] === dash && bytes[start + 1] === dash ? start : lineAfter(bytes, start, end);
  while (lineStart >= 0) {
    const lineBreak = bytes.indexOf(10, lineStart);
    const lineEnd = lineBreak < 0 || lineBreak > end ? end : lineBreak;
    if (lineEnd - lineStart <= longestBoundary + 100) {
      const match = matchBoundary(boundaries, bytes.toString("latin1", lineStart, lineEnd));
      if (match !== null) {
        let before = Math.max(start, lineStart - 1);
        if (before > start && bytes[before - 1] === 13 && bytes[before] === 10) before -= 1;
        return { ...match, before, after: Math.min(end, lineEnd + 1) };
      }
    }
    lineStart = lineAfter(bytes, lineEnd, end);
  }
  return none;
}

function lineAfter(bytes: Buffer, start: number, end: number): number {
  const at = bytes.indexOf(delimiterStart, start);
  return at < 0 || at + 3 > end ? -1 : at + 1;
}

/** The innermost open boundary that a line names. Blanks at its end do not count (RFC 2046, 5.1.1). */
function matchBoundary(
  boundaries: readonly string[],
  line: string,
): { level: number; closes: boolean } | null {
  const text = line.slice(2).trimEnd();
  const exact = boundaries.lastIndexOf(text);
  if (exact >= 0) return { level: exact, closes: false };
  if (!text.endsWith("--")) return null;
  const closing = boundaries.lastIndexOf(text.slice(0, -2).trimEnd());
  return closing >= 0 ? { level: closing, closes: true } : null;
}

/** How far a boundary is looked for when a multipart does not say its own. */
const guessBytes = 64 * 1024;

/** The first line `--…` that a `Content-` field follows, when no boundary is declared or the declared one never occurs. */
function guessBoundary(scanner: Scanner, bodyStart: number): string | null {
  const outer = nextDelimiter(scanner, bodyStart);
  const body = scanner.bytes.toString("latin1", bodyStart, Math.min(outer.before, bodyStart + guessBytes));
  const match = /(?:^|\n)--([^\r\n]{1,200}?)[ \t]*\r?\nContent-[A-Za-z-]{2,30}:/i.exec(body);
  return match?.[1] ?? null;
}

function describe(header: HeaderBlock, defaultType: string): Part {
  const contentType = fieldValue(header, "content-type");
  const disposition = fieldValue(header, "content-disposition");
  const encoding = transferEncoding(fieldValue(header, "content-transfer-encoding"));
  const part: Part = {
    header,
    type: defaultType,
    typeDeclared: false,
    charset: null,
    flowed: "no",
    disposition: null,
    fileName: null,
    encoding: encoding.encoding,
    unknownEncoding: encoding.known ? null : fieldValue(header, "content-transfer-encoding"),
    body: { start: header.bodyStart, end: header.bodyStart },
    parts: [],
  };
  if (contentType !== null && contentType !== "") {
    const parsed = parseParameters(contentType);
    const type = mediaType(parsed.value);
    if (type !== null) {
      part.type = type;
      part.typeDeclared = true;
    }
    part.charset = parsed.parameters.get("charset") ?? parsed.parameters.get("charset*") ?? null;
    if (parsed.parameters.get("format")?.toLowerCase() === "flowed")
      part.flowed = parsed.parameters.get("delsp")?.toLowerCase() === "yes" ? "delsp" : "yes";
    part.fileName = decodedParameter(parsed, "name");
    // RFC 2045, 5.2 has plain text for what cannot be read; with a name, it was rather a file.
    if (type === null && part.fileName !== null) part.type = "application/octet-stream";
  }
  if (disposition !== null && disposition !== "") {
    const parsed = parseParameters(disposition);
    // Unknown dispositions are attachments (RFC 2183, 2.8).
    if (parsed.value !== "") part.disposition = parsed.value === "inline" ? "inline" : "attachment";
    part.fileName = decodedParameter(parsed, "filename") ?? decodedParameter(parsed, "name") ?? part.fileName;
  }
  return part;
}

/** `text`, `plain`, `html` and the like are what some old mailers wrote. */
function mediaType(value: string): string | null {
  const type = value.replace(/\s+/g, "");
  if (/^[^/]+\/[^/]+$/.test(type)) return type;
  if (type === "html") return "text/html";
  if (type === "text" || type === "plain" || type === "text/") return "text/plain";
  return null;
}

/** The parts without parts, in order. */
export function leaves(part: Part): Part[] {
  if (part.parts.length === 0) return [part];
  return part.parts.flatMap(leaves);
}
