/** A few sentences to begin with, made only of facts that the overview holds, each a way into what it states. */
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import type { Overview } from "../../ask/answers.ts";
import { showMonth, showParty } from "./format.ts";
import { dateTerm } from "./query.ts";
import { type Say, Tell, useSay } from "./say.tsx";

export function StartHere({ overview }: { overview: Overview }): ReactNode {
  const say = useSay();
  const sentences = [
    mostInTouch(overview, say),
    busiestMonth(overview, say),
    stories(overview, say),
    redactions(overview, say),
    failures(overview, say),
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0) return null;
  return (
    <section className="start">
      <h2>{say("start.title")}</h2>
      <p className="prose">
        {sentences.map((sentence, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sentences keep their order.
          <Fragment key={i}>{sentence} </Fragment>
        ))}
      </p>
    </section>
  );
}

function mostInTouch(overview: Overview, say: Say): ReactNode {
  // Two who answer each other say more than a circular to all; where nobody answers, the circular it is.
  const pairs = overview.inTouch.toSorted((one, other) => weight(other) - weight(one));
  const mutual = pairs.filter((pair) => pair.back > 0);
  const [first, second] = mutual.length > 0 ? mutual : pairs;
  // “More than any other two” must be true: two pairs alike are no fact to begin with.
  if (first === undefined || (second !== undefined && weight(second) === weight(first))) return null;
  const count = weight(first);
  return (
    <Tell
      word={first.back > 0 ? "start.both" : "start.oneWay"}
      count={count}
      fill={{
        messages: <Into query={first.query}>{say("start.messages", { count })}</Into>,
        a: showParty(first.a, say.tongue),
        b: showParty(first.b, say.tongue),
      }}
    />
  );
}

function weight(pair: Overview["inTouch"][number]): number {
  return pair.count + pair.back;
}

function busiestMonth(overview: Overview, say: Say): ReactNode {
  if (overview.months.length < 3) return null;
  let month = "";
  let count = 0;
  for (const one of overview.months) {
    const sum = one.messages + one.papers + one.stories;
    if (sum > count) {
      month = one.month;
      count = sum;
    }
  }
  return (
    <Tell
      word="start.busiest"
      fill={{
        month: <Into query={dateTerm({ from: month, to: month })}>{showMonth(month, say.tongue)}</Into>,
        documents: say("start.documents", { count }),
      }}
    />
  );
}

function stories(overview: Overview, say: Say): ReactNode {
  const count = overview.kinds.find((one) => one.kind === "story")?.count ?? 0;
  const outlet = overview.outlets.toSorted((one, other) => other.count - one.count)[0];
  if (count === 0 || outlet === undefined) return null;
  const all = <Into query="kind:story">{say("start.storyCount", { count })}</Into>;
  // Of many stories, one from an outlet says nothing of the outlet.
  if (count > 1 && outlet.count < 2)
    return <Tell word="start.storiesOnly" count={count} fill={{ stories: all }} />;
  return (
    <Tell
      word="start.stories"
      count={count}
      fill={{
        stories: all,
        most: say.number(outlet.count),
        outlet: <Into query={outlet.query}>{outlet.label}</Into>,
      }}
    />
  );
}

function redactions(overview: Overview, say: Say): ReactNode {
  const count = overview.redactions;
  if (count === 0) return null;
  const passages = <Into query="has:redaction">{say("start.passages", { count })}</Into>;
  return <Tell word="start.redactions" count={count} fill={{ passages }} />;
}

function failures(overview: Overview, say: Say): ReactNode {
  const count = overview.receipt.failed;
  if (count === 0) return null;
  const files = (
    <Link to="/problems" search={{ state: "failed" }}>
      {say("start.files", { count })}
    </Link>
  );
  return <Tell word="start.failed" count={count} fill={{ files }} />;
}

function Into({ query, children }: { query: string; children: ReactNode }): ReactNode {
  return (
    <Link to="/search" search={{ q: query }}>
      {children}
    </Link>
  );
}
