/**
 * Who wrote it: bylines of English and French papers, `By Jane Doe and John Q. Public`, `Par Anne Martin avec AFP`. Only names in the
 * shape of names are taken; a sentence that begins with `By` or `Par` is none.
 */

export interface Byline {
  /** As printed, without `By`. */
  author: string;
  /** What stands after the names: a paper, a date, a role; empty when nothing does. */
  rest: string;
}

const opening =
  /^(?:(?:(?:written|reported|story|posted|published|words|text|analysis|opinion|article|écrite?|publiée?|rédigée?|postée?|texte|propos recueillis|une? (?:article|analyse))\s+)?(?:by|par)\s*:?\s+|(?:author|auteure?|auteur·e|journalist|journaliste)s?\s?:\s*)/iu;

/** Capitalised, hyphens and apostrophes inside; capitals only; or initials. */
const namePart = /^(?:\p{Lu}[\p{L}\p{M}]*(?:[-'’]\p{L}[\p{L}\p{M}]*)*\.?|(?:\p{Lu}\.-?){1,3})$/u;
const initial = /^(?:\p{Lu}\p{Ll}?\.-?){1,3}$/u;
const particle =
  /^(?:de|du|da|di|do|dos|das|del|della|la|le|van|von|der|den|ten|ter|bin|ben|al|el|st|saint|d['’]|of)$/i;
const joining = /^(?:and|et|&)$/i;

/** Words with a capital that begin sentences or name days, never people. */
const noName = new Set(
  (
    "the this that these those a an in on at for from of to with and but if when while as after before since by it its he she they we you his her their our all more most no not " +
    "le la les l un une des de dans par pour sur avec sans sous chez après avant depuis selon ce cet cette ces il elle ils elles on nous vous et mais si quand comme tout " +
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december " +
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre novembre décembre " +
    "now then today tomorrow email e-mail continuing clicking using signing law contrast comparison way ailleurs exemple conséquent contre rapport mail courrier"
  ).split(" "),
);

/** What stands after a name and a comma, or where a name should be, and is none. */
const noPerson =
  /\b(?:reporters?|editors?|correspondents?|staff|writers?|columnists?|contributors?|bureau|chief|desk|team|times|post|news|press|journal|herald|guardian|tribune|gazette|rédact(?:ion|eur|rice)|journaliste|correspondante?|envoyée?|updated|published|publié)\b/iu;

const agencies = /^(?:Reuters|AFP|AP|Bloomberg|Xinhua|ANSA|EFE|dpa|Belga|ATS)$/;

/** The byline that `text` begins with; null when it does not. Names may run into the first sentence: `Par Julien G. Dans des …`. */
export function bylineAt(text: string): Byline | null {
  const lead = opening.exec(text);
  if (lead === null) return null;
  const words = text.slice(lead[0].length, lead[0].length + 240).split(/\s+/);
  const taken = takeNames(words);
  if (taken === 0) return null;
  const author = words
    .slice(0, taken)
    .join(" ")
    .replace(/[,;|]+$/, "");
  const last = words[taken - 1] ?? "";
  const rest = text.slice(lead[0].length + lengthOf(text.slice(lead[0].length), taken)).trim();
  const closed =
    rest === "" ||
    /[,;|]$/.test(last) ||
    /^[|,;:·•(–—-]/.test(rest) ||
    /^(?:on|le|for|pour|avec|with|à|in|at|\d)/i.test(rest);
  const opensSentence = noName.has((words[taken] ?? "").toLowerCase().replace(/['’].*$/, ""));
  const runIn = (initial.test(last) || opensSentence) && /^\p{Lu}/u.test(rest);
  if (!closed && !runIn) return null;
  // A whole sentence after a comma: `By Jane Doe, who was there, the house was empty.`
  if (!runIn && (rest.length > 100 || rest.split(/\s+/).length > 9)) return null;
  return {
    author: author.replace(/(?<!\b\p{Lu}\p{Ll}?)\.$/u, ""),
    rest: rest.replace(/^[|,;:·•–—-]\s*/, ""),
  };
}

/** Length of the first `count` words of `text`, with the blanks between them. */
function lengthOf(text: string, count: number): number {
  const pattern = /\S+/g;
  let end = 0;
  for (let taken = 0; taken < count && pattern.exec(text) !== null; taken += 1) end = pattern.lastIndex;
  return end;
}

/** How many words belong to names of two words or more, joined by commas and `and`. */
function takeNames(words: readonly string[]): number {
  let sure = 0;
  let at = 0;
  for (let people = 0; people < 6; people += 1) {
    const taken = takeName(words, at);
    if (taken === 0 || noPerson.test(words.slice(at, at + taken).join(" "))) break;
    at += taken;
    sure = at;
    const last = words[at - 1] ?? "";
    if (joining.test(words[at] ?? "")) at += 1;
    else if (!last.endsWith(",")) break;
  }
  return sure;
}

function takeName(words: readonly string[], from: number): number {
  let full = 0;
  let at = from;
  while (at < words.length && at - from < 6) {
    const word = words[at] ?? "";
    const bare = word.replace(/[,;|]+$/, "");
    if (full > 0 && particle.test(bare) && bare === word && !/^(?:Le|La)$/.test(words[at - 1] ?? "")) {
      at += 1;
      continue;
    }
    if (
      !namePart.test(bare) ||
      (noName.has(bare.toLowerCase()) && !(full > 0 && /^L[ea]$/.test(bare))) ||
      /['’]s$/.test(bare)
    )
      break;
    full += 1;
    at += 1;
    if (bare !== word) break;
    // `Julien G. Dans …`: after an initial that ends a name, a word that begins sentences ends it for good.
    if (full >= 2 && initial.test(word) && noName.has((words[at] ?? "").toLowerCase())) break;
  }
  while (at > from && particle.test(words[at - 1] ?? "")) at -= 1;
  if (full === 1 && agencies.test((words[from] ?? "").replace(/[,;|.]+$/, ""))) return 1;
  return full >= 2 && full <= 5 ? at - from : 0;
}
