/**
 * Months into bars: gaps filled, so that time is even; few strays at the far ends set apart, so that one message “from 1970” does
 * not squeeze all others; months joined to quarters or years when there are more than fit.
 */

/** What one month holds; `2021-03`. */
export interface MonthCount {
  month: string;
  /** What the bar shows below: messages and papers. */
  count: number;
  /** What stands on top of it: stories. */
  top: number;
}

export interface Bar {
  /** First and last month of the bar. */
  from: string;
  to: string;
  count: number;
  top: number;
}

export interface Bars {
  bars: Bar[];
  /** Months that a bar spans: 1, 3 or 12, or a multiple of 12. */
  step: number;
  /** What lies outside the bars. */
  earlier: number;
  later: number;
}

/** Part of the whole that may be set apart at each end. */
const strayShare = 0.0025;

/** @param months in order of time, without gaps or with them */
export function barsOf(months: readonly MonthCount[], mostBars: number): Bars {
  const kept = months.filter((one) => /^\d{4}-\d{2}$/.test(one.month) && one.count + one.top > 0);
  let first = 0;
  let last = kept.length - 1;
  let earlier = 0;
  let later = 0;
  if (kept.length > 0 && span(kept, first, last) > mostBars) {
    const allowed = kept.reduce((sum, one) => sum + one.count + one.top, 0) * strayShare;
    for (let more = size(kept[first]); first < last && earlier + more <= allowed; more = size(kept[first])) {
      earlier += more;
      first += 1;
    }
    for (let more = size(kept[last]); first < last && later + more <= allowed; more = size(kept[last])) {
      later += more;
      last -= 1;
    }
  }
  const firstMonth = kept[first];
  const lastMonth = kept[last];
  if (firstMonth === undefined || lastMonth === undefined) return { bars: [], step: 1, earlier, later };
  const step = stepFor(span(kept, first, last), mostBars);
  const origin = Math.floor(monthNumber(firstMonth.month) / step) * step;
  const length = Math.floor((monthNumber(lastMonth.month) - origin) / step) + 1;
  const bars: Bar[] = Array.from({ length }, (_, i) => ({
    from: monthName(origin + i * step),
    to: monthName(origin + (i + 1) * step - 1),
    count: 0,
    top: 0,
  }));
  for (const one of kept.slice(first, last + 1)) {
    const bar = bars[Math.floor((monthNumber(one.month) - origin) / step)];
    if (bar === undefined) continue;
    bar.count += one.count;
    bar.top += one.top;
  }
  return { bars, step, earlier, later };
}

/** Stretch of the bars from one to another, as `date:` wants it: whole years by their number. */
export function stretch(first: Bar, last: Bar): { from: string; to: string } {
  const [start, end] = first.from <= last.from ? [first, last] : [last, first];
  if (start.from.endsWith("-01") && end.to.endsWith("-12")) {
    return { from: start.from.slice(0, 4), to: end.to.slice(0, 4) };
  }
  return { from: start.from, to: end.to };
}

/** Does the bar touch the stretch? Its ends are EDTF dates of any length; null is open. */
export function touches(bar: Bar, range: { from: string | null; to: string | null }): boolean {
  const from = range.from?.slice(0, 7) ?? null;
  const to = range.to?.slice(0, 7) ?? null;
  return (
    (from === null || bar.to.slice(0, from.length) >= from) &&
    (to === null || bar.from.slice(0, to.length) <= to)
  );
}

function stepFor(months: number, mostBars: number): number {
  for (const step of [1, 3, 12, 24, 60, 120, 300]) if (months / step <= mostBars) return step;
  return 1200;
}

function span(months: readonly MonthCount[], first: number, last: number): number {
  const start = months[first];
  const end = months[last];
  return start === undefined || end === undefined ? 0 : monthNumber(end.month) - monthNumber(start.month) + 1;
}

function size(month: MonthCount | undefined): number {
  return month === undefined ? 0 : month.count + month.top;
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthName(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}
