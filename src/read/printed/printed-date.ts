/**
 * Reads the date of a printed mail as it stands on paper: letters broken apart by OCR, months in several languages, clock with or
 * without zone. A date that could be two days is read no further than it is sure (only the year); a zone is never guessed.
 */
import type { Dated } from "../../text/document.ts";

export interface PrintedDate {
  dated: Dated;
  /** Whether hour and minute were read. */
  clock: boolean;
  /** Stretch of the input that the date takes up. */
  start: number;
  end: number;
}

export interface DateHabits {
  /** Order of day and month in `3/4/2020`; null when it is not known from elsewhere. */
  dayFirst: boolean | null;
  /** True where the print is surely English: `Mai` is then a misread `Mar`, not the May of French and German. */
  english?: boolean;
}

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

/** Offsets in minutes. Names that stand for several zones (IST, BST of Bangladesh) are left out but for the usual reading. */
const zones = new Map<string, number>([
  ["gmt", 0],
  ["utc", 0],
  ["z", 0],
  ["wet", 0],
  ["bst", 60],
  ["west", 60],
  ["cet", 60],
  ["mez", 60],
  ["cest", 120],
  ["mesz", 120],
  ["eet", 120],
  ["eest", 180],
  ["msk", 180],
  ["jst", 540],
  ["est", -300],
  ["edt", -240],
  ["cst", -360],
  ["cdt", -300],
  ["mst", -420],
  ["mdt", -360],
  ["pst", -480],
  ["pdt", -420],
  ["akst", -540],
  ["akdt", -480],
  ["hst", -600],
  ["hne", -300],
  ["hae", -240],
  ["easternstandardtime", -300],
  ["easterndaylighttime", -240],
  ["centralstandardtime", -360],
  ["centraldaylighttime", -300],
  ["mountainstandardtime", -420],
  ["mountaindaylighttime", -360],
  ["pacificstandardtime", -480],
  ["pacificdaylighttime", -420],
]);

/** Longest stretch that is looked at: dates stand at the beginning of what is handed over. */
const longest = 140;

/** The first date in `printed` (at most 140 characters are looked at), or null. */
export function readPrintedDate(
  printed: string,
  habits: DateHabits = { dayFirst: null },
): PrintedDate | null {
  const compact = compacted(mendedFigures(printed.slice(0, longest)));
  return (
    textualDate(compact, printed, habits.english === true) ??
    isoDate(compact, printed) ??
    numericDate(compact, printed, habits)
  );
}

/* ---- the text without white space ---------------------------------------------------------------------------- */

interface Compact {
  /** Lower case, without accents and white space; `O` and `l` amid figures set right. */
  text: string;
  /** For each character of `text`, its index in the input. */
  index: number[];
}

/** Rules drawn through the line become space, lone letters amid figures the figure one; the length stays. */
function mendedFigures(raw: string): string {
  return raw
    .replace(/[-_=~]{3,}/g, (rule) => " ".repeat(rule.length))
    .replace(/(?<![\p{L}\p{N}])[lIJ|](?=\s?[\dlIJ|]\s?[\d:,])/gu, "1")
    .replace(/(?<!\p{L})[lIJ|](?=\s?:\s?\d)/gu, "1")
    .replace(/(?<=:\s?\d\s?)[lIJ|](?=\s?(?:[AP]M|\s|$))/g, "1");
}

function compacted(raw: string): Compact {
  let text = "";
  const index: number[] = [];
  for (let position = 0; position < raw.length; position++) {
    const character = raw.charAt(position);
    if (/[\s\u00a0\u200e\u200f]/.test(character)) continue;
    const folded = character
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
    for (const one of folded) {
      text += /[\u2010-\u2015\u2212]/.test(one) ? "-" : one === "|" || one === "!" ? "l" : one;
      index.push(position);
    }
  }
  const mended = text
    .replace(/(?<=[\d:])o(?=[\d:]|$)/g, "0")
    .replace(/(?<=:)o(?=\d)/g, "0")
    .replace(/(?<=[^a-z]|at)[li](?=[0-2]:\d\d)/g, "1")
    .replace(/(?<=\d)[li](?=[\d:])|(?<=[:,])[li](?=\d)|(?<=\d:\d)[li](?![a-z])/g, "1");
  return { text: mended, index };
}

/* ---- a month in letters --------------------------------------------------------------------------------------- */

function textualDate(compact: Compact, printed: string, english: boolean): PrintedDate | null {
  const { text } = compact;
  for (const match of text.matchAll(/[a-z]+/g)) {
    const word = match[0];
    const start = match.index;
    const found = monthIn(word, text, start + word.length, english);
    if (!found) continue;
    const read = dayThenMonth(compact, printed, found, start) ?? monthThenDay(compact, printed, found, start);
    if (read) return read;
  }
  return null;
}

interface MonthFound {
  month: number;
  /** Index after the month's letters. */
  end: number;
  /** Index in the word at which the month begins: weekdays are glued before it where OCR lost the comma. */
  at: number;
  weekday: number | null;
  exact: boolean;
}

function monthIn(word: string, text: string, wordEnd: number, english: boolean): MonthFound | null {
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

/** `march16,2020at9:04am`. */
function monthThenDay(
  compact: Compact,
  printed: string,
  found: MonthFound,
  start: number,
): PrintedDate | null {
  const rest = compact.text.slice(found.end, found.end + 60);
  const match = /^[.,]{0,2}(\d{1,2})(?:st|nd|rd|th)?[.,;:]{0,2}((?:19|20)\d\d)/.exec(rest);
  if (!match) return null;
  const glued = !/[.,;:a-z]/.test(rest.slice((match[1] ?? "").length, match[0].length - 4));
  return assemble(compact, printed, {
    year: Number(match[2]),
    month: found.month,
    day: Number(match[1]),
    from: start + found.at,
    to: found.end + match[0].length,
    weekday: found.weekday,
    certainty: (found.exact ? 0.95 : 0.85) - (glued ? 0.05 : 0),
  });
}

/** `fri,6mar202003:49:45+0000`, `le16mars2020a09:04`, `18.marz2020um`. */
function dayThenMonth(
  compact: Compact,
  printed: string,
  found: MonthFound,
  start: number,
): PrintedDate | null {
  const before = compact.text.slice(Math.max(0, start - 8), start + found.at);
  const day = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|de|of|°|º|[.,-]){0,2}$/.exec(before);
  if (!day) return null;
  const rest = compact.text.slice(found.end, found.end + 12);
  const year = /^(?:de|del|of|[.,-]){0,2}((?:19|20)\d\d|\d\d(?=\D|$))/.exec(rest);
  if (!year) return null;
  const digits = year[1] ?? "";
  return assemble(compact, printed, {
    year: digits.length === 2 ? 2000 + Number(digits) : Number(digits),
    month: found.month,
    day: Number(day[1]),
    from: start + found.at - before.length + day.index,
    to: found.end + year[0].length,
    weekday: found.weekday,
    certainty: (found.exact ? 0.95 : 0.85) - (digits.length === 2 ? 0.1 : 0),
  });
}

/* ---- figures only ---------------------------------------------------------------------------------------------- */

function isoDate(compact: Compact, printed: string): PrintedDate | null {
  const match = /(?<!\d)((?:19|20)\d\d)([-./])(\d\d?)\2(\d\d)(?=t?\d\d:|\D|$)/.exec(compact.text);
  if (!match) return null;
  return assemble(compact, printed, {
    year: Number(match[1]),
    month: Number(match[3]),
    day: Number(match[4]),
    from: match.index,
    to: match.index + match[0].length,
    weekday: null,
    certainty: 0.95,
  });
}

function numericDate(compact: Compact, printed: string, habits: DateHabits): PrintedDate | null {
  const match = /(?<!\d)(\d{1,2})([-./])(\d{1,2})\2((?:19|20)\d\d|\d\d)/.exec(compact.text);
  if (!match) return null;
  const first = Number(match[1]);
  const second = Number(match[3]);
  const digits = match[4] ?? "";
  let to = match.index + match[0].length;
  let year = Number(digits);
  if (digits.length === 2) year += 2000;
  // `3/5/20 12:10` loses its space above and looks like the year 2012: white space in the print decides.
  else if (/\s/.test(printed.slice((compact.index[to - 3] ?? 0) + 1, compact.index[to - 2] ?? 0))) {
    year = 2000 + Number(digits.slice(0, 2));
    to -= 2;
  }
  const parts = { year, from: match.index, to, weekday: null };
  const clock = clockIn(compact.text, to);
  const weekday = weekdayBefore(compact.text, match.index);
  const dayFirst = orderOfDay(first, second, year, weekday, clock?.halfDay ? false : habits.dayFirst);
  if (dayFirst === null) {
    if (first > 12 || second > 12 || first < 1 || second < 1) return null;
    return uncertainDay(compact, printed, parts);
  }
  const month = dayFirst ? second : first;
  const day = dayFirst ? first : second;
  return assemble(compact, printed, { ...parts, month, day, certainty: first === second ? 0.9 : 0.85 });
}

/** True for day before month, false for month before day, null when nothing tells. */
function orderOfDay(
  first: number,
  second: number,
  year: number,
  weekday: number | null,
  habit: boolean | null,
): boolean | null {
  if (first > 12 && second <= 12) return true;
  if (second > 12 && first <= 12) return false;
  if (first === second) return true;
  if (weekday !== null) {
    const asDayFirst = weekdayOf(year, second, first) === weekday;
    const asMonthFirst = weekdayOf(year, first, second) === weekday;
    if (asDayFirst !== asMonthFirst) return asDayFirst;
  }
  return habit;
}

function uncertainDay(
  compact: Compact,
  printed: string,
  parts: { year: number; from: number; to: number },
): PrintedDate {
  const clock = clockIn(compact.text, parts.to);
  const start = compact.index[parts.from] ?? 0;
  const end = (compact.index[(clock?.end ?? parts.to) - 1] ?? 0) + 1;
  return {
    dated: {
      edtf: String(parts.year).padStart(4, "0"),
      utc: null,
      zone: null,
      printed: printed.slice(start, end),
      certainty: 0.5,
    },
    clock: clock !== null,
    start,
    end,
  };
}

/* ---- clock and zone --------------------------------------------------------------------------------------------- */

interface Clock {
  hour: number;
  minute: number;
  second: number;
  offset: number | null;
  /** The clock is one of twelve hours: AM or PM is printed. */
  halfDay: boolean;
  end: number;
}

const clockPattern =
  /^(?:[,;.|()-]|at|a|um|om|alle|ore|as|las|kl|uhr|t|l){0,3}?(\d{1,2})(?:[:;.h](\d\d)(?:[:;.](\d\d)(?:\.\d{1,6})?)?|(?=[ap]\.?m))/;

function clockIn(text: string, at: number): Clock | null {
  const rest = text.slice(at, at + 60);
  const match = clockPattern.exec(rest);
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const second = Number(match[3] ?? 0);
  let end = match[0].length;
  const half = /^[.,]?([ap])\.?[mn](?:\.(?=[^\d]|$))?/.exec(rest.slice(end));
  if (half && hour >= 1 && hour <= 12) {
    hour = (hour % 12) + (half[1] === "p" ? 12 : 0);
    end += half[0].length;
  } else if (half) end += half[0].length;
  if (half && hour === 0 && half[1] === "p") return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const uhr = /^(?:uhr|h(?![a-z]))/.exec(rest.slice(end));
  if (uhr) end += uhr[0].length;
  const zone = zoneIn(rest.slice(end));
  if (zone) end += zone.length;
  return { hour, minute, second, offset: zone?.offset ?? null, halfDay: half !== null, end: at + end };
}

function zoneIn(rest: string): { offset: number; length: number } | null {
  const figures = /^[,(]{0,2}(?:gmt|utc)?([+-])(\d\d):?(\d\d)(?!\d)\)?/.exec(rest);
  if (figures) {
    const minutes = Number(figures[2]) * 60 + Number(figures[3]);
    if (minutes > 14 * 60) return null;
    return { offset: figures[1] === "-" ? -minutes : minutes, length: figures[0].length };
  }
  const short = /^[,(]{0,2}(?:gmt|utc)([+-])(\d{1,2})(?!\d)\)?/.exec(rest);
  if (short) {
    const minutes = Number(short[2]) * 60;
    if (minutes <= 14 * 60) return { offset: short[1] === "-" ? -minutes : minutes, length: short[0].length };
  }
  const name = /^[,(]{0,2}([a-z]{1,20})\)?/.exec(rest);
  if (!name) return null;
  const letters = name[1] ?? "";
  const whole = zones.get(letters);
  if (whole !== undefined) return { offset: whole, length: name[0].length };
  // The name of the sender may be glued on: `4:44 PM EST Smith wrote`.
  return null;
}

/* ---- putting it together ----------------------------------------------------------------------------------------- */

interface Parts {
  year: number;
  month: number;
  day: number;
  /** Stretch of the compact text. */
  from: number;
  to: number;
  weekday: number | null;
  certainty: number;
}

function assemble(compact: Compact, printed: string, parts: Parts): PrintedDate | null {
  const { year, month, day } = parts;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  let from = parts.from;
  const before = weekdayBefore(compact.text, from);
  const weekday = parts.weekday ?? before;
  if (before !== null) from = weekdayStart(compact.text, from);
  const after = zonedByWhiteSpace(compact, printed, clockIn(compact.text, parts.to));
  const leading = after ? null : clockBefore(compact.text, from);
  const clock = after ?? leading;
  if (leading) from = leading.start;
  let certainty = parts.certainty;
  // A weekday that does not fit tells of a figure misread.
  if (weekday !== null && weekday !== weekdayOf(year, month, day)) certainty = Math.min(certainty, 0.5);
  if (!clock) certainty = Math.min(certainty, 0.8);
  const to = Math.max(parts.to, after?.end ?? 0);
  const start = compact.index[from] ?? 0;
  const end = (compact.index[to - 1] ?? 0) + 1;
  return {
    dated: { ...moment(year, month, day, clock), printed: printed.slice(start, end), certainty },
    clock: clock !== null,
    start,
    end,
  };
}

/** A zone's letters may be the beginning of a name that follows without comma: then a space would not stand between them. */
function zonedByWhiteSpace(compact: Compact, printed: string, clock: Clock | null): Clock | null {
  if (!clock || clock.offset === null) return clock;
  const last = compact.index[clock.end - 1] ?? 0;
  if (/\p{L}/u.test(printed.charAt(last)) && /\p{L}/u.test(printed.charAt(last + 1)))
    return { ...clock, offset: null };
  return clock;
}

function moment(
  year: number,
  month: number,
  day: number,
  clock: Clock | null,
): Pick<Dated, "edtf" | "utc" | "zone"> {
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  if (!clock) return { edtf: date, utc: null, zone: null };
  const time = `${two(clock.hour)}:${two(clock.minute)}:${two(Math.min(clock.second, 59))}`;
  if (clock.offset === null) return { edtf: `${date}T${time}`, utc: null, zone: null };
  const size = Math.abs(clock.offset);
  const zone = `${clock.offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  const instant = Date.parse(`${date}T${time}${zone}`);
  return { edtf: `${date}T${time}${zone}`, utc: `${new Date(instant).toISOString().slice(0, 19)}Z`, zone };
}

/** `09:12 le 16 mars`, `10:31 AM, March 5`: the clock stands first. */
function clockBefore(text: string, from: number): (Clock & { start: number }) | null {
  const before = text.slice(Math.max(0, from - 20), from);
  const match = /(?<!\d)(\d{1,2}[:h]\d\d(?::\d\d)?(?:[ap]\.?m\.?)?)(?:,|on|le|am|-|den|du)?$/.exec(before);
  if (!match) return null;
  const start = from - before.length + match.index;
  const clock = clockIn(text, start);
  return clock && { ...clock, start };
}

function weekdayBefore(text: string, from: number): number | null {
  const before = text.slice(Math.max(0, from - 16), from);
  const word = /([a-z]+)\.?,?(?:the|den|der|le|el)?$/.exec(before)?.[1];
  if (!word) return null;
  for (const [name, day] of weekdays) if (word.endsWith(name)) return day;
  return null;
}

function weekdayStart(text: string, from: number): number {
  const before = text.slice(Math.max(0, from - 16), from);
  for (const [name] of weekdays) {
    const at = before.lastIndexOf(name);
    if (at >= 0) return from - before.length + at;
  }
  return from;
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(figure: number): string {
  return String(figure).padStart(2, "0");
}
