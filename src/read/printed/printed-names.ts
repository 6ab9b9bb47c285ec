/**
 * Mends names, organisations and addresses that OCR broke apart, and tells what is left of them from scraps. Conservative: letters
 * are joined, not guessed.
 */
import type { Token } from "./party-tokens.ts";

export const particles = new Set(
  "de del della delle der den di da das do dos du des la las le les lo los van von vom zu zum zur ten ter te el al bin ibn ben y af av of on and und et the for".split(
    " ",
  ),
);

/** Takes away scraps before and behind the name: small letters that join to nothing, figures, repeated letters. */
export function withoutRubbish(name: readonly Token[]): Token[] {
  const words = name.filter((token) => token.kind !== "word" || !isScrapWord(token.text));
  while (words[0]?.kind === "comma") words.shift();
  while (words.length > 0) {
    const last = words.at(-1);
    const before = words.at(-2);
    if (!last) break;
    const loose =
      last.kind === "comma" ||
      (words.length > 2 &&
        /^\p{Lu}{2}$/u.test(last.text) &&
        !suffix.test(last.text) &&
        /\p{Ll}/u.test(before?.text ?? "")) ||
      (last.kind === "word" &&
        before?.kind === "word" &&
        /^\p{Ll}{1,3}$/u.test(last.text) &&
        !joins(before.text, last.text));
    if (!loose) break;
    words.pop();
  }
  return words;
}

function isScrapWord(text: string): boolean {
  return (
    !/\p{L}/u.test(text) ||
    isRubbish(text) ||
    /^(\p{L})\1$/iu.test(text) ||
    /^(?:mailto:?|\[mailto:?)$/i.test(text) ||
    /^[\p{L}]{0,2}\d+\p{L}?$/u.test(text)
  );
}

/** Whether `next` is the torn-off end of `word`: `Mar` + `k`, `M` + `ichael`. */
function joins(word: string, next: string): boolean {
  if (!/^\p{Ll}/u.test(next) || particles.has(next)) return false;
  if (!/^[\p{L}'’-]+$/u.test(word) || !/^[\p{L}'’.-]+$/u.test(next)) return false;
  return (
    /\p{L}/u.test(next) && !/^[b-df-hj-np-tv-z]{3,}$/.test(next) && (word.length > 1 || /^\p{L}$/u.test(word))
  );
}

/** A name as it was before OCR broke it apart or glued it together. */
export function mendedName(words: readonly Token[]): string {
  const whole =
    words.filter((word) => word.kind === "word").length > 2 || words.some((word) => word.kind === "comma");
  let name = "";
  let previous = "";
  for (const word of words) {
    if (word.kind === "comma") {
      name += ",";
      previous = "";
      continue;
    }
    const text = word.text
      .replace(/^['‘’]+|['‘’]+$/g, "")
      // No name begins with a small l before a consonant: OCR took the capital I for it.
      .replace(/^l(?=[b-df-hj-km-np-tv-z]\p{Ll}{2})/u, "I");
    if (text === "") continue;
    const capital = /^\p{Lu}/u.test(previous) || previous === "l";
    if (
      previous !== "" &&
      capital &&
      !particles.has(previous.toLowerCase()) &&
      joins(previous, text) &&
      (whole || previous.length === 1 || text.length < 3)
    ) {
      name += text;
      previous += text;
    } else {
      name += name === "" ? text : ` ${text}`;
      previous = text;
    }
  }
  return name.replace(/[,\s.:-]+$/, (tail) =>
    tail.startsWith(".") && /\b\p{Lu}$|\.\p{L}$|\b(?:Jr|Sr|Dr)$/u.test(name.slice(0, -tail.length))
      ? "."
      : "",
  );
}

/** `AnnLee`, where OCR lost the space; not `McDonald`, `DeWitt`, `LaRue`, and not beside other words. */
export function unglued(name: string): string {
  const match = /^(\p{Lu}\p{Ll}{3,})(\p{Lu}\p{Ll}{2,})$/u.exec(name);
  return match && !/^(?:Fitz|Saint|Mont|Vande|Vander)/.test(name) ? `${match[1]} ${match[2]}` : name;
}

/** `(NIH/ N IAID )` → `(NIH/NIAID)`: no space beside a slash nor between single capitals. */
export function mendedOrganisation(text: string): string {
  const inner = text
    .slice(1, -1)
    .replace(/\s+/g, " ")
    .replace(/ ?\/ ?/g, "/")
    .trim();
  const allCapitals = /^[\p{Lu}\d/ -]+$/u.test(inner) && inner.includes("/");
  // What a black bar left of it is no name of a body.
  if (/[-.]{2}|:|[-.] ?[-:]/.test(inner)) return "";
  return ` (${allCapitals ? inner.replace(/ /g, "") : inner})`;
}

/** `[E]`, `[EXTERNAL]` and what OCR makes of them. */
export function mendedTag(text: string): string {
  const letters = /^\[ ?([A-Z][A-Z0-9/]{2,9})[\])]/.exec(text)?.[1] ?? /[A-Z]/.exec(text)?.[0] ?? "E";
  return `[${letters}]`;
}

/** An address without brackets, blanks and `mailto:`; null when what is left is none. */
export function cleanAddress(text: string): string | null {
  const bare = text
    .replace(/\s+/g, "")
    .replace(/^[<[(]?(?:mailto:)?/i, "")
    .replace(/[>\]).,;]+$/, "");
  const at = bare.lastIndexOf("@");
  const domain = bare.slice(at + 1).toLowerCase();
  if (at < 1 || !/^[a-z\d][a-z\d.-]*\.[a-z]{2,}$/.test(domain)) return null;
  return `${bare.slice(0, at).replace(/^'+/, "")}@${domain}`;
}

const nameWord = /^['‘’]?\p{Lu}[\p{L}'’.-]*\p{L}[.,'’]?$|^\p{Lu}\.?$/u;

/** Whether a word may be part of a name: capitalised, and not what a black bar left. */
export function isNameWord(text: string): boolean {
  return nameWord.test(text) && !isRubbish(text);
}

/** Last part of a Notes name: `Holt/R7/EPAX/US`, `Holt/R7/EPAX/US@EPAX`. */
const notesName = /^\p{Lu}[\p{L}'’-]+(?:\/[\p{Lu}\d]+)+(?:@\p{Lu}+)?$/u;

/** Letters repeated as OCR repeats them over a black bar: `yyy`, `liillNNNN`, `OOO`. */
function isRubbish(text: string): boolean {
  if (notesName.test(text)) return false;
  return (
    /(\p{L})\1\1|[il]{5}/iu.test(text) ||
    /[@©®°\\$#%*+^]|:./.test(text) ||
    /^(?:\p{Ll}-)+\p{Ll}?$/u.test(text)
  );
}

/** Degrees and generations that stand behind a name, parted by a comma. */
export const suffix =
  /^(?:M\.?D\.?|Ph\.?D\.?|M\.?P\.?H\.?|J\.?D\.?|Jr\.?|Sr\.?|I{2,3}|IV|D\.?O\.?|M\.?A\.?|R\.?N\.?|D\.?V\.?M\.?|F[A-Z]{2,4}|Esq\.?|M\.?S\.?|M\.?B\.?A\.?|M\.?O\.?|MSc|Dr\.?)$/;
