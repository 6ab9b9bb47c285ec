/** Counts to narrow a question by. What a count says is what its query finds among the documents of the question. */
import type { Columns } from "../case/columns.ts";
import { documentKinds } from "../text/document.ts";
import type { Facets, FacetValue } from "./answers.ts";
import { intersection } from "./evaluate.ts";
import { found } from "./found.ts";
import type { View } from "./view.ts";
import { facetWords } from "./words.ts";

const facetValues = 200;
/** Senders and outlets overlap (a name within another, a name with two addresses): so many are counted by asking. */
const askedValues = 40;

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
      return {
        query: `lang:${language ?? "none"}`,
        label: language ? words.language(language) : words.noLanguage,
      };
    }),
    sender: asked(
      view,
      documents,
      top(senders, (index) => senderFacet(columns, index)),
    ),
    outlet: asked(
      view,
      documents,
      top(outlets, (index) => {
        const outlet = columns.outlets[index] ?? "";
        return { query: `outlet:${quoted(outlet)}`, label: outlet };
      }),
    ),
    year: [...years]
      .sort((a, b) => b[0] - a[0])
      .map(([year, n]) => ({
        query: `date:${String(year).padStart(4, "0")}`,
        label: String(year),
        count: n,
      })),
    folder: top(inFolders(columns, count(columns.place, columns.places.length)), (index) =>
      folderFacet(columns.folders[index] ?? ""),
    ),
    months: [...months]
      .sort((a, b) => a[0] - b[0])
      .map(([month, n]) => ({ month: monthLabel(month), count: n })),
    undated,
  };
}

/** The same values with the counts that their queries have; of several under one label the one that finds most. */
function asked(view: View, documents: Int32Array, values: FacetValue[]): FacetValue[] {
  const byLabel = new Map<string, FacetValue>();
  for (const value of values.slice(0, askedValues)) {
    const count = intersection(documents, found(view, value.query).evaluated.documents).length;
    if (count > (byLabel.get(value.label)?.count ?? 0)) byLabel.set(value.label, { ...value, count });
  }
  return [...byLabel.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** How many documents lie in each folder, at whatever depth: what `in:` finds there. */
function inFolders(columns: Columns, inPlaces: Int32Array): Int32Array {
  const counts = new Int32Array(columns.folders.length);
  for (let place = 0; place < inPlaces.length; place++)
    for (const folder of columns.places[place] ?? [])
      counts[folder] = (counts[folder] ?? 0) + (inPlaces[place] ?? 0);
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

function senderFacet(columns: Columns, index: number): { query: string; label: string } {
  const sender = columns.senders[index] ?? { name: null, address: null };
  return {
    query: `from:${quoted(sender.address ?? sender.name ?? "")}`,
    label: sender.name ?? sender.address ?? "",
  };
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
