/** One message as it is read: who to whom and when, the text with quotations folded, what is attached, where it comes from. */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useMemo, useRef, useState } from "react";
import type { AttachmentAnswer, DocumentAnswer, HeadersAnswer, Party } from "../../ask/answers.ts";
import { useAsk } from "./api.ts";
import { Failed } from "./broken.tsx";
import { CopyLink } from "./copy-link.tsx";
import { DocumentText } from "./document-text.tsx";
import { showBytes, showDate, showParties, showParty, showZone } from "./format.ts";
import { HitSteps, useHits } from "./hits.tsx";
import { Shape } from "./parts.tsx";
import { useSay } from "./say.tsx";
import { afterHeaders, blocksOf } from "./text-blocks.ts";
import type { Span } from "./text-segments.ts";
import "./message-view.css";

interface MessageViewProps {
  message: DocumentAnswer;
  query: string;
  target: Span | null;
  /** The one that the page is about: it takes the keys `n` and `N` and scrolls to the first hit. */
  main: boolean;
  /** The page shows this message alone: its title and where it comes from stand above it. */
  alone?: boolean;
  /** Given where the message can be folded up again. */
  onClose?: () => void;
}

export function MessageView(props: MessageViewProps): ReactNode {
  const say = useSay();
  const { message, query, target, main, alone = false } = props;
  const bodyFrom = useMemo(() => afterHeaders(blocksOf(message.text, message.marks)), [message]);
  const hits = useHits({ document: message.id, query, target, toFirst: main, bodyFrom });
  const text = useRef<HTMLDivElement>(null);
  return (
    <div className="message">
      <Head message={message} onClose={props.onClose} />
      <HitSteps hits={hits} keys={main} sayNone={false} />
      {message.text.slice(hits.from).trim() === "" && <p className="soft">{say("mail.bodyEmpty")}</p>}
      <div ref={text}>
        <DocumentText
          text={message.text}
          marks={message.marks}
          language={message.language}
          hits={hits.hits}
          currentHit={hits.current}
          target={target}
          reveal={hits.reveal}
          fold
          from={hits.from}
        />
      </div>
      <Attachments attachments={message.attachments} />
      <Foot message={message} alone={alone}>
        <CopyLink document={message.id} text={message.text} place={text} target={target} />
      </Foot>
    </div>
  );
}

/* ---- head ----------------------------------------------------------------------------------------------------- */

interface HeadProps {
  message: DocumentAnswer;
  onClose: (() => void) | undefined;
}

function Head({ message, onClose }: HeadProps): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const details = useId();
  const fields = message.message;
  if (fields === null) return null;
  return (
    <header className="message-head">
      <div className="message-line">
        <p className="message-who">
          {onClose === undefined ? (
            <b>{showParties(fields.from, say.tongue)}</b>
          ) : (
            <button type="button" className="message-close" aria-expanded={true} onClick={onClose}>
              <b>{showParties(fields.from, say.tongue)}</b>
            </button>
          )}
          {fields.to.length > 0 && (
            <span className="soft"> {say("party.toOnly", { to: showParties(fields.to, say.tongue) })}</span>
          )}
          {fields.cc.length > 0 && (
            <span className="soft">
              , {say("mail.cc")} {showParties(fields.cc, say.tongue)}
            </span>
          )}
        </p>
        <When date={message.date} />
      </div>
      <p className="message-sub small">
        {message.origin !== null && <FromPrint message={message} />}
        <button
          type="button"
          className="plain small"
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
        >
          {say("mail.details")}
        </button>
      </p>
      <dl className="message-parties small" id={details} hidden={!open}>
        <Parties name={say("mail.from")} parties={fields.from} />
        <Parties name={say("mail.to")} parties={fields.to} />
        <Parties name={say("mail.cc")} parties={fields.cc} />
        <Parties name={say("mail.bcc")} parties={fields.bcc} />
        {message.date.printed !== null && (
          <div>
            <dt>{say("about.date")}</dt>
            <dd>{message.date.printed}</dd>
          </div>
        )}
        {fields.messageId !== null && (
          <div>
            <dt>{say("about.messageId")}</dt>
            <dd>
              <code>{fields.messageId}</code>
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

/** The date with the zone that the message gives, and what is not known said so. */
function When({ date }: { date: DocumentAnswer["date"] }): ReactNode {
  const say = useSay();
  const zone = showZone(date);
  const timed = date.edtf?.includes("T") ?? false;
  return (
    <span className="message-when soft" title={date.printed ?? undefined}>
      {showDate(date, say.tongue, "full")}
      {timed && <span className="faint"> {zone ?? `(${say("mail.zoneless")})`}</span>}
    </span>
  );
}

function Parties({ name, parties }: { name: string; parties: readonly Party[] }): ReactNode {
  const say = useSay();
  if (parties.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {parties.map((party, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand twice in a field; the order never changes.
          <span key={index} className="party">
            {showParty(party, say.tongue)}
            {party.name !== null && party.address !== null && <span className="faint"> {party.address}</span>}
          </span>
        ))}
      </dd>
    </div>
  );
}

/** “from a print-out, page 1,204”, linking to the passage. */
function FromPrint({ message }: { message: DocumentAnswer }): ReactNode {
  const say = useSay();
  const { origin } = message;
  if (origin === null) return null;
  const words =
    origin.page === undefined ? say("doc.fromPrint") : say("doc.fromPrintPage", { number: origin.page });
  return (
    <Link to="/d/$document" params={{ document: origin.document }} hash={`${origin.start}-${origin.end}`}>
      {words}
    </Link>
  );
}

/* ---- foot ----------------------------------------------------------------------------------------------------- */

export function Attachments({ attachments }: { attachments: readonly AttachmentAnswer[] }): ReactNode {
  const say = useSay();
  if (attachments.length === 0) return null;
  return (
    <div className="attachments">
      <p className="attachments-count">{say("mail.attachments", { count: attachments.length })}</p>
      <ul aria-label={say("mail.attachedFiles")}>
        {attachments.map((attachment, index) => {
          const [document] = attachment.documents;
          const save = `/original/${encodeURIComponent(attachment.original)}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be attached twice; the order never changes.
            <li key={index}>
              {document === undefined ? (
                <span className="attachment-name">{attachment.name}</span>
              ) : (
                <Link to="/d/$document" params={{ document }} className="attachment-name">
                  {attachment.name}
                </Link>
              )}
              <span className="faint small">{showBytes(attachment.sizeBytes, say.tongue)}</span>
              <a href={save} download={attachment.name} className="small">
                {say("mail.save")}
                <span className="unseen"> {attachment.name}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Foot({
  message,
  alone,
  children,
}: {
  message: DocumentAnswer;
  alone: boolean;
  children: ReactNode;
}): ReactNode {
  const say = useSay();
  const [headers, setHeaders] = useState(false);
  const id = useId();
  const printed = message.message?.method === "printed";
  return (
    <footer className="message-foot no-print">
      <p className="acts small">
        <a href={`/original/${encodeURIComponent(message.original.id)}`} download>
          {say("doc.original")}
        </a>
        {!printed && !alone && (
          <button
            type="button"
            className="plain small"
            aria-expanded={headers}
            aria-controls={id}
            onClick={() => setHeaders(!headers)}
          >
            {say("mail.headers")}
          </button>
        )}
        {children}
        {alone ? (
          <Link to="/mail/$message" params={{ message: message.id }}>
            {say("doc.openInMail")}
          </Link>
        ) : (
          <Link to="/d/$document" params={{ document: message.id }}>
            {say("mail.openDocument")}
          </Link>
        )}
      </p>
      <div id={id} hidden={!headers}>
        {headers && <Headers document={message.id} />}
      </div>
    </footer>
  );
}

/** All header fields as they stand in the original. */
export function Headers({ document }: { document: string }): ReactNode {
  const answer = useAsk("headers", { document });
  if (answer.error !== null) return <Failed error={answer.error} again={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Shape lines={6} />;
  return <HeaderFields fields={answer.data.fields} />;
}

function HeaderFields({ fields }: { fields: HeadersAnswer["fields"] }): ReactNode {
  const say = useSay();
  if (fields.length === 0) return <p className="soft">{say("headers.none")}</p>;
  return (
    <dl className="header-fields">
      {fields.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields repeat (Received) and never move.
        <div key={index}>
          <dt>{field.name}</dt>
          <dd>{field.value}</dd>
        </div>
      ))}
    </dl>
  );
}
