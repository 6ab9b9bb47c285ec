/** Files that stand uuencoded in the text of a message, as mailers before MIME sent them. */
import { decodeUuencode } from "./transfer-encoding.ts";

export interface UuencodedBlock {
  /** As the `begin` line gives it, Latin-1. A label. */
  fileName: string;
  /** Bytes of the decoded text: from the `begin` line to the end of the `end` line. */
  start: number;
  end: number;
  content: Buffer;
  damaged: boolean;
}

/** A block must have an `end` line within so many bytes. */
const longestBlock = 256 * 1024 ** 2;
const mostBlocks = 1000;

/**
 * Takes the blocks out of a text; of each, its `begin` line is left. Text without blocks is returned as it is. A block begins
 * `begin 644 name`, and its next line has the length that its first character says.
 */
export function cutUuencoded(text: Buffer): { text: Buffer; blocks: UuencodedBlock[] } {
  const blocks: UuencodedBlock[] = [];
  const kept: Buffer[] = [];
  let keptTo = 0;
  let at = text.indexOf("begin ");
  while (at >= 0 && blocks.length < mostBlocks) {
    const block = at === 0 || text[at - 1] === 10 ? blockAt(text, at) : null;
    if (block === null) {
      at = text.indexOf("begin ", at + 6);
      continue;
    }
    blocks.push(block);
    kept.push(text.subarray(keptTo, block.dataStart));
    keptTo = block.end;
    at = text.indexOf("begin ", block.end);
  }
  if (blocks.length === 0) return { text, blocks };
  kept.push(text.subarray(keptTo));
  return { text: Buffer.concat(kept), blocks };
}

function blockAt(text: Buffer, start: number): (UuencodedBlock & { dataStart: number }) | null {
  const begin = /^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n/.exec(text.toString("latin1", start, start + 220));
  if (begin === null) return null;
  const dataStart = start + begin[0].length;
  const end = endOfBlock(text, dataStart);
  if (end < 0) return null;
  const decoded = decodeUuencode(text.subarray(start, end));
  return {
    fileName: (begin[1] ?? "").trim(),
    start,
    end,
    dataStart,
    content: decoded.bytes,
    damaged: decoded.damaged,
  };
}

/** Follows the lines of a block to its `end`; -1 when a line is none of a block. */
function endOfBlock(text: Buffer, dataStart: number): number {
  let at = dataStart;
  let lines = 0;
  while (at < text.length && at - dataStart < longestBlock) {
    const lineBreak = text.indexOf(10, at);
    const next = lineBreak < 0 ? text.length : lineBreak + 1;
    let end = lineBreak < 0 ? text.length : lineBreak;
    if (end > at && text[end - 1] === 13) end -= 1;
    if (end - at === 3 && text.toString("latin1", at, end) === "end") return lines > 0 ? next : -1;
    // A line of data says its own length; blanks at its end may have been cut off, one checksum character may follow.
    const count = ((text[at] ?? 32) - 32) & 63;
    const characters = Math.ceil(count / 3) * 4;
    const length = end - at - 1;
    if (length > characters + 1 || (count > 0 && length < 1) || (text[at] ?? 0) > 96) return -1;
    if (length < characters && lines === 0) return -1;
    lines += 1;
    at = next;
  }
  return -1;
}
