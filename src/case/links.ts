/** What linkers read of the case, and what they leave there. */
import type { Case } from "./case.ts";

export interface MessageRow {
  document: number;
  key: string;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  printedIn: number | null;
  start: number;
  title: string | null;
}

export function unlinkedMessages(of: Case): boolean {
  return of.row("SELECT 1 FROM message WHERE conversation IS NULL LIMIT 1") !== undefined;
}

/** Every message of the case with what joins it to others; of one conversation only when `conversation` is given. */
export function linkableMessages(of: Case, conversation?: number): MessageRow[] {
  const text = `SELECT m.document AS document, d.key AS key, m.message_id AS messageId, m.parents AS parents, d.origin AS printedIn,
      ifnull(d.first, 0) AS start, CASE WHEN d.origin IS NULL THEN NULL ELSE d.title END AS title
    FROM message m JOIN document d ON d.id = m.document`;
  const rows =
    conversation === undefined
      ? of.sql(text).iterate()
      : of.sql(`${text} WHERE m.conversation = ? ORDER BY d.key`).iterate(conversation);
  const messages: MessageRow[] = [];
  for (const { parents, ...row } of rows as Iterable<MessageRow & { parents: string | null }>) {
    const [inReplyTo = "", references = ""] = (parents ?? "").split("|");
    messages.push({ ...row, inReplyTo: idsOf(inReplyTo), references: idsOf(references) });
  }
  return messages;
}

function idsOf(joined: string): string[] {
  return joined === "" ? [] : joined.split(" ");
}

export function writeConversations(of: Case, links: Iterable<{ document: number; conversation: number }>): void {
  const update = of.sql("UPDATE message SET conversation = ? WHERE document = ? AND conversation IS NOT ?");
  for (const { document, conversation } of links) update.run(conversation, document, conversation);
}
