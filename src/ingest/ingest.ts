/**
 * Makes it flow: walks the sources, has workers hash, read and find, and lets one writer put batches into the case. In come paths,
 * out comes a case and its receipt. Start with `ingest`, then `read-file.ts` (what a worker does with a file) and `pool.ts`.
 */
import { existsSync, realpathSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { asFailure, type Case, openCase, openCaseToWrite } from "../case/case.ts";
import { type Receipt, receiptOf } from "../case/receipt.ts";
import {
  beginRun,
  endOrphans,
  endRun,
  knownFiles,
  markGone,
  membersDone,
  prune,
  readerStamps,
  type Stale,
  setBack,
  settle,
  sourceRow,
  sourcesOf,
  staleFiles,
  wakeContainers,
} from "../case/runs.ts";
import { type ProblemRow, Writer } from "../case/write.ts";
import { findersStamp } from "../find/find.ts";
import { linkAll } from "../link/link.ts";
import { defaultLimits, type Limits } from "../read/budget.ts";
import { isStale } from "../read/read.ts";
import { UsageError } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import { readAll } from "./pool.ts";
import { type Progress, ProgressMeter } from "./progress.ts";
import { type FileToRead, type ReadFileOptions, sha256OfFile } from "./read-file.ts";
import { type FoundFile, walk } from "./walk.ts";

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
  /** Number of this run. */
  run: number;
  jobs: FileToRead[];
  lost: { source: number; path: string; problem: ProblemRow }[];
  gone: number[];
  /** Something was set back: what it held before may lie nowhere any more. */
  setBack: boolean;
}

async function ingestInto(target: Case, sources: string[], options: IngestOptions): Promise<Receipt> {
  const limits = { ...defaultLimits, ...options.limits };
  const meter = new ProgressMeter(options.onProgress);
  let open = false;
  let openedMs = 0;
  let openedAt = 0;
  const commit = (): void => {
    if (!open) return;
    open = false;
    target.commit();
  };
  try {
    rmSync(join(target.folder, "spool"), { recursive: true, force: true });
    const plan = target.transaction(() => planRun(target, sources, meter, options.retry));
    const writer = new Writer(target, findersStamp, plan.run);
    const begin = (): void => {
      if (open) return;
      target.begin();
      open = true;
      openedMs = Date.now();
      openedAt = writer.documents;
    };
    const link: ReadFileOptions["link"] = options.link ?? "copy";
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
        if (writer.documents - openedAt >= transactionDocuments || Date.now() - openedMs >= transactionMs)
          commit();
      },
      options.signal ?? new AbortController().signal,
    );
    commit();
    if (!options.signal?.aborted) {
      meter.linking();
      for (const path of finish(target, plan, writer, options.prune === true)) rmSync(path, { force: true });
    }
    settle(target);
    meter.done();
    return receiptOf(target);
  } catch (error) {
    if (open) target.rollBack();
    const failure = asFailure(error, target.folder);
    meter.failed(failure as Error);
    throw failure;
  }
}

/** What only the whole run can tell. All or nothing; gives the files of the case that are to be removed afterwards. */
function finish(target: Case, plan: Plan, writer: Writer, pruned: boolean): string[] {
  return target.transaction(() => {
    const gone = markGone(target, plan.gone, plan.run);
    endOrphans(target);
    const removed = pruned || plan.setBack ? prune(target, pruned) : [];
    linkAll(target);
    endRun(target, plan.run, { added: writer.added, changed: writer.changed, gone });
    return removed;
  });
}

/** Looks what is new, changed, cut off or out of date. Throws `UsageError` when `retry` names no file. */
function planRun(target: Case, sources: string[], meter: ProgressMeter, retry: string | undefined): Plan {
  const plan: Plan = { run: beginRun(target), jobs: [], lost: [], gone: [], setBack: false };
  wakeContainers(target);
  const stale: Stale = { readers: readerStamps(target).filter(isStale), finders: findersStamp };
  const files = staleFiles(target, stale);
  let retried = false;
  for (const root of sources) {
    const source = sourceRow(target, root);
    const label = basename(root) || root;
    const isRetried = (path: string): boolean => {
      const again = retry !== undefined && (retry === path || retry === `${label}/${path}`);
      retried ||= again;
      return again;
    };
    planSource(target, source, root, plan, meter, { stale, files, isRetried });
  }
  if (retry !== undefined && !retried) throw new UsageError(messages.retryMissing, { path: retry });
  return plan;
}

/** What of a source is new, changed, pending or stale becomes a job; what is as it was is left alone. */
function planSource(
  target: Case,
  source: number,
  root: string,
  plan: Plan,
  meter: ProgressMeter,
  {
    stale,
    files,
    isRetried,
  }: { stale: Stale; files: ReadonlySet<string>; isRetried: (path: string) => boolean },
): void {
  const known = knownFiles(target, source);
  for (const found of walk(root)) {
    const before = known.get(found.path);
    known.delete(found.path);
    const again = isRetried(found.path);
    if (found.problem) {
      meter.found(0, true);
      plan.lost.push({ source, path: found.path, problem: found.problem });
      continue;
    }
    const same =
      before !== undefined && before.sizeBytes === found.sizeBytes && before.mtimeMs === found.mtimeMs;
    const { sha256 = null, state = "pending" } = before ?? {};
    const redone = sha256 !== null && (again || files.has(sha256));
    const left = same && state !== "pending" && !redone;
    meter.found(found.sizeBytes, left);
    if (left) continue;
    // A file that has changed becomes another original: what was made of the old one stays as it is.
    if (redone && (same || (again && isStill(found, sha256)))) {
      setBack(target, sha256, stale);
      plan.setBack = true;
    }
    plan.jobs.push({
      file: found.file,
      place: { in: "source", source, path: found.path, mtimeMs: found.mtimeMs },
      sizeBytes: found.sizeBytes,
      resume:
        sha256 !== null && state === "pending" ? { sha256, members: membersDone(target, sha256) } : null,
      instead: null,
    });
  }
  for (const { occurrence } of known.values()) plan.gone.push(occurrence);
}

/** True when the bytes are those that the case knows, though the file was touched. */
function isStill(found: FoundFile, sha256: string): boolean {
  try {
    return sha256OfFile(found.file) === sha256;
  } catch {
    // It cannot be read: the worker will say so.
    return false;
  }
}

/** One reader beside the writer is the best on two cores; the writer is the floor, so that more than three are of no use. */
function usefulWorkers(): number {
  return Math.max(1, Math.min(3, availableParallelism() - 1));
}
