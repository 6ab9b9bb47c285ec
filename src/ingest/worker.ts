/**
 * A worker thread of an ingest: takes jobs (a few files each), hands batches of what it read to the writer, and waits when too many
 * are on their way. Never opens a socket, never touches the database.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { FileLost, OriginalRead } from "../case/write.ts";
import { type FileToRead, FileUnreadable, type ReadFileOptions, readFile } from "./read-file.ts";

export interface Job {
  files: FileToRead[];
}

/** What a worker tells. `done` counts files of the job that are wholly in this batch or in an earlier one. */
export type FromWorker =
  | { batch: OriginalRead[]; lost: FileLost[]; done: number; idle: boolean }
  | { failure: { code: string; message: string } };

/** What a worker is told. */
export type ToWorker = { job: Job } | { taken: true };

export interface WorkerSetup {
  options: ReadFileOptions;
  /** Slot 0: index in the job of the file being read. Slot 1: seconds since the start of the ingest when it was begun. */
  clock: SharedArrayBuffer;
  startedMs: number;
}

/** A batch goes out when it holds so much text, or so many originals: large enough to spare messages, small enough to stay flat. */
const batchCharacters = 512 * 1024;
const batchOriginals = 400;
const batchesOnTheWay = 3;

function start(port: NonNullable<typeof parentPort>, setup: WorkerSetup): void {
  const clock = new Int32Array(setup.clock);
  let batch: OriginalRead[] = [];
  let lost: FileLost[] = [];
  let characters = 0;
  let done = 0;
  let onTheWay = 0;
  let wake: (() => void) | null = null;

  const send = (idle: boolean): void => {
    port.postMessage({ batch, lost, done, idle } satisfies FromWorker);
    batch = [];
    lost = [];
    characters = 0;
    onTheWay += 1;
  };
  const roomAgain = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const emit = (read: OriginalRead): Promise<void> | undefined => {
    batch.push(read);
    for (const { search } of read.documents) characters += search[2].length + search[3].length;
    if (characters < batchCharacters && batch.length < batchOriginals) return undefined;
    send(false);
    return onTheWay >= batchesOnTheWay ? roomAgain() : undefined;
  };

  const work = async ({ files }: Job): Promise<void> => {
    done = 0;
    for (const [index, file] of files.entries()) {
      Atomics.store(clock, 1, Math.floor((Date.now() - setup.startedMs) / 1000));
      Atomics.store(clock, 0, index);
      try {
        await readFile(file, setup.options, emit);
      } catch (error) {
        if (!(error instanceof FileUnreadable)) {
          const { code = "", stack, message } = error as NodeJS.ErrnoException;
          port.postMessage({ failure: { code, message: stack ?? message } } satisfies FromWorker);
          return;
        }
        const { code } = error;
        const problem =
          code === "ENOENT"
            ? ({ stage: "walk", state: "failed", code: "vanished" } as const)
            : code === "changed"
              ? ({ stage: "walk", state: "failed", code: "changed" } as const)
              : ({ stage: "walk", state: "failed", code: "unreadable", args: { error: code } } as const);
        lost.push({ place: file.place, sizeBytes: file.sizeBytes, problem });
      }
      done = index + 1;
    }
    Atomics.store(clock, 0, -1);
    send(true);
  };

  port.on("message", (told: ToWorker) => {
    if ("job" in told) void work(told.job);
    else {
      onTheWay -= 1;
      wake?.();
      wake = null;
    }
  });
}

if (parentPort) start(parentPort, workerData as WorkerSetup);
