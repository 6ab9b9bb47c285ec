/** Tells from the first bytes whether a file is a message or a mailbox, and where in a file its message lies. */
import type { Span } from "../../text/document.ts";
import type { Peek } from "../reader.ts";
import { isEnvelopeLine } from "./envelope.ts";
import { nameEnd } from "./headers.ts";

/** Fields that programs write; one of them is nearly proof. */
const machineFields = new Set(
  "message-id received return-path mime-version delivered-to x-mailer dkim-signature arc-seal references in-reply-to content-transfer-encoding x-originating-ip user-agent thread-index envelope-to x-received list-id status x-uid".split(
    " ",
  ),
);
/** Fields that also stand above a text that a person typed or printed. */
const humanFields = new Set("from to cc bcc date subject reply-to sender content-type".split(" "));

/** As print-outs and exports have it; never a field of a message. */
const printedFields = new Set("sent envoyé gesendet enviado".split(" "));

/**
 * 0 to 1: how much a file looks like one message. A file with a second `From ` line is a mailbox, and left to its reader.
 */
export function mailLikeness({ head, sizeBytes }: Pick<Peek, "head" | "sizeBytes">): number {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const { start, envelope } = messageBounds(bytes);
  const score = headerLikeness(bytes.toString("latin1", start, Math.min(bytes.length, start + 32 * 1024)));
  if (!envelope || score === 0) return score;
  if (hasSeparator(bytes, start)) return 0;
  // A long file with a `From ` line is as likely a mailbox that begins with a long message.
  return sizeBytes > head.length ? 0.5 : score;
}

/** How much the fields at the head of a text look like those of a message. */
export function headerLikeness(text: string): number {
  const seen = new Set<string>();
  let machine = 0;
  let human = 0;
  let lines = 0;
  let at = 0;
  while (at < text.length && lines < 200) {
    const lineBreak = text.indexOf("\n", at);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const code = text.charCodeAt(at);
    if (end === at || code === 13) break;
    if (code !== 32 && code !== 9) {
      const afterName = nameEnd(text, at);
      if (afterName < 0) {
        if (lines === 0) return 0;
        break;
      }
      const name = text.slice(at, afterName).toLowerCase();
      if (printedFields.has(name)) return 0;
      if (!seen.has(name)) {
        seen.add(name);
        if (machineFields.has(name)) machine += 1;
        else if (humanFields.has(name)) human += 1;
      }
    } else if (lines === 0) return 0;
    lines += 1;
    at = end + 1;
  }
  if (machine >= 1 && machine + human >= 3) return 0.95;
  if (machine + human >= 3) return 0.8;
  if (machine + human === 2) return machine > 0 || seen.has("from") || seen.has("date") ? 0.6 : 0.4;
  return machine + human === 1 && seen.size <= 3 ? 0.2 : 0;
}

/** True when a line that parts messages stands after `start` in the bytes. */
export function hasSeparator(bytes: Buffer, start: number): boolean {
  for (let at = bytes.indexOf("\nFrom ", start); at >= 0; at = bytes.indexOf("\nFrom ", at + 1)) {
    const lineBreak = bytes.indexOf(10, at + 1);
    if (lineBreak < 0) return false;
    const next = bytes.toString("latin1", lineBreak + 1, lineBreak + 200);
    if (
      isEnvelopeLine(bytes.toString("latin1", at + 1, Math.min(lineBreak, at + 1000))) &&
      nameEnd(next, 0) > 0
    )
      return true;
  }
  return false;
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
