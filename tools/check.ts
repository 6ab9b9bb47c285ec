/**
 * `npm run check [-- NAME…]`: everything that can be told without running the program, one line each, side by side. What fails
 * is shown in full. A further check is one more line in the table.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { licenceFaults } from "./licences.ts";
import { pathFaults } from "./paths.ts";
import { rankFaults } from "./ranks.ts";

const root = path.dirname(import.meta.dirname);

interface Check {
  name: string;
  /** What holds when it passes. */
  holds: string;
  /** Gives what is wrong, empty when nothing is. */
  run(): Promise<string>;
}

const checks: readonly Check[] = [
  { name: "types", holds: "the types fit", run: () => tool("typescript/bin/tsc", "-p", ".") },
  {
    name: "style",
    holds: "format and lint are Biome’s",
    run: () => tool("@biomejs/biome/bin/biome", "check", "--max-diagnostics=20"),
  },
  { name: "ranks", holds: "files import from lower ranks only, without cycles", run: lines(rankFaults) },
  {
    name: "unused",
    holds: "no file, export or dependency is unused",
    run: () => tool("knip/bin/knip.js", "--no-progress", "--no-config-hints"),
  },
  {
    name: "licences",
    holds: "what ships is permissively licensed and in docs/dependencies.md",
    run: lines(licenceFaults),
  },
  { name: "docs", holds: "what is made from the tables is up to date", run: docs },
  { name: "paths", holds: "no file names a machine’s own paths", run: lines(pathFaults) },
];

const wanted = process.argv.slice(2);
const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) {
  process.stderr.write(`no such check; there are: ${checks.map(({ name }) => name).join(", ")}\n`);
  process.exit(2);
}
const faults = await Promise.all(
  chosen.map(async ({ name, holds, run }) => {
    const startedMs = performance.now();
    const fault = await run();
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    process.stdout.write(`${fault === "" ? "✔" : "✖"} ${name.padEnd(8)}  ${holds}  (${seconds} s)\n`);
    return fault === "" ? "" : `\n── ${name} ──\n${fault.trimEnd()}\n`;
  }),
);
const failed = faults.filter((fault) => fault !== "");
process.stdout.write(failed.join(""));
process.exitCode = failed.length > 0 ? 1 : 0;

/** Runs a tool of `node_modules` with this Node; what it prints is what is wrong, unless it ends with 0. */
function tool(script: string, ...args: string[]): Promise<string> {
  return run([path.join(root, "node_modules", script), ...args]);
}

function run(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const printed: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => printed.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const text = Buffer.concat(printed).toString();
      resolve(code === 0 ? "" : text.trim() === "" ? `ended with ${signal ?? code}` : text);
    });
  });
}

function lines(faultsOf: (root: string) => readonly string[]): () => Promise<string> {
  return async () => faultsOf(root).join("\n");
}

/** `tools/docs.ts` writes the pages that are made from tables; with `--check` it only says which are out of date. */
async function docs(): Promise<string> {
  const generator = path.join(root, "tools", "docs.ts");
  return existsSync(generator) ? run([generator, "--check"]) : "";
}
