/** What a page says of itself in schema.org's words, in JSON-LD: the first article among all that is described there. */
import { walkHtml } from "./elements.ts";

export const articleType =
  /(?:^|[/:])(?:[A-Za-z]*NewsArticle|Article|ReportageNewsArticle|BlogPosting|LiveBlogPosting|OpinionNewsArticle|Report|Review|SocialMediaPosting|TechArticle|ScholarlyArticle)$/;

export interface LinkedData {
  headline: string | null;
  publisher: string | null;
  author: string | null;
  published: string | null;
  url: string | null;
  language: string | null;
  isArticle: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listed = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.slice(0, 50) : value === undefined || value === null ? [] : [value];

/** The first article among the page's JSON-LD. */
export function linkedData(scripts: readonly string[]): LinkedData {
  for (const script of scripts) {
    const article = articleIn(parsed(script));
    if (article === null) continue;
    return {
      headline: clean(textOf(article.headline) ?? textOf(article.name)),
      publisher: clean(namesOf(article.publisher)[0]),
      author: joined(namesOf(article.author).map(clean)),
      published: textOf(article.datePublished) ?? textOf(article.dateCreated),
      url: address(
        textOf(article.url) ??
          (isFields(article.mainEntityOfPage)
            ? textOf(article.mainEntityOfPage["@id"])
            : textOf(article.mainEntityOfPage)),
      ),
      language: textOf(article.inLanguage),
      isArticle: true,
    };
  }
  return {
    headline: null,
    publisher: null,
    author: null,
    published: null,
    url: null,
    language: null,
    isArticle: false,
  };
}

function parsed(script: string): unknown {
  try {
    return JSON.parse(
      script.replace(/^\s*(?:\/\/\s*)?<!(?:--|\[CDATA\[)|(?:\/\/\s*)?(?:-->|\]\]>)\s*$/g, "").trim(),
    );
  } catch {
    // Broken JSON-LD is common, and only one of the places where a page tells of itself.
    return null;
  }
}

/** The first article in breadth: a page's own stands before those it lists. */
function articleIn(data: unknown): Fields | null {
  const queue: unknown[] = [data];
  for (let at = 0; at < queue.length && at < 2000; at += 1) {
    const value = queue[at];
    if (Array.isArray(value)) queue.push(...value.slice(0, 200));
    else if (isFields(value)) {
      if (listed(value["@type"]).some((type) => typeof type === "string" && articleType.test(type)))
        return value;
      queue.push(...listed(value["@graph"]), ...listed(value.mainEntity), ...listed(value.mainEntityOfPage));
    }
  }
  return null;
}

const textOf = (value: unknown): string | null => {
  const [one] = listed(value);
  return typeof one === "string" && one.trim() !== "" ? one.trim() : null;
};

function namesOf(value: unknown): string[] {
  return listed(value).flatMap((one) => {
    const name = isFields(one) ? textOf(one.name) : textOf(one);
    return name === null ? [] : [name];
  });
}

const joined = (names: readonly (string | null)[]): string | null => {
  const all = [...new Set(names.filter((name) => name !== null))].slice(0, 10);
  return all.length === 0 ? null : all.join(", ");
};

/** One line; references that were escaped twice are resolved, tags taken out. */
export function clean(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  let text = value.slice(0, 1000);
  if (/&(?:#\d+|#x[\da-f]+|[a-z]+\d*);|<\/?[a-z]/i.test(text)) {
    const pieces: string[] = [];
    walkHtml(text, { open() {}, close() {}, text: (piece) => pieces.push(piece) });
    text = pieces.join("");
  }
  text = text.replace(/[\s\u00a0]+/g, " ").trim();
  return text === "" || /^(?:null|undefined|none|n\/a|\{\{.*\}\})$/i.test(text) ? null : text;
}

/** A web address of at most 2,000 characters; null for anything else. */
export function address(value: string | null | undefined): string | null {
  const text = value?.trim() ?? "";
  return /^https?:\/\/[^\s"<>]+$/i.test(text) && text.length <= 2000 ? text : null;
}
