/** Tells from the first bytes whether a file is a message, and where in a file its message lies. */
import type { Span } from "../../text/document.ts";
import { bufferOf } from "../input.ts";
import type { Peek } from "../reader.ts";
import { hasSeparator } from "./envelope.ts";
import { headerLikeness } from "./header-likeness.ts";

/**
 * 0 to 1: how much a file looks like one message. A file with a second `From ` line is a mailbox, and left to its reader.
 */
export function mailLikeness({ head, sizeBytes }: Pick<Peek, "head" | "sizeBytes">): number {
  const bytes = bufferOf(head);
  const { start, envelope } = messageBounds(bytes);
  const score = headerLikeness(bytes.toString("latin1", start, Math.min(bytes.length, start + 32 * 1024)));
  if (!envelope || score === 0) return score;
  if (hasSeparator(bytes, start)) return 0;
  // A long file with a `From ` line is as likely a mailbox that begins with a long message.
  return sizeBytes > head.length ? 0.5 : score;
}

/**
 * Where the message lies in a file: after a byte order mark, empty lines, a `From ` or `>From ` line; in an `.emlx` file (a line
 * with the number of bytes, the message, a property list) as long as the first line says.
 */
export function messageBounds(bytes: Buffer): Span & { envelope: boolean } {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let end = bytes.length;
  while (bytes[start] === 10 || bytes[start] === 13) start += 1;
  const first = bytes.toString("latin1", start, start + 1000);
  const count = /^(\d{1,10})[ \t]*\r?\n(?=[\x21-\x7e]{1,76}[ \t]*:|[\r\n]|>?From )/.exec(first);
  if (count !== null) {
    start += count[0].length;
    end = Math.min(end, start + Number(count[1]));
  }
  let envelope = false;
  // More than one such line occurs where a mailbox was put into a mailbox.
  for (let lines = 0; lines < 3; lines++) {
    const line = bytes.toString("latin1", start, start + 6);
    if (!line.startsWith("From ") && line !== ">From ") break;
    const lineBreak = bytes.indexOf(10, start);
    if (lineBreak < 0 || lineBreak >= end) break;
    envelope = true;
    start = lineBreak + 1;
  }
  return { start: Math.min(start, end), end, envelope };
}
