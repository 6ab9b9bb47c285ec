/**
 * What a text is: normal form, offsets, words, languages, dates. Rank 0: everything stands on this folder, it stands on nothing.
 * In come strings, out go strings, spans and plain data. Start with `document.ts` (the shapes), then `words.ts` (what a word is
 * to the index and to a query).
 */

const forbidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/g;

/**
 * The normal form of every document's text: NFC, `\n` line ends, no control characters but `\n` and `\t`, no lone surrogates,
 * no byte order marks. NEL, LS and PS (U+0085, U+2028, U+2029) and form feeds count as line ends.
 */
export function normalText(raw: string): string {
  // Most mail is plain ASCII: one test tells that nothing is to be done, at a tenth of the cost of doing it.
  if (/^[\t\n\x20-\x7e]*$/.test(raw)) return raw;
  return raw
    .replace(/\r\n?|[\u0085\u2028\u2029\f\v]/g, "\n")
    .replace(forbidden, "")
    .toWellFormed()
    .normalize("NFC");
}
