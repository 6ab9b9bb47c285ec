/**
 * Blocks ```console in a page: each line `$ …` is run as it stands, and what it prints is put below it. So every command that a page
 * shows is one that works, and every answer one that Stemma gives. Pages are run in a temporary folder that has the examples in it.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const block = /^```console\n([\s\S]*?)^```$/gm;
const makesTheCase = "stemma ingest examples/castellane --case castellane.stemma";

/** The page with the output of its commands put anew. */
export function withOutputs(page: string): string {
  if (!page.includes("```console\n")) return page;
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stemma-docs-")));
  try {
    symlinkSync(path.join(root, "examples"), path.join(folder, "examples"));
    if (!page.includes(makesTheCase)) run(folder, `${makesTheCase} > /dev/null`);
    return page.replace(block, (_, inside: string) => {
      const commands = inside.split("\n").filter((line) => line.startsWith("$ "));
      return `\`\`\`console\n${commands.map((line) => `${line}\n${run(folder, line.slice(2))}`).join("")}\`\`\``;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a command prints on a terminal of 100 columns; the way to the temporary folder is left out. */
function run(folder: string, command: string): string {
  const script = `stemma() { "$NODE" "$STEMMA" "$@"; }\n{ ${command}\n} 2>&1 || true`;
  const { NO_COLOR: _, LC_ALL: __, LC_MESSAGES: ___, ...environment } = process.env;
  const printed = execFileSync("sh", ["-c", script], {
    cwd: folder,
    env: {
      ...environment,
      LANG: "C.UTF-8",
      NODE: process.execPath,
      STEMMA: path.join(root, "bin", "stemma.js"),
    },
    encoding: "utf8",
  });
  return printed.replaceAll(`${folder}/`, "…/").replaceAll(/[ \t]+$/gm, "");
}
