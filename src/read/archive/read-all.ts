/** For tests: everything that a reader finds, streams brought into memory. */
import { Budget, defaultLimits, type Limits } from "../budget.ts";
import { bytesInput } from "../input.ts";
import type { Child, Reader, Reading, ReadProblem } from "../reader.ts";

export interface Found {
  readings: Reading[];
  /** Path and text (Latin-1) of every child. */
  children: [path: string, text: string][];
  problems: ReadProblem[];
  /** Code of every problem. */
  codes: string[];
  expected: number | null;
  /** What broke off the reading: a limit. */
  error: unknown;
}

/** Reads `bytes` to the end, or to the limit that breaks it off. */
export async function readAll(
  reader: Reader,
  bytes: Uint8Array,
  { name = "sample", limits = {} }: { name?: string; limits?: Partial<Limits> } = {},
): Promise<Found> {
  const found: Found = { readings: [], children: [], problems: [], codes: [], expected: null, error: null };
  try {
    for await (const reading of reader.read(
      bytesInput(name, bytes),
      Budget.of({ ...defaultLimits, ...limits }, bytes.length),
    )) {
      found.readings.push(reading);
      if ("child" in reading)
        found.children.push([reading.child.path, (await bytesOf(reading.child)).toString("latin1")]);
      if ("problem" in reading) {
        found.problems.push(reading.problem);
        found.codes.push(reading.problem.code);
      }
      if ("expected" in reading) found.expected = reading.expected;
    }
  } catch (error) {
    found.error = error;
  }
  return found;
}

async function bytesOf(child: Child): Promise<Buffer> {
  if ("bytes" in child.content) return Buffer.from(child.content.bytes());
  const chunks: Uint8Array[] = [];
  for await (const chunk of child.content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
