/** What the search language can do, shown with what this case holds: a click adds the term to the query. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview } from "../../ask/answers.ts";
import { useAsk } from "./api.ts";
import { showLanguage, showMonth, showParty } from "./format.ts";
import { addTerm } from "./query.ts";
import { type Say, useSay } from "./say.tsx";

interface Tip {
  term: string;
  does: string;
}

export function Tips({ query }: { query: string }): ReactNode {
  const say = useSay();
  const overview = useAsk("overview").data;
  const ways: Tip[] = [
    { term: "near(a b, 8)", does: say("search.tip.near") },
    { term: '="…"', does: say("search.tip.exact") },
    { term: "-…", does: say("search.tip.not") },
  ];
  return (
    <aside className="tips soft small no-print" aria-labelledby="tips-title">
      <h2 id="tips-title">{say("search.tips")}</h2>
      <dl>
        {(overview === undefined ? [] : tipsOf(overview, say)).map(({ term, does }) => (
          <div key={term}>
            <dt>
              <Link
                to="/search"
                search={({ at: _, ...search }) => ({ ...search, q: addTerm(query, term) })}
                preload={false}
              >
                <code>{term}</code>
              </Link>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        {ways.map(({ term, does }) => (
          <div key={term}>
            <dt>
              <code>{term}</code>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>
        <kbd>j</kbd> <kbd>k</kbd> {say("search.key.move")} <kbd>Enter</kbd> {say("search.key.open")}{" "}
        <kbd>?</kbd> {say("search.key.all")}
      </p>
    </aside>
  );
}

/** Terms that find something here. */
function tipsOf(overview: Overview, say: Say): Tip[] {
  const tips: Tip[] = [];
  const writer = overview.correspondents.find((one) => one.sent > 0)?.party;
  const name = writer === undefined ? null : surname(showParty(writer, say.tongue));
  if (name !== null) tips.push({ term: `from:${name}`, does: say("search.tip.from") });
  const busiest = overview.months.toSorted((a, b) => documents(b) - documents(a))[0]?.month;
  if (busiest !== undefined) tips.push({ term: `date:${busiest}`, does: showMonth(busiest, say.tongue) });
  if (overview.redactions > 0) tips.push({ term: "has:redaction", does: say("search.tip.redaction") });
  if (overview.attachments > 0) tips.push({ term: "has:attachment", does: say("search.tip.attachment") });
  // The second language, where more than a stray document is in it.
  const languages = overview.languages.filter(
    (one) => one.language !== null && one.count * 50 >= overview.documents,
  );
  const second = languages[1]?.language ?? undefined;
  if (second !== undefined) tips.push({ term: `lang:${second}`, does: showLanguage(second, say.tongue) });
  return tips;
}

function documents(month: Overview["months"][number]): number {
  return month.messages + month.papers + month.stories;
}

/** “holt” of “Adrian Holt” and of “Holt, Adrian (NIPH)”; null where a name is no such thing. */
function surname(name: string): string | null {
  const [before = ""] = name.replace(/[([].*$/, "").split(",");
  const last = (name.includes(",") ? before : before.trim().split(/\s+/).at(-1)) ?? "";
  const word = last.trim().toLowerCase();
  return /^\p{L}[\p{L}'’-]+$/u.test(word) ? word : null;
}
