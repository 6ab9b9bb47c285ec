/** What a command line costs: wall and CPU time of it and all its children, and its peak memory. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Cost {
  wallSeconds: number;
  /** User and system, children included. */
  cpuSeconds: number;
  /** Of the largest process; null where this system does not tell. */
  peakBytes: number | null;
  /** Standard output. */
  printed: string;
}

export interface Command {
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Exit codes that count as done; 0 without. */
  allowed?: readonly number[];
}

// Only GNU time tells the peak of a process that has ended.
const gnuTime = ["/usr/bin/time", "/usr/local/bin/gtime", "/opt/homebrew/bin/gtime"].find(
  (place) => existsSync(place) && spawnSync(place, ["--version"]).status === 0,
);
const longestPrintedBytes = 64 * 1024 ** 2;

/** Whether a program is on the PATH. */
export function isInstalled(name: string): boolean {
  return (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, name)));
}

/** Runs one command to its end. @throws Error with what it printed, when it fails */
export async function costOf({ command, args, env, allowed = [0] }: Command): Promise<Cost> {
  const notes = mkdtempSync(path.join(tmpdir(), "stemma-cost-"));
  const [times, peak] = [path.join(notes, "times"), path.join(notes, "peak")];
  const timed = gnuTime === undefined ? [] : [gnuTime, "--quiet", "-f", "%M", "-o", peak];
  // The shell's own `time` asks the kernel for microseconds; GNU time prints hundredths of a second.
  const script = 'TIMEFORMAT="%3R %3U %3S"; exec 3>&2; { time "$@" 2>&3; } 2>"$STEMMA_TIMES"';
  try {
    const ended = await run("bash", ["-c", script, "bash", ...timed, command, ...args], {
      ...process.env,
      LC_ALL: "C.UTF-8",
      ...env,
      STEMMA_TIMES: times,
    });
    if (!allowed.includes(ended.code)) {
      throw new Error(
        `${command} ${args.join(" ")} ended with ${ended.code}:\n${ended.complaints.slice(-2000)}`,
      );
    }
    const [wall = 0, user = 0, system = 0] = readFileSync(times, "utf8")
      .trim()
      .split(/\s+/)
      .slice(-3)
      .map(Number);
    const kilobytes = existsSync(peak)
      ? Number(readFileSync(peak, "utf8").trim().split("\n").at(-1))
      : Number.NaN;
    return {
      wallSeconds: wall,
      cpuSeconds: user + system,
      peakBytes: Number.isFinite(kilobytes) ? kilobytes * 1024 : null,
      printed: ended.printed,
    };
  } finally {
    rmSync(notes, { recursive: true, force: true });
  }
}

function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; printed: string; complaints: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const printed: Buffer[] = [];
    let printedBytes = 0;
    let complaints = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printedBytes += chunk.length;
      if (printedBytes <= longestPrintedBytes) printed.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      complaints = (complaints + chunk.toString()).slice(-10_000);
    });
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code: code ?? -1, printed: Buffer.concat(printed).toString(), complaints }),
    );
  });
}

/** Bytes of all files below a folder, or of one file; files with several names count once. */
export function sizeOnDisk(place: string): number {
  const seen = new Set<number>();
  let bytes = 0;
  const walk = (full: string): void => {
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isDirectory()) for (const name of readdirSync(full)) walk(path.join(full, name));
    else if (!seen.has(stat.ino)) {
      seen.add(stat.ino);
      bytes += stat.size;
    }
  };
  walk(place);
  return bytes;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
