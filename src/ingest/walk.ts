/** Lists every file under a source, in a stable order. Symbolic links are listed, never followed; nothing is opened. */
import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { join, sep } from "node:path";
import type { ProblemRow } from "../case/write.ts";

export interface FoundFile {
  /** Path within the source, `/` between its parts on every system; the file's own name when the source is a file. */
  path: string;
  /** Where it lies on disk. */
  file: string;
  sizeBytes: number;
  mtimeMs: number;
  /** What kept it from being a file that can be read; null for an ordinary file. */
  problem: ProblemRow | null;
}

/**
 * Every file under `root`, sorted by path within each folder. Folders that cannot be listed are found with their problem.
 * Cases (`*.stemma`) are left out: they are Stemma's own.
 */
export function* walk(root: string): Generator<FoundFile> {
  const top = lstatSync(root);
  if (!top.isDirectory()) {
    yield { path: root.split(sep).at(-1) ?? root, file: root, sizeBytes: top.size, mtimeMs: top.mtimeMs, problem: null };
    return;
  }
  // A list of folders yet to be seen instead of recursion: nesting is the attacker's to choose.
  const folders: string[] = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const inside: string[] = [];
    let names: string[];
    try {
      names = readdirSync(join(root, folder)).sort();
    } catch (error) {
      yield lost(folder, { stage: "walk", state: "failed", code: "unreadable", args: { error: codeOf(error) } });
      continue;
    }
    for (const name of names) {
      const path = folder ? `${folder}/${name}` : name;
      let entry: ReturnType<typeof lstatSync>;
      try {
        entry = lstatSync(join(root, path));
      } catch (error) {
        yield lost(path, { stage: "walk", state: "failed", code: "unreadable", args: { error: codeOf(error) } });
        continue;
      }
      if (entry.isFile()) yield { path, file: join(root, path), sizeBytes: entry.size, mtimeMs: entry.mtimeMs, problem: null };
      else if (entry.isDirectory()) {
        if (!name.endsWith(".stemma")) inside.push(path);
      } else if (entry.isSymbolicLink()) {
        const target = targetOf(join(root, path));
        yield lost(path, { stage: "walk", state: "skipped", code: "symbolic-link", args: { target } });
      } else {
        yield lost(path, { stage: "walk", state: "skipped", code: "not-a-file", args: { type: typeName(entry) } });
      }
    }
    folders.push(...inside.reverse());
  }
}

function lost(path: string, problem: ProblemRow): FoundFile {
  return { path, file: "", sizeBytes: 0, mtimeMs: 0, problem };
}

/** A link whose target cannot be told is still listed: the target is only a word in its line. */
function targetOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "?";
  }
}

function typeName(entry: { isFIFO(): boolean; isSocket(): boolean }): string {
  if (entry.isFIFO()) return "FIFO";
  if (entry.isSocket()) return "socket";
  return "device";
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}
