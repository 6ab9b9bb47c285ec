/**
 * What a program finds in one document. In comes a document with the marks of its reader, out come findings; a finder sees this
 * document alone, so that any number of workers can look side by side. A new finder is one file and one line in `finders`.
 */
import type { DocumentText } from "../text/document.ts";
import type { Finding } from "../text/finding.ts";
import { contacts } from "./contacts.ts";
import type { Finder } from "./finder.ts";
import { redactions } from "./redactions.ts";
import { replyParts } from "./reply-parts.ts";

/** All finders, in the order in which they look. */
export const finders: readonly Finder[] = [contacts, redactions, replyParts];

/** Names and versions of all finders: a document whose stamp differs is looked through again. */
export const findersStamp = finders.map(({ name, version }) => `${name} ${version}`).join(", ");

/** Everything that is found in a document, finder by finder. Same document, same findings. */
export function findIn(document: DocumentText): Finding[] {
  const findings: Finding[] = [];
  for (const finder of finders) {
    if (!finder.kinds.includes(document.kind)) continue;
    if (finder.languages !== "any" && !finder.languages.includes(document.language ?? "")) continue;
    for (const finding of finder.find(document)) findings.push(finding);
  }
  return findings;
}
