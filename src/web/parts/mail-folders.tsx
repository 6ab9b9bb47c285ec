/** What mail can be narrowed to: folders, print-outs and people, each with how much it holds. */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { MailFolders } from "../../ask/answers.ts";
import { useAsk } from "./api.ts";
import { Failed } from "./broken.tsx";
import { showParty } from "./format.ts";
import { PathLabel, Shape } from "./parts.tsx";
import { byParent } from "./place.ts";
import { useSay } from "./say.tsx";

const firstPeople = 12;

export function Folders({ query }: { query: string }): ReactNode {
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
