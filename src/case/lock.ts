/**
 * One process writes a case at a time. The lock is a file that names host, process and start time; it survives a crash, and one
 * whose process is dead is taken over.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { Failure } from "../text/errors.ts";
import { messages } from "../text/messages.ts";

interface Holder {
  host: string;
  pid: number;
  started: string;
}

export interface Lock {
  release(): void;
}

/** Takes the lock of the case at `folder`. Throws `Failure` when a living process holds it. */
export function takeLock(folder: string): Lock {
  const path = join(folder, "lock");
  const mine: Holder = { host: hostname(), pid: process.pid, started: new Date().toISOString() };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = openSync(path, "wx");
      writeSync(file, JSON.stringify(mine));
      closeSync(file);
      return { release: () => releaseLock(path, mine) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readHolder(path);
    if (holder && isAlive(holder)) {
      throw new Failure(messages.caseLocked, { host: holder.host, pid: String(holder.pid), started: holder.started });
    }
    // Renaming first makes sure that of two processes that both find a dead lock only one takes it away.
    const aside = `${path}.${process.pid}`;
    try {
      renameSync(path, aside);
      rmSync(aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  throw new Failure(messages.caseLocked, { host: "?", pid: "?", started: "?" });
}

function releaseLock(path: string, mine: Holder): void {
  const holder = readHolder(path);
  if (holder?.pid === mine.pid && holder.started === mine.started) rmSync(path, { force: true });
}

/** Null when there is no lock, or when it was torn by a crash while it was written: nobody holds such a one. */
function readHolder(path: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(path, "utf8")) as Partial<Holder>;
    if (typeof holder.pid !== "number" || typeof holder.host !== "string") return null;
    return { host: holder.host, pid: holder.pid, started: holder.started ?? "?" };
  } catch {
    return null;
  }
}

/** A process of another machine cannot be asked: it counts as alive, so that nobody writes into a shared folder twice. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
