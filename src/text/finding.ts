/** What a program found in a document. Always with its passages; the finder's name and version are stored with it. */
import type { Dated, Mark, NamedParty, PartyRole, Span } from "./document.ts";

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
