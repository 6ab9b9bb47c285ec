/** One conversation: what joins it, its messages in order; each a line, or open. */
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ThreadAnswer, ThreadMessage } from "../../ask/answers.ts";
import { useAsk } from "./api.ts";
import { Failed } from "./broken.tsx";
import { showDate, showParties } from "./format.ts";
import { MessageView } from "./message-view.tsx";
import { Shape } from "./parts.tsx";
import { useSay } from "./say.tsx";
import { dateSpan, expandedAtFirst, reasonCounts } from "./threads.ts";

export function Thread({
  thread,
  message,
  query,
}: {
  thread: ThreadAnswer;
  message: string;
  query: string;
}): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([expandedAtFirst(thread, message)]));
  const toggle = (id: string): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const place = useRef<HTMLElement>(null);
  // Another conversation begins at its top. In braces: newer browsers give back a promise, which is no way to clean up.
  useLayoutEffect(() => {
    place.current?.closest(".mail-read")?.scrollTo(0, 0);
  }, []);
  const several = thread.messages.length > 1;
  const allOpen = open.size === thread.messages.length;
  return (
    <article className="thread" ref={place}>
      <h2 className="thread-title">{thread.title ?? say("subject.none")}</h2>
      <div className="thread-sub">
        <p className="soft small">
          <ThreadSummary thread={thread} />
        </p>
        {several && thread.messages.length <= mostOpen && (
          <button
            type="button"
            className="plain small no-print"
            onClick={() => setOpen(new Set(allOpen ? [] : thread.messages.map((one) => one.id)))}
          >
            {say(allOpen ? "mail.collapseAll" : "mail.expandAll")}
          </button>
        )}
      </div>
      <ol className="thread-messages">
        {thread.messages.map((one) => (
          <ThreadItem
            key={one.id}
            message={one}
            open={open.has(one.id)}
            fixed={!several}
            chosen={one.id === message}
            query={query}
            onToggle={() => toggle(one.id)}
          />
        ))}
      </ol>
    </article>
  );
}

/** More would ask the server for more than a reader can take in. */
const mostOpen = 40;

function ThreadSummary({ thread }: { thread: ThreadAnswer }): ReactNode {
  const say = useSay();
  const reasons = reasonCounts(thread.links).map(({ reason, count }) =>
    say(`mail.reason.${reason}`, { count }),
  );
  return [
    say("mail.messages", { count: thread.messages.length }),
    dateSpan(
      thread.messages.map((one) => one.date),
      say.tongue,
    ),
    reasons.length === 0 ? "" : say("mail.joined", { reasons: reasons.join(", ") }),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

interface ThreadItemProps {
  message: ThreadMessage;
  open: boolean;
  /** The only one: it stays open. */
  fixed: boolean;
  /** The address names it. */
  chosen: boolean;
  query: string;
  onToggle: () => void;
}

function ThreadItem({ message, open, fixed, chosen, query, onToggle }: ThreadItemProps): ReactNode {
  const say = useSay();
  const place = useRef<HTMLLIElement>(null);
  const answer = useAsk("show", { document: message.id }, { enabled: open });
  // What is chosen further down the conversation is brought up, once it is there.
  const arrived = chosen && answer.data !== undefined;
  useEffect(() => {
    const item = place.current;
    if (arrived && item !== null && item.getBoundingClientRect().top > window.innerHeight / 2)
      item.scrollIntoView({ block: "start" });
  }, [arrived]);
  return (
    <li ref={place} className={open ? "thread-item open" : "thread-item"}>
      {open && answer.error !== null && <Failed error={answer.error} again={() => void answer.refetch()} />}
      {open && answer.data !== undefined ? (
        <MessageView
          message={answer.data}
          query={query}
          target={null}
          main={chosen}
          {...(fixed ? {} : { onClose: onToggle })}
        />
      ) : (
        <button type="button" className="thread-line" aria-expanded={open} onClick={onToggle}>
          <b>{showParties(message.from, say.tongue)}</b>
          <span className="thread-snippet soft">{message.snippet}</span>
          <span className="soft">{showDate(message.date, say.tongue, "brief")}</span>
        </button>
      )}
      {open && answer.isPending && <Shape lines={6} />}
    </li>
  );
}
