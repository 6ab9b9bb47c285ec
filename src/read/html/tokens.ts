/**
 * Splits HTML into tags and text, in one pass, without a tree: what the WHATWG tokenizer calls tags, attributes, comments and raw
 * text, for pages of any size and any malice. Nothing is thrown; what is not a tag is text. Positions are not kept.
 */
import { decodeHTML, decodeHTMLAttribute } from "entities/decode";

/** Attributes of a tag by lower-case name; the first of equal names counts, as in browsers. */
export type Attributes = ReadonlyMap<string, string>;

export interface TokenVisitor {
  open(name: string, attributes: Attributes, selfClosing: boolean): void;
  close(name: string): void;
  /** Text with its character references resolved. */
  text(text: string): void;
  /** The content of an element in which tags are text: a script, a style sheet. Comes after its `open`; `close` follows. */
  raw(name: string, text: string): void;
}

/** Elements in which `<` is text; references are resolved in the last two only. */
const rawElements = new Set(["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"]);
const resolved = new Set(["textarea", "title"]);

const mostAttributes = 64;
/** Longer values are data, and only those of pictures are of use. */
const longestValue = 4096;
const longestPicture = 1_500_000;

const none: Attributes = new Map();

/** Calls `visitor` for each tag and each stretch of text of `html`, in order. */
export function scanHtml(html: string, visitor: TokenVisitor): void {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) {
      visitText(visitor, html.slice(at));
      return;
    }
    if (open > at) visitText(visitor, html.slice(at, open));
    at = scanMarkup(html, open, visitor);
  }
}

function visitText(visitor: TokenVisitor, text: string): void {
  visitor.text(text.includes("&") ? decodeHTML(text) : text);
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isSpace = (code: number): boolean =>
  code === 32 || code === 10 || code === 9 || code === 12 || code === 13;

/** Reads what begins with the `<` at `open`; the answer is where to go on. */
function scanMarkup(html: string, open: number, visitor: TokenVisitor): number {
  const next = html.charCodeAt(open + 1);
  if (isLetter(next)) return scanTag(html, open + 1, visitor);
  if (next === 33 /* ! */)
    return html.startsWith("--", open + 2) ? afterComment(html, open + 4) : after(html, ">", open + 2);
  if (next === 63 /* ? */) return after(html, ">", open + 2);
  if (next === 47 /* / */) {
    if (isLetter(html.charCodeAt(open + 2))) return scanEndTag(html, open + 2, visitor);
    return after(html, ">", open + 2);
  }
  visitor.text("<");
  return open + 1;
}

function after(html: string, sign: string, from: number): number {
  const found = html.indexOf(sign, from);
  return found < 0 ? html.length : found + sign.length;
}

/** `-->` or `--!>`; `<!-->` and `<!--->` are whole comments. One that never ends takes the rest of the page. */
function afterComment(html: string, from: number): number {
  if (html[from] === ">") return from + 1;
  if (html.startsWith("->", from)) return from + 2;
  for (let at = html.indexOf("--", from); at >= 0; at = html.indexOf("--", at + 1)) {
    if (html[at + 2] === ">") return at + 3;
    if (html.startsWith("!>", at + 2)) return at + 4;
  }
  return html.length;
}

function nameEnd(html: string, from: number): number {
  let at = from;
  for (; at < html.length; at += 1) {
    const code = html.charCodeAt(at);
    if (isSpace(code) || code === 47 || code === 62) break;
  }
  return at;
}

function scanEndTag(html: string, from: number, visitor: TokenVisitor): number {
  const end = nameEnd(html, from);
  const tag = scanAttributes(html, end, false);
  if (tag.closed) visitor.close(tagName(html, from, end));
  return tag.end;
}

const tagName = (html: string, from: number, end: number): string =>
  html.slice(from, Math.min(end, from + 40)).toLowerCase();

function scanTag(html: string, from: number, visitor: TokenVisitor): number {
  const end = nameEnd(html, from);
  const name = tagName(html, from, end);
  const tag = scanAttributes(html, end, true);
  // A tag that the end of the file cuts off is none.
  if (!tag.closed) return tag.end;
  visitor.open(name, tag.attributes, tag.selfClosing);
  if (name === "plaintext") {
    visitor.text(html.slice(tag.end));
    return html.length;
  }
  if (!rawElements.has(name)) return tag.end;
  const close = rawEnd(html, name, tag.end);
  const content = html.slice(tag.end, close);
  visitor.raw(name, resolved.has(name) && content.includes("&") ? decodeHTML(content) : content);
  if (close >= html.length) visitor.close(name);
  return close;
}

/** Where `</name` stands, the end tag of a raw element; the end of the page when there is none. */
function rawEnd(html: string, name: string, from: number): number {
  for (let at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
    const past = at + 2 + name.length;
    const code = html.charCodeAt(past);
    if ((isSpace(code) || code === 47 || code === 62) && html.slice(at + 2, past).toLowerCase() === name)
      return at;
  }
  return html.length;
}

interface TagEnd {
  attributes: Attributes;
  selfClosing: boolean;
  closed: boolean;
  end: number;
}

/** Reads attributes up to the `>`; quoted values may hold one. */
function scanAttributes(html: string, from: number, keep: boolean): TagEnd {
  let attributes: Map<string, string> | null = null;
  let at = from;
  while (at < html.length) {
    const code = html.charCodeAt(at);
    if (isSpace(code)) {
      at += 1;
      continue;
    }
    if (code === 62 /* > */)
      return { attributes: attributes ?? none, selfClosing: false, closed: true, end: at + 1 };
    if (code === 47 /* / */) {
      if (html.charCodeAt(at + 1) === 62)
        return { attributes: attributes ?? none, selfClosing: true, closed: true, end: at + 2 };
      at += 1;
      continue;
    }
    const nameStart = at;
    // A leading `=` belongs to the name.
    for (at += 1; at < html.length; at += 1) {
      const sign = html.charCodeAt(at);
      if (isSpace(sign) || sign === 47 || sign === 62 || sign === 61) break;
    }
    const nameStop = at;
    while (isSpace(html.charCodeAt(at))) at += 1;
    let value = "";
    if (html.charCodeAt(at) === 61 /* = */) {
      at += 1;
      while (isSpace(html.charCodeAt(at))) at += 1;
      const quote = html[at];
      let stop: number;
      if (quote === '"' || quote === "'") {
        stop = html.indexOf(quote, at + 1);
        if (stop < 0) return { attributes: none, selfClosing: false, closed: false, end: html.length };
        value = html.slice(at + 1, stop);
        at = stop + 1;
      } else {
        stop = at;
        for (; stop < html.length; stop += 1) {
          const sign = html.charCodeAt(stop);
          if (isSpace(sign) || sign === 62) break;
        }
        value = html.slice(at, stop);
        at = stop;
      }
    }
    if (!keep || nameStop - nameStart > 40) continue;
    attributes ??= new Map();
    const name = html.slice(nameStart, nameStop).toLowerCase();
    if (attributes.size >= mostAttributes || attributes.has(name)) continue;
    const kept =
      value.length > longestValue &&
      !(value.length <= longestPicture && /^\s*data:image\//i.test(value.slice(0, 40)))
        ? value.slice(0, longestValue)
        : value;
    attributes.set(name, kept.includes("&") ? decodeHTMLAttribute(kept) : kept);
  }
  return { attributes: none, selfClosing: false, closed: false, end: html.length };
}
