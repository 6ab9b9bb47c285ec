/** What is said of a conversation as a whole: its days, what joins it, which message is open at first. Pure. */
import type { Dated, LinkReason, ThreadAnswer } from "../../ask/answers.ts";
import { locales, type Tongue } from "../words.ts";

/** First and last day, “15–17 March 2021”; empty when no message has a day. */
export function dateSpan(dates: readonly Dated[], tongue: Tongue): string {
  const days = dates
    .flatMap((date) => /^\d{4}-\d{2}-\d{2}/.exec(date.edtf ?? "")?.[0] ?? [])
    .filter((day) => !Number.isNaN(Date.parse(day)))
    .sort();
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return "";
  const format = new Intl.DateTimeFormat(locales[tongue], {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const range = format.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`));
  // Intl sets spaces around the dash, thin ones in some languages; between two figures none is needed.
  return range.replace(/[\u2009\u200a]/g, " ").replace(/^(\d+) ?– ?(\d+) (?=\p{L})/u, "$1–$2 ");
}

/** Links that there are, strongest reason first; the head of a conversation has none, so `none` counts only beyond it. */
export function reasonCounts(links: ThreadAnswer["links"]): { reason: LinkReason; count: number }[] {
  const order: LinkReason[] = ["in-reply-to", "references", "printed-together"];
  return order.flatMap((reason) => {
    const count = links.find((link) => link.reason === reason)?.count ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  });
}

/** The message that the address names; else the newest, which stands last when dates are equal. */
export function expandedAtFirst(thread: ThreadAnswer, message: string): string {
  if (thread.messages.some((one) => one.id === message)) return message;
  let newest: { id: string; at: string } | null = null;
  for (const one of thread.messages) {
    const at = one.date.utc ?? one.date.edtf ?? "";
    if (newest === null || at >= newest.at) newest = { id: one.id, at };
  }
  return newest?.id ?? message;
}
