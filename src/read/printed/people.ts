/**
 * Splits the value of a printed From, To or Cc field into people, each with the words that name him. Knows what print-outs do to
 * such lists: addresses blacked out into scraps, the mark between two names lost with them, names broken apart by OCR, lines wrapped.
 *
 * A name is kept as it is printed ("Holt, Marianne (DEQ) [E]"), only mended: white space and broken letters joined, brackets that
 * OCR took for letters set right. So it equals the name that the same mail carries in its own header.
 */
import type { NamedParty, Span } from "../../text/document.ts";

export type PrintedParty = NamedParty & Span;

/** Text gathered from several stretches of a document, with the way back to it. */
export interface Gathered {
  text: string;
  /** For each character of `text`, its offset in the document. */
  offsets: number[];
}

/** The people named in a field, in order. People of whom nothing is left but a blacked-out scrap are not among them. */
export function partiesIn(value: Gathered): PrintedParty[] {
  const parties: PrintedParty[] = [];
  for (const one of splitPeople(tokens(value.text), value.text)) {
    const party = partyOf(one, value.offsets);
    if (party) parties.push(party);
  }
  return parties;
}

/** Sender and, where the print says "A on behalf of B", both: `sender` wrote (A), `from` is who it is from (B). */
export function senderIn(value: Gathered): { from: PrintedParty | null; sender: PrintedParty | null } {
  const behalf = /(?<![<@.\w])on\s*be\s?half\s*of\b(?!\s*@)|\bpour le compte de\b|\bim Auftrag von\b/i.exec(
    value.text,
  );
  if (behalf) {
    const after = behalf.index + behalf[0].length;
    const sender = partiesIn(part(value, 0, behalf.index))[0] ?? null;
    const from = partiesIn(part(value, after, value.text.length))[0] ?? null;
    return from ? { from, sender } : { from: sender, sender: null };
  }
  return { from: partiesIn(value)[0] ?? null, sender: null };
}

function part(value: Gathered, start: number, end: number): Gathered {
  return { text: value.text.slice(start, end), offsets: value.offsets.slice(start, end) };
}

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

type TokenKind =
  | "word"
  | "comma"
  | "separator"
  | "end"
  | "organisation"
  | "tag"
  | "address"
  | "blackout"
  | "rule";

interface Token {
  kind: TokenKind;
  start: number;
  end: number;
  text: string;
}

/** `<a@b>`, also with the spaces that OCR puts in; `[mailto:a@b]`; `a@b` bare. */
const bracketedAddress = String.raw`[<\[(](?:\s?mailto:)?\s?[\w.+%'&=/-][\w.+%'&=/\s-]{0,70}@[\w.\s-]{2,80}(?:[>\])]|(?=[;,]|$))`;
const bareAddress = String.raw`(?:(?<=(?:^|[;,:])\s{0,40})[a-z]{2,20} (?=[a-z]{1,20}@))?[\w.+%'&=/-]{1,64} ?@ ?[\w-]{1,60}(?: (?=[a-z-]{1,30} ?\.))?[\w-]{0,60}(?: ?\. ?[A-Za-z][\w-]{0,40}){1,5}(?: [a-z](?![\w]))?`;
/** `(b)(6)` and what OCR makes of it: `Cb)(6)`, `(bH6)`, `(b)( >`, `(b) (6J`, `CbH61`. */
const exemption = String.raw`(?<![\p{L}\p{N}])[(C{\[]?\s?[({]?[bB]\s?(?:[)}H]|(?=\s?\())\s?[H({<]{0,2}\s?[0-9S]?\s?[)}\]Jl1]{0,2}[A-Z]?[)}]?['•·;:]?(?![\p{L}\p{N}(])`;
const tornExemption = String.raw`(?<![\p{L}\p{N}'’.-])(?:C[bB]|\(?bH|b)(?![\p{L}\p{N}'’.])[)(]?`;
const stateExemption = String.raw`(?<![\p{L}\p{N}])B[1-9](?![\p{L}\p{N}])`;
const blackout = String.raw`@{2,}|█+|\[(?:REDACTED|redacted|Redacted|occulté|caviardé|geschwärzt)\]|REDACTED`;
/** `(NIH/NIAID)`, `{OS/ASPR)`, `(DEQ)`, `(Treasury)`: closed by any bracket that OCR may have read. */
const organisation = String.raw`[({][^(){}<>;@\[\]"]{2,60}[)}]`;
/** `[E]`, `[El`, `[E)`, `(E]`, `[CJ`, `[filJ`. */
const tag = String.raw`(?:\[ ?(?:[A-Z]|[A-Z][A-Zl1]|fi[lI]|[A-Z][A-Z0-9/]{1,9}(?=[\])]))[\])}J|l1I]?|[({][A-Z][\])}J|l1I])(?![\p{L}\p{N}])`;

const tokenPattern = new RegExp(
  [
    `(?<address>${bracketedAddress}|${bareAddress})`,
    `(?<blackout>${exemption}|${tornExemption}|${stateExemption}|${blackout})`,
    `(?<tag>${tag})`,
    `(?<organisation>${organisation})`,
    // Only from the first character of a run on: a long rule is passed over once.
    String.raw`(?<rule>(?<![-_=~—•·:.\x60])[-_=~—•·:.\x60]+(?:[;,'"]+[-_=~—•·:.\x60]+)+|(?<![-_=~—•·:.\x60])[-_=~—•·:.\x60]{2,})`,
    String.raw`(?<separator>;)`,
    String.raw`(?<end>[>»])`,
    String.raw`(?<comma>,)`,
    String.raw`(?<word>[^\s;,<>()\[\]{}"“”„|»=_~•·]+)`,
  ].join("|"),
  "gu",
);

/** Longest value that is taken apart: ten thousand recipients. What comes after is not read. */
const longestValue = 400_000;

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.slice(0, longestValue).matchAll(tokenPattern)) {
    const groups = match.groups ?? {};
    for (const kind of kinds) {
      if (groups[kind] === undefined) continue;
      const scrap = kind === "organisation" && !/\p{L}{2}/u.test(match[0]);
      found.push({
        kind: scrap ? "blackout" : kind,
        start: match.index,
        end: match.index + match[0].length,
        text: match[0],
      });
      break;
    }
  }
  return found;
}

const kinds: readonly TokenKind[] = [
  "address",
  "blackout",
  "tag",
  "organisation",
  "rule",
  "separator",
  "end",
  "comma",
  "word",
];

/* ---- one person after the other ------------------------------------------------------------------------------------ */

interface Person {
  /** Words and commas of the name, in order. */
  name: Token[];
  organisation: Token | null;
  tag: Token | null;
  address: Token | null;
}

function nobody(): Person {
  return { name: [], organisation: null, tag: null, address: null };
}

function splitPeople(list: readonly Token[], text: string): Person[] {
  const people: Person[] = [];
  /** Where semicolons part the people, a comma stands inside a name. */
  const semicolons = list.some((token) => token.kind === "separator");
  let person = nobody();
  /** Nothing more can belong to the name: its address, tag or a blacked-out stretch has passed. */
  let closed = false;
  const finish = () => {
    if (person.name.length > 0 || person.address)
      people.push(...(semicolons ? [person] : commaSeparated(person)));
    person = nobody();
    closed = false;
  };
  for (let index = 0; index < list.length; index++) {
    const token = list[index];
    if (!token) break;
    switch (token.kind) {
      case "separator":
        finish();
        break;
      case "comma":
        if (closed || person.address) finish();
        else if (person.name.length > 0) person.name.push(token);
        break;
      case "end":
        if (person.name.length > 0 || person.address) closed = true;
        break;
      case "blackout":
      case "rule":
        // A rule drawn through an unfinished "Last," does not end the name; the first name still comes.
        if (person.name.at(-1)?.kind === "word" && token.kind === "blackout") closed = true;
        break;
      case "tag":
        if (person.name.length > 0) {
          person.tag ??= token;
          closed = true;
        }
        break;
      case "organisation":
        if (person.name.length === 0) break;
        if (isNickname(token.text)) person.name.push(token);
        else {
          person.organisation ??= token;
          closed = true;
        }
        break;
      case "address":
        if (person.address && cleanAddress(person.address.text) === cleanAddress(token.text)) break;
        if (person.address || (closed && person.organisation === null && person.tag === null)) finish();
        person.address = token;
        closed = true;
        break;
      case "word":
        if (standsApart(list, index, person, text)) closed = true;
        if (closed) {
          // After a finished name only what looks like another one is taken for it; the rest is scraps.
          if (!beginsName(list, index)) break;
          finish();
        }
        if (person.name.length <= longestName) pushWord(person, token, list[index + 1]);
        if (token.text.length > 3 && token.text.endsWith(":")) closed = true;
        break;
    }
  }
  finish();
  return people;
}

/** `Holt. Ann`: OCR read the comma after a last name as a full stop. */
function pushWord(person: Person, token: Token, next: Token | undefined): void {
  person.name.push(token);
  const misread =
    person.name.length === 1 && /^\p{Lu}[\p{L}'’-]{3,}\.$/u.test(token.text) && !suffix.test(token.text);
  if (!misread || next?.kind !== "word" || !/^\p{Lu}/u.test(next.text)) return;
  person.name[0] = { ...token, text: token.text.slice(0, -1), end: token.end - 1 };
  person.name.push({ kind: "comma", start: token.end - 1, end: token.end, text: "," });
}

/**
 * Whether the word at `index` is parted from a name already whole: by the width of a blacked-out address, or by a line end before
 * `Last, First` where the name above has no comma.
 */
function standsApart(list: readonly Token[], index: number, person: Person, text: string): boolean {
  const previous = list[index - 1];
  const word = list[index];
  if (!previous || !word || previous.kind !== "word" || person.name.length > longestName) return false;
  const words = person.name.filter((token) => token.kind === "word").length;
  if (words < 2) return false;
  const gap = text.slice(previous.end, word.start);
  if (/ {6}/.test(gap)) return true;
  const commas = person.name.some((token) => token.kind === "comma");
  return (
    gap.includes("\n") && !commas && list[index + 1]?.kind === "comma" && list[index + 2]?.kind === "word"
  );
}

/** `(Chris)` between names; `(OS/ASPR)`, `(CDC)`, `(Treasury)` at the end are organisations. */
function isNickname(text: string): boolean {
  return (
    /^\([A-Z][a-z]{2,9}\)$/.test(text) &&
    !/^\((?:Treasury|State|Justice|Labor|Energy|Defense|Contractor|External)\)$/.test(text)
  );
}

const nameWord = /^['‘’]?\p{Lu}[\p{L}'’.-]*\p{L}[.,'’]?$|^\p{Lu}\.?$/u;

function beginsName(list: readonly Token[], index: number): boolean {
  const word = list[index];
  if (!word || !isNameWord(word.text)) return false;
  const next = list[index + 1];
  if (!next) return false;
  if (next.kind === "address" || next.kind === "organisation") return word.text.length > 2;
  if (next.kind === "comma") return list[index + 2]?.kind === "word" && word.text.length > 2;
  // Two plain words, capital first and small after: `Carlos Rivera`. Scraps of OCR are seldom so.
  return next.kind === "word" && /^\p{Lu}[\p{Ll}'’-]{2,}/u.test(word.text) && isNameWord(next.text);
}

function isNameWord(text: string): boolean {
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

/* ---- commas ---------------------------------------------------------------------------------------------------------- */

const suffix =
  /^(?:M\.?D\.?|Ph\.?D\.?|M\.?P\.?H\.?|J\.?D\.?|Jr\.?|Sr\.?|I{2,3}|IV|D\.?O\.?|M\.?A\.?|R\.?N\.?|D\.?V\.?M\.?|F[A-Z]{2,4}|Esq\.?|M\.?S\.?|M\.?B\.?A\.?|M\.?O\.?|MSc|Dr\.?)$/;

/**
 * One stretch between separators may still be several people: `Ann Lee, Bob Ray` (two words before the comma) against
 * `Lee, Ann` (one person), and `Lee, Ann, Ray, Bob` (pairs).
 */
function commaSeparated(person: Person): Person[] {
  const parts: Token[][] = [[]];
  for (const token of person.name) {
    if (token.kind === "comma") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const whole = parts.filter((words) => words.length > 0);
  const titles = whole.filter((words, index) => index > 0 && words.every((word) => suffix.test(word.text)));
  const plain = whole.filter((words) => !titles.includes(words));
  if (plain.length < 2) return [person];
  if (plain.length === 2 && isLastNameFirst(plain[0] ?? [], plain[1] ?? [])) return [person];
  const several = plain.every((words) => words.length >= 2 && words.every((word) => isNameWord(word.text)));
  if (several && (plain.length > 2 || person.organisation === null))
    return spread(
      plain.map((words) => [words]),
      person,
    );
  if (plain.length >= 4 && plain.length % 2 === 0) {
    const pairs: Token[][][] = [];
    for (let index = 0; index < plain.length; index += 2) pairs.push(plain.slice(index, index + 2));
    return spread(pairs, person);
  }
  if (plain.length === 3 && (plain[0]?.length ?? 0) >= 2)
    return spread([plain.slice(0, 1), plain.slice(1)], person);
  return [person];
}

/** `Van Dam, Johan B.`, `Hill Jr, Ann M`: one person though two words stand before the comma. */
function isLastNameFirst(last: readonly Token[], first: readonly Token[]): boolean {
  return (
    particles.has((last[0]?.text ?? "").toLowerCase()) ||
    suffix.test(last.at(-1)?.text ?? "") ||
    (first.length > 1 && /^\p{Lu}\.?$/u.test(first.at(-1)?.text ?? ""))
  );
}

/** Several people out of one stretch; what stands at its end (address, organisation) is the last one's. */
function spread(groups: readonly Token[][][], person: Person): Person[] {
  return groups.map((parts, index) => {
    const name: Token[] = [];
    for (const words of parts) {
      const previous = name.at(-1);
      const first = words[0];
      if (previous && first) name.push({ kind: "comma", start: previous.end, end: previous.end, text: "," });
      name.push(...words);
    }
    const last = index === groups.length - 1;
    return last ? { ...person, name } : { ...nobody(), name };
  });
}

/* ---- names --------------------------------------------------------------------------------------------------------------- */

const particles = new Set(
  "de del della delle der den di da das do dos du des la las le les lo los van von vom zu zum zur ten ter te el al bin ibn ben y af av of on and und et the for".split(
    " ",
  ),
);

/** Words and commas of which a name may have this many; more is a text that went astray. */
const longestName = 60;

function partyOf(person: Person, offsets: readonly number[]): PrintedParty | null {
  const words = withoutRubbish(person.name.length > longestName ? [] : person.name);
  const address = person.address ? cleanAddress(person.address.text) : null;
  let name = words.length > 0 ? mendedName(words) : "";
  if (name !== "" && !/\p{L}{2}/u.test(name)) name = "";
  if (name !== "" && person.organisation) name += ` ${mendedOrganisation(person.organisation.text)}`;
  if (name !== "" && person.tag) name += ` ${mendedTag(person.tag.text)}`;
  if (name === "" && address === null) return null;
  const used = [...words, person.organisation, person.tag, address === null ? null : person.address].filter(
    (token): token is Token => token !== null && token.kind !== "comma",
  );
  const first = Math.min(...used.map((token) => token.start));
  const last = Math.max(...used.map((token) => token.end));
  return {
    name: name === "" ? null : unglued(name),
    address,
    start: offsets[first] ?? 0,
    end: (offsets[last - 1] ?? 0) + 1,
  };
}

/** Takes away scraps before and behind the name: small letters that join to nothing, figures, repeated letters. */
function withoutRubbish(name: readonly Token[]): Token[] {
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

function mendedName(words: readonly Token[]): string {
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
function unglued(name: string): string {
  const match = /^(\p{Lu}\p{Ll}{3,})(\p{Lu}\p{Ll}{2,})$/u.exec(name);
  return match && !/^(?:Fitz|Saint|Mont|Vande|Vander)/.test(name) ? `${match[1]} ${match[2]}` : name;
}

/** `(NIH/ N IAID )` → `(NIH/NIAID)`: no space beside a slash nor between single capitals. */
function mendedOrganisation(text: string): string {
  const inner = text
    .slice(1, -1)
    .replace(/\s+/g, " ")
    .replace(/ ?\/ ?/g, "/")
    .trim();
  const allCapitals = /^[\p{Lu}\d/ -]+$/u.test(inner) && inner.includes("/");
  return `(${allCapitals ? inner.replace(/ /g, "") : inner})`;
}

function mendedTag(text: string): string {
  const letters = /^\[ ?([A-Z][A-Z0-9/]{2,9})[\])]/.exec(text)?.[1] ?? /[A-Z]/.exec(text)?.[0] ?? "E";
  return `[${letters}]`;
}

function cleanAddress(text: string): string | null {
  const bare = text
    .replace(/\s+/g, "")
    .replace(/^[<[(]?(?:mailto:)?/i, "")
    .replace(/[>\]).,;]+$/, "");
  const at = bare.lastIndexOf("@");
  const domain = bare.slice(at + 1).toLowerCase();
  if (at < 1 || !/^[a-z\d][a-z\d.-]*\.[a-z]{2,}$/.test(domain)) return null;
  return `${bare.slice(0, at).replace(/^'+/, "")}@${domain}`;
}
