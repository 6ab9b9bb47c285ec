/**
 * Title, paper, author, date and language of saved stories, as the readers for web pages and text files find them. Writes
 * `stories.json`, an array of `{file, kind, title, outlet, author, date, language}` in the order of the file names.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Budget, defaultLimits } from "../src/read/budget.ts";
import { htmlReader } from "../src/read/html/html.ts";
import { bytesInput } from "../src/read/input.ts";
import { plainReader } from "../src/read/plain/plain.ts";
import type { Draft } from "../src/text/document.ts";

/** Reads every `.txt`, `.md` and `.html` file of `folder`; `score` is a script that is given `--gold FOLDER --system OUT`. */
export async function measure(options: { folder: string; out: string; score?: string }): Promise<void> {
  const rows = [];
  for (const file of readdirSync(options.folder).toSorted()) {
    if (!/\.(?:txt|md|html?|xhtml)$/i.test(file) || file === "README.md") continue;
    const draft = await readStory(file, readFileSync(join(options.folder, file)));
    rows.push({
      file,
      kind: draft?.kind ?? null,
      title: draft?.title ?? null,
      outlet: draft?.outlet ?? null,
      author: draft?.author ?? null,
      date: draft?.date.edtf ?? null,
      language: draft?.language ?? null,
    });
  }
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, "stories.json"), `${JSON.stringify(rows, null, 1)}\n`);
  console.table(
    rows.map((row) => ({ ...row, file: row.file.slice(0, 30), title: row.title?.slice(0, 70) ?? null })),
  );
  if (options.score !== undefined)
    spawnSync(process.execPath, [options.score, "--gold", options.folder, "--system", options.out], {
      stdio: "inherit",
    });
}

async function readStory(name: string, bytes: Uint8Array): Promise<Draft | null> {
  const peek = { name, head: bytes.subarray(0, 65_536), sizeBytes: bytes.length };
  const reader = htmlReader.accepts(peek) > plainReader.accepts(peek) ? htmlReader : plainReader;
  for await (const reading of reader.read(bytesInput(name, bytes), Budget.of(defaultLimits, bytes.length)))
    if ("document" in reading) return reading.document;
  return null;
}
