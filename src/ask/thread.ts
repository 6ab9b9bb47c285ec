/** A conversation: its messages as a tree, each with the reason for its place. */
import { documentByRow, messageOf, textAndMarks } from "../case/documents.ts";
import { type LinkableMessage, linkableMessages } from "../case/links.ts";
import { parentOf } from "../link/threads.ts";
import { UsageError } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import { momentOf } from "../text/moment.ts";
import type { LinkReason, ThreadAnswer, ThreadMessage } from "./answers.ts";
import { snippetOf } from "./matcher.ts";
import { type Question, textParam } from "./question.ts";
import { documentNamed, senderLine } from "./shapes.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

export const thread: Question = {
  name: "thread",
  summary: summaries.thread,
  params: [
    {
      name: "message",
      type: "text",
      positional: true,
      required: true,
      summary: { en: "id of a message, d_…", fr: "identifiant d’un message, d_…" },
    },
  ],
  examples: [
    {
      command: "stemma thread d_3m4x0n8s6q2w9e1r",
      says: { en: "who answered whom", fr: "qui a répondu à qui" },
    },
  ],
  ask: (view, params) => {
    const document = documentNamed(view.case, textParam(params, "message") ?? "");
    const message = messageOf(view.case, document.row);
    if (!message) throw new UsageError(messages.notAMessage, { id: document.id });
    return threadOf(view, message.conversation);
  },
};

function threadOf(view: View, conversation: number): ThreadAnswer {
  const rows = linkableMessages(view.case, conversation);
  const byId = new Map<string, LinkableMessage>();
  for (const row of rows) if (row.messageId && !byId.has(row.messageId)) byId.set(row.messageId, row);
  const printed = rows
    .filter(({ printedIn }) => printedIn !== null)
    .sort((a, b) => (a.printedIn ?? 0) - (b.printedIn ?? 0) || a.start - b.start);
  const below = new Map<number, LinkableMessage>();
  for (const [n, row] of printed.entries()) {
    const next = printed[n + 1];
    if (next && next.printedIn === row.printedIn) below.set(row.document, next);
  }
  const nodes = rows.map((row) => {
    const { parent, reason, certainty } = parentOf(row, byId, below.get(row.document) ?? null);
    return { row, parent: parent?.document ?? null, reason, certainty };
  });
  const { parents, depths } = withoutCircles(new Map(nodes.map(({ row, parent }) => [row.document, parent])));
  const ids = new Map(rows.map(({ document, key }) => [document, `d_${key}`]));
  const items = nodes.flatMap(({ row, reason, certainty }) => {
    const document = documentByRow(view.case, row.document);
    if (!document) return [];
    const { text, marks } = textAndMarks(view.case, row.document);
    const parent = parents.get(row.document) ?? null;
    const message: ThreadMessage & { moment: number } = {
      id: document.id,
      parent: parent === null ? null : (ids.get(parent) ?? null),
      reason: parent === null ? "none" : reason,
      certainty,
      depth: depths.get(row.document) ?? 0,
      title: document.title,
      ...senderLine(view.case, row.document),
      date: document.date,
      snippet: snippetOf(text, marks, null)
        .parts.map((part) => part.text)
        .join(""),
      moment: momentOf(document.date) ?? Number.POSITIVE_INFINITY,
    };
    return [message];
  });
  items.sort((a, b) => (a.moment === b.moment ? (a.id < b.id ? -1 : 1) : a.moment - b.moment));
  const counts = new Map<LinkReason, number>();
  for (const { reason } of items) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const root = documentByRow(view.case, conversation);
  return {
    id: root?.id ?? "",
    title: items[0]?.title ?? root?.title ?? null,
    messages: items.map(({ moment: _, ...message }) => message),
    links: [...counts].filter(([reason]) => reason !== "none").map(([reason, count]) => ({ reason, count })),
  };
}

/**
 * Forged headers can make messages answer each other in a circle: the links of a circle are not shown. Gives the others, and how
 * deep each message lies. Every message is looked at twice at most, however long the chain.
 */
export function withoutCircles(given: ReadonlyMap<number, number | null>): {
  parents: Map<number, number | null>;
  depths: Map<number, number>;
} {
  const parents = new Map(given);
  const depths = new Map<number, number>();
  for (const start of given.keys()) {
    const way: number[] = [];
    const onWay = new Map<number, number>();
    let at: number | null = start;
    while (at !== null && !depths.has(at) && !onWay.has(at)) {
      onWay.set(at, way.length);
      way.push(at);
      at = given.get(at) ?? null;
    }
    const circle = at === null ? undefined : onWay.get(at);
    if (circle !== undefined) for (const one of way.slice(circle)) parents.set(one, null);
    for (const one of way.reverse()) {
      const parent = parents.get(one) ?? null;
      depths.set(one, parent === null ? 0 : (depths.get(parent) ?? 0) + 1);
    }
  }
  return { parents, depths };
}
