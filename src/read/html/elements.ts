/**
 * Makes tags into elements that are well nested, by the rules that matter of the WHATWG tree construction: end tags that are left out,
 * that are misplaced, that never come. Still without a tree: elements open and close as the page goes by.
 */
import { type Attributes, scanHtml } from "./tokens.ts";

/** Every `open` is followed by its `close`; elements nest. */
export interface ElementVisitor {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
  /** Content of scripts, styles, titles and the like, between their `open` and `close`. */
  raw?(name: string, text: string, attributes: Attributes): void;
}

/** What holds no words of the page wherever it stands: programs, drawings, players, what is filled in. */
export const wordlessElements = [
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "math",
  "iframe",
  "object",
  "embed",
  "audio",
  "video",
  "canvas",
  "select",
  "textarea",
  "button",
] as const;

export const voidElements: ReadonlySet<string> = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "param",
  "source",
  "track",
  "wbr",
]);

/** Elements that stand in a line of text; an end tag of theirs does not reach past a block. */
export const inlineElements: ReadonlySet<string> = new Set([
  "a",
  "abbr",
  "acronym",
  "b",
  "bdi",
  "bdo",
  "big",
  "button",
  "cite",
  "code",
  "data",
  "del",
  "dfn",
  "em",
  "font",
  "i",
  "ins",
  "kbd",
  "label",
  "mark",
  "nobr",
  "q",
  "s",
  "samp",
  "small",
  "span",
  "strike",
  "strong",
  "sub",
  "sup",
  "time",
  "tt",
  "u",
  "var",
]);

/** Start tags that end an open paragraph. */
const endParagraph = new Set([
  "address",
  "article",
  "aside",
  "blockquote",
  "center",
  "details",
  "dialog",
  "dir",
  "div",
  "dl",
  "dd",
  "dt",
  "fieldset",
  "figcaption",
  "figure",
  "footer",
  "form",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "header",
  "hgroup",
  "hr",
  "li",
  "main",
  "menu",
  "nav",
  "ol",
  "p",
  "pre",
  "search",
  "section",
  "summary",
  "table",
  "ul",
  "xmp",
  "plaintext",
  "listing",
]);
const inHead = new Set([
  "base",
  "basefont",
  "bgsound",
  "link",
  "meta",
  "noscript",
  "script",
  "style",
  "template",
  "title",
]);

/** What an open element is ended by, and what shields it. */
const ends: Readonly<Record<string, { ended: ReadonlySet<string>; shield: ReadonlySet<string> }>> = (() => {
  const table = new Set(["table"]);
  const cells = new Set(["td", "th"]);
  const rows = new Set(["td", "th", "tr"]);
  const groups = new Set(["td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"]);
  const terms = { ended: new Set(["dd", "dt"]), shield: new Set(["dl", "table", "td", "th"]) };
  return {
    li: { ended: new Set(["li"]), shield: new Set(["ul", "ol", "menu", "dir", "table", "td", "th"]) },
    dd: terms,
    dt: terms,
    td: { ended: cells, shield: new Set(["tr", "table"]) },
    th: { ended: cells, shield: new Set(["tr", "table"]) },
    tr: { ended: rows, shield: table },
    thead: { ended: groups, shield: table },
    tbody: { ended: groups, shield: table },
    tfoot: { ended: groups, shield: table },
    option: { ended: new Set(["option"]), shield: new Set(["select", "datalist"]) },
    a: { ended: new Set(["a"]), shield: new Set(["table", "td", "th"]) },
  };
})();
const paragraphShield = new Set([
  "table",
  "td",
  "th",
  "caption",
  "button",
  "object",
  "template",
  "marquee",
  "applet",
]);
const tableShield = new Set(["table"]);

/** Deeper elements are not announced, their text is. */
const deepest = 200;
/** How far down the open elements are searched for one to end: keeps hostile pages linear. */
const farthest = 256;

/** Walks `html` and tells `visitor` of its elements. `html` and `body` are announced only where their tags stand. */
export function walkHtml(html: string, visitor: ElementVisitor): void {
  const open: string[] = [];
  const count = new Map<string, number>();
  let rawAttributes: Attributes = new Map();

  const pop = (): void => {
    const name = open.pop() ?? "";
    count.set(name, (count.get(name) ?? 1) - 1);
    if (open.length < deepest) visitor.close(name);
  };
  /** Ends the element at place `at` and all inside it; -1 is no place. */
  const popTo = (at: number): void => {
    while (at >= 0 && open.length > at) pop();
  };
  /** Place of the innermost open element of `names` that no element of `shield` stands before; -1 when there is none. */
  const find = (names: ReadonlySet<string>, shield: ReadonlySet<string> | null): number => {
    const least = Math.max(0, open.length - farthest);
    for (let at = open.length - 1; at >= least; at -= 1) {
      const name = open[at] ?? "";
      if (names.has(name)) return at;
      if (shield?.has(name)) return -1;
    }
    return -1;
  };
  const isOpen = (name: string): boolean => (count.get(name) ?? 0) > 0;

  scanHtml(html, {
    open(name, attributes, selfClosing) {
      if (isOpen("head") && !inHead.has(name)) popTo(find(head, null));
      if (endParagraph.has(name) && isOpen("p")) popTo(find(paragraph, paragraphShield));
      const rule = Object.hasOwn(ends, name) ? ends[name] : undefined;
      if (rule !== undefined) {
        for (let at = find(rule.ended, rule.shield); at >= 0; at = find(rule.ended, rule.shield)) popTo(at);
      } else if (headingName.test(name) && headingName.test(open.at(-1) ?? "")) pop();
      if ((name === "html" || name === "body") && isOpen(name)) return;
      if (open.length < deepest) visitor.open(name, attributes);
      if (voidElements.has(name) || (selfClosing && foreign(count))) {
        if (open.length < deepest) visitor.close(name);
        return;
      }
      rawAttributes = attributes;
      open.push(name);
      count.set(name, (count.get(name) ?? 0) + 1);
    },
    close(name) {
      if (!isOpen(name)) {
        // Browsers make an empty paragraph of a lone `</p>`; it is a break between lines all the same.
        if ((name === "p" || name === "br") && open.length < deepest) {
          visitor.open("br", new Map());
          visitor.close("br");
        }
        return;
      }
      if (name === "html" || name === "body") return;
      if (inlineElements.has(name)) {
        for (let at = open.length - 1; at >= Math.max(0, open.length - 64); at -= 1) {
          const found = open[at] ?? "";
          if (found === name) return popTo(at);
          if (!inlineElements.has(found)) return;
        }
        return;
      }
      // Inside a cell, only the table's own end tags reach out of it.
      const shield = tableParts.has(name) ? (name === "table" ? null : tableShield) : cellShield;
      popTo(find(new Set([name]), shield));
    },
    text: (text) => visitor.text(text),
    raw: (name, text) => visitor.raw?.(name, text, rawAttributes),
  });
  popTo(0);
}

const head = new Set(["head"]);
const paragraph = new Set(["p"]);
const headingName = /^h[1-6]$/;
const tableParts = new Set(["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"]);
const cellShield = new Set(["td", "th", "table"]);

/** `<path/>` closes itself in SVG and MathML; in HTML the slash means nothing. */
const foreign = (count: ReadonlyMap<string, number>): boolean =>
  (count.get("svg") ?? 0) > 0 || (count.get("math") ?? 0) > 0;
