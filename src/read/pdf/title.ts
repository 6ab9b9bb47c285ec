/** Tells whether the title that a PDF declares is one: most are left by the program that made the file. */

/** Names that programs give to what has none. */
const programTitles =
  /^(microsoft (word|excel|powerpoint|outlook|publisher)\b|untitled|sans titre|ohne titel|document ?\d*$|presentation ?\d*$|powerpoint presentation|présentation powerpoint|slide ?\d+$|diapositive ?\d+$|scan(ned)?( document)?\b|full page photo|print(ing)?$|blank page|layout ?\d+$|title$|titre$|no title|\(?null\)?$|about:blank)/i;

/** The title, or null when it is the name of a file, of a program or of nothing. */
export function realTitle(title: string, fileName: string): string | null {
  const clean = title
    .normalize("NFC")
    .replace(/[\s\u0000-\u001f\u007f-\u009f\ufeff]+/g, " ")
    .trim();
  if (clean.length < 3 || clean.length > 400 || !/\p{L}{2}/u.test(clean)) return null;
  if (clean.includes("\ufffd") || programTitles.test(clean)) return null;
  // A path, an address, a name with an ending.
  if (/^[a-z][a-z+.-]*:\/\//i.test(clean) || /[\\]|^\/|\.[a-z][a-z0-9]{1,4}$/i.test(clean)) return null;
  const bare = (name: string) => name.replace(/\.[^.]*$/, "").toLowerCase();
  if (clean.toLowerCase() === bare(fileName) || clean.toLowerCase() === fileName.toLowerCase()) return null;
  // One word with digits or low lines is a file's name: `FINAL_v3`, `20210315memo`.
  if (!clean.includes(" ") && /[\d_]/.test(clean)) return null;
  return clean;
}
