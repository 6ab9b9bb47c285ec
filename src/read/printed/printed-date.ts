/**
 * Reads the date of a printed mail as it stands on paper: letters broken apart by OCR, months in several languages, clock with or
 * without zone. A date that could be two days is read no further than it is sure (only the year); a zone is never guessed.
 */
import type { Dated } from "../../text/document.ts";
import { type MonthFound, monthIn, weekdayBefore, weekdayStart } from "./date-words.ts";
import { type Clock, clockBefore, clockIn } from "./printed-clock.ts";

export interface PrintedDate {
  dated: Dated;
  /** Whether hour and minute were read. */
  clock: boolean;
  /** Stretch of the input that the date takes up. */
  start: number;
  end: number;
}

interface DateHabits {
  /** Order of day and month in `3/4/2020`; null when it is not known from elsewhere. */
  dayFirst: boolean | null;
  /** True where the print is surely English: `Mai` is then a misread `Mar`, not the May of French and German. */
  english?: boolean;
}

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

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(figure: number): string {
  return String(figure).padStart(2, "0");
}
