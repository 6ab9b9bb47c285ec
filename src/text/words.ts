/**
 * What a word is. The index (SQLite's `unicode61 remove_diacritics 2`) and everything that looks for words in a text must agree:
 * a word is a run of letters and digits; case and accents do not count.
 */

/** A word with its place in the text; `folded` is how the index knows it. */
export interface Word {
  folded: string;
  start: number;
  end: number;
}

/** The combining accents that `unicode61` takes out of words; any other one ends the word. */
const accent =
  "\\u0300-\\u0304\\u0306-\\u030c\\u030f\\u0311\\u031b\\u0323-\\u0328\\u032d\\u032e\\u0330\\u0331";
/** Letters, digits and private use. */
const letter = "\\p{L}\\p{N}\\p{Co}";
/** What may stand inside a word: the class of a regular expression with the flag `u`. */
export const insideWord = `[${letter}${accent}]`;

const wordPattern = new RegExp(`[${letter}]${insideWord}*`, "gu");
const accents = new RegExp(`[${accent}]+`, "g");
/** Accents count for nothing on Latin letters alone: Greek, Cyrillic and the few ligatures keep theirs. */
const latinAccents = new RegExp(`(?<=(?![æøʒ])\\p{Script=Latin})[${accent}]+`, "gu");

/** Letters that have a second form, and a capital sigma, which JavaScript would fold by what follows it. */
const forms: Record<string, string> = {
  Σ: "σ",
  ς: "σ",
  ſ: "s",
  µ: "μ",
  ϐ: "β",
  ϑ: "θ",
  ϕ: "φ",
  ϖ: "π",
  ϰ: "κ",
  ϱ: "ρ",
  ϵ: "ε",
};
const secondForms = new RegExp(`[${Object.keys(forms).join("")}]`, "g");

/** Without case and accents: `Négocié` and `NEGOCIE` are both `negocie`. */
export function fold(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .replace(secondForms, (form) => forms[form] ?? form)
    .toLowerCase()
    .normalize("NFD")
    .replace(latinAccents, "")
    .normalize("NFC")
    .replace(accents, "");
}

/** Signs and marks beyond Latin, Greek and Cyrillic, many of which `unicode61` does not know and takes for letters: 🤔, ✅ … */
const noWord = /[^\p{L}\p{N}\p{Co}\x00-\u036f]/gu;

/** The text as the index is to be given it, so that it sees the words that `wordsOf` sees. Offsets are not kept. */
export function indexable(text: string): string {
  return /^[\x00-\u036f]*$/.test(text) ? text : text.replace(noWord, " ");
}

/** The words of `text` from `start` on, up to `limit` of them. */
export function wordsOf(
  text: string,
  start = 0,
  end: number = text.length,
  limit = Number.POSITIVE_INFINITY,
): Word[] {
  const words: Word[] = [];
  const pattern = new RegExp(wordPattern);
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match && words.length < limit; match = pattern.exec(text)) {
    if (match.index >= end) break;
    words.push({ folded: fold(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return words;
}
