/** How far an ingest is: counts, rate and time left, told at most ten times a second. */
import type { FileToRead } from "./read-file.ts";

export interface Progress {
  state: "walking" | "reading" | "linking" | "done" | "failed";
  filesFound: number;
  filesDone: number;
  bytesFound: number;
  bytesDone: number;
  documents: number;
  problems: number;
  bytesPerSecond: number;
  secondsLeft: number | null;
  current: string | null;
  error: string | null;
}

const tellEveryMs = 100;
/** Before so much time has passed a rate says nothing. */
const rateAfterMs = 1500;

/** Counts, and tells whoever listens. */
export class ProgressMeter {
  readonly #tell: ((progress: Progress) => void) | undefined;
  readonly #progress: Progress = {
    state: "walking",
    filesFound: 0,
    filesDone: 0,
    bytesFound: 0,
    bytesDone: 0,
    documents: 0,
    problems: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    current: null,
    error: null,
  };
  #toldMs = 0;
  #readingSinceMs = 0;
  #bytesRead = 0;
  #bytesToRead = 0;

  constructor(tell: ((progress: Progress) => void) | undefined) {
    this.#tell = tell;
  }

  found(sizeBytes: number, known: boolean): void {
    this.#progress.filesFound += 1;
    this.#progress.bytesFound += sizeBytes;
    if (known) {
      this.#progress.filesDone += 1;
      this.#progress.bytesDone += sizeBytes;
    } else this.#bytesToRead += sizeBytes;
    this.#say();
  }

  finished(files: FileToRead[], documents: number, problems: number): void {
    const progress = this.#progress;
    const now = Date.now();
    if (progress.state !== "reading") {
      progress.state = "reading";
      this.#readingSinceMs = now;
    }
    for (const file of files) {
      progress.filesDone += 1;
      progress.bytesDone += file.sizeBytes;
      this.#bytesRead += file.sizeBytes;
      progress.current = file.place.path;
    }
    progress.documents = documents;
    progress.problems = problems;
    const elapsedMs = now - this.#readingSinceMs;
    if (elapsedMs > rateAfterMs && this.#bytesRead > 0) {
      progress.bytesPerSecond = (this.#bytesRead / elapsedMs) * 1000;
      progress.secondsLeft = Math.max(0, this.#bytesToRead - this.#bytesRead) / progress.bytesPerSecond;
    }
    this.#say();
  }

  linking(): void {
    this.#enter("linking");
  }

  done(): void {
    this.#enter("done");
  }

  failed(error: Error): void {
    this.#progress.error = error.message;
    this.#enter("failed");
  }

  #enter(state: Progress["state"]): void {
    this.#progress.state = state;
    this.#progress.secondsLeft = null;
    this.#toldMs = 0;
    this.#say();
  }

  #say(): void {
    const now = Date.now();
    if (!this.#tell || now - this.#toldMs < tellEveryMs) return;
    this.#toldMs = now;
    this.#tell({ ...this.#progress });
  }
}
