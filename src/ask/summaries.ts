/** One line on each question and command, for help, for the documentation and for the HTTP interface. Loads nothing else: `--help` is fast. */
import type { Message } from "../text/messages.ts";

export const summaries = {
  boxes: { en: "where on the pages a passage stands", fr: "où un passage se trouve sur les pages" },
  contacts: {
    en: "who dealt with whom, when, with the lines that show it",
    fr: "qui a été en contact avec qui, quand, avec les lignes qui le montrent",
  },
  conversations: {
    en: "conversations with a message that answers a query, newest first",
    fr: "conversations dont un message répond à une requête, les plus récentes d’abord",
  },
  documents: { en: "documents of the case, one line each", fr: "documents du dossier, une ligne chacun" },
  export: {
    en: "take documents and contacts elsewhere, as JSON Lines or CSV",
    fr: "emporter documents et contacts ailleurs, en JSON Lines ou CSV",
  },
  folders: {
    en: "folders, print-outs and people of the mail",
    fr: "boîtes, tirages et personnes du courrier",
  },
  headers: {
    en: "header fields of a message, as they stand in the original",
    fr: "champs d’en-tête d’un message, tels qu’ils figurent dans l’original",
  },
  hits: {
    en: "where in a document the words of a query stand",
    fr: "où se trouvent dans un document les mots d’une requête",
  },
  ingest: {
    en: "build or update a case; prints the receipt",
    fr: "construire ou mettre à jour un dossier ; affiche le récépissé",
  },
  open: {
    en: "read sources, serve the case, open the browser; without a source the example",
    fr: "lire des sources, servir le dossier, ouvrir le navigateur ; sans source, l’exemple",
  },
  overview: { en: "what is in the case", fr: "ce que contient le dossier" },
  problems: { en: "what was not read, and why", fr: "ce qui n’a pas été lu, et pourquoi" },
  same: { en: "files that are the same as another", fr: "fichiers identiques à un autre" },
  search: {
    en: "documents that answer a query, with snippets",
    fr: "documents qui répondent à une requête, avec extraits",
  },
  serve: { en: "serve a case on this machine", fr: "servir un dossier sur cette machine" },
  show: {
    en: "one document: text, places, attachments",
    fr: "un document : texte, emplacements, pièces jointes",
  },
  thread: {
    en: "the conversation of a message, with the reason of each link",
    fr: "la conversation d’un message, avec la raison de chaque lien",
  },
  timeline: {
    en: "everything dated, oldest first",
    fr: "tout ce qui est daté, du plus ancien au plus récent",
  },
} as const satisfies Record<string, Message>;
