/** Markdown and front matter: what the signs of a text file say about it. The text stays as it is; marks tell what is what. */
import type { Dated, Language, Mark, Span } from "../../text/document.ts";
import { undated } from "../../text/document.ts";
import { proseDate } from "../../text/prose-date.ts";

export interface MarkdownSigns {
  title: string | null;
  /** The line of the title in the text; null when it is only in the front matter. */
  titleSpan: Span | null;
  date: Dated;
  author: string | null;
  outlet: string | null;
  language: Language | null;
  url: string | null;
  /** True when the front matter names a paper, or an author and a date: somebody saved a story. */
  saysStory: boolean;
  marks: Mark[];
  /** Where the text proper begins. */
  bodyStart: number;
}

const longestFrontMatter = 8_000;
const mostMarks = 20_000;

/** Reads front matter (YAML's simplest forms), headings and block quotes. Null when `text` has none of Markdown's signs. */
export function markdownSigns(text: string, name: string): MarkdownSigns | null {
  const front = frontMatterOf(text);
  const named = /\.(?:md|markdown|mdown)$/i.test(name);
  if (front === null && !named && (text.slice(0, 20_000).match(/^#{1,6} +\S/gm)?.length ?? 0) < 2)
    return null;
  const bodyStart = front?.end ?? 0;
  const marks = structureOf(text, bodyStart);
  const fields = front?.fields ?? new Map<string, string>();
  const first = marks.find((mark) => mark.kind === "heading" && mark.value === 1);
  const date = proseDate(
    field(fields, "date", "published", "date_published", "datepublished", "publish_date") ?? "",
  );
  const author = field(fields, "author", "authors", "byline", "auteur", "auteurs");
  const outlet = field(fields, "outlet", "publication", "publisher", "site", "site_name", "journal");
  const title =
    field(fields, "title", "titre", "headline") ??
    (first === undefined ? null : text.slice(first.start, first.end));
  return {
    title: title?.replace(/[*_`]{1,3}(?=\S)(.+?)(?<=\S)[*_`]{1,3}/g, "$1") ?? null,
    titleSpan: first === undefined ? null : { start: first.start, end: first.end },
    date: date.printed === null ? undated : date,
    author,
    outlet,
    language:
      /^[a-z]{2}(?=$|[-_])/i.exec(field(fields, "lang", "language", "langue") ?? "")?.[0].toLowerCase() ??
      null,
    url: field(fields, "url", "link", "canonical", "source_url"),
    saysStory: outlet !== null || (author !== null && date.edtf !== null),
    marks: [...(front?.marks ?? []), ...marks],
    bodyStart,
  };
}

function field(fields: Map<string, string>, ...names: string[]): string | null {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined && value !== "") return value;
  }
  return null;
}

/** `---`, lines of `key: value`, `---` at the very beginning. Lists may be `[a, b]` or lines of `- a`. */
function frontMatterOf(text: string): { fields: Map<string, string>; marks: Mark[]; end: number } | null {
  if (!text.startsWith("---\n")) return null;
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text.slice(3, longestFrontMatter));
  if (close === null) return null;
  const fields = new Map<string, string>();
  const marks: Mark[] = [];
  let key = "";
  let from = 4;
  const end = 3 + close.index;
  while (from < end) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 || newline > end ? end : newline;
    const line = text.slice(from, to);
    const pair = /^([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]*(.*)$/.exec(line);
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (pair !== null) {
      key = (pair[1] ?? "").toLowerCase().replace(/[ -]/g, "_");
      fields.set(key, scalar(pair[2] ?? ""));
      marks.push({ kind: "header", value: key, start: from, end: to });
    } else if (item !== null && key !== "") {
      fields.set(key, [fields.get(key), scalar(item[1] ?? "")].filter(Boolean).join(", "));
    } else if (line.trim() !== "" && !line.trim().startsWith("#") && !/^\s/.test(line)) {
      return null;
    }
    from = to + 1;
  }
  return fields.size === 0 ? null : { fields, marks, end: 3 + close.index + close[0].length };
}

/** `## Title ##` may close as it opens. */
function withoutClosingHashes(line: string): string {
  const trimmed = line.trimEnd();
  let at = trimmed.length;
  while (trimmed[at - 1] === "#") at -= 1;
  return /[ \t]/.test(trimmed[at - 1] ?? "") ? trimmed.slice(0, at).trimEnd() : trimmed;
}

function scalar(raw: string): string {
  const value = raw.trim().replace(/^\[(.*)\]$/s, "$1");
  return value
    .split(/\s*,\s*(?=["'])|(?<=["'])\s*,\s*/)
    .map((piece) => piece.replace(/^(["'])(.*)\1$/s, "$2"))
    .join(", ")
    .trim();
}

/** Headings (`#` and underlined) and block quotes, outside of fenced code. */
function structureOf(text: string, from: number): Mark[] {
  const marks: Mark[] = [];
  let fence: string | null = null;
  let before: Span | null = null;
  for (let at = from; at < text.length && marks.length < mostMarks; ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + 2000));
    const fenced = /^ {0,3}(```|~~~)/.exec(line)?.[1] ?? null;
    if (fence !== null) {
      if (fenced === fence) fence = null;
    } else if (fenced !== null) fence = fenced;
    else {
      const hashes = /^ {0,3}(#{1,6})[ \t]+(?=\S)/.exec(line);
      const quoted = /^ {0,3}((?:>[ \t]?)+)/.exec(line);
      const under = /^ {0,3}(=+|-{3,})[ \t]*$/.exec(line);
      if (hashes !== null) {
        const heading = withoutClosingHashes(line);
        if (heading.length > hashes[0].length)
          marks.push({
            kind: "heading",
            value: hashes[1]?.length ?? 1,
            start: at + hashes[0].length,
            end: at + heading.length,
          });
      } else if (quoted !== null) {
        marks.push({ kind: "quoted", value: (quoted[1]?.match(/>/g) ?? []).length, start: at, end });
      } else if (under !== null && before !== null) {
        marks.push({ kind: "heading", value: under[1]?.startsWith("=") ? 1 : 2, ...before });
      }
      const bare = line.trimEnd();
      before =
        bare === "" || hashes || quoted || under || line.length >= 200
          ? null
          : { start: at, end: at + bare.length };
    }
    at = end + 1;
  }
  return marks;
}
