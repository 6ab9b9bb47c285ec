/** Copies the address of what the reader selected in a text: a button that comes up beside the selection, and one in the foot. */
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { passagePath, selectedSpan, trimSpan } from "./passages.ts";
import { useSay } from "./say.tsx";
import type { Span } from "./text-segments.ts";

interface CopyLinkProps {
  document: string;
  text: string;
  /** What shows the text. */
  place: RefObject<HTMLElement | null>;
  /** Copied when nothing is selected: the passage of the address, if any. */
  target: Span | null;
}

type Outcome = "copied" | "not-copied" | null;

const outcomeMs = 2500;

export function CopyLink({ document: id, text, place, target }: CopyLinkProps): ReactNode {
  const say = useSay();
  const [selected, setSelected] = useState<{ span: Span; x: number; y: number } | null>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);

  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setSelected(selectionIn(place.current, text)));
    };
    // While the mouse is down the selection still grows: so at `mouseup`, and for the keyboard at each change.
    document.addEventListener("selectionchange", look);
    window.addEventListener("scroll", look, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("selectionchange", look);
      window.removeEventListener("scroll", look, { capture: true });
    };
  }, [place, text]);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), outcomeMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const span = selected?.span ?? target;
  const copy = async (): Promise<void> => setOutcome(await copyAddress(passagePath(id, span)));
  return (
    <>
      <button type="button" className="plain small" onClick={() => void copy()}>
        {say(span === null ? "passage.copyDocument" : "passage.copy")}
      </button>
      {selected !== null && (
        <button
          type="button"
          className="selection-copy no-print"
          style={{ left: selected.x, top: selected.y }}
          // Keeps the selection.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void copy()}
        >
          {say(outcome === "copied" ? "passage.copied" : "passage.copy")}
        </button>
      )}
      <span role="status" className="small soft copy-outcome">
        {outcome === "copied" && say("passage.copied")}
        {outcome === "not-copied" && say("passage.notCopied")}
      </span>
    </>
  );
}

function selectionIn(root: HTMLElement | null, text: string): { span: Span; x: number; y: number } | null {
  if (root === null) return null;
  const selection = document.getSelection();
  const whole = selectedSpan(root, selection);
  const span = whole === null ? null : trimSpan(text, whole);
  if (span === null || selection === null) return null;
  const boxes = selection.getRangeAt(0).getClientRects();
  const last = boxes[boxes.length - 1];
  if (last === undefined || last.bottom < 0 || last.bottom > window.innerHeight) return null;
  const width = 190;
  return { span, x: Math.max(8, Math.min(last.right, window.innerWidth - width)), y: last.bottom + 8 };
}

/** @param path of the app, from `/` on */
async function copyAddress(path: string): Promise<Outcome> {
  const address = new URL(path, window.location.origin).href;
  try {
    await navigator.clipboard.writeText(address);
    return "copied";
  } catch {
    // Denied by the browser or its settings: the address bar still gives the link.
    window.history.replaceState(window.history.state, "", path);
    return "not-copied";
  }
}
