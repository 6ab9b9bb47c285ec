/** A query's tree against the case: which documents, by what expression they are ranked, and which words to mark in their texts. */
import type { Case } from "../case/case.ts";
import { textOf } from "../case/documents.ts";
import {
  allDocuments,
  dated,
  formsIn,
  fromOutlet,
  having,
  inLanguage,
  inPlaces,
  matching,
  ofKind,
  withId,
  withMessageId,
  withParty,
  withSha256,
} from "../case/search.ts";
import type { PartyRole } from "../text/document.ts";
import { fold, wordsOf } from "../text/words.ts";
import type { Term } from "./matcher.ts";
import type { QueryNode } from "./search-language.ts";

export interface Evaluated {
  /** Sorted by number. */
  documents: Int32Array;
  /** FTS5 expression of the words that were asked for; null when the query has none (`kind:story`). */
  ranking: string | null;
  /** What to mark and to show in passages. */
  terms: Term[];
}

/** The documents that a query finds. */
export function evaluate(of: Case, tree: QueryNode): Evaluated {
  const forms = new Map<string, string[]>();
  const context: Context = {
    of,
    forms: (word) => {
      let known = forms.get(word);
      if (!known) {
        known = formsIn(of, word);
        forms.set(word, known);
      }
      return known;
    },
    all: null,
  };
  const ranking: string[] = [];
  const terms: Term[] = [];
  collect(context, tree, ranking, terms);
  return {
    documents: setOf(context, tree),
    ranking: ranking.length ? ranking.join(" OR ") : null,
    terms,
  };
}

interface Context {
  of: Case;
  forms: (word: string) => string[];
  all: Int32Array | null;
}

/** The parser of FTS5 has a small stack: what is nested deeper is made of sets. */
const expressionDepth = 6;

/** The expression of a part that is nothing but words, so that the index can answer it whole; null for any other. */
function expressionOf(context: Context, node: QueryNode, depth = 0): string | null {
  if (depth > expressionDepth) return null;
  switch (node.type) {
    case "word": {
      const folded = foldedWords(node.text);
      if (node.prefix) return `${quote(folded.join(" "))} *`;
      const [only, ...more] = folded;
      if (only === undefined || more.length) return quote(folded.join(" "));
      return `(${context.forms(only).map(quote).join(" OR ")})`;
    }
    case "phrase":
    case "exact": {
      const words = foldedWords(node.text);
      return words.length ? quote(words.join(" ")) : null;
    }
    case "near":
      return `NEAR(${node.words.map((word) => quote(foldedWords(word).join(" "))).join(" ")}, ${node.distance})`;
    case "field": {
      if (node.name !== "subject" && node.name !== "title") return null;
      const words = foldedWords(node.value);
      return words.length
        ? `{title} : (${words.map((word) => `(${context.forms(word).map(quote).join(" OR ")})`).join(" AND ")})`
        : null;
    }
    case "or": {
      const parts = node.nodes.map((part) => expressionOf(context, part, depth + 1));
      return parts.every((part) => part !== null) ? `(${parts.join(" OR ")})` : null;
    }
    case "and": {
      const wanted: string[] = [];
      const unwanted: string[] = [];
      for (const part of node.nodes) {
        const expression = expressionOf(context, part.type === "not" ? part.node : part, depth + 1);
        if (expression === null || part.type === "exact") return null;
        (part.type === "not" ? unwanted : wanted).push(expression);
      }
      if (wanted.length === 0) return null;
      const both = `(${wanted.join(" AND ")})`;
      return unwanted.length ? `(${both} NOT (${unwanted.join(" OR ")}))` : both;
    }
    default:
      return null;
  }
}

function setOf(context: Context, node: QueryNode): Int32Array {
  const expression = node.type === "exact" ? null : expressionOf(context, node);
  if (expression !== null && !hasExact(node)) return matching(context.of, expression);
  switch (node.type) {
    case "all":
      return everything(context);
    case "exact":
      return exactly(context, node.text);
    case "date":
      return dated(context.of, node.from, node.to);
    case "field":
      return fieldSet(context.of, node.name, node.value);
    case "or":
      return node.nodes.map((part) => setOf(context, part)).reduce(union);
    case "not":
      return without(everything(context), setOf(context, node.node));
    case "and": {
      const wanted = node.nodes.filter((part) => part.type !== "not");
      const unwanted = node.nodes.filter((part) => part.type === "not");
      // Words together go to the index as one expression; the rest are sets of their own.
      const words = wanted.filter((part) => expressionOf(context, part) !== null && !hasExact(part));
      const others = wanted.filter((part) => !words.includes(part));
      const sets = others.map((part) => setOf(context, part));
      if (words.length) {
        const together = words.map((part) => expressionOf(context, part)).join(" AND ");
        sets.push(matching(context.of, together));
      }
      const both = sets.length ? sets.reduce(intersection) : everything(context);
      return unwanted.reduce((left, part) => without(left, setOf(context, part.node)), both);
    }
    default:
      return new Int32Array(0);
  }
}

function hasExact(node: QueryNode): boolean {
  if (node.type === "exact") return true;
  if (node.type === "and" || node.type === "or") return node.nodes.some(hasExact);
  return node.type === "not" && hasExact(node.node);
}

function everything(context: Context): Int32Array {
  context.all ??= allDocuments(context.of);
  return context.all;
}

/** The index finds the words; the text itself is asked for the letters. */
function exactly(context: Context, text: string): Int32Array {
  const words = foldedWords(text);
  const candidates = words.length ? matching(context.of, quote(words.join(" "))) : everything(context);
  return candidates.filter((document) => textOf(context.of, document).includes(text));
}

function fieldSet(of: Case, name: string, value: string): Int32Array {
  const who = (roles: PartyRole[]) => withParty(of, foldedWords(value), roles);
  switch (name) {
    case "from":
      return who(["from", "sender"]);
    case "to":
      return who(["to"]);
    case "cc":
      return who(["cc", "bcc"]);
    case "with":
      return who(["from", "sender", "to", "cc", "bcc"]);
    case "kind":
      return ofKind(of, value.toLowerCase());
    case "lang":
      return inLanguage(of, value.toLowerCase());
    case "outlet":
      return fromOutlet(of, value);
    case "file":
      return inPlaces(of, pathMatcher(value, true));
    case "in":
      return inPlaces(of, pathMatcher(value, false));
    case "has":
      return having(of, value.toLowerCase());
    case "id":
      return withId(of, value);
    case "sha256":
      return withSha256(of, value);
    case "message-id":
      return withMessageId(of, value);
    default:
      return new Int32Array(0);
  }
}

/**
 * `file:` asks for the last step of a path, `in:` for any run of steps (`drop-1/mail`, or a whole path). `*` stands for anything
 * within a step; a slash in front ties the value to the beginning of a source. Case and accents do not count.
 */
export function pathMatcher(value: string, fileOnly: boolean): (path: string) => boolean {
  const wanted = fold(value);
  const steps = wanted
    .replace(/^\/+|\/+$/g, "")
    .split("/")
    .map(stepMatcher);
  const atBeginning = wanted.startsWith("/");
  if (/^\/*$/.test(wanted)) return () => false;
  return (path) => {
    const there = fold(path).split("/");
    // The path of a file begins with a slash: its first step is empty.
    const last = there.length - steps.length;
    const from = fileOnly ? last : 0;
    for (let at = Math.max(0, from); at <= last; at++) {
      if (atBeginning && !(at === 1 && there[0] === "")) continue;
      if (steps.every((matches, n) => matches(there[at + n] ?? ""))) return true;
    }
    return false;
  };
}

/** One step of a path with its `*`: the pieces between them in their order, each as early as it can be. Linear, unlike a pattern. */
function stepMatcher(wanted: string): (step: string) => boolean {
  const [first = "", ...more] = wanted.split("*");
  const last = more.pop();
  if (last === undefined) return (step) => step === first;
  return (step) => {
    if (!step.startsWith(first)) return false;
    let at = first.length;
    for (const piece of more) {
      const found = step.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return step.length - last.length >= at && step.endsWith(last);
  };
}

function foldedWords(text: string): string[] {
  return wordsOf(text).map(({ folded }) => folded);
}

/** Words inside quotes are only words to FTS5, whatever they look like. */
function quote(words: string): string {
  return `"${words}"`;
}

/** What is to be ranked and marked: everything asked for, nothing that was excluded. */
function collect(context: Context, node: QueryNode, ranking: string[], terms: Term[]): void {
  switch (node.type) {
    case "and":
    case "or":
      for (const part of node.nodes) collect(context, part, ranking, terms);
      return;
    case "word": {
      const [only, ...more] = foldedWords(node.text);
      if (only === undefined) return;
      if (node.prefix) terms.push({ kind: "prefix", words: [only, ...more] });
      else if (more.length) terms.push({ kind: "phrase", words: [only, ...more] });
      else terms.push({ kind: "forms", words: context.forms(only) });
      break;
    }
    case "phrase":
      terms.push({ kind: "phrase", words: foldedWords(node.text) });
      break;
    case "exact":
      terms.push({ kind: "exact", text: node.text });
      break;
    case "near":
      for (const word of node.words) terms.push({ kind: "phrase", words: foldedWords(word) });
      break;
    case "field":
      if (node.name !== "subject" && node.name !== "title") return;
      for (const word of foldedWords(node.value)) terms.push({ kind: "forms", words: context.forms(word) });
      break;
    default:
      return;
  }
  const expression = expressionOf(context, node);
  if (expression !== null) ranking.push(expression);
}

/** Both sorted; so is the result. */
export function intersection(a: Int32Array, b: Int32Array): Int32Array {
  const out = new Int32Array(Math.min(a.length, b.length));
  let [i, j, n] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) {
      out[n++] = x;
      i += 1;
      j += 1;
    } else if (x < y) i += 1;
    else j += 1;
  }
  return out.subarray(0, n);
}

/** Both sorted; so is the result. */
export function union(a: Int32Array, b: Int32Array): Int32Array {
  const out = new Int32Array(a.length + b.length);
  let [i, j, n] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const x = a[i] ?? Number.POSITIVE_INFINITY;
    const y = b[j] ?? Number.POSITIVE_INFINITY;
    out[n++] = Math.min(x, y);
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return out.subarray(0, n);
}

/** What of `a` is not in `b`. Both sorted; so is the result. */
export function without(a: Int32Array, b: Int32Array): Int32Array {
  const out = new Int32Array(a.length);
  let [j, n] = [0, 0];
  for (const x of a) {
    while (j < b.length && (b[j] ?? 0) < x) j += 1;
    if (b[j] !== x) out[n++] = x;
  }
  return out.subarray(0, n);
}
