/** What is in the case, over time, who, from where, and whether all of it was read. */
import { basename } from "node:path";
import { addressBook, writtenPairs } from "../case/contacts.ts";
import { lastRunEnded } from "../case/problems.ts";
import { receiptOf } from "../case/receipt.ts";
import { allDocuments } from "../case/search.ts";
import { caseTotals } from "../case/totals.ts";
import { documentKinds } from "../text/document.ts";
import type { Overview, Party } from "./answers.ts";
import { facetsOf, monthLabel, quoted } from "./facets.ts";
import { busiest } from "./mail.ts";
import type { Question } from "./question.ts";
import { partyAnswer } from "./shapes.ts";
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
      correspondents: busiest(view)
        .slice(0, shown)
        .map(({ party, sent, received, query }) => ({ party, sent, received, query })),
      outlets: facets.outlet.slice(0, shown),
      receipt,
      ingest: view.progress(),
    };
  },
};

/** Pairs by how often they wrote to each other. Spellings of one address count together. */
function inTouch(view: View): Overview["inTouch"] {
  const book = new Map<number, { key: string; party: Party }>();
  const named = new Map<string, Party>();
  for (const entry of addressBook(view.case)) {
    const key = (entry.address ?? entry.name ?? "").toLowerCase();
    const party = partyAnswer(entry);
    const known = named.get(key);
    if (!known || (known.name === null && party.name !== null)) named.set(key, party);
    book.set(entry.id, { key, party });
  }
  const pairs = new Map<string, { a: string; b: string; count: number; back: number }>();
  for (const { from, to, count } of writtenPairs(view.case)) {
    const [writer, reader] = [book.get(from)?.key, book.get(to)?.key];
    if (writer === undefined || reader === undefined || writer === reader) continue;
    const [low, high] = writer < reader ? [writer, reader] : [reader, writer];
    const key = `${low}\u0000${high}`;
    let pair = pairs.get(key);
    if (!pair) {
      pair = { a: low, b: high, count: 0, back: 0 };
      pairs.set(key, pair);
    }
    if (writer === pair.a) pair.count += count;
    else pair.back += count;
  }
  return [...pairs.values()]
    .sort((x, y) => y.count + y.back - x.count - x.back || (x.a + x.b < y.a + y.b ? -1 : 1))
    .slice(0, shown)
    .map(({ a, b, count, back }) => {
      const turned = back > count;
      const [one, other] = turned ? [b, a] : [a, b];
      return {
        a: named.get(one) ?? partyAnswer({ name: one, address: null }),
        b: named.get(other) ?? partyAnswer({ name: other, address: null }),
        count: turned ? back : count,
        back: turned ? count : back,
        query: `with:${quoted(one)} with:${quoted(other)}`,
      };
    });
}
