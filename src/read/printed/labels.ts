/**
 * The labels of a printed mail header ("From:", "Envoyé :", "Betreff:"), found where they stand at the beginning of a line or,
 * where OCR has joined lines, inside one. Tolerant of what OCR does to them: letters broken apart, `Ce:` for `Cc:`, `;` for `:`.
 */

import { readPrintedDate } from "./printed-date.ts";

export type FieldName =
  | "from"
  | "date"
  | "to"
  | "cc"
  | "bcc"
  | "subject"
  | "attachments"
  | "reply-to"
  | "other";

export interface Label {
  field: FieldName;
  /** `sent` labels belong to mail alone; a `date` label is also that of a memo. */
  sent: boolean;
  language: "en" | "fr" | "de" | "other";
  /** Index in the line at which the label begins, and after its colon. */
  start: number;
  end: number;
}

interface Meaning {
  field: FieldName;
  sent: boolean;
  language: Label["language"];
}

const words: readonly [FieldName | "sent", Label["language"], string][] = [
  ["from", "en", "from frorn froin fron fiom frnm fram prom fronn"],
  ["from", "fr", "de expediteur"],
  ["from", "de", "von absender"],
  ["from", "other", "da van remitente mittente"],
  ["sent", "en", "sent sentat senton datesent seni scnt senf"],
  ["sent", "fr", "envoye envoyele dateenvoi datedenvoi"],
  ["sent", "de", "gesendet"],
  ["sent", "other", "enviado enviadoel inviato verzonden enviadoem"],
  ["date", "en", "date at"],
  ["date", "de", "datum"],
  ["date", "other", "fecha data"],
  ["to", "en", "to"],
  ["to", "fr", "a pour destinataire destinataires"],
  ["to", "de", "an empfanger"],
  ["to", "other", "para aan"],
  ["cc", "en", "cc ce c.c ccc copy copies"],
  ["cc", "fr", "copie copiea copies"],
  ["cc", "de", "kopie"],
  ["bcc", "en", "bcc bce"],
  ["bcc", "fr", "cci copiecachee"],
  ["subject", "en", "subject subiect subjcct"],
  ["subject", "fr", "objet sujet"],
  ["subject", "de", "betreff"],
  ["subject", "other", "asunto oggetto assunto onderwerp"],
  ["attachments", "en", "attachments attachment attach"],
  ["attachments", "fr", "piecesjointes piecejointe piecesattachees pj"],
  ["attachments", "de", "anlagen anlage anhange anhang"],
  ["attachments", "other", "adjuntos allegati bijlagen anexos"],
  ["reply-to", "en", "replyto reply-to"],
  ["reply-to", "fr", "reponsea repondrea"],
  ["reply-to", "de", "antwortan"],
  [
    "other",
    "en",
    "importance priority sensitivity categories followupflag flagstatus resentfrom resentto resentdate",
  ],
  ["other", "fr", "priorite confidentialite"],
  ["other", "de", "wichtigkeit prioritat"],
];

const meanings = new Map<string, Meaning>();
for (const [field, language, list] of words)
  for (const word of list.split(" "))
    if (!meanings.has(word))
      meanings.set(word, { field: field === "sent" ? "date" : field, sent: field === "sent", language });

/** Labels long enough to be known with one letter wrong. */
const longLabels = [...meanings.keys()].filter((word) => word.length >= 6);

const longestLabel = 22;

/**
 * The label with which `line` begins at `at`, or null. A label is a capitalised word (`cc` and `bcc` may be small) of at most 22
 * characters, spaces inside allowed, before a colon or, as OCR has it, a semicolon.
 */
export function labelAt(line: string, at: number): Label | null {
  const first = line.charCodeAt(at);
  // Only letters (and an asterisk or grave A of `À`) begin a label: most lines of prose end here or at the missing colon.
  if (first <= 0x40 && first !== 0x2a) return null;
  let index = first === 0x2a ? at + 1 : at;
  const start = index;
  const limit = Math.min(line.length, index + longestLabel + 4);
  let word = "";
  let spaces = 0;
  let separator = -1;
  for (; index < limit; index++) {
    const character = line.charAt(index);
    if (character === ":" || character === ";") {
      separator = index;
      break;
    }
    if (character === " " || character === "\u00a0" || character === "\t") {
      spaces++;
      continue;
    }
    if (character === "*" || character === "'" || character === "’") continue;
    if (!isLabelCharacter(character)) break;
    word += character;
  }
  if (separator < 0) return bareLabel(line, start);
  if (word.length === 0) return null;
  const meaning = meaningOf(word, spaces);
  if (!meaning) return null;
  let end = separator + 1;
  // `*From:* X` of mail printed as Markdown; `Subject::` of OCR.
  while (end < line.length && (line.charAt(end) === "*" || line.charAt(end) === ":")) end++;
  return { ...meaning, start, end };
}

/**
 * The label with which a line inside a header block begins: there small letters are let pass (`sent:`), and any short word before a
 * date with a clock is taken for Sent or Date (`Scot :`, `0 ate:`), which OCR misreads most.
 */
export function labelInBlock(line: string, dateExpected: boolean): Label | null {
  const plain = labelAt(line, 0);
  if (plain) return plain;
  const first = line.charAt(0);
  if (first !== first.toUpperCase()) {
    const raised = labelAt(first.toUpperCase() + line.slice(1, 60), 0);
    if (raised && raised.end < 58) return raised;
  }
  if (!dateExpected) return null;
  const short = /^['"“.•*]?([\p{L}\d][\p{L}\d ]{1,6}?) ?[:;.] ?(?=\p{L}|\d)/u.exec(line);
  if (!short || !readPrintedDate(line.slice(short[0].length, short[0].length + 60))?.clock) return null;
  return {
    field: "date",
    sent: /^[5S]/i.test(short[1] ?? ""),
    language: "en",
    start: 0,
    end: short[0].length,
  };
}

/** A line that is nothing but the label: OCR lost the colon, the value stands below. */
function bareLabel(line: string, start: number): Label | null {
  const word = line.slice(start).trim();
  if (!/^(?:From|Sent|To|Cc|CC|Ce|Subject)$/.test(word)) return null;
  const meaning = meaningOf(word, 0);
  return meaning ? { ...meaning, start, end: start + word.length } : null;
}

function isLabelCharacter(character: string): boolean {
  return /[\p{L}.()-]/u.test(character);
}

function meaningOf(word: string, spaces: number): Meaning | null {
  const folded = fold(word);
  if (!startsLikeLabel(word)) return null;
  const exact = meanings.get(folded);
  // Broken letters are believed of words, not of two letters that may be anything (`A B:` is no label of `ab`).
  if (exact) return spaces > 3 && folded.length < 6 ? null : exact;
  if (folded.length < 6) return null;
  for (const known of longLabels) if (oneLetterApart(folded, known)) return meanings.get(known) ?? null;
  return null;
}

/** `From`, `FROM`, `cc`, `bcc`; not `from:` (a line of settings) nor `to:` in prose. */
function startsLikeLabel(word: string): boolean {
  const first = word.charAt(0);
  return first !== first.toLowerCase() || /^b?cci?$/.test(word);
}

function fold(word: string): string {
  return word
    .normalize("NFD")
    .replace(/[\u0300-\u036f()]/g, "")
    .replace(/(?<!^c)\.+$/, "")
    .toLowerCase();
}

/** Whether two words differ by at most one letter put in, left out or changed. */
function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  return endA - start <= 1 && endB - start <= 1;
}

const inlineLabel =
  /(?<![\p{L}\p{N}])(?:S ?ent|Date|At|T ?o|C[ce]|Bcc|Subj ?ect|Attachments?|Importance|Envoyé|À|Cci|Objet|Gesendet|An|Betreff) ?:(?=\s|[A-Z"'<]|$)/gu;

/** Labels inside a line, after its first: where OCR joined header lines into one. */
export function inlineLabels(line: string, from: number): Label[] {
  const found: Label[] = [];
  inlineLabel.lastIndex = from;
  for (let match = inlineLabel.exec(line); match; match = inlineLabel.exec(line)) {
    const label = labelAt(line, match.index);
    if (label) found.push(label);
    // Nothing after a subject is looked for: a subject may hold any words.
    if (label?.field === "subject") break;
  }
  return found;
}
