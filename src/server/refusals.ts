/** Every way in which the server says no, in both languages, and the shape in which it says so. */
import type { ErrorAnswer } from "../ask/answers.ts";
import { type Message, say, type Tongue } from "../text/messages.ts";

interface RefusalMessage {
  status: number;
  message: Message;
  hint: Message;
}

const openFirst: Message = {
  en: "Open the address that stemma printed when it started.",
  fr: "Ouvrez l’adresse que stemma a affichée au démarrage.",
};
const noHint: Message = { en: "", fr: "" };

/** The key is the `code` of the answer: stable, for programs. */
export const refusals = {
  "bad-request": {
    status: 400,
    message: { en: "The request cannot be read.", fr: "La requête est illisible." },
    hint: noHint,
  },
  "twice-given": {
    status: 400,
    message: { en: "“{name}” is given more than once.", fr: "« {name} » est donné plusieurs fois." },
    hint: { en: "Give it once.", fr: "Ne le donnez qu’une fois." },
  },
  "no-token": {
    status: 401,
    message: {
      en: "This browser has not been let in to this case.",
      fr: "Ce navigateur n’a pas été admis dans ce dossier.",
    },
    hint: openFirst,
  },
  "wrong-token": {
    status: 401,
    message: {
      en: "The token in the address is not (or no longer) the one of this case.",
      fr: "Le jeton de l’adresse n’est pas (ou plus) celui de ce dossier.",
    },
    hint: openFirst,
  },
  "foreign-host": {
    status: 403,
    message: {
      en: "The request was made under a name that is not this machine’s own.",
      fr: "La requête porte un nom qui n’est pas celui de cette machine.",
    },
    hint: openFirst,
  },
  "foreign-origin": {
    status: 403,
    message: {
      en: "The request comes from another site.",
      fr: "La requête provient d’un autre site.",
    },
    hint: {
      en: "Paste the address into the address bar of the browser.",
      fr: "Collez l’adresse dans la barre d’adresse du navigateur.",
    },
  },
  "not-found": {
    status: 404,
    message: { en: "There is nothing at {path}.", fr: "Il n’y a rien à {path}." },
    hint: noHint,
  },
  "unknown-question": {
    status: 404,
    message: { en: "There is no question “{name}”.", fr: "Il n’y a pas de question « {name} »." },
    hint: { en: "The questions are: {names}.", fr: "Les questions sont : {names}." },
  },
  "unknown-original": {
    status: 404,
    message: { en: "The case holds no original {id}.", fr: "Le dossier ne contient pas l’original {id}." },
    hint: noHint,
  },
  "no-frame": {
    status: 404,
    message: { en: "There is no such view of {id}.", fr: "Cette vue de {id} n’existe pas." },
    hint: noHint,
  },
  "wrong-method": {
    status: 405,
    message: { en: "{method} is not answered here.", fr: "{method} n’est pas accepté ici." },
    hint: noHint,
  },
  "too-large": {
    status: 413,
    message: { en: "The request is too large.", fr: "La requête est trop grande." },
    hint: noHint,
  },
  "not-json": {
    status: 415,
    message: { en: "Only JSON is accepted.", fr: "Seul le JSON est accepté." },
    hint: { en: "Send content-type: application/json.", fr: "Envoyez content-type: application/json." },
  },
  "outside-range": {
    status: 416,
    message: { en: "The file ends before that.", fr: "Le fichier se termine avant." },
    hint: noHint,
  },
  bug: {
    status: 500,
    message: {
      en: "Something went wrong inside Stemma. Nothing of the case is lost.",
      fr: "Une erreur interne est survenue. Rien n’est perdu dans le dossier.",
    },
    hint: {
      en: "The terminal in which stemma runs says more.",
      fr: "Le terminal où tourne stemma en dit plus.",
    },
  },
  "not-built": {
    status: 503,
    message: { en: "The app has not been built.", fr: "L’application n’a pas été construite." },
    hint: {
      en: "Stop, and start again with: npm start",
      fr: "Arrêtez, puis relancez avec : npm start",
    },
  },
} as const satisfies Record<string, RefusalMessage>;

/** Why a request is not answered. */
export interface Refusal {
  code: keyof typeof refusals;
  args?: Record<string, string | number>;
}

/** Status of the response. */
export function refusalStatus(refusal: Refusal): number {
  return refusals[refusal.code].status;
}

/** The refusal as JSON, for programs. */
export function refusalAnswer(refusal: Refusal, tongue: Tongue): ErrorAnswer {
  const { message, hint } = refusals[refusal.code];
  return {
    error: {
      code: refusal.code,
      message: say(message, tongue, refusal.args),
      hint: say(hint, tongue, refusal.args),
    },
  };
}

/** The same as a page for people: plain, because the app's style sheet is not served to strangers. */
export function refusalPage(refusal: Refusal, tongue: Tongue): string {
  const { message, hint } = refusalAnswer(refusal, tongue).error;
  return (
    `<!doctype html><html lang="${tongue}"><meta charset="utf-8"><meta name="color-scheme" content="light dark">` +
    `<title>Stemma</title><h1>${escapeHtml(message)}</h1><p>${escapeHtml(hint)}</p></html>\n`
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
