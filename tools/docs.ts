/**
 * `node tools/docs.ts [--check]`: writes the pages, and the parts of pages, that are made from the program: its tables of commands,
 * questions, answers and search fields, and what the commands print that pages show. With `--check` it writes nothing, and names
 * what is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandLinePage } from "./docs/command-line.ts";
import { withOutputs } from "./docs/console.ts";
import { httpPage } from "./docs/http.ts";
import { openApi } from "./docs/openapi.ts";
import { fieldTable } from "./docs/search-fields.ts";

const root = path.dirname(import.meta.dirname);

interface Page {
  file: string;
  /** What the file shall hold; `before` is what it holds now. */
  make(before: string): string | Promise<string>;
}

const pages: readonly Page[] = [
  { file: "docs/command-line.md", make: commandLinePage },
  { file: "docs/http.md", make: httpPage },
  { file: "docs/openapi.json", make: openApi },
  { file: "docs/search-language.md", make: (before) => withOutputs(between(before, "fields", fieldTable())) },
  ...["README.md", "docs/guide.md", "docs/formats.md"].map((file) => ({ file, make: withOutputs })),
];

const check = process.argv.includes("--check");
for (const { file, make } of pages) {
  const full = path.join(root, file);
  const before = existsSync(full) ? readFileSync(full, "utf8") : "";
  const text = await make(before);
  if (text === before) continue;
  if (check) {
    process.stdout.write(`${file} is out of date: node tools/docs.ts\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(full, text);
    process.stdout.write(`${file}\n`);
  }
}

/** A page with what lies between its two markers put anew. */
function between(page: string, name: string, text: string): string {
  const opening = `<!-- ${name}: made by tools/docs.ts -->\n`;
  const closing = `<!-- /${name} -->\n`;
  const start = page.indexOf(opening);
  const end = page.indexOf(closing, start);
  if (start < 0 || end < 0) throw new Error(`the markers of “${name}” are missing:\n${opening}${closing}`);
  return `${page.slice(0, start)}${opening}${text}${page.slice(end)}`;
}
