/** What linkers read of the case, and what they leave there. */
import type { Case } from "./case.ts";

/** A message with what joins it to others. `key` comes from content, `document` is the case's own number for it. */
export interface LinkableMessage {
  document: number;
  key: string;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  /** The print-out that it was made from, and where it begins there; null for real mail. */
  printedIn: number | null;
  start: number;
  title: string | null;
}

/** True when a message has come that stands in no conversation yet. */
export function unlinkedMessages(of: Case): boolean {
  return of.row("SELECT 1 FROM message WHERE conversation IS NULL LIMIT 1") !== undefined;
}

/** Every message of the case with what joins it to others; of one conversation only when `conversation` is given. */
export function linkableMessages(of: Case, conversation?: number): LinkableMessage[] {
  const text = `SELECT m.document AS document, d.key AS key, m.message_id AS messageId, m.parents AS parents, d.origin AS printedIn,
      ifnull(d.first, 0) AS start, CASE WHEN d.origin IS NULL THEN NULL ELSE d.title END AS title
    FROM message m JOIN document d ON d.id = m.document`;
  const rows =
    conversation === undefined
      ? of.sql(text).iterate()
      : of.sql(`${text} WHERE m.conversation = ? ORDER BY d.key`).iterate(conversation);
  const messages: LinkableMessage[] = [];
  for (const { parents, ...row } of rows as Iterable<LinkableMessage & { parents: string | null }>) {
    const [inReplyTo = "", references = ""] = (parents ?? "").split("|");
    messages.push({ ...row, inReplyTo: idsOf(inReplyTo), references: idsOf(references) });
  }
  return messages;
}

function idsOf(joined: string): string[] {
  return joined === "" ? [] : joined.split(" ");
}

/** Puts a message into the conversation that bears the document number of its first member. */
export interface ConversationLink {
  document: number;
  conversation: number;
}

/** Writes what has changed. */
export function writeConversations(of: Case, links: Iterable<ConversationLink>): void {
  const update = of.sql("UPDATE message SET conversation = ? WHERE document = ? AND conversation IS NOT ?");
  for (const { document, conversation } of links) update.run(conversation, document, conversation);
}
