/** The readers of single compressed files, gzip and Zstandard: one child each. A `.tar.gz` simply yields a tar. */

import type { Transform } from "node:stream";
import { createGunzip, createZstdDecompress, gunzipSync } from "node:zlib";
import type { Budget } from "../budget.ts";
import type { Input, Peek, Reader, Reading } from "../reader.ts";
import { contentOf, counted, type Decoder, decodedAtOnce, decodedStream, newFlow, once } from "./outflow.ts";

/** RFC 1952. Members that follow each other are one file. */
export const gzipReader: Reader = {
  name: "gzip",
  version: 1,
  accepts: ({ head }) => (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8 ? 0.9 : 0),
  read: (input, budget) => single(input, gzipName(input), gunzipSync, createGunzip, budget),
};

/** RFC 8878. */
export const zstdReader: Reader = {
  name: "zstd",
  version: 1,
  accepts: ({ head }: Peek) =>
    head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd ? 0.9 : 0,
  read: (input, budget) =>
    single(input, withoutEnding(input.name, /\.(zst|zstd)$/i), null, createZstdDecompress, budget),
};

/** Files below this are decoded in one go when what comes out is small too. */
const atOnceBytes = 4 * 1024 ** 2;

async function* single(
  input: Input,
  name: string,
  decode: Decoder | null,
  decoder: () => Transform,
  budget: Budget,
): AsyncGenerator<Reading> {
  const flow = newFlow();
  const chunks = async function* () {
    const whole = decode && input.sizeBytes <= atOnceBytes ? decodedAtOnce(input.bytes(), decode) : null;
    if (!whole) {
      yield* decodedStream(input, 0, input.sizeBytes, decoder());
      return;
    }
    flow.error = whole.error;
    if (whole.bytes.length > 0) yield* once(whole.bytes);
  };
  budget.spendMember();
  const label = name.split("/").at(-1) ?? name;
  const content = await contentOf(label, counted(chunks(), flow, budget));
  if (flow.error && flow.bytes === 0) {
    yield { problem: { code: "damaged", state: "failed", args: { error: flow.error.message } } };
    return;
  }
  yield { child: { path: name, content, range: null } };
  if (!flow.error) return;
  const args = { read: flow.bytes };
  if (/unexpected end/.test(flow.error.message))
    yield { problem: { code: "truncated", state: "failed", partial: true, args } };
  else
    yield {
      problem: { code: "damaged", state: "failed", partial: true, args: { error: flow.error.message } },
    };
}

/** The name that the header stores, else the file's own without its ending. */
function gzipName(input: Input): string {
  const head = Buffer.from(input.bytes(0, 70_000));
  const flags = head[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0 && head.length >= 12) at += 2 + head.readUInt16LE(10);
  if ((flags & 8) !== 0) {
    const zero = head.indexOf(0, at);
    const stored = zero < 0 ? "" : head.toString("latin1", at, zero);
    if (stored !== "" && stored.length < 4096) return stored;
  }
  return withoutEnding(input.name.replace(/\.(tgz|taz)$/i, ".tar"), /\.(gz|z|gzip)$/i);
}

function withoutEnding(name: string, ending: RegExp): string {
  const bare = name.replace(ending, "");
  return bare === "" ? name : bare;
}
