/** Conversations in a column: a row each of one height, fetched as they come into view, however many there are. */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import type { ConversationLine } from "../../ask/answers.ts";
import { showDate, showParties } from "./format.ts";
import type { Paged } from "./paged.ts";
import { useSay } from "./say.tsx";
import { Segments } from "./segments.tsx";
import { ColumnList } from "./virtual-list.tsx";

/** Height of a row in px; the style sheet holds the rows to it. */
const rowHeightPx = 88;

interface ConversationListProps {
  /** The query whose conversations these are. */
  query: string;
  list: Paged<"conversations">;
  /** The conversation that is open. */
  open: string | null;
  openMessage: string | null;
}

export function ConversationList({ query, list, open, openMessage }: ConversationListProps): ReactNode {
  const say = useSay();
  const show = useSettled(list.show);
  return (
    <>
      <ColumnList
        key={`${query} ${list.from}`}
        name={`conversations ${query} ${list.from}`}
        label={say("mail.conversations")}
        length={list.length}
        rowHeight={rowHeightPx}
        from={list.from}
        total={list.total}
        onView={show}
        className="conversations"
        row={(index) => {
          const line = list.item(index);
          if (line === undefined) return <Waiting />;
          const isOpen = line.id === open || line.newest === openMessage;
          return <Conversation line={line} isOpen={isOpen} />;
        }}
      />
      <Segments from={list.from} total={list.total} />
    </>
  );
}

/** Longest that the list waits while it is scrolled, and how long it must be still before. */
const stillMs = 90;
const longestMs = 250;

/**
 * While the list flies by, every frame has other rows in view: only what stays there for a moment is asked for, or every
 * `longestMs` what is there just then.
 */
function useSettled(show: (start: number, end: number) => void): (start: number, end: number) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const since = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (start, end) => {
      const now = performance.now();
      if (timer.current === undefined) since.current = now;
      clearTimeout(timer.current);
      const wait = Math.max(0, Math.min(stillMs, longestMs - (now - since.current)));
      timer.current = setTimeout(() => {
        timer.current = undefined;
        show(start, end);
      }, wait);
    },
    [show],
  );
}

function Conversation({ line, isOpen }: { line: ConversationLine; isOpen: boolean }): ReactNode {
  const say = useSay();
  const thisYear = new Date().getFullYear();
  return (
    <Link
      to="/mail/$message"
      params={{ message: line.newest }}
      search={(search) => search}
      className="conversation"
      data-open=""
      aria-current={isOpen ? "true" : undefined}
      activeProps={{}}
      preload={false}
    >
      <span className="conversation-line">
        <b>{showParties(line.people, say.tongue, 2)}</b>
        <span className="soft">{showDate(line.date, say.tongue, "short", thisYear)}</span>
      </span>
      <span className="conversation-line">
        <span className="conversation-title">
          {line.title ?? <i className="soft">{say("subject.none")}</i>}
          {line.messages > 1 && (
            <span className="soft" title={say("mail.messages", { count: line.messages })}>
              {" · "}
              {say.number(line.messages)}
            </span>
          )}
        </span>
        <span className="faint small">
          {[
            line.printed ? say("mail.printed") : "",
            line.attachments > 0 ? say("mail.attachments", { count: line.attachments }) : "",
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
      </span>
      <span className="conversation-snippet soft">{line.snippet}</span>
    </Link>
  );
}

/** The shape of a row whose page is on its way. */
function Waiting(): ReactNode {
  return (
    <div className="conversation waiting" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
