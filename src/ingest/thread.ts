/** An ingest in a thread of its own, so that the thread that serves answers at once while it goes on. */
import { Worker } from "node:worker_threads";
import type { Receipt } from "../case/receipt.ts";
import { Failure, UsageError } from "../text/errors.ts";
import type { IngestOptions } from "./ingest.ts";
import type { Progress } from "./progress.ts";
import type { FromThread } from "./thread-main.ts";

/** One ingest under way. */
export class IngestThread {
  /** Resolves when there is a case to read; rejects when it could not be opened. */
  readonly begun: Promise<void>;
  /** Resolves with the receipt. */
  readonly ended: Promise<Receipt>;
  progress: Progress | null = null;
  readonly #worker: Worker;
  readonly #listeners = new Set<(progress: Progress) => void>();

  constructor(
    options: Omit<IngestOptions, "onProgress" | "signal">,
    onProgress: (progress: Progress) => void,
  ) {
    const worker = new Worker(new URL("./thread-main.ts", import.meta.url), { workerData: options });
    this.#worker = worker;
    this.#listeners.add(onProgress);
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<Receipt>();
    this.begun = begun.promise;
    this.ended = ended.promise;
    // Whoever waits for one of them hears of it; the other is no unhandled rejection.
    begun.promise.catch(() => {});
    ended.promise.catch(() => {});
    const fail = (error: Error) => {
      begun.reject(error);
      ended.reject(error);
    };
    worker.on("message", (told: FromThread) => {
      if ("progress" in told) {
        begun.resolve();
        this.progress = told.progress;
        for (const listener of this.#listeners) listener(told.progress);
      } else if ("receipt" in told) {
        begun.resolve();
        this.progress = null;
        ended.resolve(told.receipt);
      } else fail(revived(told.failure));
    });
    worker.on("error", fail);
    worker.on("exit", () => fail(new Error("the ingest ended without a receipt")));
  }

  /** Calls `listener` at once with how far it is, and with every change. Gives back how to stop it. */
  listen(listener: (progress: Progress) => void): () => void {
    if (this.progress) listener(this.progress);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the ingest at the next file; what is done stays done. */
  stop(): void {
    this.#worker.postMessage("stop");
  }
}

function revived({ name, said, args, stack }: Extract<FromThread, { failure: object }>["failure"]): Error {
  if (said && name === "UsageError") return new UsageError(said, args);
  if (said) return new Failure(said, args);
  const error = new Error(name);
  error.stack = stack;
  return error;
}
