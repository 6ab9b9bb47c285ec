/** The contact that every message is: from, to, cc, bcc, as its header says, with the header lines as evidence. */
import type { DocumentText, Mark, MessageParty } from "../text/document.ts";
import type { Finding } from "../text/finding.ts";
import type { Finder } from "./finder.ts";

/** A header is what the mail itself says; a print may be misread, and one without sender or recipient says less. */
const certainties = { header: 0.99, printed: 0.9, oneSided: 0.7 };

const evidenceFields: ReadonlySet<string | number | undefined> = new Set([
  "from",
  "sender",
  "to",
  "cc",
  "bcc",
  "date",
]);

export const contacts: Finder = { name: "contacts", version: 1, kinds: ["message"], languages: "any", find };

function find(document: DocumentText): Finding[] {
  const { message } = document;
  if (!message) return [];
  const parties = dealing(message.parties);
  if (parties.length === 0) return [];
  const certainty = message.method === "header" ? certainties.header : certainties.printed;
  const twoSided = parties.some(({ role }) => role === "from") && parties.some(({ role }) => role !== "from");
  const evidence = document.marks.filter(isEvidence).map(({ start, end }) => ({ start, end }));
  return [
    {
      kind: "contact",
      parties,
      medium: "email",
      date: document.date,
      status: "occurred",
      certainty: twoSided ? certainty : Math.min(certainty, certainties.oneSided),
      evidence: evidence.length > 0 ? evidence : parties.map(({ start, end }) => ({ start, end })),
    },
  ];
}

function isEvidence(mark: Mark): boolean {
  return mark.kind === "header" && evidenceFields.has(mark.value);
}

/** Those who write and those who are written to. Where nobody stands under From, the sender is the one who writes. */
function dealing(parties: readonly MessageParty[]): MessageParty[] {
  const from = parties.filter(({ role }) => role === "from");
  const writers =
    from.length > 0
      ? from
      : parties
          .filter(({ role }) => role === "sender")
          .map((party): MessageParty => ({ ...party, role: "from" }));
  return [...writers, ...parties.filter(({ role }) => role === "to" || role === "cc" || role === "bcc")];
}
