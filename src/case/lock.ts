/**
 * One process writes a case at a time. The lock is a file that names host, process and start time; it survives a crash, and one
 * whose process is dead is taken over.
 */
import { randomBytes } from "node:crypto";
import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname, uptime } from "node:os";
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
  // Written beside and linked into place: nobody ever sees half a lock of a living process.
  const beside = `${path}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      writeFileSync(beside, JSON.stringify(mine));
      if (putInPlace(beside, path)) return { release: () => releaseLock(path, mine) };
      const holder = readHolder(path);
      if (holder && isAlive(holder)) throw lockedBy(holder);
      takeAway(path, beside);
    }
  } finally {
    rmSync(beside, { force: true });
  }
  throw lockedBy({ host: "?", pid: 0, started: "?" });
}

function lockedBy({ host, pid, started }: Holder): Failure {
  return new Failure(messages.caseLocked, { host, pid: String(pid), started });
}

/** True when the file got the name `path`, which nobody else had. Where there are no hard links a new file has to do. */
function putInPlace(beside: string, path: string): boolean {
  try {
    linkSync(beside, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "ENOSYS") throw error;
  }
  try {
    copyFileSync(beside, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Takes a dead lock away. It is renamed first and looked at again: of two processes that both found it dead, the slower one may
 * have caught the living lock of the faster one, which is then put back.
 */
function takeAway(path: string, beside: string): void {
  try {
    renameSync(path, beside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const caught = readHolder(beside);
  if (caught && isAlive(caught)) putInPlace(beside, path);
  rmSync(beside, { force: true });
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

/** The clock may be set back a little between two looks at it. */
const clockMs = 60_000;

/**
 * A process of another machine cannot be asked: it counts as alive, so that nobody writes into a shared folder twice. A number may
 * be used again: a lock from before this machine was started is dead, and so is one of this number from before this process.
 */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  const startedMs = Date.parse(holder.started);
  if (startedMs < Date.now() - uptime() * 1000 - clockMs) return false;
  if (holder.pid === process.pid) return !(startedMs < Date.now() - process.uptime() * 1000);
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
