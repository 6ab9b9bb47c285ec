/** Finds the words of a query in a text, with their places: for marking hits and for choosing the passage to show. */
import type { Mark, Span } from "../text/document.ts";
import { fold, insideWord } from "../text/words.ts";
import type { SnippetPart } from "./answers.ts";

/** Folded words, but for `exact`, which is as typed. */
export type Term =
  | { kind: "forms"; words: string[] }
  | { kind: "phrase"; words: string[] }
  /** The last of the words is a beginning. */
  | { kind: "prefix"; words: string[] }
  | { kind: "exact"; text: string };

const outsideWord = insideWord.replace("[", "[^");

/** A hit, with the number of the term that it is of. */
export interface FoundTerm extends Span {
  term: number;
}

/** Places of the terms in `text`, by start, not overlapping; at most `limit`. */
export type Matcher = (text: string, limit?: number) => FoundTerm[];

/** A matcher for these terms. Linear in the text. */
export function matcherOf(terms: readonly Term[]): Matcher {
  const folding: { pattern: string; term: number }[] = [];
  const exact: { text: string; term: number }[] = [];
  for (const [term, wanted] of terms.entries()) {
    if (wanted.kind === "exact") {
      if (wanted.text !== "") exact.push({ text: wanted.text, term });
    } else if (wanted.kind === "forms") {
      if (wanted.words.length) folding.push({ pattern: `(?:${wanted.words.map(escaped).join("|")})`, term });
    } else if (wanted.words.length) {
      const phrase = wanted.words.map(escaped).join(`${outsideWord}+`);
      folding.push({ pattern: wanted.kind === "prefix" ? `${phrase}${insideWord}*` : phrase, term });
    }
  }
  const pattern = folding.length
    ? new RegExp(
        `(?<!${insideWord})(?:${folding.map(({ pattern: one }) => `(${one})`).join("|")})(?!${insideWord})`,
        "gu",
      )
    : null;
  return (text, limit = Number.POSITIVE_INFINITY) => {
    const found: FoundTerm[] = [];
    if (pattern) {
      const { folded, placeOf } = foldedWithPlaces(text);
      pattern.lastIndex = 0;
      for (let match = pattern.exec(folded); match && found.length < limit; match = pattern.exec(folded)) {
        const term = folding[match.findIndex((group, n) => n > 0 && group !== undefined) - 1]?.term ?? 0;
        found.push({ start: placeOf(match.index), end: placeOf(match.index + match[0].length), term });
      }
    }
    if (exact.length === 0) return found;
    for (const { text: wanted, term } of exact) {
      let count = 0;
      for (
        let at = text.indexOf(wanted);
        at >= 0 && count < limit;
        at = text.indexOf(wanted, at + wanted.length), count++
      )
        found.push({ start: at, end: at + wanted.length, term });
    }
    return withoutOverlaps(found).slice(0, limit);
  };
}

/** Of hits that share letters the first stays, and of those that begin together the longest. */
function withoutOverlaps(hits: FoundTerm[]): FoundTerm[] {
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return hits.filter((hit) => {
    if (hit.start < end) return false;
    end = hit.end;
    return true;
  });
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

const foldPieceCharacters = 4096;

/**
 * The folded text, and where in `text` each of its places is. Folding keeps places but where accents stand alone: the text is
 * folded in pieces, and only a piece that became shorter is counted letter by letter.
 */
function foldedWithPlaces(text: string): { folded: string; placeOf: (index: number) => number } {
  const whole = fold(text);
  if (whole.length === text.length) return { folded: whole, placeOf: (index) => index };
  const pieces: { at: number; start: number; places: Int32Array | null }[] = [];
  const parts: string[] = [];
  let at = 0;
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + foldPieceCharacters);
    // A piece ends where a letter begins that nothing is joined to.
    while (end < text.length && !/[\x00-\x7f]/.test(text[end] ?? "")) end += 1;
    const piece = text.slice(start, end);
    const part = fold(piece);
    pieces.push({ at, start, places: part.length === piece.length ? null : placesIn(piece) });
    parts.push(part);
    at += part.length;
    start = end;
  }
  let last = 0;
  const placeOf = (index: number): number => {
    if (index >= at) return text.length;
    if ((pieces[last]?.at ?? 0) > index) last = 0;
    while ((pieces[last + 1]?.at ?? Number.POSITIVE_INFINITY) <= index) last += 1;
    const { at: from, start, places } = pieces[last] ?? { at: 0, start: 0, places: null };
    return start + (places ? (places[index - from] ?? 0) : index - from);
  };
  return { folded: parts.join(""), placeOf };
}

/** The place in `piece` of each code unit of its folded form. */
function placesIn(piece: string): Int32Array {
  const places: number[] = [];
  // A letter with what stands on it is folded as one.
  for (const match of piece.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const length = fold(match[0]).length;
    for (let n = 0; n < length; n++) places.push(match.index + Math.min(n, match[0].length - 1));
  }
  places.push(piece.length);
  return Int32Array.from(places);
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
  return {
    parts: partsOf(text, start, end, hits, marks),
    best: window ? { start: window.first.start, end: window.first.end } : null,
  };
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

function partsOf(
  text: string,
  start: number,
  end: number,
  hits: readonly FoundTerm[],
  marks: readonly Mark[],
): SnippetPart[] {
  const special: { start: number; end: number; kind: SnippetPart["kind"]; text?: string }[] = [
    ...marks
      .filter((mark) => mark.kind === "redaction" && mark.start < end && mark.end > start)
      .map((mark) => ({
        start: mark.start,
        end: mark.end,
        kind: "redaction" as const,
        text: String(mark.value ?? ""),
      })),
    ...hits
      .filter((hit) => hit.start >= start && hit.end <= end)
      .map((hit) => ({ start: hit.start, end: hit.end, kind: "hit" as const })),
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
