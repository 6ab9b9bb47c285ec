/**
 * The mail of the example case: the shape of one message's source, the table of all of them, and how the body of a reply is put
 * together from its own words and what it quotes.
 */
import { march } from "./mail-march.ts";
import { spring } from "./mail-spring.ts";
import type { Person } from "./people.ts";

export interface MailAttachment {
  name: string;
  type: string;
  /** Text as it is, or the name of a file that `papers.ts` makes. */
  content: { text: string } | { paper: string };
}

/** What stands below the writer's own words. */
export interface Quoting {
  /** Key of the message quoted. */
  of: string;
  /** `attribution`: a line such as “On … wrote:” and `> `; `headers`: From, Sent, To, Subject; `forward`: a marked block. */
  style: "attribution" | "headers" | "forward";
  /** The line or lines above the quotation, as this writer's program puts them. */
  head: string;
}

export interface MailSource {
  key: string;
  messageId: string;
  /** RFC 5322 date with its zone. */
  date: string;
  from: Person;
  to: Person[];
  cc?: Person[];
  bcc?: Person[];
  subject: string;
  inReplyTo?: string;
  references?: string[];
  /** The writer's own words, one line a paragraph. */
  text: string;
  quoting?: Quoting;
  html?: string;
  attachments?: MailAttachment[];
  charset: "us-ascii" | "utf-8" | "iso-8859-1";
  encoding: "7bit" | "8bit" | "quoted-printable" | "base64";
  program: string;
  /** Name of the folder that the message lies in, when it is kept as a file of its own; else it is in the mailbox. */
  file?: string;
  signed?: "niph.example" | "lumen.example";
}

/** All messages, in order of date. */
export const mail: readonly MailSource[] = [...march, ...spring];

/** The message with this key. */
export function mailByKey(key: string): MailSource {
  const found = mail.find((message) => message.key === key);
  if (!found) throw new Error(`no message with the key ${key}`);
  return found;
}

/** Letters on a line of mail. */
export const lineWidth = 72;

/** Breaks lines that are longer than `width` at blanks; quoted lines stay as they are. */
export function wrap(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => (line.startsWith(">") ? line : wrapLine(line, width)))
    .join("\n");
}

function wrapLine(line: string, width: number): string {
  const out: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > width) {
      out.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  out.push(current);
  return out.join("\n");
}

/**
 * The whole body of a message with everything it quotes. Lines break at `width`, as mail programs do; a print-out is made without
 * (`Number.POSITIVE_INFINITY`), but what carries `>` was broken before it was quoted.
 */
export function bodyOf(message: MailSource, width = lineWidth): string {
  const own = wrap(message.text, width);
  if (!message.quoting) return own;
  const source = mailByKey(message.quoting.of);
  if (message.quoting.style !== "attribution")
    return `${own}\n\n${message.quoting.head}\n\n${bodyOf(source, width)}`;
  const quoted = bodyOf(source)
    .split("\n")
    .map((line) => (line === "" ? ">" : line.startsWith(">") ? `>${line}` : `> ${line}`))
    .join("\n");
  return `${own}\n\n${message.quoting.head}\n${quoted}`;
}
