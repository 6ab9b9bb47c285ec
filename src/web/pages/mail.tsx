/**
 * Mail: folders, print-outs and people at the left, conversations in the middle, the open conversation at the right. The address
 * says all of it: `/mail?q=QUERY`, `/mail/MESSAGE?q=QUERY`. On narrow windows one of them at a time.
 */
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { MailFolders, ThreadAnswer, ThreadMessage } from "../../ask/answers.ts";
import { useAsk } from "../parts/api.ts";
import { Failed } from "../parts/broken.tsx";
import { ConversationList } from "../parts/conversation-list.tsx";
import { showDate, showParties, showParty } from "../parts/format.ts";
import { toContent } from "../parts/keys.ts";
import { MessageView } from "../parts/message-view.tsx";
import { usePaged } from "../parts/paged.ts";
import { PathLabel, Shape, useTitle } from "../parts/parts.tsx";
import { byParent } from "../parts/place.ts";
import { Tell, useSay } from "../parts/say.tsx";
import { dateSpan, expandedAtFirst, reasonCounts } from "../parts/threads.ts";
import "./mail.css";

export function MailPage(): ReactNode {
  const say = useSay();
  const { message } = useParams({ strict: false });
  const { q = "", at } = useSearch({ strict: false });
  const list = usePaged("conversations", { q }, { at });
  const thread = useAsk("thread", { message }, { enabled: message !== undefined, keep: true });
  // The conversation before stays until the next one is there.
  const opened = useRef<{ thread: ThreadAnswer; message: string } | null>(null);
  if (message === undefined) opened.current = null;
  else if (thread.data !== undefined && !thread.isPlaceholderData)
    opened.current = { thread: thread.data, message };
  const shown = opened.current;
  useTitle(shown?.thread.title ?? say("page.mail"));

  return (
    <div className={message === undefined ? "mail at-list" : "mail at-message"}>
      <h1 className="unseen">{say("page.mail")}</h1>
      <Folders query={q} />
      <section className="mail-list" aria-label={say("mail.conversations")} aria-busy={list.stale}>
        <Narrow query={q} total={list.first === undefined ? null : list.total} />
        {list.error !== null ? (
          <Failed error={list.error} again={list.again} />
        ) : list.first === undefined ? (
          <Shape lines={12} className="mail-shape" />
        ) : list.total === 0 ? (
          <Empty query={q} />
        ) : (
          <ConversationList
            query={q}
            list={list}
            open={shown?.thread.id ?? null}
            openMessage={message ?? null}
          />
        )}
      </section>
      <section className="mail-read">
        {message === undefined ? (
          <Choose />
        ) : (
          <>
            <p className="mail-back">
              <Link to="/mail" search={(search) => search}>
                <span aria-hidden="true">‹ </span>
                {say("mail.back")}
              </Link>
            </p>
            {thread.error !== null ? (
              <Failed error={thread.error} again={() => void thread.refetch()} />
            ) : shown === null ? (
              <Shape lines={9} />
            ) : (
              <Thread key={`${shown.thread.id} ${shown.message}`} {...shown} query={q} />
            )}
          </>
        )}
      </section>
    </div>
  );
}

/* ---- folders -------------------------------------------------------------------------------------------------- */

const firstPeople = 12;

function Folders({ query }: { query: string }): ReactNode {
  const say = useSay();
  const answer = useAsk("folders");
  const wide = useRef<HTMLDetailsElement>(null);
  // Open beside the list; where there is room for one thing at a time, behind its own name.
  useEffect(() => {
    const roomy = window.matchMedia("(min-width: 1101px)");
    const follow = (): void => {
      if (wide.current !== null) wide.current.open = roomy.matches;
    };
    follow();
    roomy.addEventListener("change", follow);
    return () => roomy.removeEventListener("change", follow);
  }, []);
  // What was chosen from them is what the reader wants to see.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is the occasion.
  useEffect(() => {
    if (wide.current !== null && !window.matchMedia("(min-width: 1101px)").matches) wide.current.open = false;
  }, [query]);
  const chosen = answer.data === undefined ? null : nameOf(answer.data, query);
  return (
    <details className="mail-folders" ref={wide}>
      <summary>
        {chosen === null ? say("mail.lists") : chosen === "" ? say("mail.all") : chosen}
        <span aria-hidden="true"> ▾</span>
      </summary>
      <nav aria-label={say("mail.lists")}>
        {answer.error !== null && <Failed error={answer.error} again={() => void answer.refetch()} />}
        {answer.data === undefined && answer.error === null && <Shape lines={8} />}
        {answer.data !== undefined && <FolderLists folders={answer.data} query={query} />}
      </nav>
    </details>
  );
}

function nameOf(folders: MailFolders, query: string): string | null {
  if (query === "") return "";
  const named = [...folders.folders, ...folders.prints].find((one) => one.query === query);
  return named?.label ?? folders.people.find((one) => one.query === query)?.party.name ?? null;
}

function FolderLists({ folders, query }: { folders: MailFolders; query: string }): ReactNode {
  const say = useSay();
  const [allPeople, setAllPeople] = useState(false);
  const people = allPeople ? folders.people : folders.people.slice(0, firstPeople);
  const rest = folders.people.length - people.length;
  return (
    <>
      <FolderList title={say("mail.folders")}>
        <FolderLine label={say("mail.all")} query="" count={folders.all} chosen={query} />
        <FolderLines folders={folders.folders} chosen={query} />
      </FolderList>
      {folders.prints.length > 0 && (
        <FolderList title={say("mail.prints")}>
          <FolderLines folders={folders.prints} chosen={query} />
        </FolderList>
      )}
      {people.length > 0 && (
        <FolderList title={say("mail.people")}>
          {people.map((one) => (
            <FolderLine
              key={one.query}
              label={showParty(one.party, say.tongue)}
              query={one.query}
              count={one.count}
              chosen={query}
            />
          ))}
          {rest > 0 && (
            <li>
              <button type="button" className="plain small" onClick={() => setAllPeople(true)}>
                {say("mail.morePeople", { count: rest })}
              </button>
            </li>
          )}
        </FolderList>
      )}
    </>
  );
}

function FolderList({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className="folder-list">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </div>
  );
}

/** Folders under the one that they lie in. */
function FolderLines({ folders, chosen }: { folders: MailFolders["folders"]; chosen: string }): ReactNode {
  return byParent(folders).map((group) =>
    group.parent === "" ? (
      group.folders.map((one) => (
        <FolderLine
          key={one.path}
          {...one}
          title={one.path}
          label={<PathLabel path={one.label} />}
          chosen={chosen}
        />
      ))
    ) : (
      <li key={group.parent} className="folder-group">
        <span className="faint small">{group.parent}</span>
        <ul>
          {group.folders.map((one) => (
            <FolderLine
              key={one.path}
              {...one}
              title={one.path}
              label={<PathLabel path={one.label.slice(group.parent.length)} />}
              chosen={chosen}
            />
          ))}
        </ul>
      </li>
    ),
  );
}

interface FolderLineProps {
  label: ReactNode;
  query: string;
  count: number;
  chosen: string;
  title?: string;
}

function FolderLine({ label, query, count, chosen, title }: FolderLineProps): ReactNode {
  const say = useSay();
  return (
    <li>
      <Link
        to="/mail"
        search={query === "" ? {} : { q: query }}
        className="folder"
        title={title}
        aria-current={query === chosen ? "true" : undefined}
        activeOptions={{ exact: true, includeSearch: true }}
        activeProps={{}}
        preload={false}
      >
        <span>{label}</span>
        <span className="faint">{say.number(count)}</span>
      </Link>
    </li>
  );
}

/* ---- list ----------------------------------------------------------------------------------------------------- */

/** The query of the list, to be read and changed. */
function Narrow({ query, total }: { query: string; total: number | null }): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form with the role is one element less, and known everywhere.
    <form
      className="mail-narrow"
      role="search"
      aria-label={say("mail.narrow")}
      onSubmit={(event) => {
        event.preventDefault();
        const q = String(new FormData(event.currentTarget).get("q") ?? "").trim();
        void navigate({ to: "/mail", search: q === "" ? {} : { q } });
        toContent();
      }}
    >
      <input
        type="search"
        name="q"
        key={query}
        defaultValue={query}
        placeholder={say("mail.narrow")}
        aria-label={say("mail.narrow")}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      <span className="faint small" role="status">
        {total === null ? "" : say("mail.count", { count: total })}
      </span>
    </form>
  );
}

function Empty({ query }: { query: string }): ReactNode {
  const say = useSay();
  return (
    <div className="note">
      <h2>{say(query === "" ? "mail.empty" : "mail.none")}</h2>
      <p>
        {query === "" ? (
          say("mail.empty.hint")
        ) : (
          <Tell word="mail.none.hint" fill={{ query: <code>{query}</code> }} />
        )}
      </p>
    </div>
  );
}

function Choose(): ReactNode {
  const say = useSay();
  return (
    <div className="note">
      <h2>{say("mail.choose")}</h2>
      <p>
        <Tell word="mail.choose.keys" fill={{ j: <kbd>j</kbd>, k: <kbd>k</kbd>, enter: <kbd>Enter</kbd> }} />
      </p>
    </div>
  );
}

/* ---- conversation --------------------------------------------------------------------------------------------- */

function Thread({
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
