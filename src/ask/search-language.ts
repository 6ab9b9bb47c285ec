/**
 * The search language of docs/search-language.md: text of a query in, tree out. No query fails: what cannot be read as an operator
 * is searched as words, and a note says so.
 */
import { documentKinds } from "../text/document.ts";
import { endOf, startOf } from "../text/moment.ts";
import { wordsOf } from "../text/words.ts";

export type QueryNode =
  /** `text` as typed; `prefix` for `word*`. */
  | { type: "word"; text: string; prefix: boolean }
  | { type: "phrase"; text: string }
  /** Letter for letter. */
  | { type: "exact"; text: string }
  | { type: "near"; words: string[]; distance: number }
  | { type: "field"; name: FieldName; value: string }
  /** Half-open, seconds since 1970; `label` as typed. */
  | { type: "date"; from: number | null; to: number | null; label: string }
  | { type: "and" | "or"; nodes: QueryNode[] }
  | { type: "not"; node: QueryNode }
  | { type: "all" };

export const fieldNames = [
  "from",
  "to",
  "cc",
  "with",
  "subject",
  "title",
  "kind",
  "lang",
  "outlet",
  "file",
  "in",
  "has",
  "mentions",
  "speaker",
  "about",
  "id",
  "sha256",
  "message-id",
] as const;
export type FieldName = (typeof fieldNames)[number];

export type QueryNote =
  | { note: "unclosed-quote" }
  | { note: "unclosed-parenthesis" }
  | { note: "unknown-field"; name: string }
  | { note: "bad-value"; name: string; value: string }
  | { note: "no-letters"; text: string }
  | { note: "not-built"; name: string }
  | { note: "empty-field"; name: string }
  | { note: "too-long"; words: number }
  | { note: "too-deep"; levels: number };

export type Sort = "best" | "newest" | "oldest";

export interface ParsedQuery {
  tree: QueryNode;
  /** Null when the query does not say. */
  sort: Sort | null;
  notes: QueryNote[];
}

type Token =
  | { is: "("; at: number }
  | { is: ")"; at: number }
  | { is: "or"; at: number }
  | { is: "-"; at: number }
  | { is: "word"; text: string; at: number }
  | { is: "phrase"; text: string; exact: boolean; at: number }
  | { is: "field"; name: string; value: string; at: number };

/** More words, quoted or not, and operators than this in one query are not a question. */
const wordsAtMost = 400;
const nestingAtMost = 40;

/** Reads a query. Never throws; `notes` says what was read otherwise than it looks. */
export function parseQuery(query: string): ParsedQuery {
  const notes: QueryNote[] = [];
  // Texts are in this form: what is typed or pasted in another would never be found letter for letter.
  const all = withinBounds(tokensOf(query.toWellFormed().normalize("NFC"), notes), notes);
  let sort: Sort | null = null;
  const tokens = all.filter((token) => {
    if (token.is !== "field" || token.name !== "sort" || !isSort(token.value)) return true;
    sort = token.value;
    return false;
  });
  let at = 0;

  const either = (depth: number): QueryNode | null => {
    const branches: QueryNode[] = [];
    for (;;) {
      const branch = every(depth);
      if (branch) branches.push(branch);
      if (tokens[at]?.is !== "or") break;
      at += 1;
    }
    return joined("or", branches);
  };
  const every = (depth: number): QueryNode | null => {
    const nodes: QueryNode[] = [];
    for (let token = tokens[at]; token && token.is !== "or"; token = tokens[at]) {
      if (token.is === ")") {
        if (depth > 0) break;
        at += 1;
        continue;
      }
      const node = one(depth);
      if (node) nodes.push(node);
    }
    return joined("and", nodes);
  };
  const one = (depth: number): QueryNode | null => {
    const token = tokens[at];
    if (!token) return null;
    at += 1;
    if (token.is === "-") {
      const node = one(depth);
      return node ? { type: "not", node } : null;
    }
    if (token.is === "(") {
      if (depth >= nestingAtMost) {
        if (!notes.some(({ note }) => note === "too-deep"))
          notes.push({ note: "too-deep", levels: nestingAtMost });
        return null;
      }
      const node = either(depth + 1);
      if (tokens[at]?.is === ")") at += 1;
      else notes.push({ note: "unclosed-parenthesis" });
      return node;
    }
    if (token.is === "phrase") return token.exact ? exact(token.text, notes) : phrase(token.text, notes);
    if (token.is === "field") return field(token.name, token.value, notes);
    return token.is === "word" ? word(token.text, notes) : null;
  };

  const tree = either(0) ?? { type: "all" };
  return { tree, sort, notes };
}

/** The first words and operators. What is in quotes counts word for word, and is cut like the rest: an index bears only so many. */
function withinBounds(tokens: readonly Token[], notes: QueryNote[]): Token[] {
  const kept: Token[] = [];
  let left = wordsAtMost;
  for (const token of tokens) {
    if (left === 0) {
      notes.push({ note: "too-long", words: wordsAtMost });
      break;
    }
    const text = "text" in token ? token.text : "value" in token ? token.value : "";
    const words = wordsOf(text);
    const end = words.length > left ? words[left - 1]?.end : undefined;
    left -= Math.min(left, Math.max(1, words.length));
    if (end === undefined) kept.push(token);
    else {
      notes.push({ note: "too-long", words: wordsAtMost });
      if ("text" in token) kept.push({ ...token, text: text.slice(0, end) });
      else if ("value" in token) kept.push({ ...token, value: text.slice(0, end) });
      break;
    }
  }
  return kept;
}

/** Whether `sort:` takes this value. */
export function isSort(value: string): value is Sort {
  return value === "best" || value === "newest" || value === "oldest";
}

function joined(type: "and" | "or", nodes: QueryNode[]): QueryNode | null {
  if (nodes.length < 2) return nodes[0] ?? null;
  return { type, nodes };
}

/** French elision: the article or pronoun in front is no part of the word that is meant. */
const elision = /^(?:[ldjnstmc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\p{L})/iu;

function word(text: string, notes: QueryNote[]): QueryNode | null {
  const prefix = /[\p{L}\p{N}]\*$/u.test(text);
  const bare = (prefix ? text.slice(0, -1) : text).replace(elision, "");
  const words = wordsOf(bare);
  if (words.length === 0) {
    notes.push({ note: "no-letters", text });
    return null;
  }
  if (words.length > 1 && !prefix) return { type: "phrase", text: bare };
  return { type: "word", text: bare, prefix };
}

function phrase(text: string, notes: QueryNote[]): QueryNode | null {
  if (wordsOf(text).length > 0) return { type: "phrase", text };
  notes.push({ note: "no-letters", text: `"${text}"` });
  return null;
}

/** Signs alone can be asked for letter for letter; nothing at all cannot. */
function exact(text: string, notes: QueryNote[]): QueryNode | null {
  if (text !== "") return { type: "exact", text };
  notes.push({ note: "no-letters", text: '=""' });
  return null;
}

const kinds: ReadonlySet<string> = new Set(documentKinds);
const hasValues = new Set(["attachment", "redaction", "problem", "quote", "judgement"]);

function field(name: string, value: string, notes: QueryNote[]): QueryNode | null {
  if (name === "near") return near(value, notes);
  if (name === "date" || name === "before" || name === "after") {
    const date = dateRange(name, value);
    if (date) return date;
    notes.push({ note: "bad-value", name, value });
    return phraseOf(`${name} ${value}`);
  }
  if (name === "sort") {
    notes.push({ note: "bad-value", name, value });
    return phraseOf(`${name} ${value}`);
  }
  const known = fieldNames.find((field) => field === name);
  if (!known) {
    notes.push({ note: "unknown-field", name });
    return phraseOf(`${name} ${value}`);
  }
  if (value.trim() === "") {
    notes.push({ note: "empty-field", name });
    return null;
  }
  if (
    (known === "kind" && !kinds.has(value.toLowerCase())) ||
    (known === "has" && !hasValues.has(value.toLowerCase()))
  ) {
    notes.push({ note: "bad-value", name, value });
    return phraseOf(`${name} ${value}`);
  }
  if (known === "mentions" || known === "speaker" || known === "about")
    notes.push({ note: "not-built", name });
  if (known === "has" && value.toLowerCase() === "quote")
    notes.push({ note: "not-built", name: "has:quote" });
  return { type: "field", name: known, value };
}

function phraseOf(text: string): QueryNode | null {
  return wordsOf(text).length ? { type: "phrase", text } : null;
}

/** `near(a b, 8)`: all the words within 8 words of each other. */
function near(inside: string, notes: QueryNote[]): QueryNode | null {
  const [, text = inside, distance = "10"] = /^(.*?)(?:,\s*(\d{1,4})\s*)?$/s.exec(inside) ?? [];
  const words = wordsOf(text).map(({ start, end }) => text.slice(start, end));
  if (words.length === 0) {
    notes.push({ note: "no-letters", text: inside });
    return null;
  }
  if (words.length === 1) return { type: "word", text: words[0] ?? "", prefix: false };
  return { type: "near", words, distance: Number(distance) };
}

function isDate(value: string): boolean {
  return /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?$/.test(value) && startOf(value) !== null;
}

function dateRange(name: "date" | "before" | "after", value: string): QueryNode | null {
  const label = `${name}:${value}`;
  if (name !== "date") {
    if (!isDate(value)) return null;
    return name === "before"
      ? { type: "date", from: null, to: startOf(value), label }
      : { type: "date", from: endOf(value), to: null, label };
  }
  const [from, to = from, ...more] = value.split("..");
  if (more.length || (from === "" && to === "")) return null;
  if ((from && !isDate(from)) || (to && !isDate(to))) return null;
  return { type: "date", from: from ? startOf(from) : null, to: to ? endOf(to) : null, label };
}

const opening = '"“«„';
const closing: Record<string, string> = { '"': '"', "“": "”", "«": "»", "„": "“" };

function tokensOf(query: string, notes: QueryNote[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  /** Reads a quoted value whose quote stands at `at`. */
  const quoted = (): string => {
    const close = closing[query[at] ?? ""] ?? '"';
    let end = query.indexOf(close, at + 1);
    // People mix quotes: any closing one does.
    if (end < 0) end = query.slice(at + 1).search(/["”»]/) + at + 1;
    if (end <= at) {
      notes.push({ note: "unclosed-quote" });
      end = query.length;
    }
    const text = query.slice(at + 1, end).trim();
    at = end + 1;
    return text;
  };
  // One more than is kept, so that it shows that there was more.
  while (at < query.length && tokens.length <= wordsAtMost) {
    const character = query[at] ?? "";
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    if (character === "(" || character === ")") {
      tokens.push({ is: character, at });
      at += 1;
      continue;
    }
    if (character === "=" && opening.includes(query[at + 1] ?? " ")) {
      const start = at;
      at += 1;
      tokens.push({ is: "phrase", text: quoted(), exact: true, at: start });
      continue;
    }
    if (opening.includes(character)) {
      const start = at;
      tokens.push({ is: "phrase", text: quoted(), exact: false, at: start });
      continue;
    }
    if (character === "-" && /[^\s-]/.test(query[at + 1] ?? " ")) {
      tokens.push({ is: "-", at });
      at += 1;
      continue;
    }
    const start = at;
    const nearCall = /^near\(/i.exec(query.slice(at, at + 5));
    if (nearCall) {
      const end = query.indexOf(")", at);
      if (end < 0) notes.push({ note: "unclosed-parenthesis" });
      const inside = query.slice(at + 5, end < 0 ? query.length : end);
      at = end < 0 ? query.length : end + 1;
      tokens.push({ is: "field", name: "near", value: inside, at: start });
      continue;
    }
    const name = /^([\p{L}][\p{L}\d-]*):(?!\/\/)/u.exec(query.slice(at, at + 40));
    if (name?.[1]) {
      at += name[0].length;
      let value: string;
      if (opening.includes(query[at] ?? " ")) value = quoted();
      else {
        const rest = /^[^\s()"“«]*/.exec(query.slice(at))?.[0] ?? "";
        value = rest;
        at += rest.length;
      }
      tokens.push({ is: "field", name: name[1].toLowerCase(), value, at: start });
      continue;
    }
    const text = /^[^\s()"“”«»„]+/.exec(query.slice(at))?.[0];
    if (!text) {
      at += 1;
      continue;
    }
    at += text.length;
    if (text === "OR" || text === "OU" || text === "|") tokens.push({ is: "or", at: start });
    else if (text !== "AND" && text !== "ET") tokens.push({ is: "word", text, at: start });
  }
  return tokens;
}
