/** The contract of a finder: one document in, findings out. Pure: the same text gives the same findings. */
import type { DocumentKind, DocumentText, Language, Mark, PartyRole, NamedParty, Dated, Span } from "../text/document.ts";

/** One act of dealing. Parties stand with the place where they are named. */
export interface ContactFinding {
  kind: "contact";
  parties: (NamedParty & Span & { role: PartyRole })[];
  medium: "email" | "letter" | "call" | "meeting" | "text" | "unknown";
  date: Dated;
  status: "occurred" | "denied" | "planned" | "offered";
  certainty: number;
  /** Passages that show it. */
  evidence: Span[];
}

/** Something blacked out. */
export interface RedactionFinding extends Span {
  kind: "redaction";
  /** As printed, normalised: `(b)(6)`; empty when none is printed. */
  code: string;
}

/** A stand-off mark that a finder adds to the text: quoted text, signature, disclaimer … */
export interface MarkFinding {
  kind: "mark";
  mark: Mark;
}

export type Finding = ContactFinding | RedactionFinding | MarkFinding;

export interface Finder {
  /** Lower case, stable: it is the `method` of what it finds. */
  name: string;
  /** Raised when the same text would give other findings than before. */
  version: number;
  kinds: readonly DocumentKind[];
  languages: readonly Language[] | "any";
  find(document: DocumentText): Finding[];
}
