/**
 * A query as a row of terms, to add one, take one away, or set its dates. It only cuts at blanks outside quotes and brackets: what a
 * term means is the server's to say.
 */

const closing: Record<string, string> = { '"': '"', "“": "”", "«": "»", "„": "“" };

/** Terms at the top level, as written. An open quote or bracket runs to the end. */
export function terms(query: string): string[] {
  const found: string[] = [];
  let start = -1;
  let depth = 0;
  let quote: string | null = null;
  for (let i = 0; i < query.length; i++) {
    const sign = query.charAt(i);
    const blank = quote === null && depth === 0 && /\s/.test(sign);
    if (blank) {
      if (start >= 0) found.push(query.slice(start, i));
      start = -1;
      continue;
    }
    if (start < 0) start = i;
    if (quote !== null) {
      if (sign === quote || sign === '"') quote = null;
    } else if (closing[sign] !== undefined) quote = closing[sign] ?? null;
    else if (sign === "(") depth += 1;
    else if (sign === ")" && depth > 0) depth -= 1;
  }
  if (start >= 0) found.push(query.slice(start));
  return found;
}

export function hasTerm(query: string, term: string): boolean {
  const wanted = fold(term);
  return terms(query).some((one) => fold(one) === wanted);
}

/** Adds a term, unless it is there. `a OR b` is put in brackets first, so that the term holds for both. */
export function addTerm(query: string, term: string): string {
  if (hasTerm(query, term)) return query;
  const before = query.trim();
  if (before === "") return term;
  const alternatives = terms(before).includes("OR");
  return `${alternatives ? `(${before})` : before} ${term}`;
}

export function removeTerm(query: string, term: string): string {
  const wanted = fold(term);
  return terms(query)
    .filter((one) => fold(one) !== wanted)
    .join(" ");
}

export function toggleTerm(query: string, term: string): string {
  return hasTerm(query, term) ? removeTerm(query, term) : addTerm(query, term);
}

/** Stretch of time, as written in EDTF: `2020-03`; both ends belong to it. Null: open. */
export interface DateRange {
  from: string | null;
  to: string | null;
}

/** `date:2020-03..2020-05`, or `date:2020-03` when both ends are the same. */
export function dateTerm(range: DateRange): string {
  if (range.from === range.to && range.from !== null) return `date:${range.from}`;
  return `date:${range.from ?? ""}..${range.to ?? ""}`;
}

/** Finds what has no date: whatever has one lies before the end of the four-figure years. */
export const undatedTerm = "-date:..9999";

/** What the query's own `date:` says; null when there is none or more than one. */
export function dateRange(query: string): DateRange | null {
  const dates = terms(query).filter((term) => /^date:\S/i.test(term));
  const [only] = dates;
  if (only === undefined || dates.length > 1) return null;
  const value = only.slice("date:".length);
  const dots = value.indexOf("..");
  if (dots < 0) return { from: value, to: value };
  return { from: value.slice(0, dots) || null, to: value.slice(dots + 2) || null };
}

/** Replaces all that the query says about time; null takes it away. */
export function withDates(query: string, range: DateRange | null): string {
  const rest = terms(query)
    .filter((term) => !/^(date|before|after):/i.test(term))
    .join(" ");
  return range === null ? rest : addTerm(rest, dateTerm(range));
}

function fold(term: string): string {
  return term.toLowerCase().replace(/[“”„«»]/g, '"');
}
