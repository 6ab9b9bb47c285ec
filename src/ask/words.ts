/** Words that answers are made of, in English and French. */
import type { DocumentKind } from "../text/document.ts";
import { type Message, say, type Tongue } from "../text/messages.ts";

export const kindNames: Record<DocumentKind, Message> = {
  message: { en: "Message", fr: "Message" },
  story: { en: "Story", fr: "Article" },
  filing: { en: "Filing", fr: "Déclaration" },
  table: { en: "Table", fr: "Tableau" },
  paper: { en: "Paper", fr: "Document" },
};

const languageNames = new Map<Tongue, Intl.DisplayNames>();

/** `fr` in English is “French”. */
export function languageName(language: string, tongue: Tongue): string {
  let names = languageNames.get(tongue);
  if (!names) {
    names = new Intl.DisplayNames([tongue], { type: "language" });
    languageNames.set(tongue, names);
  }
  try {
    return names.of(language) ?? language;
  } catch {
    // A code that is none of ISO 639 is its own name.
    return language;
  }
}

/** Labels of facets. */
export function facetWords(tongue: Tongue) {
  return {
    kinds: Object.fromEntries(
      Object.entries(kindNames).map(([kind, name]) => [kind, name[tongue]]),
    ) as Record<DocumentKind, string>,
    language: (language: string) => languageName(language, tongue),
    noLanguage: tongue === "fr" ? "indéterminée" : "not known",
  };
}

/** Said when there are too many hits to rank. */
export function searchNotes(tongue: Tongue, hits: number): string {
  return say(
    {
      en: "{hits} documents: too many to rank, so the newest come first. Narrow the question to have the best first.",
      fr: "{hits} documents : trop pour les classer, les plus récents viennent donc d’abord. Précisez la question pour avoir les meilleurs d’abord.",
    },
    tongue,
    { hits },
  );
}
