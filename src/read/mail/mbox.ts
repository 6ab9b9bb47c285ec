/**
 * The reader of mailboxes in mbox format: a container whose members are messages. Reads window by window, so that a mailbox of
 * any size takes little memory; a message is a stretch of the file. The dialect (mboxo, mboxrd, mboxcl, mboxcl2) is found out
 * from the content: it decides where a message ends and whether `>From ` lines lose a `>`.
 */
import type { Budget } from "../budget.ts";
import { bufferOf, bytesInput, sliceInput } from "../input.ts";
import { longestMessageBytes } from "../longest-text.ts";
import type { Child, Input, Peek, Reader, Reading } from "../reader.ts";
import { envelopeForm, hasSeparator, lookahead, separatorKind } from "./envelope.ts";
import { withoutFromQuoting } from "./from-quoting.ts";
import { headerLikeness } from "./header-likeness.ts";
import { fieldValue, readHeaderBlock } from "./headers.ts";
import { messageBounds } from "./likeness.ts";

export const mboxReader: Reader = {
  name: "mbox",
  version: 1,
  mediaType: "application/mbox",
  accepts,
  read: readMbox,
};

function accepts({ head, name, sizeBytes }: Peek): number {
  const bytes = bufferOf(head);
  const { start, envelope } = messageBounds(bytes);
  const first = bytes
    .toString("latin1", 0, Math.min(bytes.length, 2000))
    .replace(/^(?:\xef\xbb\xbf)?[\r\n]*/, "");
  if (!envelope || !first.startsWith("From ")) return 0;
  const line = first.slice(0, first.indexOf("\n"));
  if (envelopeForm(line) === null || headerLikeness(bytes.toString("latin1", start, start + 32 * 1024)) === 0)
    return 0;
  if (hasSeparator(bytes, start)) return 0.97;
  if (sizeBytes > head.length) return 0.9;
  return /\.(?:mbox|mbx)$/i.test(name) ? 0.96 : 0.3;
}

function* readMbox(input: Input, budget: Budget): Generator<Reading> {
  if (input.sizeBytes === 0) {
    yield { problem: { code: "empty", state: "failed" } };
    return;
  }
  const scanner = new SeparatorScanner(input);
  const dialect = findDialect(scanner);
  let number = 0;
  let current = firstMessage(scanner);
  while (current !== null) {
    number += 1;
    budget.spendMember();
    if (number % 256 === 1) budget.checkTime();
    const measured = scanner.declaredEnd(current.head);
    let end: number;
    let next: Separator | null;
    if (measured !== null) {
      ({ end, next } = measured);
    } else {
      next = scanner.next(current.head, dialect);
      end = scanner.withoutLastEmptyLine(current.head, next?.line ?? input.sizeBytes, dialect);
    }
    yield {
      child: member({
        input,
        scanner,
        dialect,
        number,
        start: current.head,
        end,
        budget,
      }),
    };
    if (next === null && measured === null && scanner.isCutOff(current.head))
      yield { problem: { code: "truncated", state: "failed", partial: true, args: { read: number } } };
    current = next;
  }
}

/** How a mailbox was written. */
interface MboxDialect {
  /** An empty line stands before each `From ` line. */
  emptyLines: boolean;
  /**
   * `mboxrd`: every quoted `From ` line has one more `>`. `mboxo`: only lines without any `>` were quoted, so that it cannot
   * always be told which; also taken where nothing shows the one or the other. `none` (mboxcl2): nothing was quoted.
   */
  quoting: "mboxrd" | "mboxo" | "none";
}

interface Separator {
  /** Where the `From ` line begins. */
  line: number;
  /** Where the message begins. */
  head: number;
}

interface Member {
  input: Input;
  scanner: SeparatorScanner;
  dialect: MboxDialect;
  number: number;
  start: number;
  end: number;
  budget: Budget;
}

function member({ input, scanner, dialect, number, start, end, budget }: Member): Child {
  const path = `message ${number}`;
  const held = scanner.held(start, end);
  // Longer ones are not read whole: their reader says so.
  const bytes = held ?? bufferOf(input.bytes(start, Math.min(end, start + longestMessageBytes)));
  const declaredType = "message/rfc822";
  if (bytes.length === end - start && isQuoted(bytes, dialect.quoting)) {
    const content = withoutFromQuoting(bytes);
    budget.spendBytes(content.length);
    return {
      path,
      content: bytesInput(path, content),
      range: { start, end, encoding: "mboxrd" },
      declaredType,
    };
  }
  const content = held === null ? sliceInput(input, start, end, path) : bytesInput(path, held);
  return { path, content, range: { start, end, encoding: "identity" }, declaredType };
}

/** The first message: after the first `From ` line, or at the first line that is not empty when none stands there. */
function firstMessage(scanner: SeparatorScanner): Separator | null {
  const bytes = scanner.sample();
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[start] === 10 || bytes[start] === 13) start += 1;
  if (start >= bytes.length) return null;
  if (bytes.toString("latin1", start, start + 5) !== "From ") return { line: start, head: start };
  const lineBreak = bytes.indexOf(10, start);
  return { line: start, head: lineBreak < 0 ? bytes.length : lineBreak + 1 };
}

/* ---- dialects ---------------------------------------------------------------------------------------------- */

const greater = 62;

/** Looks at the first megabytes of a mailbox. What they do not show is taken to be as in most mailboxes. */
function findDialect(scanner: SeparatorScanner): MboxDialect {
  const sample = scanner.sample();
  let withEmptyLine = 0;
  let without = 0;
  for (let at = sample.indexOf("\nFrom "); at >= 0; at = sample.indexOf("\nFrom ", at + 1)) {
    const kind = separatorKind(sample, at + 1, true);
    if (kind === "after-empty-line") withEmptyLine += 1;
    else if (kind === "close") without += 1;
  }
  const quoting = hasUnquotedFrom(scanner) ? "none" : findQuoting(sample);
  return { emptyLines: withEmptyLine >= without, quoting };
}

/** True when a message whose length is declared, and fits, has a line in it that begins with `From `: mboxcl2. */
function hasUnquotedFrom(scanner: SeparatorScanner): boolean {
  const sample = scanner.sample();
  let head = firstMessage(scanner)?.head ?? sample.length;
  while (head < sample.length) {
    const measured = scanner.declaredEnd(head);
    if (measured === null || measured.end > sample.length) return false;
    if (sample.subarray(head, measured.end).includes("\nFrom ")) return true;
    if (measured.next === null) return false;
    head = measured.next.head;
  }
  return false;
}

/**
 * How the quoted `From ` lines of a mailbox stand among their neighbours tells its dialect. Among lines that people quoted n times
 * (`> `), a line has n + 1 marks before the mailbox is written: one came from the mailer of somebody quoted, which kept the
 * line from looking like a separator. So it has n + 2 in mboxrd, and n + 1 in mboxo, which leaves lines with a mark alone.
 */
function findQuoting(sample: Buffer): "mboxrd" | "mboxo" {
  let rd = 0;
  let o = 0;
  for (const { marks, before, after } of quotedFromLines(sample)) {
    const neighbours = Math.max(before, after);
    if (marks >= neighbours + 2) rd += 1;
    else if (neighbours > 0 && (marks === neighbours + 1 || before === after)) o += 1;
  }
  return rd > o ? "mboxrd" : "mboxo";
}

interface QuotedFrom {
  /** Place of the first `>`. */
  start: number;
  /** How many `>` the line has, and the lines before and after it. */
  marks: number;
  before: number;
  after: number;
}

function* quotedFromLines(bytes: Buffer): Generator<QuotedFrom> {
  for (let at = bytes.indexOf(">From "); at >= 0; at = bytes.indexOf(">From ", at + 1)) {
    let start = at;
    while (start > 0 && bytes[start - 1] === greater) start -= 1;
    if (start > 0 && bytes[start - 1] !== 10) continue;
    const before = start < 2 ? 0 : depthOfLine(bytes, bytes.lastIndexOf(10, start - 2) + 1);
    const lineBreak = bytes.indexOf(10, at);
    const after = lineBreak < 0 ? 0 : depthOfLine(bytes, lineBreak + 1);
    yield { start, marks: at - start + 1, before, after };
  }
}

/**
 * Whether a message loses one `>` on its `From ` lines. In mboxrd, if it has any; else only if each has one mark and stands among
 * lines without: there it was quoted in either dialect.
 */
function isQuoted(bytes: Buffer, quoting: MboxDialect["quoting"]): boolean {
  if (quoting === "none") return false;
  let any = false;
  for (const { marks, before, after } of quotedFromLines(bytes)) {
    if (quoting === "mboxo" && (marks > 1 || (before > 0 && after > 0))) return false;
    any = true;
  }
  return any;
}

/** How often a line is quoted by people; a quoted `From ` line says nothing of its neighbours. */
function depthOfLine(bytes: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  for (; depth < 50; at++) {
    if (bytes[at] === greater) depth += 1;
    else if (bytes[at] !== 32 || bytes[at + 1] !== greater) break;
  }
  return bytes.toString("latin1", at, at + 5) === "From " ? 0 : depth;
}

/* ---- separators -------------------------------------------------------------------------------------------- */

const windowBytes = 8 * 1024 ** 2;
/** Finds the lines that part messages, window by window. */
class SeparatorScanner {
  readonly #input: Input;
  #start = 0;
  #bytes: Buffer;
  /** Some header in the window has a length: else none is looked for. */
  #hasLengths: boolean;

  constructor(input: Input) {
    this.#input = input;
    this.#bytes = bufferOf(input.bytes(0, windowBytes));
    this.#hasLengths = mentionsLength(this.#bytes);
  }

  /** The first window. To be asked for before any other is read. */
  sample(): Buffer {
    return this.#bytes;
  }

  /** The bytes of a stretch, when the window holds all of it. */
  held(start: number, end: number): Buffer | null {
    if (start < this.#start || end > this.#start + this.#bytes.length) return null;
    return this.#bytes.subarray(start - this.#start, end - this.#start);
  }

  /** The first separator at `from` or after it. */
  next(from: number, dialect: MboxDialect): Separator | null {
    let at = from;
    for (;;) {
      this.#need(Math.max(0, at - 4), lookahead + 4);
      const bytes = this.#bytes;
      const atEnd = this.#start + bytes.length >= this.#input.sizeBytes;
      // A message without a single line may end where it began: the line break before `at` counts.
      const found = bytes.indexOf("\nFrom ", Math.max(0, at - this.#start - 1));
      if (found < 0) {
        if (atEnd) return null;
        at = Math.max(at, this.#start + bytes.length - 8);
        this.#move(at - 4);
        continue;
      }
      if (!atEnd && found + lookahead > bytes.length) {
        at = this.#start + found + 1;
        this.#move(at - 4);
        continue;
      }
      if (separatorKind(bytes, found + 1, dialect.emptyLines) !== null) return this.#separatorAt(found + 1);
      at = this.#start + found + 2;
    }
  }

  /**
   * The end that `Content-Length` declares for the message at `head`, when a separator or the end of the file follows there; it
   * is often wrong, so it is not believed otherwise.
   */
  declaredEnd(head: number): { end: number; next: Separator | null } | null {
    this.#need(head, lookahead);
    if (!this.#hasLengths) return null;
    const declared = this.#declared(head);
    if (declared === null) return null;
    const { end } = declared;
    const size = this.#input.sizeBytes;
    if (end > size) return null;
    const tail =
      this.held(Math.max(0, end - 1), end + 600) ??
      bufferOf(this.#input.bytes(Math.max(0, end - 1), end + 600));
    let at = end === 0 ? 0 : 1;
    for (let breaks = 0; breaks < 2 && (tail[at] === 10 || tail[at] === 13); breaks++) {
      if (tail[at] === 13 && tail[at + 1] === 10) at += 1;
      at += 1;
    }
    if (tail[at - 1] !== 10) return null;
    const place = Math.max(0, end - 1) + at;
    if (place >= size) return { end, next: null };
    const lineBreak = tail.indexOf(10, at);
    if (lineBreak < 0 || envelopeForm(tail.toString("latin1", at, lineBreak)) === null) return null;
    return { end, next: { line: place, head: place + lineBreak - at + 1 } };
  }

  /** True when the message at `head` declares more bytes than the file has. */
  isCutOff(head: number): boolean {
    if (!this.#hasLengths) return false;
    const declared = this.#declared(head);
    // The length counts from the first line of the body; a mailbox of such messages ends where the last one ends.
    return declared !== null && declared.end > this.#input.sizeBytes;
  }

  /** Takes the empty line off that ends a message in a mailbox. */
  withoutLastEmptyLine(start: number, end: number, dialect: MboxDialect): number {
    const last = end === this.#input.sizeBytes;
    if ((!dialect.emptyLines && !last) || end - start < 2) return end;
    const tail =
      this.held(Math.max(start, end - 4), end) ?? bufferOf(this.#input.bytes(Math.max(start, end - 4), end));
    const text = tail.toString("latin1");
    if (text.endsWith("\r\n\r\n")) return end - 2;
    return text.endsWith("\n\n") ? end - 1 : end;
  }

  #declared(head: number): { end: number } | null {
    const within = this.held(head, Math.min(this.#input.sizeBytes, head + lookahead));
    const bytes = within ?? bufferOf(this.#input.bytes(head, head + 256 * 1024));
    const block = readHeaderBlock(bytes, 0, bytes.length);
    const value = fieldValue(block, "content-length");
    if (value === null || !/^\d{1,15}$/.test(value)) return null;
    return { end: head + block.bodyStart + Number(value) };
  }

  #separatorAt(at: number): Separator {
    const lineBreak = this.#bytes.indexOf(10, at);
    return { line: this.#start + at, head: this.#start + lineBreak + 1 };
  }

  /** Sees to it that the window holds `length` bytes from `start`, or all to the end of the file. */
  #need(start: number, length: number): void {
    const end = Math.min(this.#input.sizeBytes, start + length);
    if (start < this.#start || end > this.#start + this.#bytes.length) this.#move(start);
  }

  #move(start: number): void {
    this.#start = Math.max(0, start);
    this.#bytes = bufferOf(this.#input.bytes(this.#start, this.#start + windowBytes));
    this.#hasLengths = mentionsLength(this.#bytes);
  }
}

function mentionsLength(bytes: Buffer): boolean {
  return (
    bytes.includes("\nContent-Length:") ||
    bytes.includes("\nContent-length:") ||
    bytes.includes("\ncontent-length:")
  );
}
