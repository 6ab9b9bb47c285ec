/** Runs the program as a user does: `bin/stemma.js` in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const projectFolder = fileURLToPath(new URL("../..", import.meta.url));
const program = fileURLToPath(new URL("../../bin/stemma.js", import.meta.url));

export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  /** Resolves when the process has ended. */
  ended: Promise<Ran>;
}

interface StartOptions {
  /** Arguments for Node itself. */
  node?: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Another user than this process's; for root alone. */
  uid?: number;
  gid?: number;
}

/** Starts it. */
export function start(
  args: readonly string[],
  { node = [], env = {}, cwd, uid, gid }: StartOptions = {},
): Running {
  const child = spawn(process.execPath, [...node, program, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LANG: "C", LC_ALL: "C", NO_COLOR: "1", NODE_TEST_CONTEXT: undefined, ...env },
    ...(cwd ? { cwd } : {}),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
  return { child, ended };
}

export function run(args: readonly string[], options: Parameters<typeof start>[1] = {}): Promise<Ran> {
  return start(args, options).ended;
}
