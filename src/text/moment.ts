/** Dates for sorting and for ranges: EDTF to seconds, and back to nothing when a date is not known. */
import type { Dated } from "./document.ts";

const edtfPattern = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?)?/;

/**
 * Seconds since 1970 by which a date is sorted: UTC where it is known, else the clock as printed, else the beginning of the
 * month or year; null when undated.
 */
export function momentOf(date: Dated): number | null {
  const time = date.utc ? Date.parse(date.utc) : Number.NaN;
  if (!Number.isNaN(time)) return Math.floor(time / 1000);
  return date.edtf ? startOf(date.edtf) : null;
}

/**
 * First second of the time that an EDTF date (or the first of an interval) covers, as if its clock were UTC. Null if it is none,
 * or one that no calendar has (`2021-02-30`). Of a season (`2021-21`) the year is taken.
 */
export function startOf(edtf: string): number | null {
  const parts = edtfPattern.exec(edtf);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const season = month !== undefined && Number(month) > 20;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), month && !season ? Number(month) - 1 : 0, day ? Number(day) : 1);
  if (month && !season && date.getUTCMonth() !== Number(month) - 1) return null;
  if (day && date.getUTCDate() !== Number(day)) return null;
  date.setUTCHours(Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  return Math.floor(date.getTime() / 1000);
}

/** First second after the time that a plain EDTF date covers: of `2020-03`, 1 April 2020. Null if it is no date. */
export function endOf(edtf: string): number | null {
  const parts = edtfPattern.exec(edtf);
  const start = startOf(edtf);
  if (!parts || start === null) return null;
  const [, , month, day, hour, minute, second] = parts;
  if (second) return start + 1;
  if (minute && hour) return start + 60;
  const date = new Date(start * 1000);
  const inMonth = month !== undefined && Number(month) <= 12;
  if (day) date.setUTCDate(date.getUTCDate() + 1);
  else if (inMonth) date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCFullYear(date.getUTCFullYear() + 1);
  return Math.floor(date.getTime() / 1000);
}
