/** Runs `bin/stemma.js` as a person does, in a process of its own, on cases that are built in a temporary folder. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
export const program = path.join(root, "bin", "stemma.js");
export const exampleSources = path.join(root, "examples", "castellane");

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Makes the program believe that it writes to a terminal so wide. */
  terminalColumns?: number;
}

/** Runs one command line. The language is English unless the line or `env` says otherwise. */
export function stemma(
  args: readonly string[],
  { cwd, env, terminalColumns }: RunOptions = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [...pretence(terminalColumns), program, ...args], {
    cwd: cwd ?? root,
    env: environment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out: Buffer[] = [];
  const aside: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => aside.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(aside).toString(),
      }),
    );
  });
}

/** What of this process's surroundings a run may see. */
export function environment(more: Record<string, string> = {}): Record<string, string> {
  const { NO_COLOR: _, FORCE_COLOR: __, LANG: ___, LC_ALL: ____, LC_MESSAGES: _____, ...rest } = process.env;
  return { ...(rest as Record<string, string>), LANG: "C.UTF-8", TERM: "xterm-256color", ...more };
}

function pretence(columns: number | undefined): string[] {
  if (columns === undefined) return [];
  const code = `for (const out of [process.stdout, process.stderr]) { out.isTTY = true; out.columns = ${columns}; }`;
  return ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
}

/** A temporary folder, and what takes it away. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "stemma-contract-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The example case, built by the program itself. */
export async function exampleCase(): Promise<{ folder: string; case: string; remove: () => void }> {
  const { folder, remove } = temporaryFolder();
  const made = path.join(folder, "example.stemma");
  const { code, stderr } = await stemma(["ingest", exampleSources, "--case", made]);
  // 3: the example holds files that cannot be read, on purpose.
  if (code !== 3) throw new Error(`the example case was not built (exit ${code}): ${stderr}`);
  return { folder, case: made, remove };
}
