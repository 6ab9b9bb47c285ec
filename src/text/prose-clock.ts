/**
 * Times of day as they are printed beside dates, and the tokens that both are read from: `03:30`, `2:30 p.m. EDT`, `14h30`, `10 h`.
 * Part of `prose-date.ts`.
 */
import { fold } from "./words.ts";

export interface Clock {
  hour: number;
  minute: number;
  second: number | null;
  /** Minutes east of Greenwich; null when no zone is printed. */
  offset: number | null;
  /** True when the zone is `Z` or its like: kept in that spelling. */
  zulu: boolean;
  season: Season;
}

/** Half of the year in which a zone's abbreviation is in use in the north, where all of those read here lie. */
type Season = "summer" | "winter" | "any";

export interface Token {
  /** Folded; numbers as they stand. */
  word: string;
  end: number;
  number: boolean;
}

const tokenPattern = /(\d+)|(\p{L}+)|[^\s\p{L}\d]/uy;

/** Numbers, words and single signs from `start` on. */
export function tokensOf(piece: string, start: number): Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < piece.length) {
    if (/\s/.test(piece[at] ?? "")) {
      at += 1;
      continue;
    }
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(piece);
    if (match === null) break;
    at += match[0].length;
    tokens.push({ word: match[1] ?? fold(match[0]), end: at, number: match[1] !== undefined });
  }
  return tokens;
}

/** A place among tokens; `take` moves on when the next token fits. */
export interface Cursor {
  tokens: readonly Token[];
  at: number;
}

/** Steps over one of `words`, if one of them is next. */
export function take(cursor: Cursor, ...words: string[]): boolean {
  if (!words.includes(cursor.tokens[cursor.at]?.word ?? "")) return false;
  cursor.at += 1;
  return true;
}

/** Steps over a number that looks like `digits` and lies between `from` and `to`; null where the next token is none. */
export function takeNumber(cursor: Cursor, digits: RegExp, from: number, to: number): number | null {
  const token = cursor.tokens[cursor.at];
  if (!token?.number || !digits.test(token.word)) return null;
  const value = Number(token.word);
  if (value < from || value > to) return null;
  cursor.at += 1;
  return value;
}

/** A time of day without zone; null for one that no clock shows. A leap second is the second before. */
export function clockOf(hour: number, minute: number, second: number | null): Clock | null {
  if (hour > 23 || minute > 59 || (second ?? 0) > 60) return null;
  return { hour, minute, second: second === 60 ? 59 : second, offset: null, zulu: false, season: "any" };
}

/** `10:04 AM ET, Monday …`: a time before the day. The cursor stays where it was when there is none. */
export function timeFirst(cursor: Cursor): Clock | null {
  const clock = takeTime(cursor);
  if (clock === null) return null;
  for (let more = true; more; ) more = take(cursor, ",", "-", "–", "—", "|", "·", "•");
  return clock;
}

/** A time after the day, with what may stand between them. Null when there is none that is sure. */
export function timeAfter(
  tokens: readonly Token[],
  day: { month: number | null },
): { clock: Clock; end: number } | null {
  const cursor: Cursor = { tokens, at: 0 };
  for (let more = true; more; )
    more = take(cursor, ",", "-", "–", "—", "|", "·", "•", "at", "a", "@", "/", ";");
  const clock = takeTime(cursor);
  if (clock === null) return null;
  return { clock: inSeason(clock, day), end: tokens[cursor.at - 1]?.end ?? 0 };
}

/** `14:30`, `2:30 pm`, `2.30pm`, `14h30`, `14 h`, `2 p.m.`, with seconds and zone. */
function takeTime(cursor: Cursor): Clock | null {
  const start = cursor.at;
  const back = (): null => {
    cursor.at = start;
    return null;
  };
  const hour = takeNumber(cursor, /^\d{1,2}$/, 0, 23);
  if (hour === null) return back();
  let minute = 0;
  let second: number | null = null;
  let told = false;
  if (take(cursor, "h", "heures", "heure")) {
    told = true;
    minute = takeNumber(cursor, /^\d\d$/, 0, 59) ?? 0;
  } else if (take(cursor, ":", ".")) {
    const minutes = takeNumber(cursor, /^\d\d$/, 0, 59);
    if (minutes === null) return back();
    minute = minutes;
    told = true;
    if (take(cursor, ":")) {
      second = takeNumber(cursor, /^\d\d$/, 0, 59);
      if (second === null) return back();
    }
  }
  const half = takeHalf(cursor);
  if (half === null && !told) return back();
  if (half !== null && (hour < 1 || hour > 12)) return back();
  const clock = clockOf(half === null ? hour : (hour % 12) + half, minute, second);
  if (clock === null) return back();
  takeZone(cursor, clock);
  return clock;
}

/** 0 for a.m., 12 for p.m.; null when neither stands there. */
function takeHalf(cursor: Cursor): 0 | 12 | null {
  if (take(cursor, "am")) return 0;
  if (take(cursor, "pm")) return 12;
  const [letter, dot, m, last] = cursor.tokens.slice(cursor.at, cursor.at + 4).map((token) => token.word);
  if ((letter !== "a" && letter !== "p") || dot !== "." || m !== "m") return null;
  cursor.at += last === "." ? 4 : 3;
  return letter === "a" ? 0 : 12;
}

/** Abbreviations that mean one offset the world over, in minutes, with the season they are kept in. */
const zones = new Map<string, { offset: number; season: Season }>([
  ["z", { offset: 0, season: "any" }],
  ["utc", { offset: 0, season: "any" }],
  ["gmt", { offset: 0, season: "any" }],
  ["cet", { offset: 60, season: "winter" }],
  ["cest", { offset: 120, season: "summer" }],
  ["est", { offset: -300, season: "winter" }],
  ["edt", { offset: -240, season: "summer" }],
  ["cdt", { offset: -300, season: "summer" }],
  ["mst", { offset: -420, season: "winter" }],
  ["mdt", { offset: -360, season: "summer" }],
  ["pst", { offset: -480, season: "winter" }],
  ["pdt", { offset: -420, season: "summer" }],
]);
/** Abbreviations that mean more than one offset: read, so that the date before them is, but they give no zone. */
const vagueZones = ["et", "ct", "mt", "pt", "bst", "ist", "cst", "aest", "aedt", "jst", "local"];

/** `EST` in July is a slip for `EDT` or not, nobody knows: then there is no zone. Clocks change in March and November. */
export function inSeason(clock: Clock, { month }: { month: number | null }): Clock {
  if (clock.season === "any" || month === null || month === 3 || month === 10 || month === 11) return clock;
  const summer = month >= 4 && month <= 9;
  return (clock.season === "summer") === summer ? clock : { ...clock, offset: null, zulu: false };
}

function takeZone(cursor: Cursor, clock: Clock): void {
  const start = cursor.at;
  const open = take(cursor, "(");
  const name = cursor.tokens[cursor.at]?.word ?? "";
  const zone = zones.get(name);
  if (zone !== undefined) {
    cursor.at += 1;
    clock.offset = zone.offset;
    clock.zulu = name === "z" || name === "utc" || name === "gmt";
    if (clock.zulu) takeOffset(cursor, clock);
    clock.season = zone.season;
  } else if (vagueZones.includes(name)) {
    cursor.at += 1;
  } else if (!takeOffset(cursor, clock)) {
    cursor.at = start;
    return;
  }
  if (open && !take(cursor, ")")) {
    cursor.at = start;
    clock.offset = null;
    clock.zulu = false;
  }
}

/** `+02:00`, `+0200`, `-5`. */
function takeOffset(cursor: Cursor, clock: Clock): boolean {
  const start = cursor.at;
  const sign = cursor.tokens[cursor.at]?.word;
  if (sign !== "+" && sign !== "-" && sign !== "−") return false;
  cursor.at += 1;
  const digits = cursor.tokens[cursor.at];
  if (digits?.number && /^\d{4}$|^\d{1,2}$/.test(digits.word)) {
    cursor.at += 1;
    let printed = digits.word;
    if (printed.length <= 2) {
      printed = printed.padStart(2, "0");
      const colon = cursor.at;
      const minutes = take(cursor, ":") ? cursor.tokens[cursor.at] : undefined;
      if (minutes?.number && minutes.word.length === 2) {
        printed += minutes.word;
        cursor.at += 1;
      } else cursor.at = colon;
    }
    const offset = offsetOf(`${sign === "+" ? "+" : "-"}${printed}`);
    if (offset !== null) {
      clock.offset = offset;
      clock.zulu = false;
      return true;
    }
  }
  cursor.at = start;
  return false;
}

/** Minutes of `+02:00`, `+0200` or `+02`; null past the edges of the world. */
export function offsetOf(zone: string): number | null {
  const parts = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (parts === null) return null;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  if (minutes > 14 * 60 || Number(parts[3] ?? 0) > 59) return null;
  return parts[1] === "-" ? -minutes : minutes;
}
