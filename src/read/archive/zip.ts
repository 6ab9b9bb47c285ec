/**
 * The reader of zip archives: every file in it becomes a child. The central directory is read with yauzl; where it is missing or
 * broken, what the local headers tell is salvaged (`zip-salvage.ts`). Names are labels, whatever they say.
 */
import { Readable } from "node:stream";
import { fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type Entry, type ZipFile } from "yauzl";
import type { Budget } from "../budget.ts";
import type { Input, Peek, ReadProblem, Reader, Reading } from "../reader.ts";
import { zipKind } from "./zip-kind.ts";
import { memberReadings, type ZipMember } from "./zip-member.ts";
import { salvagedMembers } from "./zip-salvage.ts";

export const zipReader: Reader = { name: "zip", version: 1, accepts, read };

/** Office documents, books and programs are zip files too, but no archives to their readers. */
function accepts({ head }: Peek): number {
  const mark = Buffer.from(head.buffer, head.byteOffset, Math.min(8, head.length)).toString("latin1");
  if (!/^PK(\x03\x04|\x05\x06|\x07\x08PK)/.test(mark)) return 0;
  return zipKind(head) === "application/zip" ? 0.9 : 0;
}

async function* read(input: Input, budget: Budget): AsyncGenerator<Reading> {
  const seen = new Set<number>();
  const covered: Stretch[] = [];
  let directory: ZipFile;
  let told = 0;
  let files = 0;
  let broken: Error | null = null;
  try {
    directory = await fromRandomAccessReaderPromise(new InputReader(input), input.sizeBytes, {
      // Names are decoded below, since yauzl would refuse the archive for a name like `../x`; sizes are checked as bytes come out.
      decodeStrings: false,
      validateEntrySizes: false,
      autoClose: false,
    });
  } catch (error) {
    yield* salvage(input, budget, seen, error as Error);
    return;
  }
  const entries = directory.eachEntry();
  for (;;) {
    let entry: Entry;
    try {
      const next = await entries.next();
      if (next.done) break;
      entry = next.value;
    } catch (error) {
      broken = error as Error;
      break;
    }
    budget.checkTime();
    const name = nameOf(entry);
    if (isFolder(entry, name)) continue;
    budget.spendMember();
    files += 1;
    seen.add(entry.relativeOffsetOfLocalHeader);
    const member = await memberOf(directory, entry, name, covered);
    if ("code" in member) {
      told += 1;
      yield { problem: member };
      continue;
    }
    for await (const reading of memberReadings(input, member, budget)) {
      if ("problem" in reading && reading.problem.args?.["instead"]) told += 1;
      yield reading;
    }
  }
  if (broken) yield* salvage(input, budget, seen, broken);
  else yield { expected: files - told };
}
