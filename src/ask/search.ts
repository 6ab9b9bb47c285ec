/** Search: documents that answer a query, best or newest first, each with the passage that shows it, and counts to narrow by. */
import type { Columns } from "../case/columns.ts";
import { countMembers, countRedactions, type DocumentRow, documentByRow, placeLabel, textAndMarks } from "../case/documents.ts";
import { byDate, ranked } from "../case/search.ts";
import { documentKinds } from "../text/document.ts";
import type { Facets, FacetValue, Hit, SearchAnswer, SnippetPart } from "./answers.ts";
import { type Evaluated, evaluate } from "./evaluate.ts";
import { matcherOf, snippetOf } from "./matcher.ts";
import { limitParam, numberParam, offsetParam, type Params, type Question, textParam } from "./question.ts";
import { readAs } from "./read-as.ts";
import { noteText } from "./notes.ts";
import { isSort, type ParsedQuery, parseQuery, type Sort } from "./search-language.ts";
import { partyAnswer, passageOf, senderLine } from "./shapes.ts";
import { facetWords, searchNotes } from "./words.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

/** Ranking costs about 1.4 µs a hit: above so many hits the newest come first, and the answer says so. */
const rankedAtMost = 30_000;
const facetValues = 200;

export const search: Question = {
  name: "search",
  summary: summaries.search,
  params: [
    { name: "q", type: "text", positional: true, default: "", summary: { en: "the query", fr: "la requête" } },
    {
      name: "sort",
      type: "text",
      choices: ["best", "newest", "oldest"],
      summary: { en: "order of the answers", fr: "ordre des réponses" },
    },
    limitParam(20),
    offsetParam,
    { name: "facets", type: "flag", summary: { en: "with counts to narrow by", fr: "avec des décomptes pour préciser" } },
  ],
  examples: [
    {
      command: "stemma search 'with:holt \"information centre\" date:2021-03'",
      says: { en: "a phrase in mail with one person, in one month", fr: "une expression dans le courrier d’une personne, sur un mois" },
    },
    { command: "stemma search 'kind:story lang:fr' --facets --json", says: { en: "stories in French, counted", fr: "articles en français, décomptés" } },
  ],
  ask: searchCase,
};

function searchCase(view: View, params: Params): SearchAnswer {
  const started = performance.now();
  const text = textParam(params, "q") ?? "";
  const parsed = parseQuery(text);
  const evaluated = view.evaluated(text, () => evaluate(view.case, parsed.tree));
  const offset = numberParam(params, "offset");
  const limit = numberParam(params, "limit", 20);
  const { sort, order, notes } = ordered(view, parsed, evaluated, offset + limit, textParam(params, "sort"));
  const matcher = evaluated.terms.length ? matcherOf(evaluated.terms) : null;
  const items: Hit[] = [];
  for (const row of order.slice(offset, offset + limit)) {
    const document = documentByRow(view.case, row);
    if (document) items.push(hitOf(view, document, matcher));
  }
  return {
    query: { text, sort, readAs: readAs(parsed.tree, view.tongue) },
    total: evaluated.documents.length,
    offset,
    items,
    notes: [...parsed.notes.map((note) => noteText(note, view.tongue)), ...notes],
    facets: params.facets ? facetsOf(view, evaluated.documents) : null,
    elapsedMs: Math.round((performance.now() - started) * 10) / 10,
  };
}

/** The first `needed` documents that a query finds, in the order asked for: what other questions page over. */
export function ordered(
  view: View,
  parsed: Pick<ParsedQuery, "sort">,
  { documents, ranking }: Evaluated,
  needed: number,
  asked?: string,
): { sort: Sort; order: Int32Array; notes: string[] } {
  let sort: Sort = parsed.sort ?? (asked !== undefined && isSort(asked) ? asked : ranking === null ? "newest" : "best");
  const notes: string[] = [];
  if (sort === "best" && ranking !== null) {
    if (documents.length <= rankedAtMost) return { sort, order: byRank(view, documents, ranking), notes };
    notes.push(searchNotes(view.tongue, documents.length));
  }
  if (sort === "best") sort = "newest";
  return { sort, order: byDate(view.case, documents, sort === "newest", needed), notes };
}

/** Best first; those that the words alone did not find come last. Equal scores keep the order of the case. */
function byRank(view: View, documents: Int32Array, ranking: string): Int32Array {
  const { documents: found, scores } = ranked(view.case, ranking);
  const score = new Float64Array((documents.at(-1) ?? 0) + 1).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < found.length; i++) {
    const id = found[i] ?? 0;
    if (id < score.length) score[id] = scores[i] ?? 0;
  }
  return documents.slice().sort((a, b) => {
    const [x = 0, y = 0] = [score[a], score[b]];
    return x === y ? a - b : x < y ? -1 : 1;
  });
}

function hitOf(view: View, document: DocumentRow, matcher: ReturnType<typeof matcherOf> | null): Hit {
  const of = view.case;
  const { text, marks } = textAndMarks(of, document.row);
  const { parts, best } = snippetOf(text, marks, matcher);
  const { from, to } = document.kind === "message" ? senderLine(of, document.row) : { from: [], to: [] };
  return {
    id: document.id,
    kind: document.kind,
    title: document.title,
    language: document.language,
    date: document.date,
    outlet: document.outlet,
    from,
    to,
    place: placeLabel(of, document.original),
    passage: best ? passageOf(of, document, best.start, best.end, text) : null,
    snippet: parts as SnippetPart[],
    attachments: document.kind === "message" && document.origin === null ? countMembers(of, document.original) : 0,
    redactions: marks.some((mark) => mark.kind === "redaction") ? countRedactions(of, document.row) : 0,
  };
}

/** All counts in one pass over typed arrays. */
export function facetsOf(view: View, documents: Int32Array): Facets {
  const columns = view.columns();
  const words = facetWords(view.tongue);
  const count = (of: ArrayLike<number>, size: number): Int32Array => {
    const counts = new Int32Array(size);
    for (const id of documents) if (id < columns.size) counts[of[id] ?? 0] = (counts[of[id] ?? 0] ?? 0) + 1;
    return counts;
  };
  const years = new Map<number, number>();
  const months = new Map<number, number>();
  let undated = 0;
  for (const id of documents) {
    const year = columns.year[id] ?? 0;
    if (year === 0) undated += 1;
    else years.set(year, (years.get(year) ?? 0) + 1);
    const month = columns.month[id] ?? -1;
    if (month >= 0) months.set(month, (months.get(month) ?? 0) + 1);
  }
  const senders = count(columns.sender, columns.senders.length);
  senders[0] = 0;
  const outlets = count(columns.outlet, columns.outlets.length);
  outlets[0] = 0;
  return {
    kind: top(count(columns.kind, 256), (index) => {
      const kind = documentKinds[index] ?? "paper";
      return { query: `kind:${kind}`, label: words.kinds[kind] };
    }),
    language: top(count(columns.language, columns.languages.length), (index) => {
      const language = columns.languages[index] ?? null;
      return { query: `lang:${language ?? "none"}`, label: language ? words.language(language) : words.noLanguage };
    }),
    sender: top(senders, (index) => senderFacet(columns, index)),
    outlet: top(outlets, (index) => ({ query: `outlet:${quoted(columns.outlets[index] ?? "")}`, label: columns.outlets[index] ?? "" })),
    year: [...years]
      .sort((a, b) => b[0] - a[0])
      .map(([year, n]) => ({ query: `date:${String(year).padStart(4, "0")}`, label: String(year), count: n })),
    folder: top(inFolders(columns, count(columns.place, columns.places.length)), (index) => folderFacet(columns.folders[index] ?? "")),
    months: [...months]
      .sort((a, b) => a[0] - b[0])
      .map(([month, n]) => ({ month: monthLabel(month), count: n })),
    undated,
  };
}

/** How many documents lie in each folder, at whatever depth: what `in:` finds there. */
function inFolders(columns: Columns, inPlaces: Int32Array): Int32Array {
  const counts = new Int32Array(columns.folders.length);
  for (let place = 0; place < inPlaces.length; place++)
    for (const folder of columns.places[place] ?? []) counts[folder] = (counts[folder] ?? 0) + (inPlaces[place] ?? 0);
  return counts;
}

/** A slash in front ties the path to the beginning: no other folder of that name is meant. */
export function folderFacet(path: string): { query: string; label: string } {
  return { query: `in:${quoted(`/${path}`)}`, label: path };
}

/** `2021-03` of a number of months since year 0. */
export function monthLabel(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

export function senderFacet(columns: Columns, index: number): { query: string; label: string } {
  const sender = partyAnswer(columns.senders[index] ?? { name: null, address: null });
  return { query: `from:${quoted(sender.address ?? sender.name ?? "")}`, label: sender.name ?? sender.address ?? "" };
}

function top(counts: Int32Array, value: (index: number) => { query: string; label: string }): FacetValue[] {
  const used: number[] = [];
  for (let index = 0; index < counts.length; index++) if ((counts[index] ?? 0) > 0) used.push(index);
  used.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  return used.slice(0, facetValues).map((index) => ({ ...value(index), count: counts[index] ?? 0 }));
}

/** A value as the search language reads it back. */
export function quoted(value: string): string {
  return /^[\p{L}\p{N}@._-]+$/u.test(value) ? value : `"${value.replace(/"/g, "")}"`;
}
