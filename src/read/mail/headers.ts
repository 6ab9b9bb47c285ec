/**
 * The header block of a message or part (RFC 5322, 2.2): its fields with their places in bytes. Works on a Latin-1 reading of the
 * bytes, in which every character is one byte, so that offsets in it are byte offsets.
 */

/** One field. Offsets are bytes of the message. */
interface HeaderField {
  start: number;
  /** End of the name, before the colon and blanks. */
  nameEnd: number;
  /** After the colon. */
  valueStart: number;
  /** End of the last line of the field, without its line break. */
  end: number;
}

export interface HeaderBlock {
  start: number;
  /** Where the last field ended. */
  end: number;
  /** After the empty line. */
  bodyStart: number;
  fields: HeaderField[];
  /** The bytes from `start` to `bodyStart` at least, as Latin-1. */
  raw: string;
}

/** Says whether a line that starts with `--` ends the block because it is a boundary. Given the line without its break. */
type IsBoundary = (line: string) => boolean;

/** Most headers of messages, and of parts, are shorter. The window is kept with the block, so it must not be large. */
const messageWindow = 8 * 1024;
const partWindow = 1024;
/** What is longer is no header; the rest of it is body. */
const longestHeader = 64 * 1024 ** 2;
const carriageReturn = 13;
const colon = 58;

/**
 * Reads the header block that starts at `start` and ends at `limit` at the latest. What is no field ends the block, unless more
 * fields follow right behind it: then it is skipped as junk. An empty block is one without fields.
 */
export function readHeaderBlock(
  bytes: Buffer,
  start: number,
  limit: number,
  isBoundary?: IsBoundary,
): HeaderBlock {
  // The length of the block is not known beforehand. Doubling the window keeps the whole linear.
  const last = Math.min(limit, start + longestHeader);
  for (let window = isBoundary === undefined ? messageWindow : partWindow; ; window *= 4) {
    const end = Math.min(last, start + window);
    const block = scanBlock(bytes.toString("latin1", start, end), start, end === last, isBoundary);
    if (block !== null) return block;
  }
}

/** Null when the block goes on beyond `raw`. */
function scanBlock(raw: string, start: number, whole: boolean, isBoundary?: IsBoundary): HeaderBlock | null {
  const fields: HeaderField[] = [];
  let last: HeaderField | null = null;
  let end = 0;
  let at = 0;
  while (at < raw.length) {
    const lineBreak = raw.indexOf("\n", at);
    if (lineBreak < 0 && !whole) return null;
    const next = lineBreak < 0 ? raw.length : lineBreak + 1;
    const lineEnd = endOfLine(raw, at, lineBreak < 0 ? raw.length : lineBreak);
    if (lineEnd === at) return { start, end: start + end, bodyStart: start + next, fields, raw };
    const code = raw.charCodeAt(at);
    if (
      code === 45 &&
      isBoundary !== undefined &&
      raw.startsWith("--", at) &&
      isBoundary(raw.slice(at, lineEnd))
    )
      break;
    if ((code === 32 || code === 9) && last !== null) {
      // A line of blanks goes on with the field only where more of the block follows; else it is the "empty" line.
      if (isBlank(raw, at, lineEnd)) {
        const follows = followedByField(raw, next, whole);
        if (follows === "unknown") return null;
        if (follows === "no") return { start, end: start + end, bodyStart: start + next, fields, raw };
      }
      last.end = start + lineEnd;
    } else {
      const afterName = nameEnd(raw, at);
      if (afterName >= 0) {
        const mark = raw.indexOf(":", afterName);
        last = {
          start: start + at,
          nameEnd: start + afterName,
          valueStart: start + mark + 1,
          end: start + lineEnd,
        };
        fields.push(last);
      } else {
        const follows = last === null || code === 45 ? "no" : followedByField(raw, next, whole);
        if (follows === "unknown") return null;
        if (follows === "no") break;
        // Skipped; what is folded behind it still belongs to the field before.
        at = next;
        continue;
      }
    }
    end = lineEnd;
    at = next;
  }
  if (at >= raw.length && !whole) return null;
  return { start, end: start + end, bodyStart: start + at, fields, raw };
}

/** Lines of a folded field that are skipped to see whether another field follows. */
const mostSkipped = 5;

/** Whether a field starts at `at`, or after the folded lines there; "unknown" when the window ends before. */
function followedByField(raw: string, start: number, whole: boolean): "yes" | "no" | "unknown" {
  let at = start;
  for (let lines = 0; lines < mostSkipped; lines++) {
    const lineBreak = raw.indexOf("\n", at);
    if (lineBreak < 0 && !whole) return "unknown";
    const code = raw.charCodeAt(at);
    if (code !== 32 && code !== 9) return nameEnd(raw, at) >= 0 ? "yes" : "no";
    if (lineBreak < 0) return "no";
    at = lineBreak + 1;
  }
  return "no";
}

function endOfLine(raw: string, start: number, lineBreak: number): number {
  return lineBreak > start && raw.charCodeAt(lineBreak - 1) === carriageReturn ? lineBreak - 1 : lineBreak;
}

function isBlank(raw: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = raw.charCodeAt(at);
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}

/**
 * End of the field name that starts at `start`, or -1 when no field starts there. Blanks before the colon are obsolete, but
 * allowed (RFC 5322, 4.5.8).
 */
export function nameEnd(raw: string, start: number): number {
  let at = start;
  let code = raw.charCodeAt(at);
  while (code > 32 && code < 127 && code !== colon) code = raw.charCodeAt(++at);
  const end = at;
  while (code === 32 || code === 9) code = raw.charCodeAt(++at);
  return code === colon && end > start ? end : -1;
}

/**
 * Value of the first field of that name (in lower case), unfolded and trimmed, as Latin-1; null when there is none. With `from`,
 * looks from that field on.
 */
export function fieldValue(block: HeaderBlock, name: string): string | null {
  for (const field of block.fields) if (isNamed(block, field, name)) return unfolded(block, field);
  return null;
}

/** Values of all fields of that name, in order. */
export function fieldValues(block: HeaderBlock, name: string): string[] {
  const values: string[] = [];
  for (const field of block.fields) if (isNamed(block, field, name)) values.push(unfolded(block, field));
  return values;
}

/** Compares without making a string: most fields are not the one that is looked for. */
function isNamed({ raw, start }: HeaderBlock, field: HeaderField, name: string): boolean {
  if (field.nameEnd - field.start !== name.length) return false;
  const offset = field.start - start;
  for (let at = 0; at < name.length; at++) {
    let code = raw.charCodeAt(offset + at);
    if (code >= 65 && code <= 90) code += 32;
    if (code !== name.charCodeAt(at)) return false;
  }
  return true;
}

/** The value without the line breaks of folding (RFC 5322, 2.2.3) and without blanks around it. */
export function unfolded({ raw, start }: HeaderBlock, field: HeaderField): string {
  const value = raw.slice(field.valueStart - start, field.end - start);
  if (!value.includes("\n")) return value.trim();
  // A line without a blank before it should not be there, and was skipped.
  return value
    .replace(/\r?\n(?![ \t])[^\n]*(?=\n|$)/g, "")
    .replace(/\r?\n/g, "")
    .trim();
}
