/**
 * Dates, numbers, sizes and names as the reader's language prints them. A date is shown as far as it is known and no further:
 * `2020-03` is “March 2020”, a time without zone has none. Times are those that the document prints, never moved to another zone.
 */
import type { Dated, DocumentKind, Party } from "../../ask/answers.ts";
import { locales, phrase, type Tongue } from "../words.ts";
import { splitPath } from "./place.ts";

export function showNumber(value: number, tongue: Tongue): string {
  return cached(`n${tongue}`, () => new Intl.NumberFormat(locales[tongue])).format(value);
}

/** A part of a whole, 0 to 1, as a whole percentage; what is more than nothing is never shown as 0 %. */
export function showShare(share: number, tongue: Tongue): string {
  const format = cached(
    `%${tongue}`,
    () => new Intl.NumberFormat(locales[tongue], { style: "percent", maximumFractionDigits: 0 }),
  );
  if (share > 0 && share < 0.005) return `< ${format.format(0.01)}`;
  if (share < 1 && share > 0.995) return `> ${format.format(0.99)}`;
  return format.format(share);
}

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** 84 kB, 1,9 Go: powers of 1000, as file managers and disks count. */
export function showBytes(bytes: number, tongue: Tongue): string {
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < byteUnits.length - 1) {
    value /= 1000;
    step += 1;
  }
  const unit = byteUnits[step] ?? "byte";
  const digits = step > 0 && value < 10 ? 1 : 0;
  return cached(
    `b${tongue}${unit}${digits}`,
    () =>
      new Intl.NumberFormat(locales[tongue], {
        style: "unit",
        unit,
        unitDisplay: step === 0 ? "long" : "short",
        maximumFractionDigits: digits,
      }),
  ).format(value);
}

/** A stretch of time to come or gone by, in its largest unit: “4 minutes”. */
export function showDuration(seconds: number, tongue: Tongue): string {
  const [value, unit] = inLargestUnit(Math.max(1, seconds));
  return cached(
    `d${tongue}${unit}`,
    () => new Intl.NumberFormat(locales[tongue], { style: "unit", unit, unitDisplay: "long" }),
  ).format(value);
}

/** “4 minutes ago”; past a month the day itself. */
export function showAgo(iso: string, now: number, tongue: Tongue): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) return iso;
  const seconds = Math.max(0, (now - then) / 1000);
  if (seconds > 30 * 86_400) return showDay(iso, tongue);
  const [value, unit] = inLargestUnit(seconds);
  return cached(`a${tongue}`, () => new Intl.RelativeTimeFormat(locales[tongue], { numeric: "auto" })).format(
    -value,
    unit,
  );
}

/** The day of a moment on this machine: “2 December 2021”. */
export function showDay(iso: string, tongue: Tongue): string {
  return cached(
    `day${tongue}`,
    () => new Intl.DateTimeFormat(locales[tongue], { day: "numeric", month: "long", year: "numeric" }),
  ).format(new Date(iso));
}

function inLargestUnit(seconds: number): [number, "second" | "minute" | "hour" | "day"] {
  if (seconds < 60) return [Math.round(seconds), "second"];
  if (seconds < 3600) return [Math.round(seconds / 60), "minute"];
  if (seconds < 86_400) return [Math.round(seconds / 3600), "hour"];
  return [Math.round(seconds / 86_400), "day"];
}

/* ---- EDTF --------------------------------------------------------------------------------------------------- */

/** What an EDTF date names; what it leaves open is undefined. */
interface PartialDate {
  year: number;
  month?: number;
  day?: number;
  time?: string;
  /** `~` or `%`: about; `?` or `%`: uncertain. */
  about: boolean;
  uncertain: boolean;
}

const edtfDate =
  /^(-?\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?([~?%]?)$/;

/** Reads the EDTF of level 0 with `~ ? %`; null for what is none. Intervals are read by `showEdtf`. */
function readEdtf(edtf: string): PartialDate | null {
  const match = edtfDate.exec(edtf);
  if (match === null) return null;
  const [, year, month, day, time, sign] = match;
  const date: PartialDate = {
    year: Number(year),
    about: sign === "~" || sign === "%",
    uncertain: sign === "?" || sign === "%",
  };
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return null;
  if (month !== undefined) date.month = Number(month);
  if (day !== undefined) date.day = Number(day);
  if (time !== undefined) date.time = time;
  return date;
}

type DateStyle =
  /** 16 March 2021, 23:41 */
  | "plain"
  /** Tue 16 March 2021, 23:41 */
  | "full"
  /** 16 Mar 2021, 23:41: for the lines of a conversation */
  | "brief"
  /** 16 Mar; 16 Mar 2020 when the year is another than `thisYear`: for narrow lists. */
  | "short";

/** An EDTF date or interval as far as it goes; what cannot be read is shown as it stands. */
export function showEdtf(
  edtf: string,
  tongue: Tongue,
  style: DateStyle = "plain",
  thisYear?: number,
): string {
  const slash = edtf.indexOf("/");
  if (slash >= 0) {
    const start = edtf.slice(0, slash);
    const end = edtf.slice(slash + 1);
    if (start === "" || start === "..")
      return phrase("date.until", tongue, { end: showEdtf(end, tongue, style) });
    if (end === "" || end === "..")
      return phrase("date.from", tongue, { start: showEdtf(start, tongue, style) });
    return phrase("date.range", tongue, {
      start: showEdtf(start, tongue, style),
      end: showEdtf(end, tongue, style),
    });
  }
  const date = readEdtf(edtf);
  if (date === null) return edtf;
  const shown = showPartial(date, tongue, style, thisYear);
  const marked = date.uncertain ? `${shown} (?)` : shown;
  return date.about ? phrase("date.about", tongue, { date: marked }) : marked;
}

function showPartial(
  date: PartialDate,
  tongue: Tongue,
  style: DateStyle,
  thisYear: number | undefined,
): string {
  if (date.month === undefined) return String(date.year);
  const options: Intl.DateTimeFormatOptions = {
    timeZone: "UTC",
    month: style === "short" || style === "brief" ? "short" : "long",
  };
  if (date.day !== undefined) options.day = "numeric";
  if (!(style === "short" && date.day !== undefined && date.year === thisYear)) options.year = "numeric";
  if (style === "full" && date.day !== undefined) options.weekday = "short";
  const moment = new Date(Date.UTC(2000, date.month - 1, date.day ?? 1));
  moment.setUTCFullYear(date.year, date.month - 1, date.day ?? 1);
  const day = cached(
    `e${tongue}${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locales[tongue], options),
  )
    .format(moment)
    // British English sets a comma after the weekday in some versions of the tables and none in others.
    .replace(/^(\p{L}+\.?), /u, "$1 ");
  return date.time === undefined || style === "short" ? day : `${day}, ${date.time}`;
}

/** The date of a document; “no date” when none is known. */
export function showDate(date: Dated, tongue: Tongue, style: DateStyle = "plain", thisYear?: number): string {
  if (date.edtf === null) return phrase("date.none", tongue);
  return showEdtf(date.edtf, tongue, style, thisYear);
}

/** What a document is called: its title, else its file; a message without a subject says so. */
export function showTitle(
  document: { title: string | null; kind: DocumentKind; place: string },
  tongue: Tongue,
): string {
  if (document.title !== null) return document.title;
  return document.kind === "message" ? phrase("subject.none", tongue) : splitPath(document.place).name;
}

/** The zone as mail prints it, `(−0400)`, with a true minus sign; null when the document gives none. */
export function showZone(date: Dated): string | null {
  if (date.zone === null) return null;
  return `(${date.zone.replace(":", "").replace("-", "−")})`;
}

/** `2020-03` as “March 2020”, or “Mar 2020”. */
export function showMonth(month: string, tongue: Tongue, style: "long" | "short" = "long"): string {
  return showEdtf(month, tongue, style === "long" ? "plain" : "short");
}

/* ---- names -------------------------------------------------------------------------------------------------- */

/** The name, else the address; “unknown” for nobody. */
export function showParty(party: Party, tongue: Tongue): string {
  return party.name ?? party.address ?? phrase("party.unknown", tongue);
}

/** Up to `most` names, and how many more. */
export function showParties(parties: readonly Party[], tongue: Tongue, most = 3): string {
  const names = parties.slice(0, most).map((party) => showParty(party, tongue));
  const rest = parties.length - names.length;
  const shown = names.join(", ");
  return rest > 0 ? `${shown} ${phrase("party.more", tongue, { count: rest })}` : shown;
}

/** Name of a language in the reader's language, as within a sentence; the code when nobody has a name for it. */
export function showLanguage(code: string, tongue: Tongue): string {
  try {
    const name = cached(
      `l${tongue}`,
      () => new Intl.DisplayNames(locales[tongue], { type: "language", fallback: "code" }),
    ).of(code);
    return name ?? code;
  } catch {
    // `of` throws on what is no language code at all: then the code is what we know.
    return code;
  }
}

const formats = new Map<string, unknown>();

/** Making an Intl format takes a hundred times as long as using it. */
function cached<Format>(key: string, make: () => Format): Format {
  const kept = formats.get(key);
  if (kept !== undefined) return kept as Format;
  const format = make();
  formats.set(key, format);
  return format;
}
