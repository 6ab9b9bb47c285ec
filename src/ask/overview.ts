/** What is in the case, over time, who, from where, and whether all of it was read. */
import { basename } from "node:path";
import type { Columns } from "../case/columns.ts";
import { writtenPairs } from "../case/contacts.ts";
import { lastRunEnded } from "../case/problems.ts";
import { receiptOf } from "../case/receipt.ts";
import { allDocuments } from "../case/search.ts";
import { caseTotals } from "../case/totals.ts";
import { documentKinds } from "../text/document.ts";
import type { Tongue } from "../text/messages.ts";
import type { Overview } from "./answers.ts";
import { facetsOf, monthLabel } from "./facets.ts";
import { found } from "./found.ts";
import { busiest } from "./mail.ts";
import { type Person, peopleByRow } from "./people.ts";
import type { Question } from "./question.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

const shown = 8;

export const overview: Question = {
  name: "overview",
  summary: summaries.overview,
  params: [],
  examples: [],
  ask: (view: View): Overview => {
    const columns = view.columns();
    let inTongues = counted.get(columns);
    if (!inTongues) {
      inTongues = new Map();
      counted.set(columns, inTongues);
    }
    let overview = inTongues.get(view.tongue);
    if (!overview) {
      overview = count(view, columns);
      inTongues.set(view.tongue, overview);
    }
    return { ...overview, ingest: view.progress() };
  },
};

/** Every page asks for it: counted once for each state of the case. */
const counted = new WeakMap<Columns, Map<Tongue, Omit<Overview, "ingest">>>();

function count(view: View, columns: Columns): Omit<Overview, "ingest"> {
  const facets = facetsOf(view, allDocuments(view.case));
  const totals = caseTotals(view.case);
  const receipt = receiptOf(view.case);
  const kinds = new Array<number>(documentKinds.length).fill(0);
  const months = new Map<number, { messages: number; papers: number; stories: number }>();
  let printedMessages = 0;
  for (let id = 0; id < columns.size; id++) {
    const kind = columns.kind[id] ?? 255;
    if (kind === 255) continue;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    printedMessages += columns.printed[id] ?? 0;
    const month = columns.month[id] ?? -1;
    if (month < 0) continue;
    let counts = months.get(month);
    if (!counts) {
      counts = { messages: 0, papers: 0, stories: 0 };
      months.set(month, counts);
    }
    const name = documentKinds[kind];
    counts[name === "message" ? "messages" : name === "story" ? "stories" : "papers"] += 1;
  }
  return {
    name: view.case.name,
    documents: columns.documents,
    builtAt: lastRunEnded(view.case),
    sources: totals.sources.map(({ path, files }) => ({ path: basename(path), files })),
    bytes: receipt.bytes,
    kinds: documentKinds
      .map((kind, index) => ({ kind, count: kinds[index] ?? 0 }))
      .filter(({ count }) => count > 0),
    printedMessages,
    redactions: totals.redactions,
    attachments: totals.attachments,
    languages: facets.language.map(({ query, count }) => {
      const language = query.slice("lang:".length);
      return { language: language === "none" ? null : language, count };
    }),
    months: [...months]
      .sort((a, b) => a[0] - b[0])
      .map(([month, counts]) => ({ month: monthLabel(month), ...counts })),
    undated: facets.undated,
    inTouch: inTouch(view),
    correspondents: busiest(view, shown),
    outlets: facets.outlet.slice(0, shown),
    receipt,
  };
}

/** Pairs by how often they wrote to each other. */
function inTouch(view: View): Overview["inTouch"] {
  const rows = peopleByRow(view);
  const pairs = new Map<string, { a: Person; b: Person; count: number; back: number }>();
  for (const { from, to, count } of writtenPairs(view.case)) {
    const [writer, reader] = [rows.get(from), rows.get(to)];
    if (!writer || !reader || writer === reader) continue;
    const [a, b] = writer.key < reader.key ? [writer, reader] : [reader, writer];
    const key = `${a.key}\u0000${b.key}`;
    let pair = pairs.get(key);
    if (!pair) {
      pair = { a, b, count: 0, back: 0 };
      pairs.set(key, pair);
    }
    if (writer === a) pair.count += count;
    else pair.back += count;
  }
  return [...pairs]
    .sort(([x, one], [y, other]) => other.count + other.back - one.count - one.back || (x < y ? -1 : 1))
    .slice(0, shown)
    .map(([, { a, b, count, back }]) => {
      const [one, other] = back > count ? [b, a] : [a, b];
      const outward = `(from:${one.value} to:${other.value})`;
      const homeward = `(from:${other.value} to:${one.value})`;
      return {
        a: one.party,
        b: other.party,
        count: found(view, outward).evaluated.documents.length,
        back: found(view, homeward).evaluated.documents.length,
        query: `${outward} OR ${homeward}`,
      };
    });
}
