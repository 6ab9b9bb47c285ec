/** The part of an address after `?`: plain `name=value` pairs that a person can read, type and paste. */

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Leaves the signs of the search language as they are where the standard allows it: `?q=with:holt+date:2021-03`. */
export function printSearch(search: Record<string, unknown>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(search)) {
    if (typeof value !== "string" || value === "") continue;
    pairs.push(`${encodeURIComponent(name)}=${readable(value)}`);
  }
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function readable(value: string): string {
  return encodeURIComponent(value.toWellFormed())
    .replaceAll("%20", "+")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%2F", "/");
}

/** `#120-180` as `{start, end}`; null when the address names no passage. */
export function parsePassage(hash: string): { start: number; end: number } | null {
  const match = /^#?(\d{1,10})-(\d{1,10})$/.exec(hash);
  if (match === null) return null;
  const start = Number(match[1]);
  const end = Number(match[2]);
  return start <= end ? { start, end } : null;
}
