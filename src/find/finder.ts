/** The contract of a finder: one document in, findings out. Pure: the same text gives the same findings. */
import type { DocumentKind, DocumentText, Language } from "../text/document.ts";
import type { Finding } from "../text/finding.ts";

export interface Finder {
  /** Lower case, stable: it is the `method` of what it finds. */
  name: string;
  /** Raised when the same text would give other findings than before. */
  version: number;
  kinds: readonly DocumentKind[];
  languages: readonly Language[] | "any";
  find(document: DocumentText): Finding[];
}
