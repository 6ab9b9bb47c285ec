/** What the user should know of how his query was read. */
import { type Message, say, type Tongue } from "../text/messages.ts";
import type { QueryNote } from "./search-language.ts";

const table: Record<QueryNote["note"], Message> = {
  "unclosed-quote": {
    en: "A quotation mark is not closed: everything after it was taken as the phrase.",
    fr: "Un guillemet n’est pas fermé : tout ce qui suit a été pris comme expression.",
  },
  "unclosed-parenthesis": {
    en: "A parenthesis is not closed: it was taken to end with the query.",
    fr: "Une parenthèse n’est pas fermée : elle a été close à la fin de la requête.",
  },
  "unknown-field": {
    en: "There is no field “{name}:”; it was searched as words.",
    fr: "Le champ « {name}: » n’existe pas ; il a été cherché comme des mots.",
  },
  "bad-value": {
    en: "“{value}” does not fit {name}: and was searched as words. It takes: {takes}.",
    fr: "« {value} » ne convient pas à {name}: et a été cherché comme des mots. Valeurs possibles : {takes}.",
  },
  "no-letters": {
    en: "“{text}” has no letters or digits and was left out.",
    fr: "« {text} » n’a ni lettre ni chiffre et a été laissé de côté.",
  },
  "empty-field": {
    en: "{name}: has no value and was left out. A value follows without a space, or in quotation marks.",
    fr: "{name}: n’a pas de valeur et a été laissé de côté. La valeur suit sans espace, ou entre guillemets.",
  },
  "too-long": {
    en: "The query is too long: what follows its first {words} words and operators was left out.",
    fr: "La requête est trop longue : ce qui suit ses {words} premiers mots et opérateurs a été laissé de côté.",
  },
  "too-deep": {
    en: "Parentheses are nested too deep: those below {levels} levels were left out, their words were not.",
    fr: "Les parenthèses sont trop imbriquées : celles au-delà de {levels} niveaux ont été ignorées, leurs mots non.",
  },
  "not-built": {
    en: "{name}: asks for findings that this case does not hold yet.",
    fr: "{name}: interroge des constats que ce dossier ne contient pas encore.",
  },
};

/** What a field takes, as it is to be typed. */
const takes: Record<string, string> = {
  date: "2020, 2020-03, 2020-03-15, 2020-03..2020-05, 2020..",
  before: "2020, 2020-03, 2020-03-15",
  after: "2020, 2020-03, 2020-03-15",
  kind: "message, story, filing, table, paper",
  has: "attachment, redaction, problem, quote, judgement",
  sort: "best, newest, oldest",
};

/** A note as a sentence. */
export function noteText(note: QueryNote, tongue: Tongue): string {
  const { note: name, ...args } = note;
  return say(table[name], tongue, "name" in note ? { ...args, takes: takes[note.name] ?? "…" } : args);
}
