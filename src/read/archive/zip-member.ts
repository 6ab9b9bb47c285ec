/** One member of a zip archive: what becomes of it, whether its place comes from the central directory or was salvaged. */
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import type { Budget } from "../budget.ts";
import { sliceInput } from "../input.ts";
import type { Input, Reading, ReadProblem } from "../reader.ts";
import {
  contentOf,
  counted,
  decodedAtOnce,
  decodedStream,
  type Flow,
  newFlow,
  once,
  pieces,
} from "./outflow.ts";

export interface ZipMember {
  name: string;
  /** Of the stored or compressed data, in the archive. */
  start: number;
  end: number;
  method: number;
  encrypted: boolean;
  /** As declared; null when nothing declares it. */
  sizeBytes: number | null;
  crc: number | null;
  /** Type bits of the Unix mode; 0 when there are none. */
  unixType: number;
}

/** Compressed data that is decoded in one go when what comes out is small too. */
const atOnceBytes = 4 * 1024 ** 2;

const stored = 0;
const deflated = 8;

/** How the ZIP specification (APPNOTE 4.4.5) names what is not read. */
const methods: Record<number, string> = {
  1: "Shrink",
  6: "Implode",
  9: "Deflate64",
  12: "bzip2",
  14: "LZMA",
  93: "Zstandard",
  95: "xz",
  96: "JPEG",
  98: "PPMd",
};

/** Type bits of a Unix mode that are no file, and what they are. */
const unixTypes = new Map([
  [0o120000, "symbolic link"],
  [0o020000, "device"],
  [0o060000, "device"],
  [0o010000, "pipe"],
  [0o140000, "socket"],
]);

/** The child that a member is, or the problem that stands for it; then what was wrong with what came out. */
export async function* memberReadings(
  input: Input,
  member: ZipMember,
  budget: Budget,
): AsyncGenerator<Reading> {
  const problem = notRead(member);
  if (problem) {
    yield { problem };
    return;
  }
  const flow = newFlow();
  const cutOff = member.end > input.sizeBytes;
  const path = member.name;
  const label = member.name.split(/[/\\]/).at(-1) ?? member.name;
  if (member.method === stored) {
    const end = Math.min(member.end, input.sizeBytes);
    for (const piece of pieces(input, member.start, end)) {
      budget.spendBytes(piece.length);
      budget.checkTime();
      flow.bytes += piece.length;
      flow.crc = crc32(piece, flow.crc);
    }
    flow.ended = true;
    const range = { start: member.start, end, encoding: "identity" } as const;
    yield { child: { path, content: sliceInput(input, member.start, end, label), range } };
  } else {
    const content = await contentOf(label, counted(inflated(input, member, flow), flow, budget));
    if (flow.error && flow.bytes === 0) {
      yield { problem: damaged(member, saidBy(flow.error)) };
      return;
    }
    yield { child: { path, content, range: null } };
  }
  const fault = faultOf(member, flow, cutOff);
  if (fault) yield { problem: damaged(member, fault) };
}

/** Deflate, at once when it is small: a stream costs more than a small member. */
async function* inflated(input: Input, member: ZipMember, flow: Flow): AsyncGenerator<Uint8Array> {
  const { start, end } = member;
  if (end - start <= atOnceBytes) {
    const whole = decodedAtOnce(input.bytes(start, end), inflateRawSync);
    if (whole) {
      flow.error = whole.error;
      if (whole.bytes.length > 0) yield* once(whole.bytes);
      return;
    }
  }
  yield* decodedStream(input, start, Math.min(end, input.sizeBytes), createInflateRaw());
}

function notRead(member: ZipMember): ReadProblem | null {
  const unixType = unixTypes.get(member.unixType);
  if (unixType)
    return {
      code: "not-a-file",
      state: "skipped",
      partial: true,
      args: { type: `${unixType}: ${member.name}` },
    };
  if (member.encrypted)
    return { code: "member-password-needed", state: "failed", partial: true, args: { member: member.name } };
  if (member.method === stored || member.method === deflated) return null;
  const method = methods[member.method] ?? `zip ${member.method}`;
  return {
    code: "member-not-read-yet",
    state: "unread",
    partial: true,
    args: { member: member.name, type: method },
  };
}

function faultOf(member: ZipMember, flow: Flow, cutOff: boolean): string | null {
  if (!flow.ended) return null;
  if (cutOff) return `cut off after ${flow.bytes} bytes`;
  if (flow.error) return `${saidBy(flow.error)}, after ${flow.bytes} bytes`;
  if (member.sizeBytes !== null && member.sizeBytes !== flow.bytes)
    return `declares ${member.sizeBytes} bytes, holds ${flow.bytes}`;
  if (member.crc !== null && member.crc !== flow.crc) return "checksum differs";
  return null;
}

function damaged(member: ZipMember, error: string): ReadProblem {
  return { code: "member-damaged", state: "failed", partial: true, args: { member: member.name, error } };
}

/** The message of an error, as part of a sentence. */
export function saidBy(error: Error): string {
  return error.message.replace(/[.\s]+$/, "").slice(0, 200);
}
