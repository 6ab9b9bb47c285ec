/**
 * Dates as newspapers and forms print them in English and French: `29 Sep, 2017 03:30`, `April 8th, 2020`, `1er mars 2021`,
 * `8 avril 2020 à 14h30`, `2020-04-08T14:30:00+02:00`. A strict reader: what it does not know wholly is null, a month without a day
 * stays a month, and `03/04/2020` is no date because it is two. Mail headers have a reader of their own.
 */
import type { Dated, Language } from "./document.ts";
import { undated } from "./document.ts";
import {
  type Clock,
  type Cursor,
  clockOf,
  inSeason,
  offsetOf,
  take,
  takeNumber,
  timeAfter,
  timeFirst,
  tokensOf,
} from "./prose-clock.ts";

/** A date at a place of a text: the text before `end` is its printed form. */
export interface DateFound {
  dated: Dated;
  end: number;
}

const longestPrinted = 100;

/**
 * Reads `printed`, which must be a date and nothing else (a full stop or brackets around it do not count). `edtf` is null when it
 * cannot be read or could mean two days; `printed` is kept in any case. Seconds are given only where they are printed, `zone` and
 * `utc` only where a zone is: an offset, `Z`, `GMT`, `UTC`, or a zone's abbreviation that means one offset and fits the season.
 *
 * @param _language of the text around; the numbers and names read here mean the same in both, so nothing hangs on it yet.
 */
export function proseDate(printed: string, _language?: Language | null): Dated {
  const trimmed = printed.trim();
  const bracketed = /^[([](.*)[)\]]$/s.exec(trimmed)?.[1] ?? trimmed;
  const bare = bracketed
    .trim()
    .replace(/(?<![apm])[.,;]$/, "")
    .trimEnd();
  const found = bare.length > longestPrinted ? null : dateAt(bare, 0);
  if (found === null || found.end !== bare.length)
    return { ...undated, printed: trimmed === "" ? null : trimmed };
  return { ...found.dated, printed: trimmed };
}

/** The longest date that begins at `start` of `text`; null when none does. It never ends inside a word or number. */
export function dateAt(text: string, start: number): DateFound | null {
  const piece = text.slice(start, start + longestPrinted);
  const found = isoDate(piece) ?? numericDate(piece) ?? wordedDate(piece);
  if (found === null || /^[\p{L}\d]/u.test(piece.slice(found.end))) return null;
  const printed = piece.slice(0, found.end).trim();
  return { dated: { ...found.dated, printed }, end: start + found.end };
}

/* ---- what the parts make ------------------------------------------------------------------------------------ */

interface Day {
  year: number;
  month: number | null;
  day: number | null;
}

const two = (value: number): string => String(value).padStart(2, "0");

function exists({ year, month, day }: Day): boolean {
  if (year < 1000 || year > 2199) return false;
  if (month === null) return true;
  if (month < 1 || month > 12) return false;
  return day === null || (day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate());
}

function edtfOf({ year, month, day }: Day): string {
  if (month === null) return String(year);
  return day === null ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}

function datedOf(day: Day, clock: Clock | null, certainty: number): Dated {
  if (clock === null) return { ...undated, edtf: edtfOf(day), certainty };
  const time = `${two(clock.hour)}:${two(clock.minute)}${clock.second === null ? "" : `:${two(clock.second)}`}`;
  const edtf = `${edtfOf(day)}T${time}`;
  if (clock.offset === null) return { ...undated, edtf, certainty };
  const minutes = Math.abs(clock.offset);
  const zone = `${clock.offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  const moment = Date.UTC(
    day.year,
    (day.month ?? 1) - 1,
    day.day ?? 1,
    clock.hour,
    clock.minute - clock.offset,
    clock.second ?? 0,
  );
  const utc = new Date(moment).toISOString().replace(/\.\d+Z$/, "Z");
  return { edtf: `${edtf}${clock.zulu ? "Z" : zone}`, utc, zone, printed: null, certainty };
}

/* ---- numbers only ------------------------------------------------------------------------------------------- */

const isoPattern =
  /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?)?)?(?![\d:-])/;
const basicPattern = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:(\d\d))?(Z|[+-]\d{4})?)?(?![\d:/.-])/;

function isoDate(piece: string): DateFound | null {
  const parts = isoPattern.exec(piece) ?? basicPattern.exec(piece);
  if (parts === null) return null;
  const [whole, year = "", month = "", day, hour, minute, second, zone] = parts;
  const date: Day = { year: Number(year), month: Number(month), day: day === undefined ? null : Number(day) };
  if (!exists(date)) return null;
  if (hour === undefined || minute === undefined) return { dated: datedOf(date, null, 1), end: whole.length };
  const clock = clockOf(Number(hour), Number(minute), second === undefined ? null : Number(second));
  if (clock === null) return null;
  if (zone !== undefined) {
    clock.zulu = !/[+-]/.test(zone);
    clock.offset = clock.zulu ? 0 : offsetOf(zone);
    if (clock.offset === null) return null;
  }
  return { dated: datedOf(date, clock, 1), end: whole.length };
}

const numericPattern = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])/;
const yearFirstPattern = /^(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?![\d/-])/;

/** `31/12/2020`, `12/31/2020`, `2020/12/31`: only where day and month cannot be taken for each other. */
function numericDate(piece: string): DateFound | null {
  const first = yearFirstPattern.exec(piece);
  const parts = first ?? numericPattern.exec(piece);
  if (parts === null) return null;
  const [whole, a = "", , b = "", c = ""] = parts;
  const readings: Day[] = first
    ? [{ year: Number(a), month: Number(b), day: Number(c) }]
    : [
        { year: Number(c), month: Number(b), day: Number(a) },
        { year: Number(c), month: Number(a), day: Number(b) },
      ];
  const days = new Set(readings.filter(exists).map(edtfOf));
  const day = readings.find(exists);
  if (days.size !== 1 || day === undefined) return null;
  const time = timeAfter(tokensOf(piece, whole.length), day);
  if (time === null) return { dated: datedOf(day, null, 0.9), end: whole.length };
  return { dated: datedOf(day, time.clock, 0.9), end: time.end };
}

/* ---- words -------------------------------------------------------------------------------------------------- */

const months: readonly string[] = [
  "january jan janvier janv",
  "february feb febr fevrier fev fevr",
  "march mar mars",
  "april apr avril avr",
  "may mai",
  "june jun juin",
  "july jul juillet juil",
  "august aug aout",
  "september sep sept septembre",
  "october oct octobre",
  "november nov novembre",
  "december dec decembre",
];
const weekdays: readonly string[] = [
  "sunday sun dimanche dim",
  "monday mon lundi lun",
  "tuesday tue tues mardi",
  "wednesday wed weds mercredi mer",
  "thursday thu thur thurs jeudi jeu",
  "friday fri vendredi ven",
  "saturday sat samedi sam",
];

const table = (rows: readonly string[]): Map<string, number> =>
  new Map(rows.flatMap((row, at) => row.split(" ").map((word): [string, number] => [word, at])));
const monthOf = table(months);
const weekdayOf = table(weekdays);

function takeNamed(cursor: Cursor, names: Map<string, number>): number | null {
  const value = names.get(cursor.tokens[cursor.at]?.word ?? "");
  if (value === undefined) return null;
  cursor.at += 1;
  take(cursor, ".");
  return value;
}

const takeYear = (cursor: Cursor): number | null => takeNumber(cursor, /^\d{4}$/, 1000, 2199);

/** `8`, `8th`, `1er`, `1 st`. */
function takeDay(cursor: Cursor): number | null {
  const value = takeNumber(cursor, /^\d{1,2}$/, 1, 31);
  if (value !== null) take(cursor, "st", "nd", "rd", "th", "er");
  return value;
}

const toWords = ["-", "–", "—", "to", "au", "through"];

function wordedDate(piece: string): DateFound | null {
  const tokens = tokensOf(piece, 0);
  const cursor: Cursor = { tokens, at: 0 };
  const early = timeFirst(cursor);
  const about = takeAbout(cursor);
  take(cursor, "the", "le", "on", "du");
  const weekday = takeNamed(cursor, weekdayOf);
  if (weekday !== null) {
    take(cursor, ",");
    take(cursor, "the", "le", "-", "–");
  }
  const days = takeDays(cursor);
  if (days === null || days.some((day) => !exists(day))) return null;
  const [first, last] = days;
  if (first === undefined) return null;
  const end = tokens[cursor.at - 1]?.end ?? 0;
  // A weekday that does not fit is a slip of the pen somewhere: the date is kept, with doubt.
  const certainty = weekday !== null && first.day !== null && weekday !== weekdayNumber(first) ? 0.5 : 1;
  if (last !== undefined) {
    if (early !== null || edtfOf(first) >= edtfOf(last)) return null;
    return { dated: { ...undated, edtf: `${edtfOf(first)}/${edtfOf(last)}`, certainty }, end };
  }
  if (about) return { dated: { ...undated, edtf: `${edtfOf(first)}~`, certainty: 0.7 }, end };
  if (first.day === null) return early === null ? { dated: datedOf(first, null, certainty), end } : null;
  if (early !== null) return { dated: datedOf(first, inSeason(early, first), certainty), end };
  const time = timeAfter(tokens.slice(cursor.at), first);
  if (time === null) return { dated: datedOf(first, null, certainty), end };
  return { dated: datedOf(first, time.clock, certainty), end: time.end };
}

function takeAbout(cursor: Cursor): boolean {
  if (!take(cursor, "circa", "ca", "about", "around", "vers", "environ")) return false;
  take(cursor, ".");
  return true;
}

const weekdayNumber = ({ year, month, day }: Day): number =>
  new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1)).getUTCDay();

/** One day, month or year; or the two ends of a stretch of days. */
function takeDays(cursor: Cursor): Day[] | null {
  const start = cursor.at;
  const day = takeDay(cursor);
  if (day !== null) {
    const dayLast = take(cursor, ...toWords) ? takeDay(cursor) : null;
    take(cursor, "-", "/", ",", "of", "de");
    const month = takeNamed(cursor, monthOf);
    if (month !== null) {
      take(cursor, "-", "/", ",");
      take(cursor, "de");
      const year = takeYear(cursor);
      if (year !== null) return stretch(year, month, day, dayLast);
    }
    cursor.at = start;
  }
  const month = takeNamed(cursor, monthOf);
  if (month !== null) {
    const afterMonth = cursor.at;
    take(cursor, "-", "/");
    take(cursor, "the");
    const dayNext = takeDay(cursor);
    if (dayNext !== null) {
      const dayLast = take(cursor, ...toWords) ? takeDay(cursor) : null;
      take(cursor, ",", "-", "/");
      const year = takeYear(cursor);
      if (year !== null) return stretch(year, month, dayNext, dayLast);
      return null;
    }
    cursor.at = afterMonth;
    take(cursor, ",", "of", "de");
    const year = takeYear(cursor);
    return year === null ? null : [{ year, month: month + 1, day: null }];
  }
  const year = takeYear(cursor);
  return year === null ? null : [{ year, month: null, day: null }];
}

function stretch(year: number, month: number, day: number, dayLast: number | null): Day[] {
  const first = { year, month: month + 1, day };
  return dayLast === null ? [first] : [first, { ...first, day: dayLast }];
}
