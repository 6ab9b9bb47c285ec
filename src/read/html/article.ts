/**
 * The main text of a page that tells a story, without menus, share bars, links to other stories and comments. Readability finds it in a
 * tree that is built from cleaned tags, within bounds that honest pages keep; where it cannot, `article` or `main` is taken.
 */
import { createRequire } from "node:module";
import { voidElements, walkHtml, wordlessElements } from "./elements.ts";
import { isHidden, type MarkedText, markedText } from "./text.ts";
import type { Attributes } from "./tokens.ts";

/** Loaded with the first page that has a story: a tenth of a second that an archive of mail need not pay. */
let tools: {
  parseHTML: typeof import("linkedom").parseHTML;
  Readability: typeof import("@mozilla/readability").Readability;
} | null = null;

function loadTools(): NonNullable<typeof tools> {
  const load = createRequire(import.meta.url);
  tools ??= { parseHTML: load("linkedom").parseHTML, Readability: load("@mozilla/readability").Readability };
  return tools;
}

/** A tree costs memory and Readability time: stories have some thousand elements, with all that is around them. */
const mostElements = 20_000;
const longestCleaned = 3_000_000;
const deepest = 120;

/** What a page is besides its story: never part of it. */
const beside = new Set(["nav", "footer", "aside", "form", "button", "dialog", "menu"]);
const besideName =
  /\b(?:cookie|consent|gdpr|newsletter|subscribe|subscription|share|sharing|social|related|recommend|promo|sponsor|advert|comments?|disqus|breadcrumbs?|sidebar|paywall|popup|modal|outbrain|taboola|read-?more|most-?read|trending|tags?-list|skip-link)\b/i;

/** The main text of the page; null when none can be told from the rest. */
export function articleText(html: string): MarkedText | null {
  const cleaned = cleanedHtml(html);
  const content = cleaned === null ? null : readable(cleaned);
  const text = content === null ? null : markedText(content, { skip: isBeside });
  if (text !== null && text.text.length >= 200) return text;
  return within(html, "article") ?? within(html, "main");
}

function isBeside(name: string, attributes: Attributes): boolean {
  if (beside.has(name)) return true;
  // Only small parts are named so: a body of class `has-comments` is the page itself.
  if (name === "html" || name === "body" || name === "article" || name === "main") return false;
  return besideName.test(`${attributes.get("class") ?? ""} ${attributes.get("id") ?? ""}`);
}

function readable(cleaned: string): string | null {
  try {
    const { parseHTML, Readability } = loadTools();
    const { document } = parseHTML(cleaned);
    const article = new Readability(document, {
      charThreshold: 250,
      maxElemsToParse: mostElements,
      keepClasses: true,
    }).parse();
    return article?.content == null ? null : restored(article.content);
  } catch {
    // Pages that it chokes on (it recurses, and throws above its own limit) are read without it.
    return null;
  }
}

const keptAttributes = ["class", "id", "role", "itemprop", "itemtype", "rel", "href", "aria-hidden", "start"];
const removed: ReadonlySet<string> = new Set([
  ...wordlessElements,
  "link",
  "img",
  "source",
  "picture",
  "input",
]);

/** The page as simple, well nested HTML, with the attributes that Readability looks at; null when it is past the bounds. */
function cleanedHtml(html: string): string | null {
  const out: string[] = [];
  let elements = 0;
  let length = 0;
  let depth = 0;
  let removedAt = -1;
  const put = (text: string): void => {
    out.push(text);
    length += text.length;
  };
  walkHtml(html, {
    open(name, attributes) {
      depth += 1;
      if (removedAt >= 0) return;
      if (removed.has(name)) {
        removedAt = depth;
        return;
      }
      elements += 1;
      if (
        depth > deepest ||
        elements > mostElements ||
        length > longestCleaned ||
        !/^[a-z][a-z0-9-]*$/.test(name)
      )
        return;
      put(`<${name}${isHidden(attributes) ? ' style="display:none"' : ""}`);
      for (const kept of keptAttributes) {
        const value = attributes.get(kept);
        if (value !== undefined) put(` ${kept}="${escaped(value.slice(0, 300))}"`);
      }
      put(">");
    },
    close(name) {
      depth -= 1;
      if (removedAt >= 0) {
        if (depth < removedAt) removedAt = -1;
        return;
      }
      if (
        depth + 1 > deepest ||
        elements > mostElements ||
        length > longestCleaned ||
        voidElements.has(name) ||
        !/^[a-z][a-z0-9-]*$/.test(name)
      )
        return;
      put(`</${name}>`);
    },
    text(text) {
      if (removedAt < 0 && length <= longestCleaned) put(escaped(text));
    },
  });
  return elements > mostElements || length > longestCleaned ? null : out.join("");
}

/**
 * Signs that would have to be references are put as noncharacters (which no text may hold) for the time in the tree: its parser makes a
 * node of every reference, and a page of a million of them would take minutes. Long runs of blanks are cut for the same reason.
 */
const standIns: readonly (readonly [sign: string, standIn: string, reference: string])[] = [
  ["&", "\ufdd0", "&amp;"],
  ["<", "\ufdd1", "&lt;"],
  [">", "\ufdd2", "&gt;"],
  ['"', "\ufdd3", "&quot;"],
];
const signs = new Map(standIns.map(([sign, standIn]) => [sign, standIn]));
const references = new Map(standIns.map(([, standIn, reference]) => [standIn, reference]));

const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000e-\u001f\ufdd0-\ufdd3]/g, "")
    .replace(/\s{17,}/g, (run) => run.slice(0, 16))
    .replace(/[&<>"]/g, (sign) => signs.get(sign) ?? "");

const restored = (html: string): string =>
  html.replace(/[\ufdd0-\ufdd3]/g, (sign) => references.get(sign) ?? "");

/** The text of the only element of that name; null when there is none, or more than one with text in it. */
function within(html: string, element: string): MarkedText | null {
  let inside = 0;
  let times = 0;
  walkHtml(html, {
    open(name) {
      if (name !== element) return;
      if (inside === 0) times += 1;
      inside += 1;
    },
    close(name) {
      if (name === element) inside -= 1;
    },
    text() {},
  });
  if (times !== 1) return null;
  const text = markedText(html, { skip: isBeside, only: element });
  return text.text.length >= 200 ? text : null;
}
