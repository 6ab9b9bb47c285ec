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

/** Letters, digits and private use, with the combining accents that may stand among them: what `unicode61` takes as one word. */
const wordPattern = /[\p{L}\p{N}\p{Co}\u0300-\u036f]+/gu;
const accents = /[\u0300-\u036f]+/g;

/** Without case and accents: `Négocié` and `NEGOCIE` are both `negocie`. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower.normalize("NFD").replace(accents, "").normalize("NFC");
}

/** The words of `text` from `start` on, up to `limit` of them. */
export function wordsOf(text: string, start = 0, end: number = text.length, limit = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = [];
  const pattern = new RegExp(wordPattern);
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match && words.length < limit; match = pattern.exec(text)) {
    if (match.index >= end) break;
    words.push({ folded: fold(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return words;
}
