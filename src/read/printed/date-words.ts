/** Names of months and weekdays in the languages of print-outs, as they stand in a text without white space, known with letters wrong. */

const monthNames: readonly string[] = [
  "january janvier januar enero gennaio januari janeiro jan janv janner ene gen",
  "february fevrier februar febrero febbraio februari fevereiro feb fev fevr",
  "march mars marz marzo maart marco mar mrz mrt",
  "april avril abril aprile apr avr abr",
  "may mai mayo maggio mei maio mag",
  "june juin juni junio giugno junho jun giu",
  "july juillet juli julio luglio julho jul juil lug",
  "august aout agosto augustus aug agu ago",
  "september septembre septiembre settembre setembro sep sept set",
  "october octobre oktober octubre ottobre outubro oct okt ott out",
  "november novembre noviembre novembro nov",
  "december decembre dezember diciembre dicembre dezembro dec dez dic",
];
const months = new Map<string, number>();
for (const [index, names] of monthNames.entries())
  for (const name of names.split(" ")) months.set(name, index + 1);
const englishMonths = new Set("jan feb mar apr may jun june jul july aug sep sept oct nov dec".split(" "));
const longMonths = [...months.keys()].filter((name) => name.length >= 5);

const weekdayNames: readonly string[] = [
  "sunday dimanche sonntag domingo domenica zondag sun dim",
  "monday lundi montag lunes lunedi maandag mon lun segundafeira",
  "tuesday mardi dienstag martes martedi dinsdag tue tues tercafeira",
  "wednesday mercredi mittwoch miercoles mercoledi woensdag wed mer quartafeira",
  "thursday jeudi donnerstag jueves giovedi donderdag thu thur thurs jeu quintafeira",
  "friday vendredi freitag viernes venerdi vrijdag fri ven sextafeira",
  "saturday samedi samstag sonnabend sabado sabato zaterdag sat sam",
];
const weekdays: [string, number][] = weekdayNames
  .flatMap((names, index) => names.split(" ").map((name): [string, number] => [name, index]))
  .sort((a, b) => b[0].length - a[0].length);

export interface MonthFound {
  month: number;
  /** Index after the month's letters. */
  end: number;
  /** Index in the word at which the month begins: weekdays are glued before it where OCR lost the comma. */
  at: number;
  weekday: number | null;
  exact: boolean;
}

/** The month that a run of letters names, perhaps with a weekday or small words glued to it; null when it names none. */
export function monthIn(word: string, text: string, wordEnd: number, english: boolean): MonthFound | null {
  // `apri1` and `ju1y`: a figure one where the letter l belongs.
  if (/^apri$|^ju$/.test(word) && text.charAt(wordEnd) === "1") {
    const tail = word === "ju" ? "y" : "";
    if (text.startsWith(tail, wordEnd + 1))
      return {
        month: word === "ju" ? 7 : 4,
        end: wordEnd + 1 + tail.length,
        at: 0,
        weekday: null,
        exact: false,
      };
  }
  const direct = monthOf(word, english);
  if (direct) return { ...direct, end: wordEnd, at: 0, weekday: null };
  for (const [name, day] of weekdays) {
    if (!word.startsWith(name) || word.length < name.length + 3) continue;
    let rest = word.slice(name.length);
    if (rest.startsWith("the") && rest.length > 5) rest = rest.slice(3);
    const month = monthOf(rest, english);
    if (month) return { ...month, end: wordEnd, at: word.length - rest.length, weekday: day };
  }
  // `16demarzode2020`, `16marchat`: the month between small words.
  const wrapped = /^(?:de|of|th|st|nd|rd|er|on|le|am|the|el)?([a-z]{3,}?)(?:de|del|of|at)?$/.exec(word)?.[1];
  const month = wrapped && wrapped !== word ? monthOf(wrapped, english) : null;
  return month ? { ...month, end: wordEnd, at: word.indexOf(wrapped ?? ""), weekday: null } : null;
}

function monthOf(word: string, english: boolean): { month: number; exact: boolean } | null {
  const exact = english && word.length <= 4 && !englishMonths.has(word) ? undefined : months.get(word);
  if (exact !== undefined) return { month: exact, exact: true };
  if (word.length < 4 || word.length > 12) return null;
  let best: { month: number; exact: boolean } | null = null;
  let bestDistance = 4;
  for (const name of longMonths) {
    // Most words are no month: what agrees neither in its first letters nor in its last is not compared letter by letter.
    if (word.charCodeAt(0) !== name.charCodeAt(0) && word.slice(-2) !== name.slice(-2)) continue;
    const framed = word.slice(0, 2) === name.slice(0, 2) && word.slice(-3) === name.slice(-3);
    const allowed = name.length >= 8 && framed ? 3 : name.length >= 7 ? 2 : 1;
    const distance = editDistance(word, name, allowed);
    if (distance <= allowed && distance < bestDistance) {
      best = { month: months.get(name) ?? 0, exact: false };
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein distance of two short words; more than `most` is answered as `most + 1`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? most + 1;
}

/** Number of the weekday (Sunday = 0) named right before `from`. */
export function weekdayBefore(text: string, from: number): number | null {
  const before = text.slice(Math.max(0, from - 16), from);
  const word = /([a-z]+)\.?,?(?:the|den|der|le|el)?$/.exec(before)?.[1];
  if (!word) return null;
  for (const [name, day] of weekdays) if (word.endsWith(name)) return day;
  return null;
}

/** Where that weekday's name begins. */
export function weekdayStart(text: string, from: number): number {
  const before = text.slice(Math.max(0, from - 16), from);
  for (const [name] of weekdays) {
    const at = before.lastIndexOf(name);
    if (at >= 0) return from - before.length + at;
  }
  return from;
}
