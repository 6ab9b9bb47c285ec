/**
 * The workers of an ingest. Hands out jobs, passes batches on, and sees to it that a file which kills or hangs its worker costs
 * itself alone: the worker is replaced, the file is tried once more only to be hashed and listed.
 */
import { Worker } from "node:worker_threads";
import type { FileLost, OriginalRead, ProblemRow } from "../case/write.ts";
import { Failure } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import type { FileToRead, ReadFileOptions } from "./read-file.ts";
import type { FromWorker, Job, ToWorker, WorkerSetup } from "./worker.ts";

export interface Taken {
  batch: OriginalRead[];
  lost: FileLost[];
  /** Files that are wholly read with this batch. */
  finished: FileToRead[];
}

interface Member {
  worker: Worker;
  clock: Int32Array;
  job: Job | null;
  done: number;
  killedFor: ProblemRow | null;
  /** It has told something: it is a worker that works. */
  proven: boolean;
}

export interface Bounds {
  /** A worker is ended when a file takes this much longer than its own budget allows, which it should have noticed itself. */
  graceSeconds: number;
  /** Memory of one worker. */
  megabytes: number;
}

const defaultBounds: Bounds = { graceSeconds: 20, megabytes: 1024 };
const jobFiles = 64;
const jobBytes = 4 * 1024 ** 2;

/**
 * Reads all `files` with `workers` threads. Calls `take` with each batch, one at a time and in each worker's order; the next
 * batches wait while it works. Throws `Failure` when the world fails (disk full), after the workers have stopped.
 */
export async function readAll(
  files: Iterator<FileToRead>,
  options: ReadFileOptions,
  workers: number,
  take: (taken: Taken) => void,
  signal: AbortSignal,
  { graceSeconds, megabytes }: Bounds = defaultBounds,
): Promise<void> {
  const startedMs = Date.now();
  const again: FileToRead[] = [];
  const members = new Set<Member>();
  const { promise, resolve, reject } = Promise.withResolvers<void>();

  const nextJob = (): Job | null => {
    const job: FileToRead[] = [];
    let bytes = 0;
    // A file that ended a worker goes alone, so that nothing else is lost if it does so again.
    const retry = again.pop();
    if (retry) return { files: [retry] };
    while (job.length < jobFiles && bytes < jobBytes) {
      const next = files.next();
      if (next.done) break;
      job.push(next.value);
      bytes += next.value.sizeBytes;
    }
    return job.length ? { files: job } : null;
  };

  const give = (member: Member): void => {
    const job = signal.aborted ? null : nextJob();
    member.job = job;
    member.done = 0;
    if (job) member.worker.postMessage({ job } satisfies ToWorker);
    else {
      members.delete(member);
      void member.worker.terminate();
      if (members.size === 0) resolve();
    }
  };

  const hire = (): void => {
    const clock = new SharedArrayBuffer(8);
    new Int32Array(clock).fill(-1);
    const setup: WorkerSetup = { options, clock, startedMs };
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    const member: Member = {
      worker,
      clock: new Int32Array(clock),
      job: null,
      done: 0,
      killedFor: null,
      proven: false,
    };
    members.add(member);
    worker.on("message", (told: FromWorker) => {
      member.proven = true;
      if ("failure" in told) {
        reject(failureOf(told.failure));
        return;
      }
      const finished = member.job?.files.slice(member.done, told.done) ?? [];
      member.done = told.done;
      try {
        take({ batch: told.batch, lost: told.lost, finished });
      } catch (error) {
        reject(error);
        return;
      }
      // Not at once: a worker that answers while its messages are still being handed out keeps this thread from all else, such as
      // Ctrl-C, until it has read everything.
      setImmediate(() => {
        if (!members.has(member)) return;
        worker.postMessage({ taken: true } satisfies ToWorker);
        if (told.idle || signal.aborted) give(member);
      });
    });
    // `error` comes when a thread runs out of memory or throws outside our hands; `exit` follows in every case.
    let why = "";
    worker.on("error", (error: Error) => {
      why = (error as NodeJS.ErrnoException).code ?? error.message;
    });
    worker.on("exit", () => {
      if (!members.delete(member) || !member.job) return;
      const reading = Atomics.load(member.clock, 0);
      if (!member.proven && reading < 0) {
        reject(new Error(`a worker ended before it began: ${why || "exit"}`));
        return;
      }
      const index = Math.max(member.done, reading);
      const rest = member.job.files.slice(member.done);
      const culprit = member.job.files[index];
      const lost: FileLost[] = [];
      for (const file of rest) {
        const problem: ProblemRow = member.killedFor ?? {
          stage: "read",
          state: "failed",
          code: "reader-died",
          args: { error: why || "exit" },
        };
        if (file !== culprit) again.push(file);
        else if (!file.instead) again.push({ ...file, instead: problem });
        // Not even hashing it left a worker alive.
        else lost.push({ place: file.place, sizeBytes: file.sizeBytes, problem });
      }
      try {
        if (lost.length) take({ batch: [], lost, finished: culprit ? [culprit] : [] });
      } catch (error) {
        reject(error);
        return;
      }
      hire();
    });
    give(member);
  };

  const watch = setInterval(() => {
    const now = Math.floor((Date.now() - startedMs) / 1000);
    for (const member of members) {
      const index = Atomics.load(member.clock, 0);
      const file = index >= 0 ? member.job?.files[index] : undefined;
      if (!file || member.killedFor) continue;
      const { timeMs, timePerMegabyteMs } = options.limits;
      const allowedMs = timeMs + timePerMegabyteMs * Math.ceil(file.sizeBytes / 1024 ** 2);
      if (now - Atomics.load(member.clock, 1) > allowedMs / 1000 + graceSeconds) {
        member.killedFor = {
          stage: "read",
          state: "skipped",
          code: "budget-timeMs",
          args: { allowed: allowedMs },
        };
        void member.worker.terminate();
      }
    }
  }, 1000);
  watch.unref();

  const onAbort = () => resolve();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    if (!signal.aborted) {
      for (let i = 0; i < workers; i++) hire();
      await promise;
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    clearInterval(watch);
    const left = [...members];
    members.clear();
    await Promise.all(left.map((member) => member.worker.terminate()));
  }
}

function failureOf({ code, message }: { code: string; message: string }): Error {
  return code === "ENOSPC" || code === "EDQUOT" ? new Failure(messages.diskFull) : new Error(message);
}
