/**
 * A document's text as it is read: blocks with their marks, hits and the passage that the address names; quoted text folded.
 * Texts of any length: blocks come in chunks, a chunk far from the screen is one plain piece of text that the browser does not
 * lay out (so that its own search and “select all” still find it), and gets its marks when it comes near.
 */
import { memo, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { MarkAnswer, PageAnswer } from "../../ask/answers.ts";
import { useSay } from "./say.tsx";
import {
  blocksOf,
  chunksOf,
  foldBlocks,
  marksByKind,
  nestHeadings,
  type TextBlock,
  type TextItem,
} from "./text-blocks.ts";
import {
  cellsOf,
  columnWidths,
  firstEndingAfter,
  type Overlay,
  type Segment,
  type Span,
  setBlock,
} from "./text-segments.ts";
import "./document-text.css";

/** A place to bring on the screen. Another `turn` brings the same place again. */
export interface Reveal extends Span {
  turn: number;
}

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
/** Chunks at the head that get their marks at once; those that are near follow in the next frame. */
const promptChunks = 1;

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
          <Chunks key={item.start} blocks={item.blocks} shared={shared} prompt={promptChunks} />
        ),
      )}
    </div>
  );
}

interface Shared {
  text: string;
  overlay: Overlay;
  pages: readonly PageAnswer[];
  /** Widths of a table's columns, in letters. */
  columns: readonly number[];
  reveal: Reveal | null;
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

/** What is nearer to the edge of the window is under the bar, or without its surroundings. */
const headRoomPx = 80;

/**
 * Scrolls to a place. What lies above has only a guessed height until it has been on the screen: so look again in the next
 * frames whether the place is where it should be.
 */
function bringOnScreen(root: HTMLElement, place: Span): () => void {
  // An empty place is a beginning (of a page): it belongs at the top, whatever is on the screen already.
  const block = place.end > place.start ? "center" : "start";
  let frame = 0;
  let looksLeft = 5;
  const look = (): void => {
    const piece = pieceAt(root, place.start);
    const box = piece?.getBoundingClientRect();
    if (box !== undefined) {
      const away = box.top < headRoomPx || box.bottom > window.innerHeight - headRoomPx;
      if (away || block === "start") piece?.scrollIntoView({ block, inline: "nearest" });
    }
    looksLeft -= 1;
    if (looksLeft > 0) frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}

/** The piece of text on the screen that holds a place, or the next one. */
function pieceAt(root: HTMLElement, place: number): Element | null {
  const exact = root.querySelector(`[data-at="${place}"]`);
  if (exact !== null) return exact;
  const pieces = root.querySelectorAll("[data-at]");
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(pieces[middle]?.getAttribute("data-at")) > place) high = middle;
    else low = middle + 1;
  }
  return pieces[Math.max(low - 1, 0)] ?? null;
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
      {open && <Chunks blocks={item.blocks} shared={shared} prompt={promptChunks} />}
    </div>
  );
}

/* ---- chunks --------------------------------------------------------------------------------------------------- */

function Chunks({
  blocks,
  shared,
  prompt,
}: {
  blocks: readonly TextBlock[];
  shared: Shared;
  prompt: number;
}): ReactNode {
  const chunks = useMemo(() => chunksOf(blocks), [blocks]);
  const { reveal } = shared;
  return chunks.map((chunk, index) => {
    const start = chunk[0]?.start ?? 0;
    const end = chunk.at(-1)?.end ?? start;
    const asked = reveal !== null && reveal.start < end && reveal.end >= start;
    return (
      <Chunk
        key={start}
        blocks={chunk}
        start={start}
        end={end}
        text={shared.text}
        overlay={shared.overlay}
        pages={shared.pages}
        columns={shared.columns}
        now={index < prompt || asked}
        alone={chunks.length === 1}
      />
    );
  });
}

interface ChunkProps {
  blocks: readonly TextBlock[];
  start: number;
  end: number;
  text: string;
  overlay: Overlay;
  pages: readonly PageAnswer[];
  columns: readonly number[];
  /** Draw the marks at once. */
  now: boolean;
  /** The only one: nothing is gained by leaving it out. */
  alone: boolean;
}

const Chunk = memo(function Chunk(props: ChunkProps): ReactNode {
  const { blocks, start, end, text, overlay, pages, columns, now, alone } = props;
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(now);
  const drawn = near || now;
  useEffect(() => {
    const element = place.current;
    if (drawn || element === null) return;
    const observer = nearObserver(() => setNear(true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [drawn]);
  useEffect(() => {
    if (now) setNear(true);
  }, [now]);

  // A line of running text has about 75 letters; the figure is in px, as `contain-intrinsic-size` wants it.
  const height = Math.round(((end - start) / 75) * 28 + blocks.length * 16);
  const style = alone ? undefined : { containIntrinsicBlockSize: `auto ${height}px` };
  const className = alone ? "chunk" : "chunk far";
  if (!drawn) {
    return (
      <div className={`${className} raw`} style={style} ref={place} data-at={start}>
        {text.slice(start, end)}
      </div>
    );
  }
  return (
    <div className={className} style={style}>
      {rowRuns(blocks).map((run) =>
        run[0]?.kind === "row" ? (
          <Rows key={run[0].start} rows={run} text={text} overlay={overlay} pages={pages} columns={columns} />
        ) : (
          run.map((block) => (
            <Block key={block.start} block={block} text={text} overlay={overlay} pages={pages} />
          ))
        ),
      )}
    </div>
  );
});

function nearObserver(onNear: () => void): IntersectionObserver {
  const options: IntersectionObserverInit & { scrollMargin: string } = {
    rootMargin: "1500px 0px",
    scrollMargin: "1500px 0px",
  };
  return new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) onNear();
  }, options);
}

/** Rows that follow each other make one table; everything else stands alone. */
function rowRuns(blocks: readonly TextBlock[]): TextBlock[][] {
  const runs: TextBlock[][] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    if (block.kind === "row" && run?.[0]?.kind === "row" && block.pages.length === 0) run.push(block);
    else runs.push([block]);
  }
  return runs;
}

/* ---- blocks --------------------------------------------------------------------------------------------------- */

interface BlockProps {
  block: TextBlock;
  text: string;
  overlay: Overlay;
  pages: readonly PageAnswer[];
}

function Block({ block, text, overlay, pages }: BlockProps): ReactNode {
  const { fixed, segments } = setBlock(text, block, overlay);
  const Element = block.kind === "heading" ? (headingElements[block.level - 1] ?? "h5") : "p";
  const names = ["block", block.kind];
  if (block.tone !== "plain") names.push(block.tone);
  if (block.quoted > 0) names.push("quote", `quote-${Math.min(block.quoted, 4)}`);
  if (fixed) names.push("fixed");
  return (
    <>
      <PageLabels block={block} pages={pages} />
      {fixed ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and must with the keyboard too.
        <pre className={names.join(" ")} tabIndex={0}>
          <Segments segments={segments} text={text} />
        </pre>
      ) : (
        <Element className={names.join(" ")}>
          <Segments segments={segments} text={text} />
        </Element>
      )}
    </>
  );
}

/** The page's own title is the first heading, so those of the text begin below it. */
const headingElements = ["h2", "h3", "h4", "h5", "h6", "h6"] as const;

interface RowsProps extends Omit<BlockProps, "block"> {
  rows: readonly TextBlock[];
  columns: readonly number[];
}

function Rows({ rows, columns, text, overlay, pages }: RowsProps): ReactNode {
  const say = useSay();
  const first = rows[0];
  return (
    <>
      {first !== undefined && <PageLabels block={first} pages={pages} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a group of form fields it is not. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and must with the keyboard too. */}
      <div className="rows" role="group" aria-label={say("text.table")} tabIndex={0}>
        <table style={{ inlineSize: `${columns.reduce((sum, width) => sum + width + 3, 0)}ch` }}>
          <colgroup>
            {columns.map((width, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no name and never move.
              <col key={index} style={{ inlineSize: `${width + 3}ch` }} />
            ))}
          </colgroup>
          <tbody>
            {rows.map((row) => (
              <tr key={row.start}>
                {cellsOf(text, row, overlay).map((cell) => (
                  <td key={cell.start}>
                    <Segments segments={cell.segments} text={text} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function PageLabels({ block, pages }: { block: TextBlock; pages: readonly PageAnswer[] }): ReactNode {
  const say = useSay();
  return block.pages.map((number) => {
    const label = pages[number - 1]?.label ?? pages.find((page) => page.number === number)?.label ?? null;
    return (
      <div key={number} className="page-label eyebrow">
        {say("text.page", { number })}
        {label !== null && label !== String(number) && <span> · {label}</span>}
      </div>
    );
  });
}

/* ---- segments ------------------------------------------------------------------------------------------------- */

function Segments({ segments, text }: { segments: readonly Segment[]; text: string }): ReactNode {
  const drawn: ReactNode[] = [];
  let passage: Segment[] = [];
  const close = (): void => {
    const first = passage[0];
    if (first === undefined) return;
    drawn.push(
      <span className="passage" key={`passage ${first.start}`}>
        {passage.map((segment) => (
          <Piece key={keyOf(segment)} segment={segment} text={text} />
        ))}
      </span>,
    );
    passage = [];
  };
  for (const segment of segments) {
    if (segment.role === "gap") continue;
    if (segment.target) {
      passage.push(segment);
      continue;
    }
    close();
    drawn.push(<Piece key={keyOf(segment)} segment={segment} text={text} />);
  }
  close();
  return drawn;
}

function keyOf(segment: Segment): string {
  return `${segment.start}-${segment.end}`;
}

const pieceClasses: Partial<Record<Segment["role"], string>> = {
  soft: "soft-end",
  prefix: "prefix",
  name: "name",
};

function Piece({ segment, text }: { segment: Segment; text: string }): ReactNode {
  if (segment.role === "redaction") return <Bar segment={segment} />;
  const shown = text.slice(segment.start, segment.end);
  const className = pieceClasses[segment.role];
  if (segment.hit >= 0)
    return (
      <mark data-at={segment.start} data-hit={segment.hit} className={className}>
        {shown}
      </mark>
    );
  return (
    <span data-at={segment.start} className={className}>
      {shown}
    </span>
  );
}

/** A black bar with its code; without one, as long as what it stands for. */
function Bar({ segment }: { segment: Segment }): ReactNode {
  const say = useSay();
  const length = segment.end - segment.start;
  const code = segment.code.trim();
  const label = code === "" ? say("redaction") : say("text.redactionCode", { code });
  const bar = (
    <span
      className={code === "" ? "redaction bare" : "redaction"}
      role="img"
      aria-label={label}
      title={label}
      data-at={segment.start}
      data-to={segment.end}
      style={code === "" ? { inlineSize: `${Math.min(Math.max(length, 3), 24) * 0.6}em` } : undefined}
    >
      {code}
    </span>
  );
  return segment.hit >= 0 ? <mark data-hit={segment.hit}>{bar}</mark> : bar;
}
