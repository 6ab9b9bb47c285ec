/** Lists every file under a source, in a stable order. Symbolic links are listed, never followed; nothing is opened. */

import { isUtf8 } from "node:buffer";
import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { sep } from "node:path";
import type { ProblemRow } from "../case/write.ts";

export interface FoundFile {
  /** Path within the source, `/` between its parts on every system; the file's own name when the source is a file. */
  path: string;
  /** Where it lies on disk. */
  file: DiskPath;
  sizeBytes: number;
  mtimeMs: number;
  /** What kept it from being a file that can be read; null for an ordinary file. */
  problem: ProblemRow | null;
}

/** A path on disk: bytes where it is no UTF-8, as names from old systems and broken archives are. */
type DiskPath = string | Buffer;

/**
 * Every file under `root`, sorted by path within each folder. Folders that cannot be listed are found with their problem.
 * Cases (`*.stemma`) are left out: they are Stemma's own.
 */
export function* walk(root: string): Generator<FoundFile> {
  const top = lstatSync(root);
  if (!top.isDirectory()) {
    yield foundFile(root.split(sep).at(-1) ?? root, root, top);
    return;
  }
  // A list of folders yet to be seen instead of recursion: nesting is the attacker's to choose.
  const folders: { path: string; disk: DiskPath }[] = [{ path: "", disk: root }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const inside: typeof folders = [];
    let names: DiskPath[];
    try {
      names = namesIn(folder.disk);
    } catch (error) {
      yield lost(folder.path, {
        stage: "walk",
        state: "failed",
        code: "unreadable",
        args: { error: codeOf(error) },
      });
      continue;
    }
    for (const name of names) {
      const label = labelOf(name);
      const path = folder.path ? `${folder.path}/${label}` : label;
      const disk = inFolder(folder.disk, name);
      let entry: Stats;
      try {
        entry = lstatSync(disk);
      } catch (error) {
        yield lost(path, {
          stage: "walk",
          state: "failed",
          code: "unreadable",
          args: { error: codeOf(error) },
        });
        continue;
      }
      if (!entry.isDirectory()) yield foundFile(path, disk, entry);
      else if (!label.endsWith(".stemma")) inside.push({ path, disk });
    }
    // One by one: a call takes no hundred thousand arguments.
    for (const one of inside.reverse()) folders.push(one);
  }
}

type Stats = NonNullable<ReturnType<typeof lstatSync>>;

function foundFile(path: string, disk: DiskPath, entry: Stats): FoundFile {
  if (entry.isFile())
    return { path, file: disk, sizeBytes: Number(entry.size), mtimeMs: Number(entry.mtimeMs), problem: null };
  if (entry.isSymbolicLink())
    return lost(path, {
      stage: "walk",
      state: "skipped",
      code: "symbolic-link",
      args: { target: targetOf(disk) },
    });
  return lost(path, { stage: "walk", state: "skipped", code: "not-a-file", args: { type: typeName(entry) } });
}

const replaced = "\ufffd";

/** Names in a folder, sorted; as bytes where they are no UTF-8, which Node shows by U+FFFD and could not open again. */
function namesIn(folder: DiskPath): DiskPath[] {
  const names = readdirSync(folder);
  if (typeof folder === "string" && !names.some((name) => name.includes(replaced))) return names.sort();
  return readdirSync(folder, { encoding: "buffer" })
    .map((name) => (typeof folder === "string" && isUtf8(name) ? name.toString() : name))
    .sort((a, b) => (labelOf(a) < labelOf(b) ? -1 : 1));
}

/** For people: bytes that are no UTF-8 as `\ufffdE9`, and that sign itself by its own bytes, so that no two names look the same. */
function labelOf(name: DiskPath): string {
  if (typeof name === "string")
    return name.includes(replaced) ? name.replaceAll(replaced, escapedBytes(Buffer.from(replaced))) : name;
  return isUtf8(name) ? labelOf(name.toString()) : escapedBytes(name);
}

function escapedBytes(bytes: Buffer): string {
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : replaced + byte.toString(16).toUpperCase(),
  ).join("");
}

function inFolder(folder: DiskPath, name: DiskPath): DiskPath {
  if (typeof folder === "string" && typeof name === "string")
    return folder.endsWith(sep) ? folder + name : folder + sep + name;
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), Buffer.from(name)]);
}

function lost(path: string, problem: ProblemRow): FoundFile {
  return { path, file: "", sizeBytes: 0, mtimeMs: 0, problem };
}

/** A link whose target cannot be told is still listed: the target is only a word in its line. */
function targetOf(path: DiskPath): string {
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
