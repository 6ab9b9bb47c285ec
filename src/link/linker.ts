/** The contract of a linker: what only the whole case can tell. It reads; the ingest writes what it yields. */

/** A message as threading sees it. `key` comes from content, `document` is the case's own number for it. */
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

/** Puts a message into the conversation that bears the document number of its first member. */
export interface ConversationLink {
  document: number;
  conversation: number;
}
