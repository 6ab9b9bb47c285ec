/** What is in the case: figures, documents over time, who dealt with whom, from where; the receipt; and how far an ingest is. */
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview } from "../../ask/answers.ts";
import { useAsk } from "../parts/api.ts";
import { Failed } from "../parts/broken.tsx";
import { showAgo, showBytes, showLanguage, showMonth, showParty, showShare } from "../parts/format.ts";
import { Histogram } from "../parts/histogram.tsx";
import { IngestPanel } from "../parts/ingest-panel.tsx";
import type { Bars, MonthCount } from "../parts/months.ts";
import { Shape, Unfold, useTitle } from "../parts/parts.tsx";
import { useProgress } from "../parts/progress.tsx";
import { dateTerm, undatedTerm } from "../parts/query.ts";
import { ReceiptMeter } from "../parts/receipt.tsx";
import { useSay } from "../parts/say.tsx";
import { StartHere } from "../parts/start-here.tsx";
import "./overview.css";

/** Lines of a list on this page before it is unfolded. */
const shownLines = 5;

export function OverviewPage(): ReactNode {
  const say = useSay();
  useTitle(say("page.overview"));
  const { data: overview, error, refetch } = useAsk("overview");
  const progress = useProgress();
  if (overview === undefined) {
    return (
      <>
        <h1 className="unseen">{say("page.overview")}</h1>
        {error === null ? <OverviewShape /> : <Failed error={error} again={() => void refetch()} />}
      </>
    );
  }
  const empty = overview.documents === 0;
  return (
    <div className="overview">
      <div className="overview-main">
        <h1>{overview.name}</h1>
        <Origin overview={overview} />
        {progress !== null && <IngestPanel progress={progress} />}
        {empty && progress === null && <EmptyCase overview={overview} />}
        {!empty && (
          <>
            <Figures overview={overview} />
            <OverTime overview={overview} />
            <StartHere overview={overview} />
          </>
        )}
      </div>
      <aside className="overview-side">
        <ReceiptMeter receipt={overview.receipt} />
        {!empty && (
          <>
            <InTouch overview={overview} />
            <Correspondents overview={overview} />
            <Outlets overview={overview} />
          </>
        )}
      </aside>
    </div>
  );
}

/** When it was built, from what, how large, in which languages. */
function Origin({ overview }: { overview: Overview }): ReactNode {
  const say = useSay();
  if (overview.sources.length === 0) return null;
  const sources = say("overview.sources", { count: overview.sources.length });
  const when = overview.builtAt === null ? null : showAgo(overview.builtAt, Date.now(), say.tongue);
  const built =
    when === null ? say("overview.building", { sources }) : say("overview.built", { when, sources });
  const known = overview.languages.reduce((sum, one) => sum + one.count, 0);
  const languages = overview.languages
    .slice(0, 3)
    .map(({ language, count }) => {
      const name = language === null ? say("overview.languageUnknown") : showLanguage(language, say.tongue);
      return `${name} ${showShare(count / known, say.tongue)}`;
    })
    .join(", ");
  const facts = [built, overview.bytes > 0 ? showBytes(overview.bytes, say.tongue) : "", languages];
  return (
    <p className="soft" title={overview.sources.map((source) => source.path).join("\n")}>
      {facts.filter((fact) => fact !== "").join(" · ")}
    </p>
  );
}

/** Every figure is a way into what it counts. */
function Figures({ overview }: { overview: Overview }): ReactNode {
  const say = useSay();
  const figures: ReactNode[] = [];
  const figure = (key: string, count: number, word: string, query: string) =>
    figures.push(
      <li key={key}>
        <Link to="/search" search={{ q: query }} className="quiet">
          <b>{say.number(count)}</b>
          <span>{word}</span>
        </Link>
      </li>,
    );
  for (const { kind, count } of overview.kinds) {
    if (count === 0) continue;
    figure(kind, count, say(`figure.${kind}`, { count }), `kind:${kind}`);
    if (kind === "message" && overview.printedMessages > 0) {
      figures.push(
        <li key="printed">
          <Link to="/mail" className="quiet">
            <b>{say.number(overview.printedMessages)}</b>
            <span>{say("figure.printed", { count: overview.printedMessages })}</span>
          </Link>
        </li>,
      );
    }
  }
  if (overview.attachments > 0) {
    const count = overview.attachments;
    figure("attachment", count, say("figure.attachment", { count }), "has:attachment");
  }
  if (overview.redactions > 0) {
    const count = overview.redactions;
    figure("redaction", count, say("figure.redaction", { count }), "has:redaction");
  }
  return <ul className="figures">{figures}</ul>;
}

function OverTime({ overview }: { overview: Overview }): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const months: MonthCount[] = overview.months.map((one) => ({
    month: one.month,
    count: one.messages + one.papers,
    top: one.stories,
  }));
  if (months.length === 0) return <p className="soft over-time">{say("time.none")}</p>;
  return (
    <section className="over-time" aria-labelledby="over-time-title">
      <h2 id="over-time-title" className="soft small">
        {say("time.title")}
        {months.some((one) => one.count > 0) && <span className="key key-papers">{say("time.papers")}</span>}
        {months.some((one) => one.top > 0) && <span className="key key-stories">{say("time.stories")}</span>}
        <span className="how no-print">{say("time.how")}</span>
      </h2>
      <Histogram
        months={months}
        height={122}
        onChoose={(range) => void navigate({ to: "/search", search: { q: dateTerm(range) } })}
        below={(bars) => <Strays bars={bars} undated={overview.undated} />}
      />
    </section>
  );
}

/** What the bars leave out: a few documents far from all others in time, and those without a date. */
function Strays({ bars: { bars, earlier, later }, undated }: { bars: Bars; undated: number }): ReactNode {
  const say = useSay();
  const first = bars[0];
  const last = bars.at(-1);
  return (
    <p className="strays">
      {earlier > 0 && first !== undefined && (
        <Link to="/search" search={{ q: `before:${first.from}` }}>
          {say("time.earlier", { count: earlier, month: showMonth(first.from, say.tongue) })}
        </Link>
      )}
      {later > 0 && last !== undefined && (
        <Link to="/search" search={{ q: `after:${last.to}` }}>
          {say("time.later", { count: later, month: showMonth(last.to, say.tongue) })}
        </Link>
      )}
      {undated > 0 && (
        <Link to="/search" search={{ q: undatedTerm }}>
          {say("time.undated", { count: undated })}
        </Link>
      )}
    </p>
  );
}

function InTouch({ overview }: { overview: Overview }): ReactNode {
  const say = useSay();
  if (overview.inTouch.length === 0) {
    return <Lines title={say("overview.inTouch")} empty={say("overview.noMail")} lines={[]} />;
  }
  const lines = overview.inTouch.map((pair) => {
    const a = showParty(pair.a, say.tongue);
    const b = showParty(pair.b, say.tongue);
    const both = pair.back > 0;
    return (
      <Line key={pair.query} query={pair.query} count={pair.count + pair.back}>
        <span aria-hidden="true">
          {a} <span className="arrow">{both ? "↔" : "→"}</span> {b}
        </span>
        <span className="unseen">{say(both ? "overview.arrow.both" : "overview.arrow.one", { a, b })}</span>
      </Line>
    );
  });
  return <Lines title={say("overview.inTouch")} lines={lines} />;
}

function Correspondents({ overview }: { overview: Overview }): ReactNode {
  const say = useSay();
  if (overview.correspondents.length === 0) return null;
  const lines = overview.correspondents.map(({ party, sent, received, query }) => (
    <Line
      key={query}
      query={query}
      count={sent + received}
      title={say("overview.sentReceived", { sent, received })}
    >
      {showParty(party, say.tongue)}
    </Line>
  ));
  return <Lines title={say("overview.correspondents")} lines={lines} />;
}

function Outlets({ overview }: { overview: Overview }): ReactNode {
  const say = useSay();
  const lines = overview.outlets.map(({ label, query, count }) => (
    <Line key={query} query={query} count={count}>
      {label}
    </Line>
  ));
  return <Lines title={say("overview.outlets")} lines={lines} empty={say("overview.noOutlets")} />;
}

interface LineProps {
  query: string;
  count: number;
  title?: string;
  children: ReactNode;
}

function Line({ query, count, title, children }: LineProps): ReactNode {
  const say = useSay();
  return (
    <li>
      <Link to="/search" search={{ q: query }} className="quiet" title={title}>
        {children}
      </Link>
      <span className="count">{say.number(count)}</span>
    </li>
  );
}

function Lines({
  title,
  lines,
  empty = "",
}: {
  title: string;
  lines: ReactNode[];
  empty?: string;
}): ReactNode {
  return (
    <section>
      <h2 className="list-title">{title}</h2>
      {lines.length === 0 ? (
        <p className="soft small">{empty}</p>
      ) : (
        <Unfold className="lines" lines={lines} shown={shownLines} />
      )}
    </section>
  );
}

function EmptyCase({ overview }: { overview: Overview }): ReactNode {
  const say = useSay();
  return (
    <section className="note">
      <h2>{say("overview.empty")}</h2>
      <p>{say("overview.empty.hint")}</p>
      <p>
        <code>stemma ingest {say("overview.empty.path")}</code>
      </p>
      {overview.receipt.found > 0 && (
        <p>
          <Link to="/problems">{say("overview.empty.why", { count: overview.receipt.found })}</Link>
        </p>
      )}
    </section>
  );
}

function OverviewShape(): ReactNode {
  return (
    <div className="overview">
      <Shape lines={7} className="shape-overview" />
      <Shape lines={8} />
    </div>
  );
}
