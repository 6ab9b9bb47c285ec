/**
 * A long text in chunks: one that is far from the screen is a plain piece of text that the browser does not lay out (so that its
 * own search and “select all” still find it), and gets its marks when it comes near.
 */
import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { PageAnswer } from "../../ask/answers.ts";
import type { Reveal } from "./bring-on-screen.ts";
import { Block, Rows } from "./text-block.tsx";
import { chunksOf, type TextBlock } from "./text-blocks.ts";
import type { Overlay } from "./text-segments.ts";

/** What all chunks of a text have in common. */
export interface Shared {
  text: string;
  overlay: Overlay;
  pages: readonly PageAnswer[];
  /** Widths of a table's columns, in letters. */
  columns: readonly number[];
  reveal: Reveal | null;
}

/** Chunks at the head that get their marks at once; those that are near follow in the next frame. */
const promptChunks = 1;

export function Chunks({ blocks, shared }: { blocks: readonly TextBlock[]; shared: Shared }): ReactNode {
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
        now={index < promptChunks || asked}
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
