/**
 * Writes the generated files of the example case (mail, print-outs, papers, archives) from their readable sources in `sources/`:
 * `node examples/make.ts [FOLDER]`. Same sources, same bytes, on every machine. The stories and the plain texts of the case are not
 * made: they lie in `castellane/` as they were written.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mailbox, messageBytes, type Papers } from "./make/message.ts";
import { type Printed, printRelease } from "./make/print.ts";
import { scannedPage } from "./make/scan.ts";
import { zip } from "./make/zip.ts";
import { bodyOf, mail, mailByKey } from "./sources/mail.ts";
import {
  brokenAnnex,
  calendar,
  countingNote,
  coverNote,
  declaration,
  letter,
  outline,
  printIndex,
} from "./sources/papers.ts";
import { batesPrefix, firstBates, prints } from "./sources/release.ts";

const papers: Papers = new Map([["holt-centre-outline.pdf", outline]]);

/** The printed release, with the account of what is blacked out in it. */
export function release(): Printed {
  return printRelease(prints, batesPrefix, firstBates);
}

/** A copy of the message of 16 March as it went round in December: one clause was changed, so its signature no longer holds. */
function circulatingCopy(): Uint8Array {
  const source = mailByKey("centre-2");
  const altered = source.text.replace("do a short video for it", "have the reports as well");
  const genuine = messageBytes(source, papers).toString("latin1");
  const head = genuine.slice(0, genuine.indexOf("\n\n"));
  return Buffer.from(`${head}\n\n${bodyOf({ ...source, text: altered })}\n`, "latin1");
}

/** Every generated file of the case, by its path in the case's folder. */
export function generatedFiles(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const text = (content: string): Uint8Array => Buffer.from(content);

  files.set(
    "drop-1/mail/castellane.mbox",
    mailbox(
      mail.filter(({ file }) => !file),
      papers,
    ),
  );
  for (const message of mail)
    if (message.file) files.set(`drop-1/mail/kept/${message.file}`, messageBytes(message, papers));
  // The very bytes that the mailbox holds, and the sender's own copy of another, which shows the unseen recipient.
  files.set("drop-1/mail/kept/re-information-centre.eml", messageBytes(mailByKey("centre-2"), papers));
  files.set("drop-1/mail/kept/fwd-numbers-sent-copy.eml", messageBytes(mailByKey("numbers-4"), papers, true));

  const printed = release().bytes;
  files.set("drop-1/niph-release-1.pdf", printed);
  files.set("drop-1/papers/letter-2021-05-05.pdf", letter);
  files.set("drop-1/filings/lumen-declaration-2021-q1.pdf", declaration);

  files.set("drop-2/again.pdf", printed);
  files.set("drop-2/circulating-copy.eml", circulatingCopy());
  files.set("drop-2/scan-0007.png", scannedPage(306, 396));
  files.set("drop-2/empty.txt", new Uint8Array());
  // The four letters by which an Outlook store is known, and nothing behind them.
  files.set("drop-2/old-mail.pst", Buffer.concat([Buffer.from("!BDN"), Buffer.alloc(508)]));
  const annexD = zip([
    { name: "calendar-2021-03-15.csv", bytes: text(calendar) },
    { name: "note-comptage.txt", bytes: text(countingNote) },
  ]);
  files.set(
    "drop-2/annexes.zip",
    zip([
      { name: "annex-a.txt", bytes: text(coverNote) },
      { name: "annex-b.csv", bytes: text(printIndex) },
      { name: "annex-c.pdf", bytes: brokenAnnex },
      { name: "annex-d.zip", bytes: annexD },
    ]),
  );
  return files;
}

/** Writes the generated files into `folder`. */
export function writeExample(folder: string): void {
  for (const [path, bytes] of generatedFiles()) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, bytes);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeExample(process.argv[2] ?? join(import.meta.dirname, "castellane"));
