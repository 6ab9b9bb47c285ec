/**
 * The text of an HTML mail body, for reading and searching: one pass over the source, no tree. Blocks become lines, lists and
 * cells keep their shape, what is not shown (scripts, styles, comments, hidden elements) is left out. Linear in the source.
 */
import { decodeHTMLAttribute } from "entities/decode";
import { type QuotedStretch, Writer, type WriterState } from "./html-writer.ts";

interface HtmlText {
  /** Lines without spaces at their ends, at most one empty line in a row. Not yet `normalText`. */
  text: string;
  /** Stretches inside `blockquote`, in order, not overlapping; `depth` from 1. */
  quoted: QuotedStretch[];
}

/**
 * Text of an HTML source as a reader would copy it. A link is written `text <address>` unless the text shows the address or the
 * address is longer than 150 characters, as those of trackers are. Images give their alternative text in brackets.
 */
export function htmlToText(html: string): HtmlText {
  const writer = new Writer();
  scan(html, writer);
  return writer.finish();
}

/** Elements that stand on lines of their own; the figure is how many line breaks come before and after. */
const blocks = new Map<string, 1 | 2>(
  (
    [
      [
        1,
        "address article aside body caption center dd details dir div dl dt fieldset figcaption figure footer form",
      ],
      [1, "header html legend li main menu nav optgroup option section summary tbody tfoot thead tr"],
      [2, "blockquote h1 h2 h3 h4 h5 h6 hr ol p pre table ul"],
    ] as const
  ).flatMap(([breaks, names]) => names.split(" ").map((name): [string, 1 | 2] => [name, breaks])),
);

/** Elements whose content is not text for the reader. */
const unseen = new Set(["script", "style", "title", "template", "xml", "noframes", "iframe", "svg"]);
const voidElements = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

const longestLink = 150;
/** Open hidden elements that are remembered; more at once is an attack, and then they are shown. */
const deepestHidden = 200;
const mayHide = /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|\shidden[\s=>/]/i;
const hides = /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|\shidden(?=[\s=>/]|$)/i;

interface Hidden {
  name: string;
  /** Elements of the same name that were opened inside. */
  nested: number;
  state: WriterState;
}

function scan(html: string, writer: Writer): void {
  const hidden: Hidden[] = [];
  const lists: (number | null)[] = [];
  const links: { address: string; start: number }[] = [];
  const someHidden = mayHide.test(html);
  const search = new Search(html);
  let preformatted = 0;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) break;
    if (open > at) writer.write(html.slice(at, open), preformatted > 0);
    const next = html.charCodeAt(open + 1);
    if (next === exclamation || next === question) {
      at = endOfMarkup(html, open, search);
      continue;
    }
    const closing = next === slash;
    const nameStart = closing ? open + 2 : open + 1;
    if (!isLetter(html.charCodeAt(nameStart))) {
      writer.write("<", preformatted > 0);
      at = open + 1;
      continue;
    }
    const end = endOfTag(html, nameStart, search);
    const nameEnd = endOfName(html, nameStart, end);
    const name = html.slice(nameStart, nameEnd).toLowerCase();
    const attributes = html.slice(nameEnd, end);
    at = end + 1;
    if (closing) {
      closeTag(name, { writer, lists, links });
      if (name === "pre") preformatted = Math.max(0, preformatted - 1);
      const last = hidden.at(-1);
      if (last !== undefined && last.name === name) {
        if (last.nested > 0) last.nested -= 1;
        else {
          writer.restore(last.state);
          hidden.pop();
        }
      }
      continue;
    }
    if (unseen.has(name) && !attributes.endsWith("/")) {
      // Without its end tag, an unseen element is taken for an empty one: rather too much text than none.
      const close = search.closing(name, at);
      if (close >= 0) at = close;
      continue;
    }
    if (someHidden) {
      const last = hidden.at(-1);
      if (last !== undefined && last.name === name && !voidElements.has(name)) last.nested += 1;
      else if (hides.test(attributes)) {
        if (voidElements.has(name)) continue;
        if (hidden.length < deepestHidden) hidden.push({ name, nested: 0, state: writer.save() });
      }
    }
    if (name === "pre") preformatted += 1;
    openTag(name, attributes, { writer, lists, links });
  }
  if (at < html.length) writer.write(html.slice(at), preformatted > 0);
}

const slash = 47;
const exclamation = 33;
const question = 63;

interface Open {
  writer: Writer;
  /** Numbers of the open lists; null for one without numbers. */
  lists: (number | null)[];
  links: { address: string; start: number }[];
}

function openTag(name: string, attributes: string, { writer, lists, links }: Open): void {
  switch (name) {
    case "br":
      writer.lineBreak();
      return;
    case "td":
    case "th":
      writer.cell();
      return;
    case "img": {
      const alternative = attribute(attributes, "alt");
      if (alternative !== null && alternative.trim() !== "") writer.write(`[${alternative.trim()}]`, false);
      return;
    }
    case "a": {
      const address = attribute(attributes, "href")?.trim() ?? "";
      const shown = /^(?:https?|ftp|mailto):/i.test(address) && address.length <= longestLink;
      if (links.length < 100) links.push({ address: shown ? address : "", start: writer.length });
      return;
    }
  }
  const breaks = blocks.get(name);
  if (breaks === undefined) return;
  // Outlook writes every line as a paragraph without margins.
  writer.breakLines(name === "p" && /MsoNormal|MsoPlainText/.test(attributes) ? 1 : breaks);
  if (name === "hr") {
    writer.write("________________________________", true);
    writer.breakLines(1);
  } else if (name === "blockquote") {
    writer.quote(isIndent(attributes) ? 0 : 1);
  } else if (name === "ul" || name === "ol") {
    if (lists.length < 100) lists.push(name === "ol" ? 0 : null);
    if (lists.length > 1) writer.joinLines();
  } else if (name === "li") {
    const number = lists.at(-1);
    if (typeof number === "number") {
      lists[lists.length - 1] = number + 1;
      writer.item(`${number + 1}. `);
    } else writer.item("- ");
  }
}

function closeTag(name: string, { writer, lists, links }: Open): void {
  if (name === "a") {
    const link = links.pop();
    if (link !== undefined && link.address !== "") writer.link(link.address, link.start);
    return;
  }
  const breaks = blocks.get(name);
  if (breaks === undefined) return;
  if (name === "ul" || name === "ol") lists.pop();
  // The empty line after a paragraph comes with the next one: Outlook's stand close together.
  writer.breakLines(name === "p" || (breaks === 2 && lists.length > 0) ? 1 : breaks);
  if (name === "blockquote") writer.endQuote();
}

/** Gmail's "indent more" is a `blockquote` that quotes nobody. */
function isIndent(attributes: string): boolean {
  return /border\s*:\s*none/i.test(attributes) && !/gmail_quote|\bcite\b/i.test(attributes);
}

/** Value of an attribute, its entities decoded; null when it is not there. */
function attribute(attributes: string, name: string): string | null {
  let at = 0;
  while (at < attributes.length) {
    while (at < attributes.length && isSpaceOrSlash(attributes.charCodeAt(at))) at += 1;
    const nameStart = at;
    while (at < attributes.length && attributes[at] !== "=" && !isSpaceOrSlash(attributes.charCodeAt(at)))
      at += 1;
    const found = attributes.slice(nameStart, at).toLowerCase() === name;
    while (at < attributes.length && isSpace(attributes.charCodeAt(at))) at += 1;
    if (attributes[at] !== "=") {
      if (at === nameStart) at += 1;
      continue;
    }
    at += 1;
    while (at < attributes.length && isSpace(attributes.charCodeAt(at))) at += 1;
    const quote = attributes[at];
    let valueEnd: number;
    if (quote === '"' || quote === "'") {
      at += 1;
      valueEnd = attributes.indexOf(quote, at);
      if (valueEnd < 0) valueEnd = attributes.length;
    } else {
      valueEnd = at;
      while (valueEnd < attributes.length && !isSpace(attributes.charCodeAt(valueEnd))) valueEnd += 1;
    }
    if (found) return decodeHTMLAttribute(attributes.slice(at, valueEnd));
    at = valueEnd + 1;
  }
  return null;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isSpaceOrSlash(code: number): boolean {
  return code === slash || isSpace(code);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function endOfName(html: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isSpaceOrSlash(html.charCodeAt(at))) at += 1;
  return at;
}

/** Place of the `>` that ends the tag; those inside quoted values do not count. */
function endOfTag(html: string, start: number, search: Search): number {
  let at = start;
  let value = false;
  for (; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === 62) return at;
    // A quotation mark opens a value only after `=`; elsewhere it is a slip.
    if (code === 61) value = true;
    else if (value && (code === 34 || code === 39)) {
      const close = search.next(code === 34 ? '"' : "'", at + 1);
      if (close < 0) break;
      at = close;
      value = false;
    } else if (!isSpace(code)) value = false;
  }
  const close = search.next(">", start);
  return close < 0 ? html.length : close;
}

/** End of a comment, a declaration or a processing instruction. */
function endOfMarkup(html: string, open: number, search: Search): number {
  if (html.startsWith("<!--", open)) {
    // `<!-->` is a whole comment. One that never ends is taken to end at the next `>`: rather too much text than none.
    const close = search.next("-->", open + 2);
    if (close >= 0) return close + 3;
  }
  const close = search.next(">", open);
  return close < 0 ? html.length : close + 1;
}

/** Looks for strings in the source; one that is not found is not looked for again, so that the whole stays linear. */
class Search {
  readonly #html: string;
  readonly #absent = new Set<string>();

  constructor(html: string) {
    this.#html = html;
  }

  next(wanted: string, from: number): number {
    if (this.#absent.has(wanted)) return -1;
    const at = this.#html.indexOf(wanted, from);
    if (at < 0) this.#absent.add(wanted);
    return at;
  }

  /** Place of the end tag of an element; -1 when there is none. */
  closing(name: string, from: number): number {
    const wanted = `</${name}`;
    if (this.#absent.has(wanted)) return -1;
    const pattern = new RegExp(wanted, "gi");
    pattern.lastIndex = from;
    const match = pattern.exec(this.#html);
    if (match === null) {
      this.#absent.add(wanted);
      return -1;
    }
    return match.index;
  }
}
