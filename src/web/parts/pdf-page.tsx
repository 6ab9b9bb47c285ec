/** One page of a PDF on a canvas, as wide as there is room, with the passage outlined on it. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { type Box, lineBoxes } from "./page-boxes.ts";
import type { Sheet } from "./pdf-file.ts";
import { useSay } from "./say.tsx";

interface PdfPageProps {
  /** Id of the original. */
  original: string;
  /** From 1. */
  number: number;
  /** Points; keeps the place of the page while it loads. */
  size: { width: number; height: number } | null;
  /** Passage on this page. */
  boxes: readonly Box[];
  /** Only outline the passage: it is too much of the page to be coloured. */
  plain: boolean;
}

/** US Letter: a guess that only lasts until the page is there. */
const usualSize = { width: 612, height: 792 };

export function PdfPage({ original, number, size, boxes, plain }: PdfPageProps): ReactNode {
  const say = useSay();
  const sheet = useQuery<Sheet>({
    queryKey: ["sheet", original, number],
    queryFn: async () => (await import("./pdf-file.ts")).openSheet(original, number),
    retry: false,
    gcTime: 30_000,
  });
  const [widthPx, setWidthPx] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<Sheet | null>(null);
  const [broken, setBroken] = useState<string | null>(null);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidthPx(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const page = sheet.data;
  useEffect(() => {
    const shown = canvas.current;
    if (page === undefined || shown === null || widthPx === 0) return;
    // Drawn out of sight and then copied: so the page before stays until this one is whole.
    const draft = document.createElement("canvas");
    const drawing = page.draw(draft, widthPx, window.devicePixelRatio || 1);
    let left = false;
    drawing.done.then(
      () => {
        if (left) return;
        shown.width = draft.width;
        shown.height = draft.height;
        shown.getContext("2d")?.drawImage(draft, 0, 0);
        setBroken(null);
        setDrawn(page);
      },
      (error: unknown) => {
        if (!left) setBroken(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      left = true;
      drawing.cancel();
    };
  }, [page, widthPx]);

  const { width, height } = page ?? size ?? usualSize;
  const failed = sheet.error?.message ?? broken;
  return (
    <div className="pdf-page" ref={place} style={{ aspectRatio: `${width} / ${height}` }}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={say("doc.pageImage", { number })}
        className={drawn === page && page !== undefined ? "" : "waiting"}
      />
      {drawn === page && page !== undefined && (
        <Outline boxes={boxes} width={width} height={height} plain={plain} />
      )}
      {failed !== null && failed !== undefined && (
        <p className="pdf-failed" role="alert">
          {say("doc.pageFailed", { number })} <span className="small">{failed}</span>
        </p>
      )}
      {failed === null && drawn !== page && (
        <p className="unseen" role="status">
          {say("shell.loading")}
        </p>
      )}
    </div>
  );
}

/** The outline of all lines together: each line is drawn with its edge, and the mask leaves only what is outside of all. */
interface OutlineProps {
  boxes: readonly Box[];
  /** Of the page, in points. */
  width: number;
  height: number;
  plain: boolean;
}

function Outline({ boxes, width, height, plain }: OutlineProps): ReactNode {
  const mask = useId();
  const lines = lineBoxes(boxes);
  if (lines.length === 0) return null;
  const pad = 2.5;
  const shapes = lines.map((line) => (
    <rect
      key={`${line.x} ${line.y}`}
      x={line.x - pad}
      y={line.y - pad}
      width={line.width + 2 * pad}
      height={line.height + 2 * pad}
      rx={2}
    />
  ));
  return (
    <svg className="outline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <mask id={mask} maskUnits="userSpaceOnUse" x={0} y={0} width={width} height={height}>
        <rect width={width} height={height} fill="white" />
        <g fill="black">{shapes}</g>
      </mask>
      {!plain && <g className="outline-wash">{shapes}</g>}
      <g className="outline-edge" mask={`url(#${mask})`}>
        {shapes}
      </g>
    </svg>
  );
}
