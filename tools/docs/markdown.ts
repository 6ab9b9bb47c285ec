/** Tables and code in Markdown. */

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

export function code(text: string): string {
  return `\`${text}\``;
}

export const madeNote =
  "<!-- Made by tools/docs.ts from the tables of the program: change those, not this page. -->\n";
