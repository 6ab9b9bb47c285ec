/**
 * Conversations: which messages belong together. Real mail by Message-ID, In-Reply-To and References (RFC 5256, with ghosts for
 * messages that are only known from others); printed mail by standing below each other under one subject. What a link rests on is
 * told by `parentOf`; subjects alone join nothing but neighbours in a print-out.
 */
import {
  type ConversationLink,
  type LinkableMessage,
  linkableMessages,
  unlinkedMessages,
  writeConversations,
} from "../case/links.ts";
import type { Linker } from "./linker.ts";

/** Linear in the messages of the case. */
export const threads: Linker = {
  name: "threads",
  version: 1,
  isDue: unlinkedMessages,
  link: (of) => writeConversations(of, conversations(linkableMessages(of))),
};

/** A message may name so many others; more is noise or an attack, and the nearest ones decide. */
const namedAtMost = 100;

/** Joins `messages` into conversations; each bears the document of the member with the lowest key, so that order plays no part. */
export function* conversations(messages: readonly LinkableMessage[]): Generator<ConversationLink> {
  const parent = new Int32Array(messages.length).map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = index; at !== root; ) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const join = (a: number, b: number): void => {
    const [one, other] = [find(a), find(b)];
    if (one !== other) parent[Math.max(one, other)] = Math.min(one, other);
  };

  /** The first message seen that has an id or names it: a ghost is only a name in this table. */
  const byId = new Map<string, number>();
  const meet = (id: string, index: number): void => {
    const there = byId.get(id);
    if (there === undefined) byId.set(id, index);
    else join(there, index);
  };
  for (const [index, message] of messages.entries()) {
    if (message.messageId) meet(message.messageId, index);
    const named = [...message.inReplyTo, ...message.references.slice(-namedAtMost)];
    for (const id of named.slice(0, namedAtMost * 2)) meet(id, index);
  }

  const printed = messages
    .map((message, index) => ({ message, index }))
    .filter(({ message }) => message.printedIn !== null)
    .sort(
      (a, b) => (a.message.printedIn ?? 0) - (b.message.printedIn ?? 0) || a.message.start - b.message.start,
    );
  for (const [n, { message, index }] of printed.entries()) {
    const above = printed[n - 1];
    if (!above || above.message.printedIn !== message.printedIn) continue;
    if (baseSubject(above.message.title) === baseSubject(message.title)) join(above.index, index);
  }

  const first = new Map<number, LinkableMessage>();
  for (const [index, message] of messages.entries()) {
    const root = find(index);
    const lowest = first.get(root);
    if (!lowest || message.key < lowest.key) first.set(root, message);
  }
  for (const [index, message] of messages.entries())
    yield { document: message.document, conversation: first.get(find(index))?.document ?? message.document };
}

/** Subject without its Re:, Fwd:, TR:, AW: …, folded for comparison. */
export function baseSubject(subject: string | null): string {
  // Blanks go first: a run of them between optional parts would be tried in every division.
  return (subject ?? "")
    .replace(/\s+/g, "")
    .toLowerCase()
    .replace(/^(?:(?:re|fwd?|tr|aw|wg|rép|ref)(?:\[\d+\])?:)+/, "");
}

export type ParentReason = "in-reply-to" | "references" | "printed-together" | "none";

/** Which of `others` a message answers, and by what that is known. The last of References that is there is the nearest. */
export function parentOf(
  message: LinkableMessage,
  byId: ReadonlyMap<string, LinkableMessage>,
  printedAfter: LinkableMessage | null,
): { parent: LinkableMessage | null; reason: ParentReason; certainty: number } {
  for (const id of message.inReplyTo) {
    const parent = byId.get(id);
    if (parent && parent !== message) return { parent, reason: "in-reply-to", certainty: 1 };
  }
  for (let at = message.references.length - 1; at >= 0; at--) {
    const parent = byId.get(message.references[at] ?? "");
    if (parent && parent !== message) return { parent, reason: "references", certainty: 0.95 };
  }
  // In a print-out the message printed below is the one that is answered.
  if (printedAfter) return { parent: printedAfter, reason: "printed-together", certainty: 0.7 };
  return { parent: null, reason: "none", certainty: 1 };
}
