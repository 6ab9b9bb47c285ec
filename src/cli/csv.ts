/**
 * Comma-separated values (RFC 4180) that a spreadsheet takes for text: a cell that would be a formula gets an apostrophe in front.
 * What begins a formula: OWASP, "CSV injection"; the wide forms count in spreadsheets set to an East Asian language.
 */

/** One row, without its line end; null is an empty cell. */
export function csvLine(cells: readonly (string | null)[]): string {
  return cells.map(cell).join(",");
}

function cell(value: string | null): string {
  if (value === null) return "";
  const harmless = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
