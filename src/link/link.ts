/**
 * What only the whole case can tell: conversations now; duplicates, entities and lineage are further linkers. In come rows of the
 * case, out come links, which are written back. Linear in the messages of the case. Start with `threads.ts`.
 */
import type { Case } from "../case/case.ts";
import { linkableMessages, unlinkedMessages, writeConversations } from "../case/links.ts";
import { conversations } from "./threads.ts";

/** Runs every linker whose ground has changed since its last run. To be called inside a transaction. */
export function linkAll(of: Case): void {
  if (!unlinkedMessages(of)) return;
  writeConversations(of, conversations(linkableMessages(of)));
}
