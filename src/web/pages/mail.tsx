/**
 * Mail: folders, print-outs and people at the left, conversations in the middle, the open conversation at the right. The address
 * says all of it: `/mail?q=QUERY`, `/mail/MESSAGE?q=QUERY`. On narrow windows one of them at a time.
 */
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import type { ThreadAnswer } from "../../ask/answers.ts";
import { useAsk } from "../parts/api.ts";
import { Failed } from "../parts/broken.tsx";
import { ConversationList } from "../parts/conversation-list.tsx";
import { toContent } from "../parts/keys.ts";
import { Folders } from "../parts/mail-folders.tsx";
import { usePaged } from "../parts/paged.ts";
import { Shape, useTitle } from "../parts/parts.tsx";
import { Tell, useSay } from "../parts/say.tsx";
import { Thread } from "../parts/thread.tsx";
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
