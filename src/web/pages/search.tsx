/** Search: the box, how the query was read, facets to narrow it, and every result to the last with its best passage. */
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { Hit, SearchAnswer, SnippetPart } from "../../ask/answers.ts";
import { useAsk } from "../parts/api.ts";
import { Failed } from "../parts/broken.tsx";
import { showDate, showLanguage, showParties, showTitle } from "../parts/format.ts";
import { toContent } from "../parts/keys.ts";
import { usePaged } from "../parts/paged.ts";
import { Shape, Snippet, useTitle } from "../parts/parts.tsx";
import { splitPath } from "../parts/place.ts";
import { terms } from "../parts/query.ts";
import { Tell, useSay } from "../parts/say.tsx";
import { FacetList } from "../parts/search-facets.tsx";
import { Tips } from "../parts/search-tips.tsx";
import { Segments } from "../parts/segments.tsx";
import { WindowList } from "../parts/virtual-list.tsx";
import "./search.css";

const orders = ["best", "newest", "oldest"] as const;
type Order = (typeof orders)[number];

export function SearchPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const { q = "", sort, at } = useSearch({ strict: false });
  const order = orders.find((one) => one === sort);
  useTitle(q === "" ? say("page.search") : `${q} · ${say("page.search")}`);

  const paged = usePaged("search", { q, sort: order }, { firstParams: { facets: 1 }, at });
  const answer = paged.first;
  // Another query keeps the order; another order keeps the query; both begin at the first result.
  const ask = useCallback(
    (next: { q: string; sort?: Order | undefined }) => {
      const search: { q?: string; sort?: string } = {};
      if (next.q !== "") search.q = next.q;
      const kept = "sort" in next ? next.sort : order;
      if (kept !== undefined) search.sort = kept;
      void navigate({ to: "/search", search });
    },
    [navigate, order],
  );

  return (
    <div className="search">
      <h1 className="unseen">{say("page.search")}</h1>
      <div className="search-side no-print">
        {answer?.facets && (
          <FacetDisclosure>
            <FacetList
              facets={answer.facets}
              total={answer.total}
              query={q}
              onQuery={(query) => ask({ q: query })}
            />
          </FacetDisclosure>
        )}
        {answer === undefined && paged.error === null && <Shape lines={8} className="only-wide" />}
      </div>
      <div className="search-main">
        <Box query={q} onQuery={(query) => ask({ q: query })} />
        {answer !== undefined && (
          <Heading answer={answer} order={order} onOrder={(next) => ask({ q, sort: next })} />
        )}
        {paged.error !== null && <Failed error={paged.error} again={paged.again} />}
        {answer === undefined && paged.error === null && <ResultShapes />}
        {answer?.total === 0 && <NothingFound query={q} onQuery={(query) => ask({ q: query })} />}
        {answer !== undefined && answer.total > 0 && (
          <div className={paged.stale ? "results stale" : "results"} aria-busy={paged.stale}>
            <WindowList
              key={`${q} ${order} ${paged.from}`}
              name={`search ${q} ${order} ${paged.from}`}
              label={say("search.results")}
              length={paged.length}
              from={paged.from}
              total={paged.total}
              rowHeight={132}
              onView={paged.show}
              row={(index) => {
                const hit = paged.item(index);
                return hit === undefined ? <ResultShape /> : <Result hit={hit} query={q} />;
              }}
            />
            <Segments from={paged.from} total={paged.total} />
          </div>
        )}
      </div>
      <Tips query={q} />
    </div>
  );
}

function Box({ query, onQuery }: { query: string; onQuery: (query: string) => void }): ReactNode {
  const say = useSay();
  const [text, setText] = useState(query);
  // The address is the master: a facet, Back or a pasted link puts its query into the box.
  useEffect(() => {
    setText(query);
  }, [query]);
  return (
    <search aria-label={say("search.label")}>
      <form
        className="search-box"
        onSubmit={(event) => {
          event.preventDefault();
          onQuery(text.trim());
          toContent();
        }}
      >
        <input
          type="search"
          name="q"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          aria-label={say("search.label")}
          placeholder={say("search.empty")}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
        />
        <button type="submit" className="unseen-until-focus">
          {say("search.go")}
        </button>
      </form>
    </search>
  );
}

interface HeadingProps {
  answer: SearchAnswer;
  order: Order | undefined;
  onOrder: (order: Order | undefined) => void;
}

/** How many, how fast, how the query was read, in which order; and what else should be known of it. */
function Heading({ answer, order, onOrder }: HeadingProps): ReactNode {
  const say = useSay();
  return (
    <div className="search-heading">
      <p className="soft small" role="status">
        {say("search.total", { count: answer.total })}{" "}
        {say("search.elapsed", { ms: Math.max(1, Math.round(answer.elapsedMs)) })}
        {answer.query.readAs.length > 0 && (
          <>
            {" · "}
            {say("search.readAs")} <ReadAs parts={answer.query.readAs} />
          </>
        )}
      </p>
      {answer.total > 1 && (
        <label className="order small no-print">
          <span className="unseen">{say("search.sort")}</span>
          <select
            value={order ?? answer.query.sort}
            onChange={(event) => onOrder(orders.find((one) => one === event.currentTarget.value))}
          >
            {orders.map((one) => (
              <option key={one} value={one}>
                {say(`search.sort.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {answer.notes.length > 0 && (
        <ul className="search-notes small">
          {answer.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The query as it was understood: what was found in it stands out. */
function ReadAs({ parts }: { parts: readonly SnippetPart[] }): ReactNode {
  return parts.map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move.
    part.kind === "hit" ? <b key={i}>{part.text}</b> : <span key={i}>{part.text}</span>,
  );
}

function Result({ hit, query }: { hit: Hit; query: string }): ReactNode {
  const say = useSay();
  const { passage } = hit;
  return (
    <article className="result">
      <p className="result-meta soft">{meta(hit, say).join(" · ")}</p>
      <h2 lang={hit.language ?? undefined}>
        <Link
          data-open
          className="quiet"
          to="/d/$document"
          params={{ document: hit.id }}
          search={query === "" ? {} : { q: query }}
          {...(passage === null ? {} : { hash: `${passage.start}-${passage.end}` })}
        >
          {showTitle(hit, say.tongue)}
        </Link>
      </h2>
      <p className="result-text" lang={hit.language ?? undefined}>
        <Snippet parts={hit.snippet} />
      </p>
    </article>
  );
}

function meta(hit: Hit, say: ReturnType<typeof useSay>): string[] {
  const facts = [say(`kind.${hit.kind}`)];
  if (hit.outlet !== null) facts.push(hit.outlet);
  facts.push(showDate(hit.date, say.tongue));
  if (hit.kind === "message") {
    const from = showParties(hit.from, say.tongue, 2);
    const to = showParties(hit.to, say.tongue, 2);
    if (from !== "" && to !== "") facts.push(say("party.to", { from, to }));
    else if (from !== "") facts.push(from);
    else if (to !== "") facts.push(say("party.toOnly", { to }));
  } else if (hit.language !== null) facts.push(showLanguage(hit.language, say.tongue));
  if (hit.attachments > 0) facts.push(say("search.attachments", { count: hit.attachments }));
  if (hit.redactions > 0) facts.push(say("search.redactions", { count: hit.redactions }));
  // Where a file's name is the title already, its folder is enough.
  if (hit.kind !== "message" && hit.outlet === null)
    facts.push(hit.title === null ? splitPath(hit.place).place || hit.place : hit.place);
  return facts;
}

/** Silence is not evidence: says what was searched, what was not read, and offers the query with one term less. */
function NothingFound({ query, onQuery }: { query: string; onQuery: (query: string) => void }): ReactNode {
  const say = useSay();
  const overview = useAsk("overview").data;
  const parts = terms(query);
  if (overview === undefined) return null;
  const { receipt } = overview;
  const files = receipt.failed + receipt.unread + receipt.skipped + receipt.pending;
  return (
    <section className="note">
      <h2>{say("search.none")}</h2>
      <p>
        <Tell
          word={files > 0 ? "search.none.hint" : "search.none.hintAll"}
          fill={{
            documents: say("search.total", { count: overview.documents }),
            files: <Link to="/problems">{say("search.files", { count: files })}</Link>,
          }}
        />
      </p>
      {parts.length > 1 && (
        <>
          <p>{say("search.none.try")}</p>
          <ul className="search-fewer">
            {parts.slice(0, 8).map((_, i) => {
              const rest = parts.filter((_part, other) => other !== i).join(" ");
              return (
                <li key={rest}>
                  <button type="button" className="plain" onClick={() => onQuery(rest)}>
                    {rest}
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

/** Open where there is room; a disclosure above the results on narrow windows. */
function FacetDisclosure({ children }: { children: ReactNode }): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="facets-button"
        aria-expanded={open}
        aria-controls="facets"
        onClick={() => setOpen(!open)}
      >
        {say("search.facets")}
      </button>
      <div id="facets" className={open ? "facets open" : "facets"}>
        {children}
      </div>
    </>
  );
}

function ResultShape(): ReactNode {
  return (
    <div className="result">
      <Shape lines={3} />
    </div>
  );
}

function ResultShapes(): ReactNode {
  return (
    <>
      <ResultShape />
      <ResultShape />
      <ResultShape />
    </>
  );
}
