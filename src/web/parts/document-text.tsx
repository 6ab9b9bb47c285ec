/**
 * A document's text as it is read: blocks with their marks, hits and the passage that the address names; quoted text folded.
 * Of any length: see `text-chunks.tsx` (what is far from the screen), `text-block.tsx` (one block), `text-blocks.ts` (where blocks
 * begin and end), `text-segments.ts` (what lies over them).
 */
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { MarkAnswer, PageAnswer } from "../../ask/answers.ts";
import { bringOnScreen, type Reveal } from "./bring-on-screen.ts";
import { useSay } from "./say.tsx";
import { blocksOf, foldBlocks, marksByKind, nestHeadings, type TextItem } from "./text-blocks.ts";
import { Chunks, type Shared } from "./text-chunks.tsx";
import { columnWidths, firstEndingAfter, type Overlay, type Span } from "./text-segments.ts";
import "./document-text.css";

interface DocumentTextProps {
  text: string;
  marks: readonly MarkAnswer[];
  pages?: readonly PageAnswer[];
  language: string | null;
  hits: readonly Span[];
  /** Index of the hit that the reader stands at, or -1. */
  currentHit: number;
  /** Passage that the address names. */
  target: Span | null;
  reveal: Reveal | null;
  /** Fold quoted text and disclaimers, as in mail; else they are shown softer. */
  fold: boolean;
  /** What lies before is shown elsewhere on the page, or left out. */
  from?: number;
}

const noPages: readonly PageAnswer[] = [];
export function DocumentText(props: DocumentTextProps): ReactNode {
  const { text, marks, language, hits, currentHit, target, reveal, fold } = props;
  const pages = props.pages ?? noPages;
  const root = useRef<HTMLDivElement>(null);

  const blocks = useMemo(() => blocksOf(text, marks), [text, marks]);
  const from = props.from ?? 0;
  const items = useMemo<TextItem[]>(() => {
    const shown = nestHeadings(from > 0 ? blocks.filter((block) => block.start >= from) : blocks);
    if (fold) return foldBlocks(text, shown);
    return [{ kind: "blocks", start: shown[0]?.start ?? 0, end: text.length, blocks: shown }];
  }, [text, blocks, from, fold]);
  const overlay = useMemo<Overlay>(() => {
    const kinds = marksByKind(marks);
    return { redactions: kinds.get("redaction") ?? [], cells: kinds.get("cell") ?? [], hits, target };
  }, [marks, hits, target]);
  const columns = useMemo(() => columnWidths(blocks, overlay.cells), [blocks, overlay.cells]);

  useLayoutEffect(() => {
    const place = root.current;
    if (place === null || reveal === null) return;
    return bringOnScreen(place, reveal);
  }, [reveal]);

  const shared: Shared = { text, overlay, pages, columns, reveal };
  return (
    <div className="prose document-text" lang={language ?? undefined} ref={root}>
      <CurrentHit root={root} hit={currentHit} />
      {items.map((item) =>
        item.kind === "fold" ? (
          <Fold key={item.start} item={item} shared={shared} />
        ) : (
          <Chunks key={item.start} blocks={item.blocks} shared={shared} />
        ),
      )}
    </div>
  );
}

function touches(spans: readonly Span[], start: number, end: number): boolean {
  const span = spans[firstEndingAfter(spans, start)];
  return span !== undefined && span.start < end;
}

/** Marks the hit that the reader stands at, without drawing the text again. */
function CurrentHit({ root, hit }: { root: React.RefObject<HTMLDivElement | null>; hit: number }): ReactNode {
  useEffect(() => {
    const marked = [...(root.current?.querySelectorAll(`mark[data-hit="${hit}"]`) ?? [])];
    for (const mark of marked) mark.classList.add("current");
    return () => {
      for (const mark of marked) mark.classList.remove("current");
    };
  });
  return null;
}

/* ---- folds ---------------------------------------------------------------------------------------------------- */

function Fold({ item, shared }: { item: TextItem & { kind: "fold" }; shared: Shared }): ReactNode {
  const say = useSay();
  const { overlay, reveal } = shared;
  const { target } = overlay;
  const asked =
    touches(overlay.hits, item.start, item.end) ||
    (target !== null && target.start < item.end && target.end > item.start) ||
    (reveal !== null && reveal.start >= item.start && reveal.start < item.end);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? asked;
  const word =
    item.what === "quoted"
      ? open
        ? "text.hideQuoted"
        : "text.showQuoted"
      : open
        ? "text.hideNotice"
        : "text.showNotice";
  return (
    <div className={`fold ${item.what}`}>
      <button type="button" className="plain" aria-expanded={open} onClick={() => setChosen(!open)}>
        {say(word)} · {say("text.lines", { count: item.lines })}
      </button>
      {open && <Chunks blocks={item.blocks} shared={shared} />}
    </div>
  );
}
