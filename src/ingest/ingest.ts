/**
 * Makes it flow: walks the sources, has workers hash, read and find, and lets one writer put batches into the case. In come paths,
 * out comes a case and its receipt. Start with `ingest`, then `read-file.ts` (what a worker does with a file) and `pool.ts`.
 */
import { existsSync, realpathSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { type Case, openCase, openCaseToWrite } from "../case/case.ts";
import { type Receipt, receiptOf } from "../case/receipt.ts";
import { beginRun, endRun, type KnownFile, knownFiles, markGone, membersDone, prune, setBack, settle, sourceRow, sourcesOf } from "../case/runs.ts";
import { type ProblemRow, Writer } from "../case/write.ts";
import { findersStamp } from "../find/find.ts";
import { linkAll } from "../link/link.ts";
import { defaultLimits, type Limits } from "../read/budget.ts";
import { isStale } from "../read/read.ts";
import { UsageError } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import { readAll } from "./pool.ts";
import { type Progress, ProgressMeter } from "./progress.ts";
import type { FileToRead, ReadFileOptions } from "./read-file.ts";
import { walk } from "./walk.ts";

export interface IngestOptions {
  /** Folder of the case, `NAME.stemma`; made when it is not there. */
  case: string;
  /** Files and folders. */
  sources: string[];
  link?: ReadFileOptions["link"];
  limits?: Partial<Limits>;
  /** Threads that read; as many as measured to be of use by default. */
  workers?: number;
  /** Takes what is gone from the sources out of the case. */
  prune?: boolean;
  /** Path of one file, as the receipt shows it, that is to be read again though it has not changed. */
  retry?: string;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** A transaction holds at most so many documents, and is open at most so long: what `kill -9` can cost. */
const transactionDocuments = 2000;
const transactionMs = 1000;

/** Builds or updates a case. Throws `UsageError` for a source that is not there, `Failure` when the case cannot be written. */
export async function ingest(options: IngestOptions): Promise<Receipt> {
  const sources = options.sources.map((path) => {
    if (!existsSync(path)) throw new UsageError(messages.sourceMissing, { path });
    return realpathSync(resolve(path));
  });
  const target = openCaseToWrite(options.case);
  try {
    return await ingestInto(target, sources, options);
  } finally {
    target.close();
  }
}

/** The sources of a case that is there: what `--retry` and a second look read again. */
export function sourcesOfCase(folder: string): string[] {
  const of = openCase(folder);
  try {
    return sourcesOf(of).map(({ path }) => path);
  } finally {
    of.close();
  }
}

interface Plan {
  jobs: FileToRead[];
  lost: { source: number; path: string; problem: ProblemRow }[];
  gone: number[];
}

async function ingestInto(target: Case, sources: string[], options: IngestOptions): Promise<Receipt> {
  const limits = { ...defaultLimits, ...options.limits };
  const meter = new ProgressMeter(options.onProgress);
  rmSync(join(target.folder, "spool"), { recursive: true, force: true });
  const run = target.transaction(() => beginRun(target));
  const writer = new Writer(target, findersStamp, run);
  const plan: Plan = { jobs: [], lost: [], gone: [] };
  const rows = target.transaction(() => sources.map((path) => sourceRow(target, path)));
  for (const [n, root] of sources.entries()) planSource(target, rows[n] ?? 0, root, plan, meter, options.retry);
  if (options.retry !== undefined && plan.jobs.every((job) => job.place.path !== options.retry))
    throw new UsageError(messages.retryMissing, { path: options.retry });

  let open = false;
  let openedMs = 0;
  let openedAt = 0;
  const commit = (): void => {
    if (!open) return;
    open = false;
    target.exec("COMMIT");
  };
  const begin = (): void => {
    if (open) return;
    target.exec("BEGIN IMMEDIATE");
    open = true;
    openedMs = Date.now();
    openedAt = writer.documents;
  };
  const link: ReadFileOptions["link"] = options.link ?? "copy";
  try {
    begin();
    for (const { source, path, problem } of plan.lost)
      writer.writeLost({ place: { in: "source", source, path, mtimeMs: 0 }, sizeBytes: 0, problem });
    await readAll(
      plan.jobs.values(),
      { originals: target.originalsFolder, link, limits },
      options.workers ?? usefulWorkers(),
      ({ batch, lost, finished }) => {
        begin();
        for (const read of batch) writer.write(read);
        for (const file of lost) writer.writeLost(file);
        meter.finished(finished, writer.documents, writer.problems);
        if (writer.documents - openedAt >= transactionDocuments || Date.now() - openedMs >= transactionMs) commit();
      },
      options.signal ?? new AbortController().signal,
    );
    commit();
    if (!options.signal?.aborted) {
      meter.linking();
      target.transaction(() => {
        const gone = markGone(target, plan.gone, run);
        linkAll(target);
        if (options.prune) prune(target);
        endRun(target, run, { added: writer.added, changed: writer.changed, gone });
      });
    }
    settle(target);
    meter.done();
    return receiptOf(target);
  } catch (error) {
    if (open) rollBack(target);
    meter.failed(error as Error);
    throw error;
  }
}

/** What of a source is new, changed, pending or stale becomes a job; what is as it was is left alone. */
function planSource(target: Case, source: number, root: string, plan: Plan, meter: ProgressMeter, retry: string | undefined): void {
  const known = knownFiles(target, source);
  for (const found of walk(root)) {
    const before = known.get(found.path);
    known.delete(found.path);
    if (found.problem) {
      meter.found(0, true);
      plan.lost.push({ source, path: found.path, problem: found.problem });
      continue;
    }
    const again = retry !== undefined && retry === found.path;
    const same = before !== undefined && isUnchanged(before, found) && !again;
    meter.found(found.sizeBytes, same);
    if (same) continue;
    let resume: FileToRead["resume"] = null;
    if (before?.sha256) {
      if (again || (before.state !== "pending" && before.reader !== null && isStale(before.reader)))
        target.transaction(() => setBack(target, before.sha256 ?? ""));
      else if (before.state === "pending") resume = { sha256: before.sha256, members: membersDone(target, before.sha256) };
    }
    plan.jobs.push({
      file: found.file,
      place: { in: "source", source, path: found.path, mtimeMs: found.mtimeMs },
      sizeBytes: found.sizeBytes,
      resume,
      instead: null,
    });
  }
  for (const { occurrence } of known.values()) plan.gone.push(occurrence);
}

function isUnchanged(before: KnownFile, found: { sizeBytes: number; mtimeMs: number }): boolean {
  return (
    before.state !== "pending" &&
    before.sizeBytes === found.sizeBytes &&
    before.mtimeMs === found.mtimeMs &&
    before.reader !== null &&
    !isStale(before.reader)
  );
}

/** One reader beside the writer is the best on two cores; the writer is the floor, so that more than three are of no use. */
function usefulWorkers(): number {
  return Math.max(1, Math.min(3, availableParallelism() - 1));
}

function rollBack(target: Case): void {
  try {
    target.exec("ROLLBACK");
  } catch {
    // SQLite rolled back by itself when the disk was full: nothing is left to undo.
  }
}
