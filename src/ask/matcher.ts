/** Finds the words of a query in a text, with their places: for marking hits and for choosing the passage to show. */
import type { Mark, Span } from "../text/document.ts";
import { fold } from "../text/words.ts";
import type { SnippetPart } from "./answers.ts";

/** Folded words, but for `exact`, which is as typed. */
export type Term =
  | { kind: "forms"; words: string[] }
  | { kind: "phrase"; words: string[] }
  | { kind: "prefix"; text: string }
  | { kind: "exact"; text: string };

/** A hit, with the number of the term that it is of. */
export interface FoundTerm extends Span {
  term: number;
}

/** Places of the terms in `text`, by start, not overlapping; at most `limit`. */
export type Matcher = (text: string, limit?: number) => FoundTerm[];

const letter = "[\\p{L}\\p{N}\\p{Co}\\u0300-\\u036f]";

export function matcherOf(terms: readonly Term[]): Matcher {
  const folding: { pattern: string; term: number }[] = [];
  const exact: { text: string; term: number }[] = [];
  for (const [term, wanted] of terms.entries()) {
    if (wanted.kind === "exact") exact.push({ text: wanted.text, term });
    else if (wanted.kind === "prefix") folding.push({ pattern: `${escaped(wanted.text)}${letter}*`, term });
    else if (wanted.kind === "phrase") folding.push({ pattern: wanted.words.map(escaped).join(`[^\\p{L}\\p{N}]+`), term });
    else folding.push({ pattern: `(?:${wanted.words.map(escaped).join("|")})`, term });
  }
  const pattern = folding.length
    ? new RegExp(`(?<!${letter})(?:${folding.map(({ pattern: one }) => `(${one})`).join("|")})(?!${letter})`, "gu")
    : null;
  return (text, limit = Number.POSITIVE_INFINITY) => {
    const found: FoundTerm[] = [];
    if (pattern) {
      const folded = fold(text);
      // Folding keeps every place in all but a few odd texts; in those the slow way keeps count.
      const places = folded.length === text.length ? null : placesOf(text);
      const searched = places ? places.folded : folded;
      pattern.lastIndex = 0;
      for (let match = pattern.exec(searched); match && found.length < limit; match = pattern.exec(searched)) {
        const term = folding[match.findIndex((group, n) => n > 0 && group !== undefined) - 1]?.term ?? 0;
        const start = places ? (places.at[match.index] ?? 0) : match.index;
        const last = match.index + match[0].length;
        const end = places ? (places.at[last] ?? text.length) : last;
        found.push({ start, end, term });
        if (match[0] === "") pattern.lastIndex += 1;
      }
    }
    for (const { text: wanted, term } of exact)
      for (let at = text.indexOf(wanted); at >= 0 && found.length < limit; at = text.indexOf(wanted, at + wanted.length))
        found.push({ start: at, end: at + wanted.length, term });
    if (exact.length) found.sort((a, b) => a.start - b.start);
    return found;
  };
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** The folded text with the place in `text` of each of its code units. */
function placesOf(text: string): { folded: string; at: Int32Array } {
  const at: number[] = [];
  let folded = "";
  for (let index = 0; index < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
    const part = fold(character);
    for (let n = 0; n < part.length; n++) at.push(index);
    folded += part;
    index += character.length;
  }
  at.push(text.length);
  return { folded, at: Int32Array.from(at) };
}

const snippetCharacters = 220;
/** Where to look for the best passage first: nearly always it is there, and a book is not searched whole for a list of results. */
const firstLook = 60_000;

/** The passage of `text` that shows most of the terms, and its stretches. `best` is the first hit in it; null without any. */
export function snippetOf(
  text: string,
  marks: readonly Mark[],
  matcher: Matcher | null,
): { parts: SnippetPart[]; best: Span | null } {
  const bodyStart = bodyOf(marks);
  let hits = matcher ? matcher(text.length > firstLook ? text.slice(0, firstLook) : text, 500) : [];
  if (hits.length === 0 && matcher && text.length > firstLook) hits = matcher(text, 50);
  const inBody = hits.filter((hit) => hit.start >= bodyStart);
  const window = bestWindow(inBody.length ? inBody : hits);
  // A hit in the header lines alone is in the title or among the people, which are shown anyway: the text begins with its own words.
  const [start, end] =
    window && window.first.start >= bodyStart
      ? bounds(text, window.first.start, window.last.end, bodyStart)
      : bounds(text, bodyStart, bodyStart, bodyStart);
  return { parts: partsOf(text, start, end, hits, marks), best: window ? { start: window.first.start, end: window.first.end } : null };
}

/** After the header lines of a message, where its own words begin. */
function bodyOf(marks: readonly Mark[]): number {
  let end = 0;
  for (const mark of marks) if (mark.kind === "header" && mark.start <= end + 2) end = mark.end;
  return end;
}

/** The stretch with most different terms, then most hits; the first of equals. */
function bestWindow(hits: readonly FoundTerm[]): { first: FoundTerm; last: FoundTerm } | null {
  let best: { first: FoundTerm; last: FoundTerm } | null = null;
  let bestScore = -1;
  for (let i = 0, j = 0; i < hits.length; i++) {
    const first = hits[i];
    if (!first) break;
    j = Math.max(j, i);
    while (j + 1 < hits.length && (hits[j + 1]?.end ?? 0) - first.start <= snippetCharacters * 0.7) j += 1;
    const last = hits[j] ?? first;
    const score = new Set(hits.slice(i, j + 1).map(({ term }) => term)).size * 100 + Math.min(99, j - i);
    if (score > bestScore) {
      bestScore = score;
      best = { first, last };
    }
  }
  return best;
}

function bounds(text: string, from: number, to: number, floor: number): [number, number] {
  const room = Math.max(0, snippetCharacters - (to - from));
  let start = Math.max(floor, from - Math.floor(room * 0.35));
  let end = Math.min(text.length, Math.max(to, start + snippetCharacters));
  while (start > floor && start < from && !/\s/.test(text[start - 1] ?? " ")) start += 1;
  while (end < text.length && end > to && !/\s/.test(text[end] ?? " ")) end -= 1;
  if (end <= start) end = Math.min(text.length, start + snippetCharacters);
  return [start, end];
}

function partsOf(text: string, start: number, end: number, hits: readonly FoundTerm[], marks: readonly Mark[]): SnippetPart[] {
  const special: { start: number; end: number; kind: SnippetPart["kind"]; text?: string }[] = [
    ...marks
      .filter((mark) => mark.kind === "redaction" && mark.start < end && mark.end > start)
      .map((mark) => ({ start: mark.start, end: mark.end, kind: "redaction" as const, text: String(mark.value ?? "") })),
    ...hits.filter((hit) => hit.start >= start && hit.end <= end).map((hit) => ({ start: hit.start, end: hit.end, kind: "hit" as const })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: SnippetPart[] = [];
  const push = (kind: SnippetPart["kind"], piece: string): void => {
    const shown = kind === "redaction" ? piece : piece.replace(/\s+/g, " ");
    if (shown !== "") parts.push({ kind, text: shown });
  };
  let at = start;
  if (start > 0 && start > bodyOf(marks) + 2) parts.push({ kind: "text", text: "… " });
  for (const stretch of special) {
    if (stretch.start < at) continue;
    push("text", text.slice(at, stretch.start));
    if (stretch.kind === "redaction") parts.push({ kind: "redaction", text: stretch.text ?? "" });
    else push("hit", text.slice(stretch.start, stretch.end));
    at = Math.min(end, stretch.end);
  }
  push("text", text.slice(at, end));
  if (end < text.length) parts.push({ kind: "text", text: " …" });
  return parts;
}

