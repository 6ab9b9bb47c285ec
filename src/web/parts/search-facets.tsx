/** What a search could be narrowed to, with exact counts: a click adds the term to the query, another takes it away. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Facets, FacetValue } from "../../ask/answers.ts";
import type { WordKey } from "../words.ts";
import { showLanguage } from "./format.ts";
import { Histogram } from "./histogram.tsx";
import { Unfold } from "./parts.tsx";
import { dateRange, hasTerm, toggleTerm, withDates } from "./query.ts";
import { type Say, useSay } from "./say.tsx";

type ListName = "kind" | "language" | "sender" | "outlet" | "folder" | "year";

const lists: readonly { name: ListName; shown: number }[] = [
  { name: "kind", shown: 6 },
  { name: "language", shown: 4 },
  { name: "sender", shown: 6 },
  { name: "outlet", shown: 6 },
  { name: "folder", shown: 5 },
];

interface FacetListProps {
  facets: Facets;
  query: string;
  onQuery: (query: string) => void;
}

export function FacetList({ facets, query, onQuery }: FacetListProps): ReactNode {
  const say = useSay();
  const range = dateRange(query);
  return (
    <>
      {lists.map(({ name, shown }) => (
        <Facet key={name} name={name} values={facets[name]} shown={shown} query={query} />
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
          <Value key={value.query} label={labelOf(name, value, say)} value={value} query={query} />
        ))}
      />
    </section>
  );
}

function Value({ label, value, query }: { label: string; value: FacetValue; query: string }): ReactNode {
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
        {label}
        {chosen && (
          <>
            <span aria-hidden="true"> ×</span>
            <span className="unseen">{say("search.facet.remove")}</span>
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
