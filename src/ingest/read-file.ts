/**
 * One file of a source, with all that is inside it, becomes a row of `OriginalRead`: hashed, kept, read, and looked through by the
 * finders. This is what a worker does; it knows nothing of the database.
 */
import { createHash, hash as hashAtOnce, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  createWriteStream,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type FoundDocument, prepared } from "../case/prepared.ts";
import type { Held, OriginalRead, OriginalState, Place, ProblemRow } from "../case/write.ts";
import { findIn } from "../find/find.ts";
import { Budget, BudgetSpent, type Limits } from "../read/budget.ts";
import { bytesInput, type FileInput, fileInput } from "../read/input.ts";
import { mediaTypeOf } from "../read/media-type.ts";
import { readerFor, readerStamp, readingsOf, stampOf } from "../read/read.ts";
import type { Child, Input, Reading, ReadProblem } from "../read/reader.ts";
import type { Draft } from "../text/document.ts";

export interface ReadFileOptions {
  /** The case's folder of originals. */
  originals: string;
  link: "copy" | "hardlink" | "reference";
  limits: Limits;
}

/** Where a file lies on disk: its bytes where they are no UTF-8. */
export type FilePath = string | Uint8Array;

export interface FileToRead {
  /** Where it lies on disk. */
  file: FilePath;
  place: Place;
  sizeBytes: number;
  /** How many members of it are in the case already, when an earlier ingest was cut off; only if its bytes are the same. */
  resume: { sha256: string; members: number } | null;
  /** Set when an earlier try ended the worker: it is hashed and kept, and this is said of it. */
  instead: ProblemRow | null;
}

const peekBytes = 65_536;
const hashWindowBytes = 4 * 1024 ** 2;
/** Children up to this size stay in memory; larger ones go to a temporary file. */
const spoolBytes = 16 * 1024 ** 2;

/** Takes what was read; a promise when the taker wants the reader to wait. */
export type Emit = (read: OriginalRead) => Promise<void> | undefined;

/** Reads one file. Throws only for what the world does: the file cannot be opened, the disk is full. */
export async function readFile(job: FileToRead, options: ReadFileOptions, emit: Emit): Promise<void> {
  const stamp = fileStamp(job.file);
  const { input: found, sha256 } = opened(job.file);
  let input = found;
  try {
    const held = keep(job.file, input, sha256, stamp, options);
    if (held === "copy" && input.sizeBytes > hashWindowBytes) {
      // The source may change as long as it is read; the copy cannot.
      const copy = { ...fileInput(originalPath(options.originals, sha256)), name: input.name };
      input.close();
      input = copy;
    }
    if (job.instead) {
      const read = begun(sha256, input, held, job.place);
      read.problems.push(job.instead);
      read.ended = { state: job.instead.state, reader: readerStamp, members: null };
      await emit(read);
      return;
    }
    const budget = Budget.of(options.limits, input.sizeBytes);
    const skip = job.resume?.sha256 === sha256 ? job.resume.members : 0;
    try {
      await readOriginal({ input, sha256, held, place: job.place, budget }, options, emit, skip);
    } catch (error) {
      // The file itself has been ended as skipped by `readOriginal`; the rest of the ingest goes on.
      if (!(error instanceof BudgetSpent)) throw error;
    }
  } finally {
    input.close();
  }
}

/** The system does not let a file be read: that is the file's affair, whatever the reason. */
export class FileUnreadable extends Error {
  override name = "FileUnreadable";
  readonly code: string;
  constructor(error: unknown) {
    super((error as Error).message);
    this.code = (error as NodeJS.ErrnoException).code ?? "?";
  }
}

/** What is another one when a file on disk has changed; null when it is gone. Links to it, which are made here, do not count. */
function fileStamp(file: FilePath): string | null {
  const there = statSync(onDisk(file), { bigint: true, throwIfNoEntry: false });
  return there ? `${there.ino} ${there.size} ${there.mtimeNs}` : null;
}

/** Throws `FileUnreadable` when a file is not what it was when its stamp was taken. */
function mustBeStill(file: FilePath, stamp: string | null): void {
  const now = fileStamp(file);
  if (now === null) throw new FileUnreadable({ code: "ENOENT", message: "vanished" });
  if (now !== stamp) throw new FileUnreadable({ code: "changed", message: "changed" });
}

/** Opens a file and hashes it. Throws `FileUnreadable`. */
function opened(file: FilePath): { input: FileInput; sha256: string } {
  let input: FileInput | null = null;
  try {
    input = openFile(file);
    if (input.sizeBytes <= hashWindowBytes) {
      // Small files are read once: hashing, keeping and reading then work on the same bytes.
      const inMemory = { ...bytesInput(input.name, input.bytes()), close: () => {} };
      input.close();
      input = inMemory;
    }
    return { input, sha256: hashOf(input) };
  } catch (error) {
    input?.close();
    throw isOfTheWorld(error) ? error : new FileUnreadable(error);
  }
}

/** A name that is no UTF-8 cannot be written as a string: such a file is opened by its bytes, and read through its descriptor. */
function openFile(file: FilePath): FileInput {
  if (typeof file === "string") return fileInput(file);
  const bytes = Buffer.from(file);
  const descriptor = openSync(bytes, "r");
  try {
    return {
      ...fileInput(`/proc/self/fd/${descriptor}`),
      name: bytes.subarray(bytes.lastIndexOf(0x2f) + 1).toString("latin1"),
    };
  } finally {
    closeSync(descriptor);
  }
}

/** Hexadecimal. Throws `FileUnreadable`. */
export function sha256OfFile(file: FilePath): string {
  const { input, sha256 } = opened(file);
  input.close();
  return sha256;
}

interface Opened {
  input: Input;
  sha256: string;
  held: Held;
  place: Place;
  budget: Budget;
}

async function readOriginal(
  { input, sha256, held, place, budget }: Opened,
  options: ReadFileOptions,
  emit: Emit,
  skip = 0,
): Promise<void> {
  const peek = { name: input.name, head: input.bytes(0, peekBytes), sizeBytes: input.sizeBytes };
  const read = begun(sha256, input, held, place);
  const reader = input.sizeBytes === 0 ? null : readerFor(peek);
  read.mediaType = reader?.mediaType ?? mediaTypeOf(peek);
  let ordinal = 0;
  let documents = 0;
  let spent: BudgetSpent | null = null;
  let told = read;
  let found: FoundDocument[] = [];
  if (!reader) {
    const problem: ProblemRow =
      input.sizeBytes === 0
        ? { stage: "read", state: "unread", code: "empty" }
        : { stage: "read", state: "unread", code: "not-read-yet", args: { type: read.mediaType } };
    read.problems.push(problem);
    read.ended = { state: "unread", reader: readerStamp, members: 0 };
    await emit(read);
    return;
  }
  let expected: number | null = null;
  try {
    const take = (reading: Reading): Promise<void> | undefined => {
      if ("document" in reading) {
        documents += 1;
        found.push({ draft: reading.document, findings: findingsOf(reading.document) });
      } else if ("problem" in reading) told.problems.push(problemRow(reading.problem));
      else if ("expected" in reading) expected = reading.expected;
      else return takeChild(reading.child);
      return undefined;
    };
    const takeChild = async (child: Child): Promise<void> => {
      // The container is told before its first member, so that members have something to belong to.
      if (told === read) {
        told = begun(sha256, input, held, place);
        told.mediaType = read.mediaType;
        read.documents = prepared(sha256, found);
        found = [];
        await emit(read);
      }
      const at = ordinal++;
      if (at >= skip) await readChild(child, at, sha256, budget, options, emit);
    };
    const readings = readingsOf(reader, input, budget);
    // Mail is read without a turn of the event loop a message: a tenth of its time otherwise.
    if (Symbol.iterator in readings) {
      for (const reading of readings) {
        const wait = take(reading);
        if (wait) await wait;
      }
    } else for await (const reading of readings) await take(reading);
  } catch (error) {
    if (error instanceof BudgetSpent) {
      spent = error;
      told.problems.push(spentProblem(error));
    } else if (isOfTheWorld(error)) throw error;
    else
      told.problems.push({
        stage: "read",
        state: "failed",
        code: "damaged",
        args: { error: (error as Error).message },
      });
  }
  if (expected !== null && expected > ordinal)
    told.problems.push({
      stage: "read",
      state: "failed",
      code: "count-differs",
      partial: true,
      args: { expected, found: ordinal },
    });
  const fatal = [...read.problems, ...(told === read ? [] : told.problems)].find(
    (problem) => !problem.partial,
  );
  let state: OriginalState = fatal?.state ?? "read";
  if (!fatal && documents === 0 && ordinal === 0 && expected === null) {
    state = "unread";
    told.problems.push({ stage: "read", state: "unread", code: "no-text" });
  }
  told.ended = { state, reader: stampOf(reader.name, reader.version), members: ordinal };
  told.documents = prepared(sha256, found);
  await emit(told);
  if (spent) throw spent;
}

async function readChild(
  child: Child,
  ordinal: number,
  container: string,
  budget: Budget,
  options: ReadFileOptions,
  emit: Emit,
): Promise<void> {
  const place: Place = { in: "container", sha256: container, ordinal, path: child.path, range: child.range };
  const content = "bytes" in child.content ? child.content : await spool(child, options, budget);
  try {
    const sha256 = hashOf(content);
    let deeper: Budget;
    try {
      deeper = budget.deeper();
    } catch (error) {
      // Too deep costs this member alone; every other limit is the whole file's and passes through.
      if (!(error instanceof BudgetSpent)) throw error;
      const read = begun(sha256, content, "member", place);
      read.mediaType = mediaTypeOf({
        name: content.name,
        head: content.bytes(0, peekBytes),
        sizeBytes: content.sizeBytes,
      });
      read.problems.push(spentProblem(error));
      read.ended = { state: "skipped", reader: readerStamp, members: null };
      await emit(read);
      return;
    }
    await readOriginal({ input: content, sha256, held: "member", place, budget: deeper }, options, emit);
  } finally {
    if ("close" in content) (content as FileInput).close();
  }
}

/** Findings of a document and of what the reader could not tell: its language. */
function findingsOf(draft: Draft) {
  return findIn({
    kind: draft.kind,
    title: draft.title,
    text: draft.text,
    marks: draft.marks,
    language: draft.language,
    date: draft.date,
    message: draft.message ?? null,
  });
}

function begun(sha256: string, input: Input, held: Held, place: Place): OriginalRead {
  return {
    sha256,
    sizeBytes: input.sizeBytes,
    mediaType: "application/octet-stream",
    held,
    place,
    documents: [],
    problems: [],
    ended: null,
  };
}

function problemRow({ code, state, args, partial }: ReadProblem): ProblemRow {
  return { stage: "read", state, code, ...(args ? { args } : {}), ...(partial ? { partial } : {}) };
}

function spentProblem(error: BudgetSpent): ProblemRow {
  return { stage: "read", state: "skipped", code: `budget-${error.limit}`, args: { allowed: error.allowed } };
}

/** Disk full, too many open files: not the file's fault. */
function isOfTheWorld(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EMFILE", "ENFILE", "ENOMEM", "EROFS"].includes(
    (error as NodeJS.ErrnoException).code ?? "",
  );
}

function hashOf(input: Input): string {
  if (input.sizeBytes <= hashWindowBytes) return hashAtOnce("sha256", input.bytes());
  const hash = createHash("sha256");
  for (let at = 0; at < input.sizeBytes; at += hashWindowBytes)
    hash.update(input.bytes(at, at + hashWindowBytes));
  return hash.digest("hex");
}

/** Where the bytes of an original lie in the case. */
export function originalPath(originals: string, sha256: string): string {
  return join(originals, sha256.slice(0, 2), sha256.slice(2));
}

/**
 * Puts the bytes of a file into the case, once. Small ones are written at their place in one go: what is cut short there by a
 * crash has not the size that it should have, and is written anew. Large ones are written beside and renamed.
 */
function keep(
  file: FilePath,
  input: Input,
  sha256: string,
  stamp: string | null,
  options: ReadFileOptions,
): Held {
  // Large files are hashed piece by piece, then copied: what changes meanwhile would be kept under the name of something else.
  const inPieces = input.sizeBytes > hashWindowBytes;
  if (inPieces) mustBeStill(file, stamp);
  if (options.link === "reference") return "reference";
  const path = originalPath(options.originals, sha256);
  const held = options.link === "hardlink" ? "hardlink" : "copy";
  if (held === "copy" && input.sizeBytes <= hashWindowBytes && writeNew(path, input.bytes())) return held;
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.size === input.sizeBytes) return held;
  if (there) rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  if (held === "hardlink") {
    try {
      linkSync(onDisk(file), path);
      return "hardlink";
    } catch (error) {
      // Another file system, or one without links: a copy does as well, and the receipt says which it is.
      if (isOfTheWorld(error)) throw error;
    }
  }
  const beside = spoolPath(options);
  try {
    if (input.sizeBytes <= hashWindowBytes) writeFileSync(beside, input.bytes());
    else copyFileSync(onDisk(file), beside, constants.COPYFILE_FICLONE);
    if (inPieces) mustBeStill(file, stamp);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    if (inPieces && !isOfTheWorld(error)) mustBeStill(file, stamp);
    throw error;
  }
  return "copy";
}

/** Writes a file that is not there yet; false when there is one, or no folder for it. */
function writeNew(path: string, bytes: Uint8Array): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  } finally {
    closeSync(file);
  }
  return true;
}

function onDisk(file: FilePath): string | Buffer {
  return typeof file === "string" ? file : Buffer.from(file);
}

/** A name for a file that is not yet what it is to be. What a killed ingest left there is removed by the next one. */
function spoolPath(options: ReadFileOptions): string {
  const folder = join(options.originals, "..", "spool");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${process.pid}-${randomBytes(8).toString("hex")}`);
}

/** Brings a stream to where it can be read at any place: memory when small, a temporary file when not. */
async function spool(child: Child, options: ReadFileOptions, budget: Budget): Promise<Input> {
  const name = child.path.split("/").at(-1) ?? child.path;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = (child.content as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  for (let next = await stream.next(); !next.done; next = await stream.next()) {
    chunks.push(next.value);
    size += next.value.length;
    if (size > spoolBytes) break;
  }
  if (size <= spoolBytes) return bytesInput(name, Buffer.concat(chunks));
  const path = spoolPath(options);
  try {
    await pipeline(
      Readable.from(
        (async function* () {
          yield* chunks;
          for (let next = await stream.next(); !next.done; next = await stream.next()) {
            budget.checkTime();
            yield next.value;
          }
        })(),
      ),
      createWriteStream(path),
    );
    const input = fileInput(path);
    return {
      ...input,
      name,
      close: () => {
        input.close();
        rmSync(path, { force: true });
      },
    } as FileInput;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
