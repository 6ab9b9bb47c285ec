/**
 * The original beside its text: a page of a PDF with the passage outlined, a web page in a frame where nothing runs, or, for a
 * message, the conversation that it stands in. On narrow windows it comes below the text, behind its own name.
 */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId, useState } from "react";
import type { DocumentAnswer } from "../../ask/answers.ts";
import { useAsk } from "./api.ts";
import { showDate, showParties } from "./format.ts";
import { PdfPage } from "./pdf-page.tsx";
import { useSay } from "./say.tsx";
import type { Span } from "./text-segments.ts";

interface OriginalBesideProps {
  document: DocumentAnswer;
  /** What to outline on the page. */
  passage: Span | null;
  page: number;
  onTurn: (number: number) => void;
}

type Beside = "pdf" | "html" | "conversation" | null;

function besideOf(document: DocumentAnswer): Beside {
  const type = document.original.mediaType.split(";")[0]?.trim().toLowerCase();
  if (type === "application/pdf") return "pdf";
  if (document.message !== null) return "conversation";
  if (type === "text/html" || type === "application/xhtml+xml") return "html";
  return null;
}

export function hasOriginalBeside(document: DocumentAnswer): boolean {
  return besideOf(document) !== null;
}

export function OriginalBeside(props: OriginalBesideProps): ReactNode {
  const say = useSay();
  const kind = besideOf(props.document);
  const wide = useMedia("(min-width: 1101px)");
  const [open, setOpen] = useState(false);
  const id = useId();
  if (kind === null) return null;
  const shown = wide || open;
  const name = say(kind === "conversation" ? "doc.conversation" : "doc.original");
  return (
    <aside className={`doc-beside ${kind}`} aria-label={name}>
      {!wide && (
        <button
          type="button"
          className="beside-open"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {kind === "conversation" ? name : say("doc.showOriginal")}
          <span aria-hidden="true">{open ? " ▴" : " ▾"}</span>
        </button>
      )}
      <div id={id}>
        {shown && kind === "pdf" && <PdfBeside {...props} />}
        {shown && kind === "html" && <FrameBeside document={props.document} />}
        {shown && kind === "conversation" && <ConversationBeside document={props.document} />}
      </div>
    </aside>
  );
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const follow = (): void => setMatches(media.matches);
    follow();
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, [query]);
  return matches;
}

/* ---- PDF ------------------------------------------------------------------------------------------------------ */

/** A printed message is a passage of its print-out: its own places in the text are not those of the page. */
function PdfBeside({ document, passage, page, onTurn }: OriginalBesideProps): ReactNode {
  const { origin } = document;
  if (origin === null)
    return (
      <PdfPages
        document={document}
        passage={passage}
        of={document.id}
        page={page}
        onTurn={onTurn}
        whole={false}
      />
    );
  return <PrintBeside document={document} origin={origin} />;
}

function PrintBeside({
  document,
  origin,
}: {
  document: DocumentAnswer;
  origin: NonNullable<DocumentAnswer["origin"]>;
}): ReactNode {
  const [page, setPage] = useState(origin.page ?? 1);
  // The pages of the print-out: only it knows how many there are.
  const print = useAsk("show", { document: origin.document });
  return (
    <PdfPages
      document={print.data ?? document}
      passage={{ start: origin.start, end: origin.end }}
      of={origin.document}
      whole
      page={page}
      onTurn={setPage}
    />
  );
}

interface PdfPagesProps extends OriginalBesideProps {
  /** The document that `passage` is a passage of. */
  of: string;
  /** The passage is a whole message: outline it, but leave its colour. */
  whole: boolean;
}

function PdfPages({ document, passage, of, whole, page, onTurn }: PdfPagesProps): ReactNode {
  const marked = passage !== null && passage.end > passage.start;
  const boxes = useAsk(
    "boxes",
    { document: of, start: passage?.start, end: passage?.end },
    { enabled: marked },
  );
  const here = document.pages.find((one) => one.number === page) ?? null;
  return (
    <>
      <PageTurner pages={document.pages} page={page} onTurn={onTurn} />
      <PdfPage
        original={document.original.id}
        number={page}
        size={here === null ? null : { width: here.width, height: here.height }}
        plain={whole}
        boxes={(marked ? boxes.data?.boxes : undefined)?.filter((box) => box.page === page) ?? []}
      />
    </>
  );
}

interface PageTurnerProps {
  pages: DocumentAnswer["pages"];
  page: number;
  onTurn: (number: number) => void;
}

function PageTurner({ pages, page, onTurn }: PageTurnerProps): ReactNode {
  const say = useSay();
  const count = pages.length;
  const label = pages.find((one) => one.number === page)?.label ?? null;
  const field = useId();
  const turn = (number: number): void => {
    if (Number.isInteger(number) && number >= 1 && number <= Math.max(count, 1)) onTurn(number);
  };
  return (
    <form
      className="page-turner"
      onSubmit={(event) => {
        event.preventDefault();
        turn(Number(new FormData(event.currentTarget).get("page")));
      }}
    >
      <label htmlFor={field}>{say("doc.page")}</label>
      <input
        id={field}
        key={page}
        name="page"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={page}
        style={{ inlineSize: `calc(${String(Math.max(count, page)).length}ch + 18px)` }}
        onBlur={(event) => turn(Number(event.currentTarget.value))}
      />
      <span className="soft">{count > 0 && say("doc.ofPages", { count })}</span>
      {label !== null && label !== String(page) && <span className="faint page-turner-label">{label}</span>}
      <span className="page-turner-steps">
        <button
          type="button"
          aria-label={say("doc.previousPage")}
          title={say("doc.previousPage")}
          disabled={page <= 1}
          onClick={() => turn(page - 1)}
        >
          <span aria-hidden="true">‹</span>
        </button>
        <button
          type="button"
          aria-label={say("doc.nextPage")}
          title={say("doc.nextPage")}
          disabled={page >= count}
          onClick={() => turn(page + 1)}
        >
          <span aria-hidden="true">›</span>
        </button>
      </span>
    </form>
  );
}

/* ---- web page ------------------------------------------------------------------------------------------------- */

/** The rebuilt page; `sandbox` without a word allows nothing: no scripts, no forms, no way out. */
function FrameBeside({ document }: { document: DocumentAnswer }): ReactNode {
  const say = useSay();
  return (
    <>
      <p className="beside-title soft">{say("doc.frame")}</p>
      <iframe
        className="html-frame"
        sandbox=""
        referrerPolicy="no-referrer"
        loading="lazy"
        title={say("doc.frame")}
        src={`/frame/${encodeURIComponent(document.id)}`}
      />
    </>
  );
}

/* ---- conversation --------------------------------------------------------------------------------------------- */

function ConversationBeside({ document }: { document: DocumentAnswer }): ReactNode {
  const say = useSay();
  const thread = useAsk("thread", { message: document.id }).data;
  const messages = thread === undefined || thread.messages.length < 2 ? [] : thread.messages;
  return (
    <>
      <p className="beside-title">
        <b>{say("doc.conversation")}</b>
        {thread !== undefined && (
          <span className="soft"> · {say("mail.messages", { count: thread.messages.length })}</span>
        )}
        <Link to="/mail/$message" params={{ message: document.id }} className="beside-act">
          {say("doc.openInMail")}
        </Link>
      </p>
      {thread?.messages.length === 1 && <p className="soft">{say("doc.aloneInConversation")}</p>}
      <ol className="beside-thread">
        {messages.slice(0, 200).map((one) => (
          <li key={one.id}>
            <Link
              to="/d/$document"
              params={{ document: one.id }}
              className="beside-message"
              aria-current={one.id === document.id ? "page" : undefined}
              activeProps={{}}
              preload={false}
            >
              <span>
                <b>{showParties(one.from, say.tongue)}</b>
                <span className="soft">{showDate(one.date, say.tongue, "brief")}</span>
              </span>
              <span className="beside-snippet soft">{one.snippet}</span>
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}
