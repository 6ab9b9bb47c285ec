/** Below a list that is too long to be drawn at once: which stretch this is, and the way to the next and to the end. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSay } from "./say.tsx";
import { segmentSize } from "./segment.ts";

export function Segments({ from, total }: { from: number; total: number }): ReactNode {
  const say = useSay();
  if (total <= segmentSize && from === 0) return null;
  const last = Math.max(0, Math.floor((total - 1) / segmentSize) * segmentSize);
  const go = (at: number, text: string) => (
    <Link to="." search={({ at: _, ...search }) => (at === 0 ? search : { ...search, at: String(at) })}>
      {text}
    </Link>
  );
  return (
    <p className="segments soft no-print">
      <span>{say("list.segment", { from: from + 1, to: Math.min(total, from + segmentSize), total })}</span>
      {from > 0 && go(0, say("list.first"))}
      {from > 0 && go(Math.max(0, from - segmentSize), say("list.previous", { count: segmentSize }))}
      {from < last &&
        go(
          from + segmentSize,
          say("list.next", { count: Math.min(segmentSize, total - from - segmentSize) }),
        )}
      {from < last && go(last, say("list.last"))}
    </p>
  );
}
