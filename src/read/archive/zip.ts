/**
 * The reader of zip archives: every file in it becomes a child. The central directory is read with yauzl; where it is missing or
 * broken, what the local headers tell is salvaged (`zip-salvage.ts`). Names are labels, whatever they say.
 */
import { Readable } from "node:stream";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import { type Budget, BudgetSpent } from "../budget.ts";
import type { Input, Peek, Reader, Reading } from "../reader.ts";
import { zipKind } from "./zip-kind.ts";
import { memberReadings, saidBy, type ZipMember } from "./zip-member.ts";
import { zipName } from "./zip-name.ts";
import { type Stretch, salvagedMembers } from "./zip-salvage.ts";

export const zipReader: Reader = { name: "zip", version: 1, accepts, read };

/** Office documents, books and programs are zip files too, but no archives to their readers. */
function accepts({ head }: Peek): number {
  const mark = Buffer.from(head.buffer, head.byteOffset, Math.min(8, head.length)).toString("latin1");
  if (!/^PK(\x03\x04|\x05\x06|\x07\x08PK)/.test(mark)) return 0;
  return zipKind(head) === "application/zip" ? 0.9 : 0;
}

async function* read(input: Input, budget: Budget): AsyncGenerator<Reading> {
  const covered: Stretch[] = [];
  let children = 0;
  let told = 0;
  let directory: ZipFile | null = null;
  let broken: Error | null = null;
  try {
    directory = await fromRandomAccessReaderPromise(new InputReader(input), input.sizeBytes, {
      // Names are decoded below, since yauzl refuses an archive for a name like `../x`; sizes are checked as bytes come out.
      decodeStrings: false,
      validateEntrySizes: false,
      autoClose: false,
    });
    const entries = directory.eachEntry();
    for (;;) {
      const next = await entries.next();
      if (next.done) break;
      budget.checkTime();
      const member = await memberOf(directory, next.value, covered);
      // Folders say nothing that the paths of their files do not.
      if (isFolder(member.name)) continue;
      budget.spendMember();
      told += 1;
      if ("error" in member) {
        const args = { member: member.name, error: member.error };
        yield { problem: { code: "member-damaged", state: "failed", partial: true, args } };
        continue;
      }
      for await (const reading of memberReadings(input, member, budget)) {
        if ("child" in reading) children += 1;
        yield reading;
      }
    }
  } catch (error) {
    if (error instanceof BudgetSpent || !(error instanceof Error)) throw error;
    broken = error;
  }

  let salvaged = 0;
  for (const member of salvagedMembers(input, gapsBetween(covered, input.sizeBytes), budget)) {
    if (isFolder(member.name)) continue;
    budget.spendMember();
    salvaged += 1;
    for await (const reading of memberReadings(input, member, budget)) {
      if ("child" in reading) children += 1;
      yield reading;
    }
  }
  if (!broken) {
    if (salvaged > 0) {
      const args = { expected: told, found: told + salvaged };
      yield { problem: { code: "count-differs", state: "failed", partial: true, args } };
    }
    // Members that are no children have been told as problems.
    yield { expected: children };
  } else if (told + salvaged > 0) {
    yield { problem: { code: "truncated", state: "failed", partial: true, args: { read: told + salvaged } } };
  } else {
    yield { problem: { code: "damaged", state: "failed", args: { error: saidBy(broken) } } };
  }
}

function isFolder(name: string): boolean {
  return /[/\\]$/.test(name);
}

/** A local header needs 30 bytes; between members there may be a descriptor of up to 24. */
const leastGap = 30;

/** What no member covers: there may be members that the directory does not tell. */
function gapsBetween(covered: readonly Stretch[], sizeBytes: number): Stretch[] {
  const gaps: Stretch[] = [];
  let start = 0;
  for (const stretch of covered) {
    if (stretch.start - start >= leastGap) gaps.push({ start, end: stretch.start });
    start = Math.max(start, stretch.end);
  }
  if (sizeBytes - start >= leastGap) gaps.push({ start, end: sizeBytes });
  return gaps;
}

/** Where a member lies and what it is; or why it is not to be read. */
async function memberOf(
  directory: ZipFile,
  entry: Entry,
  covered: Stretch[],
): Promise<ZipMember | { name: string; error: string }> {
  const name = zipName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFieldRaw);
  const at = entry.relativeOffsetOfLocalHeader;
  let start: number;
  try {
    start = (await directory.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
  } catch (error) {
    return { name, error: saidBy(error as Error) };
  }
  const end = start + entry.compressedSize;
  if (overlaps(covered, { start: at, end })) return { name, error: "it overlaps another member" };
  const madeBy = entry.versionMadeBy >> 8;
  return {
    name,
    start,
    end,
    method: entry.compressionMethod,
    encrypted: (entry.generalPurposeBitFlag & 1) !== 0,
    sizeBytes: entry.uncompressedSize,
    crc: entry.crc32,
    // Made on Unix or macOS, the upper half of the attributes is the file's mode.
    unixType: madeBy === 3 || madeBy === 19 ? (entry.externalFileAttributes >>> 16) & 0o170000 : 0,
  };
}

/**
 * Whether a member lies partly in another one, as honest ones never do: a small bomb shares its data among thousands. The very
 * same stretch twice is let pass. Keeps what is covered in order.
 */
function overlaps(covered: Stretch[], one: Stretch): boolean {
  let from = 0;
  let to = covered.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((covered[middle]?.start ?? 0) < one.start) from = middle + 1;
    else to = middle;
  }
  const before = covered[from - 1];
  const after = covered[from];
  if (after?.start === one.start && after.end === one.end) return false;
  if ((before && before.end > one.start) || (after && after.start < one.end)) return true;
  covered.splice(from, 0, one);
  return false;
}

/** What yauzl reads from. */
class InputReader extends RandomAccessReader {
  readonly #input: Input;

  constructor(input: Input) {
    super();
    this.#input = input;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const bytes = this.#input.bytes(position, position + length);
    buffer.set(bytes, offset);
    // Not at once: yauzl reads entry after entry from within the callback.
    queueMicrotask(() => callback(bytes.length < length ? new Error("unexpected end of file") : null));
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from([this.#input.bytes(start, end)], { objectMode: false });
  }
}
