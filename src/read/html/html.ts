/**
 * Web pages. In come bytes, out goes one document: a `story` with its main text where the page tells one, else a `paper` with all the text
 * the page shows. `rebuildHtml` (in `rebuild.ts`) makes of a page what may be shown in a frame. Start with `pageDocument`.
 */
import { decodeText } from "../../text/charset.ts";
import type { Draft, Mark } from "../../text/document.ts";
import { undated } from "../../text/document.ts";
import { languageOf } from "../../text/language.ts";
import { normalText } from "../../text/text.ts";
import type { Budget } from "../budget.ts";
import { cutOff, textBytes } from "../longest-text.ts";
import { boilerplateOf } from "../plain/boilerplate.ts";
import { linesOf } from "../plain/lines.ts";
import { storySigns } from "../plain/story.ts";
import type { Input, Reader, Reading } from "../reader.ts";
import { articleText } from "./article.ts";
import { metadataOf, type PageMetadata } from "./metadata.ts";
import { type MarkedText, markedText } from "./text.ts";

export const htmlReader: Reader = {
  name: "html",
  version: 1,
  accepts: (peek) => htmlLikeness(peek.head, peek.name),
  read: readHtml,
};

function* readHtml(input: Input, budget: Budget): Iterable<Reading> {
  const bytes = textBytes(input);
  budget.spendBytes(bytes.length);
  const declared = declaredCharset(bytes);
  const { text, charset, doubtful } = decodeText(bytes, declared);
  budget.checkTime();
  const document: Draft = {
    ...pageDocument(text),
    origin: { kind: "bytes", start: 0, end: input.sizeBytes },
  };
  if (document.text.trim() === "") yield { problem: { code: "no-text", state: "unread" } };
  else yield { document };
  if (declared !== null && doubtful)
    yield {
      problem: {
        code: "unknown-charset",
        state: "failed",
        partial: true,
        args: { charset: declared, used: charset },
      },
    };
  yield* cutOff(input);
}

/* ---- what it is ----------------------------------------------------------------------------------------------- */

function htmlLikeness(head: Uint8Array, name: string): number {
  const text = asciiOf(head.subarray(0, 16_384)).replace(/^\s+/, "");
  // Fields of a mail before the first tag: a message (or a page saved as one) that holds HTML.
  if (/^(?:From |[A-Za-z][\w-]{1,40}:)/.test(text)) return 0;
  const start = text.replace(/^(?:<\?xml[^>]{0,200}>\s*|<!--[\s\S]{0,2000}?-->\s*){1,4}/, "");
  if (/^<!doctype\s+html\b/i.test(start) || /^<html[\s>]/i.test(start)) return 0.9;
  if (/^<\?xml\b/i.test(text) || /^<(?:rss|feed|svg|xml)\b/i.test(start)) return 0;
  if (/^<(?:head|body|title|meta)\b/i.test(start)) return 0.8;
  const tags =
    start.match(
      /<(?:p|div|span|table|tr|td|br|h[1-6]|ul|li|a|b|i|strong|em|font|center|section|article|header|main|blockquote|img)(?:\s[^<>]*)?\/?>/gi,
    )?.length ?? 0;
  const named = /\.(?:x?html?|shtml|xht)$/i.test(name);
  if (named && tags >= 1) return 0.7;
  return /^<[a-z]/i.test(start) &&
    tags >= 3 &&
    /<\/(?:p|div|span|table|h[1-6]|ul|a|section|article|body)>/i.test(start)
    ? 0.6
    : 0;
}

/** The bytes as ASCII, for a look at tags; zero bytes (UTF-16) and all above 126 go. */
function asciiOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[^\t\n\r\x20-\x7e]/g, "");
}

/** The character set that the page names in its first kilobytes (WHATWG: 1024 bytes; pages with long comments need more). */
function declaredCharset(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return null;
  const head = asciiOf(bytes.subarray(0, 8192)).replace(/<!--[\s\S]*?-->/g, "");
  const meta = /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(head)?.[1];
  const label = meta ?? /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w:.-]{2,40})/i.exec(head)?.[1] ?? null;
  // The tag could not have been read if it were true.
  return label !== null && /^utf-?16/i.test(label) ? "utf-8" : label;
}

/* ---- what it says --------------------------------------------------------------------------------------------- */

/** The document that a page makes. `html` is decoded. The caller sets `key` and `origin`. */
export function pageDocument(html: string): Draft {
  const metadata = metadataOf(html);
  const article = articleText(html);
  const story = article === null ? null : storyOf(article, metadata);
  if (story !== null) return story;
  const page = normalMarked(wholeText(html));
  return draftOf({
    kind: "paper",
    title: metadata.title,
    text: page.text,
    marks: page.marks,
    language: agreed(page.text, metadata.language),
    metadata,
    signs: null,
  });
}

/** Everything the page shows; where that is next to nothing, also what it hides until its scripts run. */
function wholeText(html: string): MarkedText {
  const shown = markedText(html);
  if (shown.text.length >= 200) return shown;
  const unhidden = html.replace(/\s(?:hidden(?=[\s>=])|style\s*=)/gi, " data-was=");
  const all = markedText(unhidden);
  return all.text.length > shown.text.length * 2 ? all : shown;
}

/** The page as a story, if it is one by what it says of itself or by how its main text reads. */
function storyOf(article: MarkedText, metadata: PageMetadata): Draft | null {
  const main = normalMarked(article);
  if (main.text.length < 150) return null;
  const signs = storySigns(main.text);
  const dated = metadata.date.edtf !== null;
  const told = metadata.isArticle || (dated && (metadata.author !== null || metadata.outlet !== null));
  if (!told && !signs.isStory) return null;
  const { text, marks, title } = titled(main, metadata.title);
  return draftOf({
    kind: "story",
    title,
    text,
    marks,
    language: agreed(main.text, metadata.language),
    metadata,
    signs,
  });
}

/** The title as the first line, a heading of level 1, unless the main text begins with it already. */
function titled(main: MarkedText, title: string | null): MarkedText & { title: string | null } {
  const lines = linesOf(main.text);
  const foreign = boilerplateOf(lines);
  const marks: Mark[] = [...main.marks];
  for (const [at, line] of lines.entries())
    if (foreign[at]) marks.push({ kind: "boilerplate", start: line.start, end: line.end });
  const known =
    title === null
      ? undefined
      : lines.slice(0, 4).find((line) => line.text.toLowerCase() === title.toLowerCase());
  if (title === null || known !== undefined) {
    if (known !== undefined) {
      const others = marks.filter(
        (mark) => mark.start !== known.start || (mark.kind !== "heading" && mark.kind !== "paragraph"),
      );
      return {
        text: main.text,
        marks: [
          { kind: "heading" as const, value: 1, start: known.start, end: known.end },
          ...others,
        ].toSorted(inOrder),
        title,
      };
    }
    return { text: main.text, marks: marks.toSorted(inOrder), title };
  }
  const shift = title.length + 2;
  const moved = marks.map((mark) => ({ ...mark, start: mark.start + shift, end: mark.end + shift }));
  return {
    text: `${title}\n\n${main.text}`,
    marks: [{ kind: "heading", value: 1, start: 0, end: title.length }, ...moved.toSorted(inOrder)],
    title,
  };
}

const inOrder = (a: Mark, b: Mark): number => a.start - b.start || b.end - a.end;

/** What is found in the text; what is declared only where the text is too short to tell, or says nothing else. */
function agreed(text: string, declared: string | null): string | null {
  return (
    languageOf(text) ??
    (declared !== null && declared.length === 2 && /\p{L}{2}/u.test(text) ? declared : null)
  );
}

function draftOf(parts: {
  kind: "story" | "paper";
  title: string | null;
  text: string;
  marks: Mark[];
  language: string | null;
  metadata: PageMetadata;
  signs: ReturnType<typeof storySigns> | null;
}): Draft {
  const { metadata, signs } = parts;
  return {
    key: "",
    kind: parts.kind,
    title: parts.title,
    text: parts.text,
    marks: parts.marks,
    language: parts.language,
    date: metadata.date.edtf === null ? (signs?.date ?? undated) : metadata.date,
    outlet: metadata.outlet ?? signs?.outlet ?? null,
    author: metadata.author ?? signs?.author ?? null,
    url: metadata.url,
    origin: { kind: "bytes", start: 0, end: 0 },
  };
}

/** Text in normal form with marks that still fit: piece by piece, since normal form may shorten. */
function normalMarked(page: MarkedText): MarkedText {
  const text = normalText(page.text);
  if (text.length === page.text.length) return { text, marks: page.marks };
  const places = [...new Set(page.marks.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  const moved = new Map<number, number>();
  const pieces: string[] = [];
  let from = 0;
  let length = 0;
  for (const place of [...places, page.text.length]) {
    const piece = normalText(page.text.slice(from, place));
    pieces.push(piece);
    length += piece.length;
    moved.set(place, length);
    from = place;
  }
  const marks = page.marks.map((mark) => ({
    ...mark,
    start: moved.get(mark.start) ?? 0,
    end: moved.get(mark.end) ?? 0,
  }));
  return { text: pieces.join(""), marks: marks.filter((mark) => mark.end > mark.start) };
}
