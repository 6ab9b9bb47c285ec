/**
 * Address lists of header fields (RFC 5322, 3.4, with the obsolete forms and what is written instead). One pass, linear.
 * An address is only what stands where an address stands: in angle brackets, or bare. Text in quotes, comments or encoded words
 * is a name, whatever it looks like.
 */
import type { NamedParty } from "../../text/document.ts";
import { decodeEncodedWords, decodeRawBytes, encodedWordEnd, oneLine } from "./encoded-words.ts";

/** One mailbox; or an empty group, which has neither name nor address. */
export interface Mailbox extends NamedParty {
  /** Name of the group that it stands in. */
  group: string | null;
}

/**
 * Reads an unfolded address list (Latin-1). `charset`: what the message declares for its body, a hint for raw bytes.
 * Understands `a@b (Name)`, `Name <a@b>`, groups, routes, lists parted by semicolons or by nothing, names with a bare comma
 * (`Last, First <a@b>`), and `a at b.c (Name)` of list archives.
 */
export function parseAddresses(raw: string, charset: string | null): Mailbox[] {
  const simple = simpleMailbox(raw);
  if (simple !== null) return [simple];
  return new AddressScanner(decodeRawBytes(raw, charset)).list();
}

/** The commonest forms, for speed: three of four fields are one of them. */
const simpleForm = /^(?:([A-Za-z][\w.-]*(?: [\w.-]+)*) )?<([\w.+-]+)@([\w.-]+)>$|^([\w.+-]+)@([\w.-]+)$/;

function simpleMailbox(raw: string): Mailbox | null {
  const match = simpleForm.exec(raw);
  if (match === null) return null;
  const [, name, local, domain, bareLocal, bareDomain] = match;
  const address = `${local ?? bareLocal}@${(domain ?? bareDomain ?? "").toLowerCase()}`;
  return { name: name === undefined || name === address ? null : name, address, group: null };
}

/** A run of characters without blanks inside, as glued from atoms and quoted strings. */
interface Chunk {
  text: string;
  /** Place of the last `@` outside quotes; -1 when there is none. */
  at: number;
  quoted: boolean;
  /** Ends with a dot or an at sign: joins the next across a blank, as in `john . doe @ example . com`. */
  dotted: boolean;
  /** Nothing stands between it and what comes next. */
  open: boolean;
}

interface Pending {
  chunks: Chunk[];
  comments: string[];
  angle: string | null;
  /** Chunks before the angle bracket. */
  before: number;
}

const comma = 44;
const specials = new Set([...'"(),:;<>'].map((character) => character.charCodeAt(0)));

class AddressScanner {
  readonly #text: string;
  #at = 0;
  #mailboxes: Mailbox[] = [];
  #pending: Pending = nothingPending();
  #group: string | null = null;
  #groupStart = 0;
  /** The last mailbox is a name without address, and one without such a neighbour: perhaps the first half of `Last, First`. */
  #half: { name: string; index: number } | null = null;
  #bareRun = 0;
  /** Place of the last quotation mark that can close a string. */
  #lastQuote: number;

  constructor(text: string) {
    this.#text = text;
    this.#lastQuote = text.lastIndexOf('"');
  }

  list(): Mailbox[] {
    const text = this.#text;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      switch (code) {
        case 34:
          this.#quotedString();
          break;
        case 40:
          this.#pending.comments.push(this.#comment());
          break;
        case 60:
          if (this.#pending.angle !== null) this.#finishForgotten();
          this.#pending.before = this.#pending.chunks.length;
          this.#pending.angle = this.#angle();
          break;
        case 58:
          this.#at += 1;
          this.#openGroup();
          break;
        case 44:
        case 59:
          this.#at += 1;
          this.#finish(code);
          if (code === 59) this.#closeGroup();
          break;
        case 41:
        case 62:
          this.#at += 1;
          break;
        case 32:
        case 9:
        case 10:
        case 13:
          this.#at += 1;
          this.#endChunk();
          break;
        default:
          this.#atom();
      }
    }
    this.#finish(0);
    this.#closeGroup();
    return this.#mailboxes;
  }

  /** Adds to the chunk that is being written, or begins one. */
  #glue(text: string, quoted: boolean): void {
    const { chunks } = this.#pending;
    const startsOpen = !quoted && (text.startsWith("@") || text.startsWith("."));
    const last = chunks.at(-1);
    const offset =
      last !== undefined && (last.open || startsOpen) && !this.#afterAngle() ? last.text.length : -1;
    const at = quoted ? -1 : text.lastIndexOf("@");
    const dotted = !quoted && (text.endsWith("@") || text.endsWith("."));
    if (last !== undefined && offset >= 0) {
      last.text += text;
      if (at >= 0) last.at = offset + at;
      last.quoted &&= quoted;
      last.dotted = dotted;
      last.open = true;
    } else chunks.push({ text, at, quoted, dotted, open: true });
  }

  #afterAngle(): boolean {
    return this.#pending.angle !== null && this.#pending.chunks.length === this.#pending.before;
  }

  /** A blank ends the chunk, unless it ends with a dot or an at sign. */
  #endChunk(): void {
    const last = this.#pending.chunks.at(-1);
    if (last !== undefined && !last.dotted) last.open = false;
  }

  #quotedString(): void {
    const text = this.#text;
    const start = this.#at;
    let end = start + 1;
    if (end <= this.#lastQuote)
      while (end < text.length && text.charCodeAt(end) !== 34) end += text.charCodeAt(end) === 92 ? 2 : 1;
    if (end <= this.#lastQuote && text.charCodeAt(end) === 34) {
      this.#at = end + 1;
      this.#glue(text.slice(start, end + 1), true);
    } else {
      // Never closed: as if it were not there, nor any that follows, so that none is looked for twice.
      this.#lastQuote = -1;
      this.#at = start + 1;
    }
  }

  #comment(): string {
    const text = this.#text;
    const start = this.#at + 1;
    let depth = 0;
    let at = this.#at;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 92) at += 1;
      else if (code === 40) depth += 1;
      else if (code === 41) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    this.#at = Math.min(text.length, at + 1);
    return text.slice(start, at).replace(/\\(.)/g, "$1");
  }

  #angle(): string {
    const text = this.#text;
    let out = "";
    this.#at += 1;
    let from = this.#at;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      if (code === 62) break;
      if (code === 34 && this.#at < this.#lastQuote) {
        let end = this.#at + 1;
        while (end < text.length && text.charCodeAt(end) !== 34) end += text.charCodeAt(end) === 92 ? 2 : 1;
        this.#at = Math.min(text.length, end + 1);
      } else if (code === 40) {
        out += text.slice(from, this.#at);
        this.#comment();
        from = this.#at;
      } else if (code === 60)
        break; // The closing bracket was forgotten.
      else this.#at += 1;
    }
    out += text.slice(from, this.#at);
    if (text.charCodeAt(this.#at) === 62) this.#at += 1;
    return out;
  }

  #atom(): void {
    const text = this.#text;
    const start = this.#at;
    // An encoded word is one atom, also where it holds commas and brackets that should have been encoded.
    const word = text.startsWith("=?", start) ? encodedWordEnd(text, start) : -1;
    let end = start;
    if (word > 0) end = word;
    else
      for (; end < text.length; end++) {
        const code = text.charCodeAt(end);
        if (isBlank(code) || specials.has(code)) break;
        if (end > start && code === 61 && text.charCodeAt(end + 1) === 63) break;
        // A domain literal may hold colons: `user@[IPv6:::1]`.
        if (code === 91 && text.charCodeAt(end - 1) === 64) {
          const close = text.slice(end, end + 100).indexOf("]");
          if (close > 0) end += close;
        }
      }
    this.#at = end;
    this.#glue(text.slice(start, end), word > 0);
  }

  #openGroup(): void {
    const { chunks, angle } = this.#pending;
    if (
      angle !== null ||
      this.#group !== null ||
      chunks.length === 0 ||
      chunks.some((chunk) => chunk.at >= 0)
    ) {
      // No group: a colon in a name or a route.
      if (chunks.length > 0) this.#glue(":", false);
      return;
    }
    this.#group = phrase(chunks);
    this.#groupStart = this.#mailboxes.length;
    this.#pending = nothingPending();
    this.#half = null;
  }

  #closeGroup(): void {
    if (this.#group !== null && this.#mailboxes.length === this.#groupStart)
      this.#mailboxes.push({ name: null, address: null, group: this.#group });
    this.#group = null;
  }

  /** A second pair of brackets: the comma between two mailboxes was forgotten. What stands between is the second's name. */
  #finishForgotten(): void {
    const chunks = this.#pending.chunks.splice(this.#pending.before);
    this.#finish(0);
    this.#pending.chunks = chunks;
  }

  /** Ends a mailbox; `separator` is the character that ended it, 0 when there is none. */
  #finish(separator: number): void {
    const { chunks, comments, angle, before } = this.#pending;
    this.#pending = nothingPending();
    if (angle === null) {
      // A comment alone, as `(no To-header on input)`, names nobody.
      if (chunks.length > 0) this.#finishBare(chunks, comments, separator);
      return;
    }
    const empty = /^\s*([^@:;]{1,100}):;?\s*$/.exec(angle);
    if (empty?.[1] !== undefined) {
      // `<undisclosed-recipients:;>`: a group, put in brackets by a program that did not know groups.
      this.#mailboxes.push({ name: null, address: null, group: oneLine(empty[1]) });
      return;
    }
    const name = phrase(chunks.slice(0, before)) || phrase(chunks.slice(before)) || firstComment(comments);
    const address = cleanAddress(angle);
    const half = this.#half;
    this.#half = null;
    this.#bareRun = 0;
    if (half !== null && name !== "" && address !== null && wordCount(name) <= 3) {
      this.#mailboxes.length = half.index;
      this.#add(`${half.name}, ${name}`, address);
    } else if (address === null && name === "") this.#add(oneLine(decodeEncodedWords(angle)), null);
    else this.#add(name, address);
  }

  #finishBare(chunks: Chunk[], comments: string[], separator: number): void {
    const addresses = chunks.filter((chunk) => chunk.at >= 0);
    if (addresses.length === 0) {
      const listed = listAddress(chunks.map((chunk) => chunk.text));
      const name = phrase(chunks);
      if (listed === null) {
        const first = this.#bareRun === 0;
        this.#bareRun += 1;
        const index = this.#mailboxes.length;
        this.#add(name || firstComment(comments), null);
        const half = first && separator === comma && name !== "" && !chunks.some((chunk) => chunk.quoted);
        this.#half = half && wordCount(name) <= 3 ? { name, index } : null;
        return;
      }
      this.#add(firstComment(comments), listed);
    } else if (addresses.length === 1) {
      const others = chunks.filter((chunk) => chunk.at < 0);
      this.#add(phrase(others) || firstComment(comments), cleanAddress(addresses[0]?.text ?? ""));
    } else for (const chunk of addresses) this.#add("", cleanAddress(chunk.text));
    this.#half = null;
    this.#bareRun = 0;
  }

  #add(name: string, address: string | null): void {
    const plain = name === "" || name.toLowerCase() === address?.toLowerCase() ? null : name;
    if (plain !== null || address !== null)
      this.#mailboxes.push({ name: plain, address, group: this.#group });
  }
}

function nothingPending(): Pending {
  return { chunks: [], comments: [], angle: null, before: 0 };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function wordCount(name: string): number {
  return name.split(" ").length;
}

/** Words of a name: quotes taken off, encoded words decoded. */
function phrase(chunks: readonly Chunk[]): string {
  if (chunks.length === 0) return "";
  const words = chunks.map(({ text }) =>
    text.includes('"') ? text.replace(/"((?:[^"\\]|\\.)*)"/g, unquote) : text,
  );
  return plainName(words.join(" "));
}

function unquote(_: string, content: string): string {
  return content.includes("\\") ? content.replace(/\\(.)/g, "$1") : content;
}

function firstComment(comments: readonly string[]): string {
  for (const comment of comments) {
    const name = plainName(comment);
    if (name !== "") return name;
  }
  return "";
}

/** Decoded, on one line, without the single quotes that Outlook puts around names that are addresses. */
function plainName(raw: string): string {
  const name = oneLine(decodeEncodedWords(raw));
  const [first, last] = [name[0], name.at(-1)];
  if (name.length > 1 && first === last && (first === "'" || first === '"')) return name.slice(1, -1).trim();
  return name;
}

/** `user at example.org`, as list archives write it; null when it is not that. */
function listAddress(words: readonly string[]): string | null {
  const [local, at, domain] = words;
  if (words.length !== 3 || local === undefined || domain === undefined || at?.toLowerCase() !== "at")
    return null;
  if (!/^[^\s@"()<>,;:]+$/.test(local) || !/^[\w-]+(?:\.[\w-]+)+$/.test(domain)) return null;
  return `${local}@${domain.toLowerCase()}`;
}

/**
 * The address in a pair of brackets, or bare: without route, comments and needless quotes, the domain in lower case. Null when
 * it is empty or several words.
 */
function cleanAddress(raw: string): string | null {
  let text = decodeEncodedWords(raw).trim();
  // RFC 5322, 4.4: an obsolete route, `@a,@b:user@c`.
  const route = /^@[^:"]{1,500}:/.exec(text);
  if (route !== null) text = text.slice(route[0].length).trim();
  text = text.replace(/^(?:mailto|smtp):/i, "").trim();
  if (text.startsWith("'") && text.endsWith("'") && text.length > 2) text = text.slice(1, -1);
  if (/\s/.test(text) && !text.startsWith('"')) {
    const listed = listAddress(text.split(/\s+/));
    if (listed !== null) return listed;
    text = text.replace(/\s*([.@])\s*/g, "$1");
    if (/\s/.test(text)) return text.includes("@") ? oneLine(text.replace(/\s+/g, "")) : null;
  }
  text = oneLine(text);
  if (text === "") return null;
  const at = text.lastIndexOf("@");
  if (at < 0 || at < text.lastIndexOf('"')) return text;
  let local = text.slice(0, at).trim();
  const domain = text
    .slice(at + 1)
    .trim()
    .replace(/\.$/, "")
    .toLowerCase();
  const plain = /^"([^\s"\\()<>[\]:;@,.]+(?:\.[^\s"\\()<>[\]:;@,.]+)*)"$/.exec(local);
  if (plain?.[1] !== undefined) local = plain[1];
  return `${local}@${domain}`;
}
