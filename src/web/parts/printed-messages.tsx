/** The messages that were read from the pages of a print-out, in order of place: each as a message, and where it stands. */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { DocumentAnswer } from "../../ask/answers.ts";
import { showDate, showParties } from "./format.ts";
import { pageAt } from "./passages.ts";
import { useSay } from "./say.tsx";

/** Drawn at a time: a print-out of ten thousand messages must not hold up the page. */
const step = 500;

export function PrintedMessages({ document }: { document: DocumentAnswer }): ReactNode {
  const say = useSay();
  const [most, setMost] = useState(step);
  const rest = document.printed.length - most;
  return (
    <>
      <ol className="printed">
        {document.printed.slice(0, most).map((one) => {
          const page = document.pages[pageAt(document.pages, one.start)]?.number;
          return (
            <li key={one.id}>
              <p className="small soft printed-line">
                <span>
                  {showParties(one.from, say.tongue)} · {showDate(one.date, say.tongue)}
                </span>
                <Link
                  to="."
                  search={(search) => ({ ...(search.q === undefined ? {} : { q: search.q }) })}
                  hash={`${one.start}-${one.end}`}
                  preload={false}
                >
                  {page === undefined ? say("doc.text") : say("doc.onPage", { number: page })}
                </Link>
              </p>
              <Link
                to="/d/$document"
                params={{ document: one.id }}
                className="quiet printed-title"
                preload={false}
              >
                {one.title ?? say("subject.none")}
              </Link>
            </li>
          );
        })}
      </ol>
      {rest > 0 && (
        <button type="button" className="plain" onClick={() => setMost(most + step)}>
          {say("doc.more", { count: Math.min(rest, step) })}
        </button>
      )}
    </>
  );
}
