/**
 * What a web page says about itself: schema.org in JSON-LD and microdata, Open Graph, the names of `meta` that papers use, `time`,
 * canonical link, language. Nothing is made up: what the page does not say is null.
 */
import type { Dated, Language } from "../../text/document.ts";
import { undated } from "../../text/document.ts";
import { proseDate } from "../../text/prose-date.ts";
import { fold } from "../../text/words.ts";
import { walkHtml } from "./elements.ts";
import { address, articleType, clean, type LinkedData, linkedData } from "./linked-data.ts";
import { isHidden } from "./text.ts";
import type { Attributes } from "./tokens.ts";

export interface PageMetadata {
  title: string | null;
  outlet: string | null;
  author: string | null;
  date: Dated;
  url: string | null;
  /** As declared; two letters. */
  language: Language | null;
  /** True when the page calls itself an article. */
  isArticle: boolean;
}

const mostFields = 2000;
const longestJson = 1_000_000;
const mostJson = 30;

/** What is gathered in one pass. */
interface Gathered {
  /** `name` and `property` of `meta`, lower case: the first that is not empty. */
  meta: Map<string, string>;
  /** `itemprop`: value, the first. */
  items: Map<string, string>;
  itemtypes: string[];
  json: string[];
  times: { value: string; published: boolean }[];
  titles: string[];
  headings: string[];
  canonical: string | null;
  language: string | null;
  rel: string | null;
}

/** Reads the metadata of a page of any size. */
export function metadataOf(html: string): PageMetadata {
  const found = gather(html);
  const linked = linkedData(found.json);
  const heading =
    found.headings.length === 1 || found.headings[0] === found.headings[1]
      ? (found.headings[0] ?? null)
      : null;
  const tag = clean(found.titles[0]);
  const siteName = first(
    clean(found.meta.get("og:site_name")),
    linked.publisher,
    clean(found.items.get("publisher.name")),
    clean(found.meta.get("citation_journal_title")),
  );
  const url = address(found.canonical) ?? address(found.meta.get("og:url")) ?? linked.url;
  const given = first(
    linked.headline,
    clean(found.meta.get("og:title")),
    clean(found.items.get("headline")),
    clean(found.meta.get("twitter:title")),
    clean(found.meta.get("dc.title")),
  );
  const suffix = outletSuffix(tag, [given, heading], url);
  const outlet = siteName ?? suffix;
  const title = withoutSuffix(given ?? heading ?? tag, outlet, [heading, given]);
  const author = authorOf(found, linked, outlet);
  return {
    title,
    outlet,
    author,
    date: dateOf(found, linked),
    url,
    language:
      /^[a-z]{2,3}(?=$|[-_])/i
        .exec(
          (
            found.language ??
            found.meta.get("og:locale") ??
            linked.language ??
            found.meta.get("content-language") ??
            ""
          ).trim(),
        )?.[0]
        .toLowerCase()
        .slice(0, 3) ?? null,
    isArticle:
      linked.isArticle ||
      found.itemtypes.some((type) => articleType.test(type)) ||
      /article/i.test(found.meta.get("og:type") ?? "") ||
      found.meta.has("article:published_time"),
  };
}

/* ---- gathering ------------------------------------------------------------------------------------------------ */

function gather(html: string): Gathered {
  const found: Gathered = {
    meta: new Map(),
    items: new Map(),
    itemtypes: [],
    json: [],
    times: [],
    titles: [],
    headings: [],
    canonical: null,
    language: null,
    rel: null,
  };
  /** Text that is being gathered for an element, with its place among the open ones. */
  const texts: { depth: number; take: (text: string) => void; pieces: string[] }[] = [];
  const scopes: { depth: number; prefix: string }[] = [];
  let depth = 0;
  const isJson = (attributes: Attributes): boolean =>
    /^application\/ld\+json/i.test(attributes.get("type")?.trim() ?? "");
  const put = (to: Map<string, string>, name: string, value: string): void => {
    if (value.trim() !== "" && to.size < mostFields && !to.has(name)) to.set(name, value.trim());
  };
  walkHtml(html, {
    open(name, attributes) {
      depth += 1;
      const content = attributes.get("content") ?? "";
      if (name === "html") found.language ??= attributes.get("lang") ?? attributes.get("xml:lang") ?? null;
      else if (name === "meta") {
        const key = attributes.get("property") ?? attributes.get("name") ?? attributes.get("http-equiv");
        if (key !== undefined) put(found.meta, key.toLowerCase(), content);
      } else if (name === "link" && /\bcanonical\b/i.test(attributes.get("rel") ?? ""))
        found.canonical ??= attributes.get("href") ?? null;
      else if (name === "time") {
        const value = attributes.get("datetime") ?? "";
        const told = `${attributes.get("itemprop") ?? ""} ${attributes.get("class") ?? ""} ${attributes.has("pubdate") ? "published" : ""}`;
        if (!/modified|updated/i.test(told) && found.times.length < 50) {
          const published = /publi|created|posted|entry-date/i.test(told);
          if (value !== "") found.times.push({ value, published });
          else
            texts.push({ depth, take: (text) => found.times.push({ value: text, published }), pieces: [] });
        }
      } else if (name === "h1" && found.headings.length < 5 && !isHidden(attributes)) {
        texts.push({ depth, take: (text) => text !== "" && found.headings.push(text), pieces: [] });
      }
      const type = attributes.get("itemtype");
      if (type !== undefined && found.itemtypes.length < 100) found.itemtypes.push(type);
      const property = attributes.get("itemprop")?.trim().split(/\s+/)[0];
      if (attributes.has("itemscope"))
        scopes.push({ depth, prefix: property === undefined ? "" : `${property}.` });
      else if (property !== undefined && found.items.size < mostFields) {
        const scope = scopes.at(-1)?.prefix ?? "";
        const value = attributes.get("content") ?? attributes.get("datetime");
        if (value !== undefined) put(found.items, scope + property, value);
        else if (texts.length < 20 && property.length < 40)
          texts.push({ depth, take: (text) => put(found.items, scope + property, text), pieces: [] });
      }
      if (found.rel === null && /\bauthor\b/i.test(attributes.get("rel") ?? "") && name === "a")
        texts.push({ depth, take: (text) => (found.rel ??= text), pieces: [] });
    },
    close() {
      while (texts.at(-1)?.depth === depth) {
        const done = texts.pop();
        done?.take(done.pieces.join("").replace(/\s+/g, " ").trim().slice(0, 500));
      }
      if (scopes.at(-1)?.depth === depth) scopes.pop();
      depth -= 1;
    },
    text(text) {
      for (const element of texts) if (element.pieces.length < 40) element.pieces.push(text);
    },
    raw(name, text, attributes) {
      if (name === "title" && found.titles.length < 5) found.titles.push(text.replace(/\s+/g, " ").trim());
      else if (
        name === "script" &&
        found.json.length < mostJson &&
        text.length <= longestJson &&
        isJson(attributes)
      )
        found.json.push(text);
    },
  });
  return found;
}

/* ---- choosing ------------------------------------------------------------------------------------------------- */

const first = (...values: (string | null)[]): string | null => values.find((value) => value !== null) ?? null;

const squashed = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/^(?:the|le|la|les)(?=.{4})/, "");

/**
 * `Title | The Daily Name`: the name, when the title alone is given elsewhere in the page and the page's own address holds the name.
 */
function outletSuffix(
  tag: string | null,
  titles: readonly (string | null)[],
  url: string | null,
): string | null {
  const parts = /^(.*\S)\s+[|–—·:-]\s+(\S[^|]{1,40})$/.exec(tag ?? "");
  const name = parts?.[2]?.trim();
  if (
    name === undefined ||
    url === null ||
    !titles.some((title) => title !== null && squashed(title) === squashed(parts?.[1] ?? ""))
  )
    return null;
  const host = squashed(URL.parse(url)?.hostname.replace(/^www\./, "") ?? "");
  return squashed(name).length >= 4 && host.includes(squashed(name)) ? name : null;
}

/** The title without the name of the paper, or without what another form of the same title lacks. */
function withoutSuffix(
  title: string | null,
  outlet: string | null,
  others: readonly (string | null)[],
): string | null {
  if (title === null) return null;
  const parts = /^(.*\S)\s+(?:[|–—·•»:-]|::)\s+(\S.{0,60})$/.exec(title);
  if (parts === null) return title;
  const [, bare = title, name = ""] = parts;
  const isOutlet =
    outlet !== null &&
    (squashed(name) === squashed(outlet) ||
      (squashed(name).length >= 5 && squashed(outlet).includes(squashed(name))));
  if (
    isOutlet ||
    others.some((other) => other !== null && other !== title && squashed(other) === squashed(bare))
  )
    return withoutSuffix(bare, outlet, []);
  return title;
}

function authorOf(found: Gathered, linked: LinkedData, outlet: string | null): string | null {
  const names = [
    linked.author,
    ...[
      "author",
      "article:author",
      "byl",
      "parsely-author",
      "sailthru.author",
      "dc.creator",
      "dcterms.creator",
      "citation_author",
    ].map((name) => clean(found.meta.get(name))),
    clean(found.items.get("author.name")),
    clean(found.items.get("author")),
    clean(found.rel),
  ];
  for (const name of names) {
    const bare = name?.replace(/^(?:by|par)\s+/i, "").trim() ?? "";
    if (
      bare === "" ||
      bare.length > 200 ||
      /^https?:|^www\.|@/.test(bare) ||
      /^(?:admin|administrator|webmaster|editor|author|auteur|user)$/i.test(bare)
    )
      continue;
    if (outlet !== null && squashed(bare) === squashed(outlet)) continue;
    return bare;
  }
  return null;
}

function dateOf(found: Gathered, linked: LinkedData): Dated {
  const names = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "date",
  ];
  const printed = [
    linked.published,
    ...names.map((name) => found.meta.get(name) ?? null),
    found.items.get("datePublished") ?? null,
    ...found.times.filter(({ published }) => published).map(({ value }) => value),
    ...(found.times.length === 1 ? found.times.map(({ value }) => value) : []),
  ];
  for (const value of printed) {
    if (value === null) continue;
    const dated = proseDate(value.trim());
    if (dated.edtf !== null && dated.edtf.length >= 7) return dated;
  }
  return undated;
}
