/**
 * The reader of tar archives: every file in it becomes a child, as a stretch of the archive's own bytes. Reads ustar, pax and GNU
 * long names, and the old format before them. Own code, since a stream of members (as tar libraries give) could not say where
 * in the archive they lie.
 */
import type { Budget } from "../budget.ts";
import { bufferOf, sliceInput } from "../input.ts";
import type { Input, Peek, Reader, Reading, ReadProblem } from "../reader.ts";
import { checksumHolds, type TarHeader, tarHeader } from "./tar-header.ts";

export const tarReader: Reader = { name: "tar", version: 1, accepts, read };

function accepts({ head }: Peek): number {
  return head.length >= 512 && head[0] !== 0 && checksumHolds(head.subarray(0, 512)) ? 0.9 : 0;
}

const blockBytes = 512;
/** Longest name or list of pax fields that is read. */
const longestExtension = 1024 ** 2;

/** What stands for no file, by type flag (POSIX.1-2017, pax, ustar interchange format). */
const noFiles: Record<string, string> = {
  "1": "hard link",
  "2": "symbolic link",
  "3": "device",
  "4": "device",
  "6": "pipe",
};

/** What extension headers say of the member that follows. */
interface Extension {
  name?: string;
  sizeBytes?: number;
  sparse?: boolean;
}

function* read(input: Input, budget: Budget): Generator<Reading> {
  let extension: Extension = {};
  let everywhere: Extension = {};
  let lost = false;
  let files = 0;
  let at = 0;
  while (at < input.sizeBytes) {
    budget.checkTime();
    const block = input.bytes(at, at + blockBytes);
    if (block.length < blockBytes) {
      if (!isZero(block)) yield { problem: cutOff(files) };
      return;
    }
    // Two blocks of zeros end an archive, but several may follow each other in one file.
    if (isZero(block)) {
      at += blockBytes;
      continue;
    }
    if (!checksumHolds(block)) {
      // Lost the thread: every block may be a header again, and the damage is told once.
      if (!lost) yield { problem: brokenAt(at) };
      lost = true;
      at += blockBytes;
      continue;
    }
    lost = false;
    const header = tarHeader(block);
    const start = at + blockBytes;
    const { sizeBytes = header.sizeBytes } =
      header.type === "x" || header.type === "g" ? {} : { ...everywhere, ...extension };
    const end = start + sizeBytes;
    at = start + Math.ceil(sizeBytes / blockBytes) * blockBytes;
    if (header.type === "x" || header.type === "g" || header.type === "L" || header.type === "K") {
      const said = extensionOf(header, input.bytes(start, Math.min(end, start + longestExtension)));
      if (header.type === "g") everywhere = { ...everywhere, ...said };
      else extension = { ...extension, ...said };
      continue;
    }
    const { name = header.name, sparse = false } = { ...everywhere, ...extension };
    extension = {};
    if (header.type === "5" || (header.type === "" && name.endsWith("/"))) continue;
    budget.spendMember();
    files += 1;
    const problem = notRead(header.type, name, sparse);
    if (problem) {
      yield { problem };
      continue;
    }
    budget.spendBytes(Math.min(end, input.sizeBytes) - start);
    const label = name.split("/").at(-1) ?? name;
    const content = sliceInput(input, start, end, label);
    const range = { start, end: start + content.sizeBytes, encoding: "identity" } as const;
    yield { child: { path: name, content, range } };
    if (end > input.sizeBytes) {
      yield { problem: cutOff(files) };
      return;
    }
  }
}

function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

function notRead(type: string, name: string, sparse: boolean): ReadProblem | null {
  const other = noFiles[type];
  if (other)
    return { code: "not-a-file", state: "skipped", partial: true, args: { type: `${other}: ${name}` } };
  if (sparse || type === "S")
    return {
      code: "member-not-read-yet",
      state: "unread",
      partial: true,
      args: { member: name, type: "sparse" },
    };
  // Any other flag is to be read as a file (POSIX); `V` and `M` of GNU are labels of volumes.
  if (type === "V" || type === "M" || type === "D")
    return {
      code: "member-not-read-yet",
      state: "unread",
      partial: true,
      args: { member: name, type: `GNU tar ${type}` },
    };
  return null;
}

function cutOff(files: number): ReadProblem {
  return { code: "truncated", state: "failed", partial: true, args: { read: files } };
}

function brokenAt(at: number): ReadProblem {
  const args = { member: `@${at}`, error: "no tar header where one is due" };
  return { code: "member-damaged", state: "failed", partial: true, args };
}

function extensionOf(header: TarHeader, bytes: Uint8Array): Extension {
  const text = bufferOf(bytes).toString("utf8");
  if (header.type === "K") return {};
  if (header.type === "L") return { name: (text.split("\0", 1)[0] ?? "").toWellFormed() };
  const said: Extension = {};
  for (const [key, value] of paxFields(Buffer.from(bytes))) {
    if (key === "path") said.name = value;
    else if (key === "size" && /^\d{1,15}$/.test(value)) said.sizeBytes = Number(value);
    else if (key.startsWith("GNU.sparse.")) said.sparse = true;
    // Sparse files of version 1.0 hide their name here.
    if (key === "GNU.sparse.name") said.name = value;
  }
  return said;
}

/** Records `LENGTH KEY=VALUE\n`, the length counting itself (POSIX.1-2017, pax extended header). */
function* paxFields(bytes: Buffer): Generator<[string, string]> {
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    if (space < 0 || space - at > 10) return;
    const length = Number(bytes.toString("latin1", at, space));
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length) return;
    const record = bytes.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    if (equals > 0) yield [record.slice(0, equals), record.slice(equals + 1).replaceAll("\0", "\ufffd")];
    at += length;
  }
}
