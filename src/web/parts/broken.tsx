/** What is shown when something cannot be: an answer that failed, an address with nothing at it, a page that broke. */
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AskError } from "./api.ts";
import { Tell, useSay } from "./say.tsx";

/** An answer that failed, in place of what would have been shown. */
export function Failed({ error, again }: { error: Error; again?: () => void }): ReactNode {
  const say = useSay();
  const [title, hint] = describe(error, say);
  return (
    <section className="note failed" role="alert">
      <h2>{title}</h2>
      {hint !== "" && <p>{hint}</p>}
      {again !== undefined && (
        <p>
          <button type="button" className="plain" onClick={again}>
            {say("error.again")}
          </button>
        </p>
      )}
    </section>
  );
}

function describe(error: Error, say: ReturnType<typeof useSay>): [title: string, hint: string] {
  if (!(error instanceof AskError)) return [say("error.other"), error.message];
  if (error.status === 0) return [say("error.unreachable"), say("error.unreachable.hint")];
  if (error.status === 401) return [say("error.denied"), say("error.denied.hint")];
  return [error.message === "" ? say("error.other") : error.message, error.hint];
}

export function Nowhere(): ReactNode {
  const say = useSay();
  return (
    <section className="note">
      <h1>{say("error.nowhere")}</h1>
      <p>
        <Tell word="error.nowhere.hint" fill={{ search: <Link to="/search">{say("page.search")}</Link> }} />
      </p>
    </section>
  );
}

/** A page threw while it was drawn: a bug of ours, said so. */
export function Broken({ error: thrown }: ErrorComponentProps): ReactNode {
  const say = useSay();
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof AskError) return <Failed error={error} again={() => location.reload()} />;
  return (
    <section className="note" role="alert">
      <h1>{say("error.broken")}</h1>
      <p>{say("error.broken.hint")}</p>
      <pre>{error.stack ?? error.message}</pre>
    </section>
  );
}
