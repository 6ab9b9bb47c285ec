/**
 * Splits the value of a printed From, To or Cc field into people, each with the words that name him. Knows what print-outs do to
 * such lists: addresses blacked out into scraps, the mark between two names lost with them, names broken apart by OCR, lines wrapped.
 *
 * A name is kept as it is printed ("Holt, Marianne (DEQ) [E]"), only mended: white space and broken letters joined, brackets that
 * OCR took for letters set right. So it equals the name that the same mail carries in its own header.
 */
import type { NamedParty, Span } from "../../text/document.ts";
import { type Gathered, part } from "./gathered.ts";
import { type Token, tokens } from "./party-tokens.ts";
import {
  cleanAddress,
  isNameWord,
  mendedName,
  mendedOrganisation,
  mendedTag,
  particles,
  suffix,
  unglued,
  withoutRubbish,
} from "./printed-names.ts";

type PrintedParty = NamedParty & Span;

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

function beginsName(list: readonly Token[], index: number): boolean {
  const word = list[index];
  if (!word || !isNameWord(word.text)) return false;
  const next = list[index + 1];
  if (!next) return false;
  if (next.kind === "address" || next.kind === "organisation") return word.text.length > 2;
  if (next.kind === "comma") return list[index + 2]?.kind === "word" && word.text.length > 2;
  // Two plain words, capital first and small after: `Carlos Rivera`. Scraps of OCR are seldom so.
  return next.kind === "word" && /^['‘’]?\p{Lu}[\p{Ll}'’-]{2,}/u.test(word.text) && isNameWord(next.text);
}

/* ---- commas ---------------------------------------------------------------------------------------------------------- */

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

/* ---- the party --------------------------------------------------------------------------------------------------- */

/** Words and commas of which a name may have this many; more is a text that went astray. */
const longestName = 60;

function partyOf(person: Person, offsets: readonly number[]): PrintedParty | null {
  const words = withoutRubbish(person.name.length > longestName ? [] : person.name);
  const address = person.address ? cleanAddress(person.address.text) : null;
  let name = words.length > 0 ? mendedName(words) : "";
  if (name !== "" && !/\p{L}{2}/u.test(name)) name = "";
  if (name !== "" && person.organisation) name += mendedOrganisation(person.organisation.text);
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
