/**
 * What pages share. In this file the smallest pieces, made of elements alone; beside it one file a part: `shell.tsx` (the frame
 * of every page), `api.ts` (asking the server), `say.tsx` and `format.ts` (words, dates, numbers), `virtual-list.tsx` (lists of
 * any length), `histogram.tsx`, `query.ts` (adding to and taking from a query), `keys.ts`, `settings.ts`.
 */
import { type ReactNode, useEffect, useState } from "react";
import type { SnippetPart } from "../../ask/answers.ts";
import { useAsk } from "./api.ts";
import { useSay } from "./say.tsx";

/** The passage that a search found, with hits marked and redactions blacked out. */
export function Snippet({ parts }: { parts: readonly SnippetPart[] }): ReactNode {
  const say = useSay();
  return parts.map((part, i) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of a snippet never move.
    if (part.kind === "hit") return <mark key={i}>{part.text}</mark>;
    if (part.kind === "redaction") return <Redaction key={i} code={part.text} label={say("redaction")} />;
    return <span key={i}>{part.text}</span>;
    // biome-ignore-end lint/suspicious/noArrayIndexKey: as above.
  });
}

/** A black bar with its code. */
function Redaction({ code, label }: { code: string; label: string }): ReactNode {
  const shown = code.trim();
  return (
    <span className="redaction" title={label}>
      {shown === "" ? <span className="unseen">{label}</span> : shown}
    </span>
  );
}

/** A path where there is little room: its last name is shown first of all, what lies before it as far as it fits. */
export function PathLabel({ path }: { path: string }): ReactNode {
  const cut = path.replace(/\/$/, "").lastIndexOf("/") + 1;
  return (
    <span className="path">
      {cut > 0 && <span className="path-before">{path.slice(0, cut)}</span>}
      <span className="path-name">{path.slice(cut)}</span>
    </span>
  );
}

/** Grey bars in the shape of what is loading; said once to a screen reader. */
export function Shape({ lines = 3, className = "" }: { lines?: number; className?: string }): ReactNode {
  const say = useSay();
  return (
    <div className={`shape ${className}`} role="status">
      <span className="unseen">{say("shell.loading")}</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without content.
        <i key={i} aria-hidden="true" />
      ))}
    </div>
  );
}

/** Title of the window: page, then case. */
export function useTitle(title: string): void {
  const name = useAsk("overview").data?.name;
  useEffect(() => {
    document.title = [title, name, "Stemma"].filter((part) => part !== undefined && part !== "").join(" · ");
  }, [title, name]);
}

/** A list that shows its first lines, and the rest when asked to. */
export function Unfold({
  lines,
  shown,
  className,
}: {
  lines: ReactNode[];
  shown: number;
  className: string;
}): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState(false);
  // One line more is not worth a click.
  const folds = lines.length > shown + 1;
  return (
    <>
      <ul className={className}>{open || !folds ? lines : lines.slice(0, shown)}</ul>
      {folds && (
        <button type="button" className="plain small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? say("list.fewer") : say("list.more", { count: lines.length - shown })}
        </button>
      )}
    </>
  );
}
