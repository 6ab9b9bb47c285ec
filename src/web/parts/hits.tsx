/** The hits of a query in one document, and the way from one to the next: `n`, `N`, or the two buttons. */
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useAsk } from "./api.ts";
import type { Reveal } from "./bring-on-screen.ts";
import { useKeys } from "./keys.ts";
import { useSay } from "./say.tsx";
import { firstEndingAfter, type Span } from "./text-segments.ts";

export interface Hits {
  hits: readonly Span[];
  /** Index of the hit that the reader stands at, or -1. */
  current: number;
  /** Where to scroll: at first to the passage of the address or the first hit, then to what was asked for. */
  reveal: Reveal | null;
  /** A query led here. */
  asked: boolean;
  /** Where the text is to begin. */
  from: number;
  /** False when there is nowhere to go. */
  go: (step: 1 | -1) => boolean;
  /** Brings any place on the screen. */
  show: (span: Span) => void;
}

interface HitsOptions {
  document: string;
  /** The query that led here; empty when none did. */
  query: string;
  /** The passage that the address names. */
  target: Span | null;
  /** Scroll to the first hit when the address names no passage. */
  toFirst: boolean;
  /** Where the part of the text begins that says what the page already says above it; see `shownFrom`. */
  bodyFrom: number;
}

const noHits: readonly Span[] = [];

export function useHits({ document, query, target, toFirst, bodyFrom }: HitsOptions): Hits {
  const asked = query.trim() !== "";
  const answer = useAsk("hits", { document, q: query }, { enabled: asked });
  const all = answer.data?.hits ?? noHits;
  const from = shownFrom(all, target, bodyFrom);
  const hits = useMemo(() => (from === 0 ? all : all.filter((hit) => hit.start >= from)), [all, from]);
  const first = target ?? (toFirst ? (hits[0] ?? null) : null);
  const initial = useMemo<Reveal | null>(
    () => (first === null ? null : { start: first.start, end: first.end, turn: 0 }),
    [first],
  );

  // A new address is a new beginning.
  const key = `${document} ${query} ${target?.start}-${target?.end}`;
  const [step, setStep] = useState<{ key: string; reveal: Reveal } | null>(null);
  const turn = useRef(0);
  const reveal = step?.key === key ? step.reveal : initial;
  const current = reveal === null ? -1 : hitAt(hits, reveal);

  const show = (span: Span): void => {
    turn.current += 1;
    setStep({ key, reveal: { start: span.start, end: span.end, turn: turn.current } });
  };
  const go = (by: 1 | -1): boolean => {
    const hit = hits[next(hits, current, reveal?.start ?? -1, by)];
    if (hit === undefined) return false;
    show(hit);
    return true;
  };
  return { hits, current, reveal, asked, from, go, show };
}

/**
 * The header lines of a message, or the headline of a story, stand above the text already: so the text begins after them, unless
 * the passage of the address or the only hits lie in them.
 */
function shownFrom(hits: readonly Span[], target: Span | null, bodyFrom: number): number {
  if (target !== null && target.start < bodyFrom) return 0;
  const first = hits[0];
  const last = hits.at(-1);
  if (first !== undefined && last !== undefined && last.start < bodyFrom) return 0;
  return bodyFrom;
}

/** The first hit that a place touches, or -1. */
function hitAt(hits: readonly Span[], place: Span): number {
  const index = firstEndingAfter(hits, place.start);
  return (hits[index]?.start ?? Number.POSITIVE_INFINITY) < Math.max(place.end, place.start + 1) ? index : -1;
}

/** Index of the hit after (or before) the one where the reader stands, or after his place; round at the ends. */
function next(hits: readonly Span[], current: number, place: number, by: 1 | -1): number {
  if (current >= 0) return (current + by + hits.length) % hits.length;
  const found =
    by === 1 ? hits.findIndex((hit) => hit.start > place) : hits.findLastIndex((hit) => hit.start < place);
  if (found >= 0) return found;
  return by === 1 ? 0 : hits.length - 1;
}

interface HitStepsProps {
  hits: Hits;
  /** Take the keys `n` and `N`. */
  keys: boolean;
  /** Say so when there is no hit. */
  sayNone: boolean;
}

/** “2 of 7 hits” and the two buttons; nothing when no query led here. */
export function HitSteps({ hits, keys, sayNone }: HitStepsProps): ReactNode {
  const say = useSay();
  const step = (by: 1 | -1) => () => keys && hits.go(by);
  useKeys({ n: step(1), N: step(-1) });
  const count = hits.hits.length;
  if (!hits.asked || (count === 0 && !sayNone)) return null;
  const words =
    count === 0
      ? say("hits.none")
      : hits.current < 0
        ? say("hits.count", { count })
        : say("hits.of", { number: hits.current + 1, count });
  return (
    <div className="hit-steps">
      <span role="status">{words}</span>
      {count > 0 && (
        <>
          <button
            type="button"
            onClick={() => hits.go(1)}
            aria-label={say("hits.next")}
            title={say("hits.next")}
          >
            <kbd>n</kbd>
          </button>
          <button
            type="button"
            onClick={() => hits.go(-1)}
            aria-label={say("hits.previous")}
            title={say("hits.previous")}
          >
            <kbd>N</kbd>
          </button>
        </>
      )}
    </div>
  );
}
