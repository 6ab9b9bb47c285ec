/** One document, whole: its text with marks, where it comes from, what was attached, what could not be read. */
import {
  type DocumentRow,
  documentByRow,
  documentsOfOriginal,
  documentsPrintedIn,
  membersOf,
  messageOf,
  originalByRow,
  pagesOf,
  partiesOf,
  pathOf,
  placeLabel,
  placesOf,
  redactionsOf,
  textAndMarks,
} from "../case/documents.ts";
import { problemsOfOriginal } from "../case/problems.ts";
import type { AttachmentAnswer, DocumentAnswer, MessageAnswer } from "./answers.ts";
import { problemAnswer } from "./problems.ts";
import { type Question, textParam } from "./question.ts";
import { documentLine, documentNamed, partiesIn, passageOf, sendersOf } from "./shapes.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

export const documentParam = {
  name: "document",
  type: "text",
  positional: true,
  required: true,
  summary: { en: "id of the document, d_…", fr: "identifiant du document, d_…" },
} as const;

export const show: Question = {
  name: "show",
  summary: summaries.show,
  params: [documentParam],
  examples: [
    {
      command: "stemma show d_3m4x0n8s6q2w9e1r",
      says: { en: "its text as it was read", fr: "son texte tel qu’il a été lu" },
    },
    {
      command: "stemma show d_3m4x0n8s6q2w9e1r --original > letter.eml",
      says: { en: "the bytes as they were found", fr: "les octets tels que trouvés" },
    },
  ],
  ask: (view, params) => askDocument(view, documentNamed(view.case, textParam(params, "document") ?? "")),
};

function askDocument(view: View, document: DocumentRow): DocumentAnswer {
  const of = view.case;
  const { text, marks } = textAndMarks(of, document.row);
  const original = originalByRow(of, document.original);
  const places = placesOf(of, document.original);
  const origin = document.origin === null ? null : documentByRow(of, document.origin);
  return {
    ...documentLine(of, document),
    text,
    marks,
    url: document.url,
    pages: pagesOf(of, document.row),
    original: {
      id: original?.id ?? "",
      sha256: original?.sha256 ?? "",
      sizeBytes: original?.sizeBytes ?? 0,
      mediaType: original?.mediaType ?? "",
      held: original?.held ?? "member",
      reader: original?.reader ?? "",
    },
    occurrences: places.map((place) => ({
      path: pathOf(of, place),
      sizeBytes: place.sizeBytes,
      gone: place.gone,
    })),
    origin: origin ? passageOf(of, origin, document.first, document.last) : null,
    printed: documentsPrintedIn(of, document.row).map((printed) => ({
      id: printed.id,
      title: printed.title,
      start: printed.first,
      end: printed.last,
      from: sendersOf(partiesOf(of, printed.row)),
      date: printed.date,
    })),
    message: messageAnswer(view, document),
    attachments: document.origin === null ? attachmentsOf(view, document) : [],
    partOf: partOf(view, places[0]?.container ?? null),
    redactions: redactionsOf(of, document.row),
    problems: problemsOfOriginal(of, document.original).map((line) => problemAnswer(of, line, view.tongue)),
  };
}

function messageAnswer(view: View, document: DocumentRow): MessageAnswer | null {
  const message = messageOf(view.case, document.row);
  if (!message) return null;
  const parties = partiesOf(view.case, document.row);
  return {
    method: message.method,
    messageId: message.messageId,
    from: sendersOf(parties),
    to: partiesIn(parties, "to"),
    cc: partiesIn(parties, "cc"),
    bcc: partiesIn(parties, "bcc"),
    conversation: documentByRow(view.case, message.conversation)?.id ?? document.id,
  };
}

/** What a message has attached, or a PDF inside it. Members of archives and mailboxes are no attachments. */
export function attachmentsOf(view: View, document: DocumentRow): AttachmentAnswer[] {
  return membersOf(view.case, document.original).flatMap((member) => {
    const original = member.original === null ? null : originalByRow(view.case, member.original);
    if (!original) return [];
    return [
      {
        name: member.path || `#${member.ordinal + 1}`,
        original: original.id,
        sizeBytes: original.sizeBytes,
        mediaType: original.mediaType,
        documents: documentsOfOriginal(view.case, original.row).map(({ id }) => id),
      },
    ];
  });
}

/** The message or document that holds this one; null for files and for members of plain containers. */
function partOf(view: View, container: number | null): { id: string; title: string | null } | null {
  if (container === null) return null;
  const holder = documentsOfOriginal(view.case, container).find((document) => document.origin === null);
  return holder ? { id: holder.id, title: holder.title ?? placeLabel(view.case, container) } : null;
}
