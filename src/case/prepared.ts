/**
 * A document as its rows will be, without the numbers that only the case can give. Workers prepare, side by side; what crosses to
 * the writer is flat, because copying thousands of small objects between threads costs more than reading the mail.
 */
import { type DocumentPage, type Draft, documentKinds, type Mark, type PartyRole } from "../text/document.ts";
import type { ContactFinding, Finding } from "../text/finding.ts";
import { momentOf } from "../text/moment.ts";
import { fold } from "../text/words.ts";
import { contentKey } from "./ids.ts";
import { packMarks } from "./marks.ts";
import { packText } from "./packed-text.ts";
import { searchColumns } from "./search-columns.ts";

export type Cell = string | number | null;

export const partyRoles: readonly PartyRole[] = ["from", "to", "cc", "bcc", "sender", "reply-to"];

/** Role, name, address, both folded, start, end. */
export type PreparedParty = [number, string | null, string | null, string, number, number];

export interface PreparedContact {
  /** Columns of `contact` from `method` on. */
  row: Cell[];
  parties: PreparedParty[];
}

export interface PreparedDocument {
  key: string;
  /** The draft's own key. */
  part: string;
  outlet: string | null;
  /** The draft of which a passage it was made from; null when it was made from bytes. */
  origin: string | null;
  /** Columns of `document` from `kind` to `moment`. */
  dating: Cell[];
  /** Columns `author`, `url`, `characters`. */
  about: Cell[];
  first: number;
  last: number;
  text: string | Uint8Array;
  marks: string | null;
  /** Columns of `search`: title, people, body, quoted. */
  search: [string, string, string, string];
  /** Columns of `message` from `method` on; null for what is none. */
  message: Cell[] | null;
  contacts: PreparedContact[];
  /** Columns of `redaction` from `first` on. */
  redactions: [number, number, string][];
  pages: DocumentPage[];
}

/** A draft with what was found in it. */
export interface FoundDocument {
  draft: Draft;
  findings: Finding[];
}

/** Rows of the documents of one original. */
export function prepared(sha256: string, documents: readonly FoundDocument[]): PreparedDocument[] {
  const printed = printedPassages(documents);
  return documents.map(({ draft, findings }) =>
    preparedDocument(sha256, draft, findings, printed.get(draft.key) ?? []),
  );
}

function preparedDocument(
  sha256: string,
  draft: Draft,
  findings: Finding[],
  printed: Mark[],
): PreparedDocument {
  const { date, origin, message } = draft;
  const marks = [...draft.marks, ...printed];
  const contacts: PreparedContact[] = [];
  const redactions: PreparedDocument["redactions"] = [];
  for (const finding of findings) {
    if (finding.kind === "mark") marks.push(finding.mark);
    else if (finding.kind === "contact") contacts.push(preparedContact(draft, finding));
    else {
      const { start, end, code } = finding;
      marks.push({ start, end, kind: "redaction", value: code });
      redactions.push([start, end, code]);
    }
  }
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const columns = searchColumns({ ...draft, marks });
  const parents = message ? `${message.inReplyTo.join(" ")}|${message.references.join(" ")}` : "|";
  return {
    key: contentKey("d", sha256, draft.key),
    part: draft.key,
    outlet: draft.outlet,
    origin: origin.kind === "passage" ? origin.of : null,
    dating: [
      documentKinds.indexOf(draft.kind),
      draft.title,
      draft.language,
      date.edtf,
      date.utc,
      date.zone,
      date.printed,
      date.certainty,
      momentOf(date),
    ],
    about: [draft.author, draft.url, draft.text.length],
    first: origin.start,
    last: origin.end,
    text: packText(draft.text),
    marks: packMarks(marks),
    search: [columns.title, columns.people, columns.body, columns.quoted],
    message: message
      ? [message.method === "header" ? 0 : 1, message.messageId, parents === "|" ? null : parents]
      : null,
    contacts,
    redactions,
    pages: draft.pages ?? [],
  };
}

/** Date columns are null where they are the document's. */
function preparedContact(draft: Draft, contact: ContactFinding): PreparedContact {
  const same = contact.date.edtf === draft.date.edtf && contact.date.utc === draft.date.utc;
  const date = same ? null : contact.date;
  return {
    row: [
      draft.message?.method ?? "prose",
      contact.medium,
      contact.status,
      contact.certainty,
      date?.edtf ?? null,
      date?.utc ?? null,
      date?.zone ?? null,
      date?.printed ?? null,
      JSON.stringify(contact.evidence.map(({ start, end }) => [start, end])),
    ],
    parties: contact.parties.map(({ role, name, address, start, end }) => [
      partyRoles.indexOf(role),
      name,
      address,
      fold(`${name ?? ""} ${address ?? ""}`),
      start,
      end,
    ]),
  };
}

/** Passages of which messages were made: they weigh less in the print-out, since the message itself is found. */
function printedPassages(documents: readonly FoundDocument[]): Map<string, Mark[]> {
  const passages = new Map<string, Mark[]>();
  for (const { draft } of documents) {
    if (draft.origin.kind !== "passage") continue;
    const { of, start, end } = draft.origin;
    const mark: Mark = { kind: "printed", start, end };
    const known = passages.get(of);
    if (known) known.push(mark);
    else passages.set(of, [mark]);
  }
  return passages;
}
