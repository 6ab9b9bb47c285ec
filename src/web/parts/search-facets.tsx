/** What a search could be narrowed to, with exact counts: a click adds the term to the query, another takes it away. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Facets, FacetValue } from "../../ask/answers.ts";
import type { WordKey } from "../words.ts";
import { showLanguage } from "./format.ts";
import { Histogram } from "./histogram.tsx";
import { PathLabel, Unfold } from "./parts.tsx";
import { dateRange, hasTerm, toggleTerm, withDates } from "./query.ts";
import { type Say, useSay } from "./say.tsx";

type ListName = "kind" | "language" | "sender" | "outlet" | "folder";

const lists: readonly { name: ListName; shown: number }[] = [
  { name: "kind", shown: 6 },
  { name: "language", shown: 4 },
  { name: "sender", shown: 6 },
  { name: "outlet", shown: 6 },
  { name: "folder", shown: 5 },
];

interface FacetListProps {
  facets: Facets;
  /** Of the search as it is. */
  total: number;
  query: string;
  onQuery: (query: string) => void;
}

export function FacetList({ facets, total, query, onQuery }: FacetListProps): ReactNode {
  const say = useSay();
  const range = dateRange(query);
  // A folder that holds all that was found narrows nothing.
  const narrowing = (name: ListName, values: readonly FacetValue[]): readonly FacetValue[] =>
    name === "folder" ? values.filter((one) => one.count < total || hasTerm(query, one.query)) : values;
  return (
    <>
      {lists.map(({ name, shown }) => (
        <Facet key={name} name={name} values={narrowing(name, facets[name])} shown={shown} query={query} />
      ))}
      {facets.months.length > 0 && (
        <section className="facet">
          <h2>{say("search.facet.when")}</h2>
          <Histogram
            months={facets.months.map((one) => ({ month: one.month, count: one.count, top: 0 }))}
            height={54}
            chosen={range}
            onChoose={(chosen) => onQuery(withDates(query, chosen))}
            below={() =>
              range !== null && (
                <button type="button" className="plain" onClick={() => onQuery(withDates(query, null))}>
                  {say("search.facet.clearDate")}
                </button>
              )
            }
          />
        </section>
      )}
    </>
  );
}

interface FacetProps {
  name: ListName;
  values: readonly FacetValue[];
  shown: number;
  query: string;
}

function Facet({ name, values, shown, query }: FacetProps): ReactNode {
  const say = useSay();
  if (values.length === 0) return null;
  return (
    <section className="facet">
      <h2>{say(`search.facet.${name}` as WordKey)}</h2>
      <Unfold
        className="facet-lines"
        shown={shown}
        lines={values.map((value) => (
          <Value
            key={value.query}
            label={labelOf(name, value, say)}
            path={name === "folder"}
            value={value}
            query={query}
          />
        ))}
      />
    </section>
  );
}

interface ValueProps {
  label: string;
  /** The label is a path. */
  path: boolean;
  value: FacetValue;
  query: string;
}

function Value({ label, path, value, query }: ValueProps): ReactNode {
  const say = useSay();
  const chosen = hasTerm(query, value.query);
  const next = toggleTerm(query, value.query);
  return (
    <li className={chosen ? "chosen" : undefined}>
      <Link
        to="/search"
        search={({ at: _, q: __, ...search }) => (next === "" ? search : { ...search, q: next })}
        className="quiet"
        title={label}
      >
        {path ? <PathLabel path={label} /> : label}
        {chosen && (
          <>
            <span aria-hidden="true"> ×</span>
            <span className="unseen"> {say("search.facet.remove")}</span>
          </>
        )}
      </Link>
      <span className="count">{say.number(value.count)}</span>
    </li>
  );
}

/** Kinds and languages are codes in the query and words on the page. */
function labelOf(name: ListName, value: FacetValue, say: Say): string {
  const code = value.query.slice(value.query.indexOf(":") + 1);
  if (name === "language" && /^[a-z]{2,3}$/.test(code)) return capital(showLanguage(code, say.tongue), say);
  if (name === "kind" && isKind(code)) return say(`kind.${code}`);
  return value.label;
}

function capital(word: string, say: Say): string {
  return word.charAt(0).toLocaleUpperCase(say.tongue) + word.slice(1);
}

const kinds = ["message", "story", "filing", "table", "paper"] as const;

function isKind(code: string): code is (typeof kinds)[number] {
  return kinds.some((kind) => kind === code);
}
