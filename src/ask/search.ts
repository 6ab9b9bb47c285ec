import {
  countMembers,
  countRedactions,
  type DocumentRow,
  documentByRow,
  placeLabel,
  textAndMarks,
} from "../case/documents.ts";
import { byDate, ranked } from "../case/search.ts";
import type { Hit, SearchAnswer, SnippetPart } from "./answers.ts";
import type { Evaluated } from "./evaluate.ts";
import { facetsOf } from "./facets.ts";
import { found } from "./found.ts";
import { matcherOf, snippetOf } from "./matcher.ts";
import { noteText } from "./notes.ts";
import { limitParam, numberParam, offsetParam, type Params, type Question, textParam } from "./question.ts";
import { readAs } from "./read-as.ts";
import { isSort, type ParsedQuery, type Sort } from "./search-language.ts";
import { passageOf, senderLine } from "./shapes.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";
import { searchNotes } from "./words.ts";

/** Ranking costs about 1.4 µs a hit: above so many hits the newest come first, and the answer says so. */
const rankedAtMost = 30_000;

export const search: Question = {
  name: "search",
  summary: summaries.search,
  params: [
    {
      name: "q",
      type: "text",
      positional: true,
      default: "",
      summary: { en: "the query", fr: "la requête" },
    },
    {
      name: "sort",
      type: "text",
      choices: ["best", "newest", "oldest"],
      summary: { en: "order of the answers", fr: "ordre des réponses" },
    },
    limitParam(20),
    offsetParam,
    {
      name: "facets",
      type: "flag",
      summary: { en: "with counts to narrow by", fr: "avec des décomptes pour préciser" },
    },
  ],
  examples: [
    {
      command: "stemma search 'with:holt \"information centre\" date:2021-03'",
      says: {
        en: "a phrase in mail with one person, in one month",
        fr: "une expression dans le courrier d’une personne, sur un mois",
      },
    },
    {
      command: "stemma search 'kind:story lang:fr' --facets --json",
      says: { en: "stories in French, counted", fr: "articles en français, décomptés" },
    },
  ],
  ask: searchCase,
};

function searchCase(view: View, params: Params): SearchAnswer {
  const started = performance.now();
  const text = textParam(params, "q") ?? "";
  const { parsed, evaluated } = found(view, text);
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
  let sort: Sort =
    parsed.sort ?? (asked !== undefined && isSort(asked) ? asked : ranking === null ? "newest" : "best");
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
    attachments:
      document.kind === "message" && document.origin === null ? countMembers(of, document.original) : 0,
    redactions: marks.some((mark) => mark.kind === "redaction") ? countRedactions(of, document.row) : 0,
  };
}
