/** The account of the ingest in short: files found, and a meter of what became of them, each line a way to its files. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Receipt } from "../../ask/answers.ts";
import { type Say, useSay } from "./say.tsx";

type State = "read" | "same" | "unread" | "skipped" | "failed" | "pending";

const order: readonly State[] = ["read", "same", "unread", "skipped", "failed", "pending"];

export function ReceiptMeter({ receipt }: { receipt: Receipt }): ReactNode {
  const say = useSay();
  return (
    <section>
      <h2 className="list-title">{say("receipt.title")}</h2>
      <p className="receipt-title">{receiptTitle(receipt, say)}</p>
      {receipt.found > 0 && (
        <>
          <Meter receipt={receipt} label={say("receipt.meter")} />
          <ul className="lines">
            {order
              .filter((state) => receipt[state] > 0 || state === "read" || state === "failed")
              .map((state) => (
                <ReceiptLine key={state} state={state} count={receipt[state]} />
              ))}
            {receipt.partial > 0 && <ReceiptLine state="partial" count={receipt.partial} />}
            {receipt.gone > 0 && (
              <li>
                <span>{say("receipt.gone")}</span>
                <span className="count">{say.number(receipt.gone)}</span>
              </li>
            )}
          </ul>
        </>
      )}
    </section>
  );
}

/** One sentence: all accounted for, so many to go, or, should it ever be, so many missing. */
export function receiptTitle(receipt: Receipt, say: Say): string {
  if (receipt.found === 0) return say("receipt.none");
  const missing = receipt.found - order.reduce((sum, state) => sum + receipt[state], 0);
  if (missing !== 0) return say("receipt.differsTitle", { count: receipt.found, missing });
  if (receipt.pending > 0) {
    return say("receipt.pendingTitle", { count: receipt.found, pending: receipt.pending });
  }
  return say("receipt.allAccounted", { count: receipt.found });
}

function ReceiptLine({ state, count }: { state: State | "partial"; count: number }): ReactNode {
  const say = useSay();
  const name = say(`receipt.${state}`);
  const linked = count > 0 && state !== "read" && state !== "pending";
  return (
    <li>
      {linked ? (
        <Link to="/problems" search={{ state }} className={state === "failed" ? "" : "quiet"}>
          {name}
        </Link>
      ) : (
        <span>{name}</span>
      )}
      <span className="count">{say.number(count)}</span>
    </li>
  );
}

/** Widths in proportion, but none so thin that it is not seen. */
function Meter({ receipt, label }: { receipt: Receipt; label: string }): ReactNode {
  return (
    <div className="meter" role="img" aria-label={label}>
      {order
        .filter((state) => receipt[state] > 0)
        .map((state) => (
          <i key={state} className={`meter-${state}`} style={{ flexGrow: receipt[state] }} />
        ))}
    </div>
  );
}
