/** From rows of the case to the shapes of answers: what several questions share. */
import type { Case } from "../case/case.ts";
import {
  type ContactRow,
  type DocumentRow,
  documentById,
  type PartyRow,
  pagesOf,
  partiesOf,
  placeLabel,
  textOf,
} from "../case/documents.ts";
import { contentId } from "../case/ids.ts";
import type { PartyRole } from "../text/document.ts";
import { UsageError } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import type { Contact, DocumentLine, Party, Passage } from "./answers.ts";

/** No entity is known yet. */
export function partyAnswer({ name, address }: { name: string | null; address: string | null }): Party {
  return { entity: null, name, address };
}

/** Those of some roles, in the order of the header. */
export function partiesIn(parties: readonly PartyRow[], ...roles: PartyRole[]): Party[] {
  return parties.filter(({ role }) => roles.includes(role)).map(partyAnswer);
}

/** Who sent it: From, or Sender where there is no From. */
export function sendersOf(parties: readonly PartyRow[]): Party[] {
  const from = partiesIn(parties, "from");
  return from.length ? from : partiesIn(parties, "sender");
}

/** A document as lists show it. */
export function documentLine(of: Case, document: DocumentRow): DocumentLine {
  return {
    id: document.id,
    kind: document.kind,
    title: document.title,
    language: document.language,
    date: document.date,
    outlet: document.outlet,
    author: document.author,
    place: placeLabel(of, document.original),
    characters: document.characters,
  };
}

/** A passage with its words, its page where there are pages, and its address in the app. */
export function passageOf(
  of: Case,
  document: DocumentRow,
  start: number,
  end: number,
  text = textOf(of, document.row),
): Passage {
  const page = pagesOf(of, document.row).find(
    (one) => one.start <= start && start < Math.max(one.end, one.start + 1),
  );
  return {
    document: document.id,
    start,
    end,
    text: text.slice(start, end),
    ...(page ? { page: page.number } : {}),
    link: `/d/${document.id}#${start}-${end}`,
  };
}

/** A contact with its evidence as passages. */
export function contactAnswer(of: Case, contact: ContactRow, document: DocumentRow): Contact {
  const text = textOf(of, document.row);
  return {
    id: contentId("f", document.id, contact.method, contact.n),
    from: sendersOf(contact.parties),
    to: partiesIn(contact.parties, "to"),
    cc: partiesIn(contact.parties, "cc", "bcc"),
    medium: contact.medium,
    date: contact.date ?? document.date,
    status: contact.status as Contact["status"],
    certainty: contact.certainty,
    method: contact.method,
    evidence: contact.evidence.map(([start, end]) => passageOf(of, document, start, end, text)),
    judgement: null,
  };
}

/** The document that a user means by an id or by the beginning of one. Throws `UsageError` when there is none. */
export function documentNamed(of: Case, id: string): DocumentRow {
  const document = documentById(of, id);
  if (!document) throw new UsageError(messages.noSuchDocument, { id });
  return document;
}

/** Whom a document names as sender and recipients, Bcc among Cc; empty lists for what is no message. */
export function senderLine(of: Case, row: number): { from: Party[]; to: Party[]; cc: Party[] } {
  const parties = partiesOf(of, row);
  return { from: sendersOf(parties), to: partiesIn(parties, "to"), cc: partiesIn(parties, "cc", "bcc") };
}
