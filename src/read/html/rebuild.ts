/**
 * A page for the eye, rebuilt from an allow-list: elements that structure text, no attribute that could load, run, place or link
 * anything. Every name and value in the output is one of ours or escaped by us, so that it stays harmless in any parser, even where the
 * sandboxed frame it is meant for is missing.
 */
import { type ElementVisitor, voidElements, walkHtml, wordlessElements } from "./elements.ts";
import type { Attributes } from "./tokens.ts";

/** Elements that are kept, with what becomes of them. */
const kept: ReadonlyMap<string, string> = new Map([
  ...(
    "p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong b i u s sub sup small mark abbr cite q dfn kbd samp var time del ins " +
    "figure figcaption table caption thead tbody tfoot tr td th section article header footer main aside nav address span a"
  )
    .split(" ")
    .map((name): [string, string] => [name, name]),
  ["center", "div"],
  ["details", "div"],
  ["dialog", "div"],
  ["summary", "p"],
  ["fieldset", "div"],
  ["legend", "p"],
  ["hgroup", "div"],
  ["dir", "ul"],
  ["menu", "ul"],
  ["listing", "pre"],
  ["acronym", "abbr"],
  ["big", "span"],
  ["font", "span"],
  ["label", "span"],
  ["bdi", "span"],
  ["bdo", "span"],
  ["strike", "s"],
  ["tt", "code"],
]);

/** Elements that go with all that is in them. */
const dropped: ReadonlySet<string> = new Set([
  ...wordlessElements,
  "head",
  "title",
  "frame",
  "frameset",
  "noframes",
  "applet",
  "map",
  "datalist",
  "noembed",
  "xmp",
  "portal",
  "fencedframe",
]);

const largestPictureBytes = 1024 ** 2;
const picture = /^data:image\/(?:png|jpeg|gif);base64,[A-Za-z0-9+/]+={0,2}$/;

/**
 * Rebuilds a page, or a piece of one, for display in a sandboxed frame: a fragment for the inside of `body`. Links become
 * `<a title="address">` without `href`; pictures become their alternative text in brackets, unless they are in the page itself
 * (PNG, JPEG or GIF in a `data:` address, 1 MB at most). Forms, frames, scripts, styles and drawings are left out. Linear in the length of `html`.
 */
export function rebuildHtml(html: string): string {
  const out: string[] = [];
  /** What each open element became: the name to close, or nothing. */
  const open: (string | null)[] = [];
  let droppedAt = -1;
  const visitor: ElementVisitor = {
    open(name, attributes) {
      open.push(null);
      if (droppedAt >= 0) return;
      if (dropped.has(name)) {
        droppedAt = open.length;
        return;
      }
      if (name === "img") out.push(rebuiltPicture(attributes));
      const rebuilt = kept.get(name);
      if (rebuilt === undefined) return;
      out.push(`<${rebuilt}${attributesOf(name, attributes)}>`);
      if (!voidElements.has(rebuilt)) open[open.length - 1] = rebuilt;
    },
    close() {
      if (open.length === droppedAt) droppedAt = -1;
      const rebuilt = open.pop();
      if (rebuilt !== null && rebuilt !== undefined) out.push(`</${rebuilt}>`);
    },
    text(text) {
      if (droppedAt < 0) out.push(escaped(text));
    },
  };
  walkHtml(html, visitor);
  return out.join("");
}

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Text for any place in HTML, without control characters and lone surrogates. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "")
    .replace(/[&<>"'`]/g, (sign) => signs[sign] ?? "")
    .toWellFormed();
}

function attributesOf(name: string, attributes: Attributes): string {
  const out: string[] = [];
  const add = (attribute: string, value: string): void => {
    out.push(` ${attribute}="${escaped(value)}"`);
  };
  const language = attributes.get("lang");
  if (language !== undefined && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}$/.test(language))
    add("lang", language);
  const direction = attributes.get("dir")?.toLowerCase();
  if (direction === "ltr" || direction === "rtl" || direction === "auto") add("dir", direction);
  if (name === "td" || name === "th")
    for (const span of ["colspan", "rowspan"]) {
      const value = attributes.get(span)?.trim() ?? "";
      if (/^[1-9]\d{0,2}$/.test(value)) add(span, value);
    }
  const start = attributes.get("start") ?? "";
  if (name === "ol" && /^-?\d{1,6}$/.test(start)) add("start", start);
  const told = name === "a" ? attributes.get("href") : name === "abbr" ? attributes.get("title") : undefined;
  if (told !== undefined && told.trim() !== "") add("title", told.trim().slice(0, 2000));
  return out.join("");
}

function rebuiltPicture(attributes: Attributes): string {
  const alternative = (attributes.get("alt") ?? "").trim().slice(0, 2000);
  const source = (attributes.get("src") ?? "").replace(/\s+/g, "");
  if (source.length * 0.75 <= largestPictureBytes + 64 && picture.test(source))
    return `<img src="${source}" alt="${escaped(alternative)}">`;
  return alternative === "" ? "" : escaped(`[${alternative}]`);
}
