/**
 * Any folder of mail as one file a message, which is all that the peers can read: mailboxes are split, single messages linked
 * or copied. What is not mail (no header at its head) is left out.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

export interface Maildir {
  folder: string;
  /** Paths of the messages, in order. */
  files: string[];
  bytes: number;
}

const separator = /^From \S.*\d{4}\s*$/;
const header = /^[A-Za-z][A-Za-z0-9-]*:/;

/** Makes `folder` a maildir with every message below `corpus`. */
export function makeMaildir(corpus: string, folder: string): Maildir {
  const maildir: Maildir = { folder, files: [], bytes: 0 };
  for (const name of ["cur", "new", "tmp"]) mkdirSync(path.join(folder, name), { recursive: true });
  const place = (): string => {
    const file = path.join(folder, "cur", `${String(maildir.files.length + 1).padStart(7, "0")}.eml`);
    maildir.files.push(file);
    return file;
  };
  for (const file of filesBelow(corpus)) {
    const head = headOf(file);
    if (head.startsWith("From ")) {
      const bytes = readFileSync(file);
      for (const { start, end } of messagesIn(bytes)) {
        writeFileSync(place(), bytes.subarray(start, end));
        maildir.bytes += end - start;
      }
    } else if (header.test(head)) {
      const target = place();
      copyOrLink(file, target);
      maildir.bytes += readFileSync(target).length;
    }
  }
  return maildir;
}

/** Every `step`th message of a maildir as a maildir of its own. */
export function thinned(whole: Maildir, folder: string, step: number): Maildir {
  const maildir: Maildir = { folder, files: [], bytes: 0 };
  for (const name of ["cur", "new", "tmp"]) mkdirSync(path.join(folder, name), { recursive: true });
  for (let at = 0; at < whole.files.length; at += step) {
    const file = whole.files[at] ?? "";
    const target = path.join(folder, "cur", path.basename(file));
    linkSync(file, target);
    maildir.files.push(target);
    maildir.bytes += readFileSync(target).length;
  }
  return maildir;
}

/** Messages of a mailbox: each begins after a `From ` line with a year at its end that follows an empty line. */
function messagesIn(bytes: Buffer): { start: number; end: number }[] {
  const messages: { start: number; end: number }[] = [];
  let start = -1;
  let at = 0;
  while (at >= 0 && at < bytes.length) {
    const lineEnd = bytes.indexOf(10, at);
    const end = lineEnd < 0 ? bytes.length : lineEnd;
    const blankBefore = at === 0 || (bytes[at - 1] === 10 && (bytes[at - 2] === 10 || bytes[at - 3] === 10));
    if (blankBefore && separator.test(bytes.toString("latin1", at, Math.min(end, at + 200)))) {
      if (start >= 0) messages.push({ start, end: at });
      start = end + 1;
    }
    const next = bytes.indexOf("\nFrom ", end);
    at = next < 0 ? -1 : next + 1;
  }
  if (start >= 0 && start < bytes.length) messages.push({ start, end: bytes.length });
  return messages;
}

function headOf(file: string): string {
  const handle = openSync(file, "r");
  try {
    const head = Buffer.alloc(200);
    return head.toString("latin1", 0, readSync(handle, head, 0, head.length, 0));
  } finally {
    closeSync(handle);
  }
}

function copyOrLink(file: string, target: string): void {
  // A clone costs nothing where the file system has it; a hard link would let a peer touch the corpus.
  copyFileSync(file, target, constants.COPYFILE_FICLONE);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
