/** The receipt, line by line: what failed, what was skipped, what is not read yet, what was read in part, what is a copy. */
import { useMutation } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Problem, ProblemsAnswer, Receipt, SameAs } from "../../ask/answers.ts";
import { answers, retry, useAsk } from "../parts/api.ts";
import { Failed } from "../parts/broken.tsx";
import { showDay } from "../parts/format.ts";
import { usePaged } from "../parts/paged.ts";
import { Shape, useTitle } from "../parts/parts.tsx";
import { fileOf, splitPath } from "../parts/place.ts";
import { receiptTitle } from "../parts/receipt.tsx";
import { type Say, useSay } from "../parts/say.tsx";
import { Segments } from "../parts/segments.tsx";
import { TabRow } from "../parts/tab-row.tsx";
import { WindowList } from "../parts/virtual-list.tsx";
import "./problems.css";

const tabs = ["failed", "skipped", "unread", "partial", "same", "containers"] as const;
type Tab = (typeof tabs)[number];

export function ProblemsPage(): ReactNode {
  const say = useSay();
  useTitle(say("page.problems"));
  const { state, at } = useSearch({ strict: false });
  // The receipt, the containers and the comparison come with any answer; its lines are asked for by tab.
  const { data: summary, error, refetch } = useAsk("problems", { limit: 1 });
  if (summary === undefined) {
    return (
      <>
        <h1 className="unseen">{say("page.problems")}</h1>
        {error === null ? <Shape lines={10} /> : <Failed error={error} again={() => void refetch()} />}
      </>
    );
  }
  const { receipt } = summary;
  const tab = tabs.find((one) => one === state) ?? firstTab(receipt);
  return (
    <div className="problems">
      <nav className="eyebrow" aria-label={say("problems.crumb")}>
        <Link to="/">{say("page.overview")}</Link> › {say("receipt.title")}
      </nav>
      <h1>{receiptTitle(receipt, say)}</h1>
      {receipt.found > 0 && <Account receipt={receipt} />}
      {summary.compared !== null && <p className="soft">{compared(summary.compared, say)}</p>}
      <TabRow label={say("problems.tabs")} current={tab}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/problems"
            search={{ state: one }}
            aria-current={one === tab ? "page" : undefined}
            activeProps={{ "aria-current": undefined }}
          >
            {say(`problems.tab.${one}`)}
            {" · "}
            {say.number(one === "containers" ? summary.containers.length : receipt[one])}
          </Link>
        ))}
      </TabRow>
      {tab === "containers" ? (
        <Containers containers={summary.containers} />
      ) : tab === "same" ? (
        <Same at={at} />
      ) : (
        <Lines key={tab} tab={tab} at={at} />
      )}
    </div>
  );
}

/** The first tab with something in it. */
function firstTab(receipt: Receipt): Tab {
  return (
    (["failed", "skipped", "unread", "partial", "same"] as const).find((one) => receipt[one] > 0) ?? "failed"
  );
}

/** The sum in words; what failed stands out. */
function Account({ receipt }: { receipt: Receipt }): ReactNode {
  const say = useSay();
  const states = ["read", "same", "unread", "skipped", "pending"] as const;
  const sum = [...states, "failed" as const].reduce((total, state) => total + receipt[state], 0);
  return (
    <p className="soft">
      {states
        .filter((state) => receipt[state] > 0 || state === "read")
        .map((state) => say(`problems.${state}`, { count: receipt[state] }))
        .join(", ")}
      {", "}
      {receipt.failed > 0 ? (
        <b className="problems-failed">{say("problems.failed", { count: receipt.failed })}</b>
      ) : (
        say("problems.failed", { count: 0 })
      )}
      {". "}
      {sum === receipt.found && say("problems.nothingDropped")}{" "}
      {receipt.partial > 0 && say("problems.partial", { count: receipt.partial })}
    </p>
  );
}

function compared(change: NonNullable<ProblemsAnswer["compared"]>, say: Say): string {
  const since = showDay(change.since, say.tongue);
  const changes = (["added", "changed", "gone"] as const)
    .filter((what) => change[what] > 0)
    .map((what) => say(`problems.${what}`, { count: change[what] }));
  if (changes.length === 0) return say("problems.comparedSame", { since });
  return say("problems.compared", { since, changes: changes.join(", ") });
}

type ProblemTab = Exclude<Tab, "same" | "containers">;

function Lines({ tab, at }: { tab: ProblemTab; at: string | undefined }): ReactNode {
  const say = useSay();
  const paged = usePaged("problems", { state: tab }, { at });
  if (paged.error !== null) return <Failed error={paged.error} again={paged.again} />;
  if (paged.first === undefined) return <Shape lines={6} className="problems-shape" />;
  if (paged.total === 0) return <p className="note soft">{say(`problems.none.${tab}`)}</p>;
  return (
    <>
      <div className="record record-head" aria-hidden="true">
        <span>{say("problems.what")}</span>
        <span>{say("problems.file")}</span>
        <span>{say("problems.why")}</span>
      </div>
      <WindowList
        name={`problems ${tab} ${paged.from}`}
        label={say(`problems.tab.${tab}`)}
        length={paged.length}
        from={paged.from}
        total={paged.total}
        rowHeight={72}
        onView={paged.show}
        row={(index) => {
          const problem = paged.item(index);
          return problem === undefined ? (
            <Shape lines={1} className="record" />
          ) : (
            <Line key={problem.id} problem={problem} />
          );
        }}
      />
      <Segments from={paged.from} total={paged.total} />
    </>
  );
}

function Line({ problem }: { problem: Problem }): ReactNode {
  const say = useSay();
  // A limit is lifted by an option: then the command to put it to is shown as well.
  const byCommand = /(^|\s)--\w/.test(problem.hint) && problem.retry !== "";
  return (
    <div className="record">
      <span className="record-what">{problem.what}</span>
      <FileName path={problem.path} />
      <div>
        <p>{problem.reason}</p>
        {problem.hint !== "" && <p className="soft small">{problem.hint}</p>}
        {byCommand && <code>{problem.retry}</code>}
      </div>
      <div className="record-do no-print">
        <Retry path={problem.path} />
        {problem.original !== null && (
          <a href={`/original/${problem.original}`} download>
            {say("problems.save")}
          </a>
        )}
      </div>
    </div>
  );
}

function FileName({ path }: { path: string }): ReactNode {
  const { name, place } = splitPath(path);
  return (
    <div>
      <b className="record-name">{name}</b>
      {place !== "" && <code>{place}</code>}
    </div>
  );
}

/** What can be tried again is a file of the source; a member is tried with the file that it lies in. */
function Retry({ path }: { path: string }): ReactNode {
  const say = useSay();
  const attempt = useMutation({
    mutationFn: () => retry(fileOf(path), say.tongue),
    // What was read now may be in any answer; a line that is still here after that has not changed.
    onSuccess: () => answers.invalidateQueries(),
  });
  const { name } = splitPath(path);
  return (
    <>
      <button
        type="button"
        className="plain"
        data-open
        disabled={attempt.isPending}
        aria-label={say("problems.retryFor", { file: name })}
        onClick={() => attempt.mutate()}
      >
        {say(attempt.isPending ? "problems.retrying" : "problems.retry")}
      </button>
      {attempt.isSuccess && (
        <span className="record-tried soft small" role="status">
          {say("problems.retried")}
        </span>
      )}
      {attempt.error !== null && (
        <span className="problems-failed small" role="alert">
          {attempt.error.message === "" ? say("error.unreachable") : attempt.error.message}
        </span>
      )}
    </>
  );
}

function Same({ at }: { at: string | undefined }): ReactNode {
  const say = useSay();
  const paged = usePaged("same", {}, { at });
  if (paged.error !== null) return <Failed error={paged.error} again={paged.again} />;
  if (paged.first === undefined) return <Shape lines={6} className="problems-shape" />;
  if (paged.total === 0) return <p className="note soft">{say("problems.none.same")}</p>;
  return (
    <>
      <div className="record record-same record-head" aria-hidden="true">
        <span>{say("problems.file")}</span>
        <span>{say("problems.sameAs")}</span>
      </div>
      <WindowList
        name={`same ${paged.from}`}
        label={say("problems.tab.same")}
        length={paged.length}
        from={paged.from}
        total={paged.total}
        rowHeight={72}
        onView={paged.show}
        row={(index) => {
          const same: SameAs | undefined = paged.item(index);
          if (same === undefined) return <Shape lines={1} className="record" />;
          return (
            <div className="record record-same">
              <FileName path={same.path} />
              <FileName path={same.as} />
            </div>
          );
        }}
      />
      <Segments from={paged.from} total={paged.total} />
    </>
  );
}

/** Every container with its own sum. */
function Containers({ containers }: { containers: ProblemsAnswer["containers"] }): ReactNode {
  const say = useSay();
  if (containers.length === 0) return <p className="note soft">{say("problems.none.containers")}</p>;
  const columns = ["found", "read", "same", "failed", "unread", "skipped"] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section className="containers" aria-label={say("problems.tab.containers")} tabIndex={0}>
      <table>
        <caption className="soft small">{say("problems.containers.sum")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("problems.container")}</th>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {say(column === "found" ? "problems.found" : `receipt.${column}`)}
              </th>
            ))}
            <th scope="col">{say("problems.sum")}</th>
          </tr>
        </thead>
        <tbody>
          {containers.map((container) => {
            const missing =
              container.found -
              (container.read + container.same + container.failed + container.unread + container.skipped);
            return (
              <tr key={container.path}>
                <th scope="row">
                  <FileName path={container.path} />
                </th>
                {columns.map((column) => (
                  <td key={column} className={container[column] === 0 ? "faint" : undefined}>
                    {say.number(container[column])}
                  </td>
                ))}
                <td className={missing === 0 ? "soft" : "problems-failed"}>
                  {missing === 0
                    ? say("problems.sum.ok")
                    : missing > 0
                      ? say("problems.sum.off", { count: missing })
                      : say("problems.sum.over", { count: -missing })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
