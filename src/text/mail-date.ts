/**
 * Dates of mail headers and mbox envelopes: RFC 5322 with its obsolete forms, the order of C's ctime, ISO 8601. Nothing is
 * guessed: a date with an impossible or missing part has no EDTF; a time without a zone has no UTC.
 */
import type { Dated } from "./document.ts";

/**
 * Reads a date as it is printed in a header. `printed` is kept, trimmed. `-0000` means that the time is UTC and the zone of
 * the writer unknown (RFC 5322, 3.3). Zones whose names mean more than one thing, and military letters other than `Z` (which
 * RFC 822 had the wrong way round), give the local time without zone.
 */
export function mailDate(printed: string): Dated {
  const trimmed = printed.trim();
  const unread: Dated = {
    edtf: null,
    utc: null,
    zone: null,
    printed: trimmed === "" ? null : trimmed,
    certainty: 0,
  };
  // No date is longer; what is, is junk and not looked at.
  if (trimmed.length > 200) return unread;
  const parts = isoParts(trimmed) ?? wordParts(trimmed);
  if (parts === null || !possible(parts)) return unread;
  return dated(parts, trimmed);
}

interface DateParts {
  year: number;
  month: number;
  day: number;
  time: { hour: number; minute: number; second: number } | null;
  zone: Zone | null;
}

/** Minutes east of Greenwich; `known` is false for `-0000`: then the time is UTC, but not the writer's. */
interface Zone {
  minutes: number;
  known: boolean;
}

/** Before this year nobody sent mail; clocks that were never set say 1970 or 1904. */
const firstYear = 1971;
const lastYear = 2100;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const fullMonths = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const weekdays = new Set(
  "mon tue wed thu fri sat sun tues wednes thur thurs monday tuesday wednesday thursday friday saturday sunday".split(
    " ",
  ),
);

/** Hours east of Greenwich: RFC 5322, 4.3, and names that mean one thing only. */
const namedZones: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  wet: 0,
  west: 1,
  cet: 1,
  cest: 2,
  met: 1,
  mest: 2,
  mez: 1,
  mesz: 2,
  eet: 2,
  eest: 3,
  jst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
};

const isoForm =
  /^(\d{4})([-/])(\d\d)\2(\d\d)(?:(?:[T ]|,? [A-Za-z]{3},? )(\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?)?\s*([^\s(]*)(?:\s*\([^()]*\))?$/i;

/** `2021-03-15T21:04:00-04:00`, `2021-03-15 21:04`, `2021-03-15`, `2021/03/15 Mon 21:04:00 EST`. */
function isoParts(text: string): DateParts | null {
  const match = isoForm.exec(text);
  if (match === null) return null;
  const [, year, , month, day, clock, place] = match;
  const time = clock === undefined ? null : readTime(clock);
  if (clock !== undefined && time === null) return null;
  const zone = place === undefined || place === "" || time === null ? null : readZone(place.toLowerCase());
  return { year: Number(year), month: Number(month), day: Number(day), time, zone };
}

/**
 * Words in the order of RFC 5322 (`Mon, 15 Mar 2021 21:04:00 -0400`) or of ctime (`Mon Mar 15 21:04:00 2021`): the month is a
 * word, the time has colons, the first number beside the month is the day, the next is the year.
 */
function wordParts(text: string): DateParts | null {
  const words = dateWords(text);
  let month = 0;
  let time: DateParts["time"] = null;
  let zone: Zone | null = null;
  let zoneSeen = false;
  let afternoon: "am" | "pm" | null = null;
  const numbers: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const first = word.charCodeAt(0);
    if (isDigit(first)) {
      if (word.includes(":") || word.includes(".")) {
        if (time !== null) return null;
        time = readTime(word);
        if (time === null) return null;
      } else if (!/^\d+$/.test(word)) return null;
      // `0100` behind the rest is a zone without its sign: unreadable, but no reason to know nothing.
      else if (numbers.length === 2 && time !== null && word.length >= 4) zoneSeen = true;
      else numbers.push(word);
    } else if (first === plus || first === minus) {
      // The offset after a name says more than the name: `GMT+0200`, `EST -0500`.
      const offset = readOffset(word);
      if (offset !== null && time !== null) zone = offset;
      zoneSeen ||= time !== null;
    } else if (month === 0 && monthNumber(word) > 0) month = monthNumber(word);
    else if (word === "am" || word === "pm") afternoon = word;
    else if (weekdays.has(word) && time === null) continue;
    else if (time !== null && !zoneSeen) {
      zone = readZone(word);
      zoneSeen = true;
    } else if (time === null) return null;
  }
  const [day, year, further] = numbers;
  if (month === 0 || day === undefined || year === undefined || further !== undefined || day.length > 2)
    return null;
  if (afternoon !== null && time !== null) {
    if (time.hour < 1 || time.hour > 12) {
      // `21:04 PM` is said by some clocks: the hour is plain, the letters add nothing.
      if (afternoon === "am" || time.hour > 23) return null;
    } else time = { ...time, hour: (time.hour % 12) + (afternoon === "pm" ? 12 : 0) };
  }
  return { year: fullYear(year), month, day: Number(day), time, zone };
}

const plus = 43;
const minus = 45;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Lower-cased words without comments (RFC 5322 lets them nest), commas, and the hyphens of `15-Mar-2021`. */
function dateWords(text: string): string[] {
  return withoutComments(text)
    .toLowerCase()
    .replace(/\s*:\s*/g, ":")
    .replace(/(\d)-([a-z]{3,9})-(\d)/, "$1 $2 $3")
    .replace(/(:\d\d)([+-]\d{4})\b/, "$1 $2")
    .replace(/(\d)(am|pm)\b/, "$1 $2")
    .replace(/\b([a-z]{2,5})([+-]\d\d:?\d\d)\b/, "$1 $2")
    .replace(/"/g, " ")
    .split(/[\s,]+/)
    .map((word) => (word.length > 1 && word.endsWith(".") ? word.slice(0, -1) : word))
    .filter((word) => word !== "");
}

function withoutComments(text: string): string {
  if (!text.includes("(")) return text;
  let plain = "";
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth += 1;
    else if (character === ")") {
      depth = Math.max(0, depth - 1);
      plain += " ";
    } else if (depth === 0) plain += character;
  }
  return plain;
}

function monthNumber(word: string): number {
  const short = months.indexOf(word);
  if (short >= 0) return short + 1;
  return word === "sept" ? 9 : fullMonths.indexOf(word) + 1;
}

function readTime(word: string): DateParts["time"] {
  // `21.04.00` is an obsolete habit of some systems; fractions of seconds are dropped.
  const match = /^(\d{1,2})[:.](\d\d)(?:[:.](\d{1,2})(?:[.,]\d{1,9})?)?$/.exec(word);
  if (match === null) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? "0")];
  if (hour > 23 || minute > 59 || second > 60) return null;
  // A leap second is said as the second before it: no other clock can hold it.
  return { hour, minute, second: Math.min(second, 59) };
}

function readZone(word: string): Zone | null {
  const hours = namedZones[word];
  if (hours !== undefined) return { minutes: hours * 60, known: true };
  return readOffset(word);
}

/** `-0400`, `+05:30`; null when there is no such place on earth. */
function readOffset(word: string): Zone | null {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(word);
  if (match === null) return null;
  const [hours, minutes] = [Number(match[2]), Number(match[3])];
  if (hours > 14 || minutes > 59) return null;
  const east = hours * 60 + minutes;
  if (match[1] === "-") return { minutes: east === 0 ? 0 : -east, known: east !== 0 };
  return { minutes: east, known: true };
}

/** RFC 5322, 4.3: two digits from 00 to 49 are of this century, others and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  if (digits.length === 3) return 1900 + year;
  return digits.length === 4 ? year : 0;
}

function possible({ year, month, day }: DateParts): boolean {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function dated({ year, month, day, time, zone }: DateParts, printed: string): Dated {
  const date = `${year}-${two(month)}-${two(day)}`;
  if (time === null) return { edtf: date, utc: null, zone: null, printed, certainty: 0.9 };
  const local = `${date}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
  if (zone === null) return { edtf: local, utc: null, zone: null, printed, certainty: 0.9 };
  const millisecond = Date.UTC(year, month - 1, day, time.hour, time.minute - zone.minutes, time.second);
  const utc = `${new Date(millisecond).toISOString().slice(0, 19)}Z`;
  if (!zone.known) return { edtf: utc, utc, zone: null, printed, certainty: 1 };
  const offset = zoneName(zone.minutes);
  return { edtf: `${local}${offset}`, utc, zone: offset, printed, certainty: 1 };
}

function zoneName(minutes: number): string {
  const east = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(east / 60))}:${two(east % 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
