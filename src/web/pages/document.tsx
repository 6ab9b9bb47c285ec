/**
 * One document: its text with marks, beside the original (`/d/ID?q=QUERY#A-B`). Other sides of it by `?tab=`: the messages printed
 * on its pages, what is known of the file, the header fields of a message.
 */
import { Link, useParams, useRouterState, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { DocumentAnswer } from "../../ask/answers.ts";
import { AboutFile } from "../parts/about-file.tsx";
import { parsePassage } from "../parts/address.ts";
import { useAsk } from "../parts/api.ts";
import { Failed } from "../parts/broken.tsx";
import { CopyLink } from "../parts/copy-link.tsx";
import { DocumentText } from "../parts/document-text.tsx";
import { showDate, showLanguage, showTitle } from "../parts/format.ts";
import { HitSteps, type Hits, useHits } from "../parts/hits.tsx";
import { Attachments, Headers, MessageView } from "../parts/message-view.tsx";
import { hasOriginalBeside, OriginalBeside } from "../parts/original-beside.tsx";
import { Shape, useTitle } from "../parts/parts.tsx";
import { pageAt } from "../parts/passages.ts";
import { PrintedMessages } from "../parts/printed-messages.tsx";
import { Tell, useSay } from "../parts/say.tsx";
import { TabRow } from "../parts/tab-row.tsx";
import { afterTitle, blocksOf } from "../parts/text-blocks.ts";
import type { Span } from "../parts/text-segments.ts";
import type { WordKey } from "../words.ts";
import "./document.css";

export function DocumentPage(): ReactNode {
  const { document: id = "" } = useParams({ strict: false });
  const answer = useAsk("show", { document: id });
  const say = useSay();
  useTitle(answer.data === undefined ? say("page.document") : showTitle(answer.data, say.tongue));
  if (answer.error !== null)
    return (
      <>
        <h1 className="unseen">{say("page.document")}</h1>
        <Failed error={answer.error} again={() => void answer.refetch()} />
      </>
    );
  if (answer.data === undefined) return <Waiting />;
  return <Document key={id} document={answer.data} />;
}

function Waiting(): ReactNode {
  return (
    <div className="doc-grid beside">
      <Shape lines={12} />
    </div>
  );
}

type Tab = "text" | "messages" | "about" | "headers";

function Document({ document }: { document: DocumentAnswer }): ReactNode {
  const { q = "", tab: askedTab } = useSearch({ strict: false });
  const hash = useRouterState({ select: (state) => state.location.hash });
  const target = useMemo<Span | null>(() => {
    const passage = parsePassage(hash);
    // A link to a passage of another version of the text must not break the page.
    return passage === null || passage.start >= document.text.length ? null : passage;
  }, [hash, document.text.length]);
  const bodyFrom = useMemo(
    () => afterTitle(document.text, blocksOf(document.text, document.marks), document.title),
    [document],
  );
  const hits = useHits({ document: document.id, query: q, target, toFirst: true, bodyFrom });
  const tabs = tabsOf(document);
  const tab = tabs.find((one) => one.tab === askedTab)?.tab ?? "text";
  const text = useRef<HTMLDivElement>(null);
  const inView = usePageInView(document, text, tab === "text");
  const beside = hasOriginalBeside(document);

  // The page of what was asked for; then, as the reader scrolls, the page that he reads.
  const place = hits.reveal;
  const ofPlace =
    place === null ? null : (document.pages[pageAt(document.pages, place.start)]?.number ?? null);
  const [turned, setTurned] = useState<number | null>(null);
  useEffect(() => {
    if (place !== null) setTurned(ofPlace);
  }, [place, ofPlace]);
  useEffect(() => {
    if (inView !== null) setTurned(inView);
  }, [inView]);

  return (
    <article>
      <DocumentHead document={document} target={target} />
      <div className={beside ? "doc-grid beside" : "doc-grid"}>
        <div className="doc-main">
          <div className="doc-bar">
            <Tabs tabs={tabs} current={tab} />
            {tab === "text" && document.message === null && <HitSteps hits={hits} keys sayNone />}
          </div>
          {tab === "text" && (
            <TextSide document={document} hits={hits} target={target} query={q} place={text} />
          )}
          {tab === "messages" && <PrintedMessages document={document} />}
          {tab === "about" && <AboutFile document={document} />}
          {tab === "headers" && <Headers document={document.id} />}
        </div>
        {beside && (
          <OriginalBeside
            document={document}
            passage={place ?? target}
            page={turned ?? document.pages[0]?.number ?? 1}
            onTurn={(number) => {
              setTurned(number);
              const page = document.pages.find((one) => one.number === number);
              if (page !== undefined && isWide()) hits.show({ start: page.start, end: page.start });
            }}
          />
        )}
      </div>
    </article>
  );
}

/** Text and original stand side by side; else turning a page must not scroll the reader away. */
function isWide(): boolean {
  return window.matchMedia("(min-width: 1101px)").matches;
}

/* ---- head ----------------------------------------------------------------------------------------------------- */

function DocumentHead({ document, target }: { document: DocumentAnswer; target: Span | null }): ReactNode {
  const say = useSay();
  const printed = document.message?.method === "printed";
  const parts: [key: string, part: ReactNode][] = [
    ["kind", say(printed ? "doc.printed" : `kind.${document.kind}`)],
    ["place", document.place],
  ];
  if (document.outlet !== null) parts.push(["outlet", document.outlet]);
  if (document.kind !== "message" && document.date.edtf !== null)
    parts.push(["date", showDate(document.date, say.tongue)]);
  const pages = pagesOf(document, target);
  if (pages !== null) parts.push(["pages", say(pages.word, pages.fillings)]);
  if (document.language !== null) parts.push(["language", showLanguage(document.language, say.tongue)]);
  if (document.partOf !== null) {
    const { id, title } = document.partOf;
    const link = (
      <Link to="/d/$document" params={{ document: id }}>
        {title ?? say("subject.none")}
      </Link>
    );
    parts.push(["partOf", <Tell key="partOf" word="doc.partOf" fill={{ message: link }} />]);
  }
  return (
    <header className="doc-head">
      <p className="eyebrow">
        {parts.map(([key, part], index) => (
          <span key={key}>
            {index > 0 && " · "}
            {part}
          </span>
        ))}
      </p>
      <h1>{showTitle(document, say.tongue)}</h1>
    </header>
  );
}

/** “3,234 pages”, or which of them the passage of the address is on. */
function pagesOf(
  document: DocumentAnswer,
  target: Span | null,
): { word: WordKey; fillings: Record<string, string | number> } | null {
  const { pages } = document;
  const count = pages.length;
  if (count === 0) return null;
  const first = target === null ? undefined : pages[pageAt(pages, target.start)];
  const last = target === null ? undefined : pages[pageAt(pages, Math.max(target.end - 1, target.start))];
  if (first === undefined || last === undefined || count === 1)
    return { word: "doc.pages", fillings: { count } };
  if (first.number === last.number) return { word: "doc.pageOf", fillings: { first: first.number, count } };
  return { word: "doc.pagesOf", fillings: { first: first.number, last: last.number, count } };
}

interface TabEntry {
  tab: Tab;
  word: WordKey;
  count: number | null;
}

function tabsOf(document: DocumentAnswer): TabEntry[] {
  const tabs: TabEntry[] = [
    { tab: "text", word: document.message === null ? "doc.text" : "doc.message", count: null },
  ];
  if (document.printed.length > 0)
    tabs.push({ tab: "messages", word: "doc.messages", count: document.printed.length });
  tabs.push({ tab: "about", word: "doc.about", count: null });
  if (document.message?.method === "header") tabs.push({ tab: "headers", word: "doc.headers", count: null });
  return tabs;
}

function Tabs({ tabs, current }: { tabs: readonly TabEntry[]; current: Tab }): ReactNode {
  const say = useSay();
  return (
    <TabRow label={say("doc.views")} current={current}>
      {tabs.map(({ tab, word, count }) => (
        <Link
          key={tab}
          to="."
          search={(search) => withTab(search, tab)}
          hash
          replace
          resetScroll={false}
          aria-current={tab === current ? "page" : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
          activeProps={{}}
          preload={false}
        >
          {say(word)}
          {count !== null && ` · ${say.number(count)}`}
        </Link>
      ))}
    </TabRow>
  );
}

function withTab<Search extends { tab?: string }>(search: Search, tab: Tab): Search {
  const { tab: _, ...rest } = search;
  return (tab === "text" ? rest : { ...rest, tab }) as Search;
}

/* ---- text ----------------------------------------------------------------------------------------------------- */

interface TextSideProps {
  document: DocumentAnswer;
  hits: Hits;
  target: Span | null;
  query: string;
  place: React.RefObject<HTMLDivElement | null>;
}

function TextSide({ document, hits, target, query, place }: TextSideProps): ReactNode {
  const say = useSay();
  if (document.message !== null)
    return <MessageView message={document} query={query} target={target} main alone />;
  return (
    <>
      <div ref={place}>
        {document.text.trim() === "" ? (
          <p className="soft">{say("text.empty")}</p>
        ) : (
          <DocumentText
            text={document.text}
            marks={document.marks}
            pages={document.pages}
            language={document.language}
            hits={hits.hits}
            currentHit={hits.current}
            target={target}
            reveal={hits.reveal}
            fold={false}
            from={hits.from}
          />
        )}
      </div>
      <Attachments attachments={document.attachments} />
      <footer className="doc-foot soft small">
        <p>
          <Fingerprint document={document} />
        </p>
        <p className="acts no-print">
          <a href={`/original/${encodeURIComponent(document.original.id)}`} download>
            {say("doc.original")}
          </a>
          <CopyLink document={document.id} text={document.text} place={place} target={target} />
        </p>
      </footer>
    </>
  );
}

/** The beginning of the SHA-256 and where the original was found; all of it is under “About this file”. */
function Fingerprint({ document }: { document: DocumentAnswer }): ReactNode {
  const say = useSay();
  const { sha256 } = document.original;
  const [first, ...others] = document.occurrences;
  const short = `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`;
  return (
    <>
      <span title={sha256}>sha256 {short}</span>
      {first !== undefined && (
        <>
          {" · "}
          <Tell word="doc.foundIn" fill={{ path: <b>{first.path.at(-1)}</b> }} />
        </>
      )}
      {others.length > 0 && ` ${say("doc.foundMore", { count: others.length })}`}
    </>
  );
}

/**
 * Number of the page whose text is in the upper part of the window, as the reader scrolls; null until he does. Asks the browser
 * what stands there, so that it costs the same in a text of one page and of ten thousand.
 */
function usePageInView(
  document: DocumentAnswer,
  place: React.RefObject<HTMLDivElement | null>,
  active: boolean,
): number | null {
  const [number, setNumber] = useState<number | null>(null);
  const { pages } = document;
  useEffect(() => {
    if (!active || pages.length < 2) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let scrolledByHand = false;
    const look = (): void => {
      timer = undefined;
      const box = place.current?.getBoundingClientRect();
      if (box === undefined || !scrolledByHand) return;
      const piece = pieceBelow(box.left + 24, Math.max(box.top, 0) + 140, box.bottom);
      const at = piece?.getAttribute("data-at");
      if (at !== null && at !== undefined) setNumber(pages[pageAt(pages, Number(at))]?.number ?? null);
    };
    const byHand = (): void => {
      scrolledByHand = true;
    };
    const onScroll = (): void => {
      timer ??= setTimeout(look, 160);
    };
    // Scrolling that the page does itself (to a hit, to a page) must not turn the page of the original back.
    const hands = ["wheel", "touchmove", "pointerdown", "keydown"] as const;
    for (const name of hands) window.addEventListener(name, byHand, { passive: true });
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of hands) window.removeEventListener(name, byHand);
      window.removeEventListener("scroll", onScroll);
    };
  }, [active, pages, place]);
  return number;
}

/** The first piece of text at or below a point; lines and gaps lie between pieces. */
function pieceBelow(x: number, top: number, bottom: number): Element | null {
  for (let y = top; y < Math.min(bottom, window.innerHeight); y += 14) {
    const element = document.elementFromPoint(x, y);
    const piece =
      element?.closest("[data-at]") ?? element?.closest(".block")?.querySelector("[data-at]") ?? null;
    if (piece !== null) return piece;
  }
  return null;
}
