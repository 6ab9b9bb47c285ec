/**
 * How the cost of an ingest grows with the number of messages: made mail at three sizes, so that anything worse than linear is
 * seen. Messages have distinct texts, threads of eight, and now and then an attachment.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Cost, costOf } from "./process.ts";
import { stemma } from "./tools.ts";

export async function growth(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { messages: { type: "string", default: "5000,20000,80000" }, out: { type: "string" } },
  });
  const report = [
    "| messages | CPU s | ms a message | wall s | peak MB | case database MB |",
    "| --- | --- | --- | --- | --- | --- |",
  ];
  for (const line of report) process.stdout.write(`${line}\n`);
  for (const messages of values.messages.split(",").map(Number)) {
    const home = mkdtempSync(path.join(tmpdir(), "stemma-growth-"));
    try {
      const mailbox = path.join(home, "growth.mbox");
      writeMailbox(mailbox, messages);
      const tool = stemma(mailbox, path.join(home, "case"), []);
      await tool.prepare();
      const cost = await costOf(tool.index);
      const line = row(messages, cost, tool.indexBytes());
      report.push(line);
      process.stdout.write(`${line}\n`);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }
  if (values.out !== undefined) {
    writeFileSync(path.resolve(process.env.INIT_CWD ?? process.cwd(), values.out), `${report.join("\n")}\n`);
  }
}

function row(messages: number, cost: Cost, indexBytes: number): string {
  const cells = [
    messages.toLocaleString("en"),
    cost.cpuSeconds.toFixed(2),
    ((1000 * cost.cpuSeconds) / messages).toFixed(3),
    cost.wallSeconds.toFixed(2),
    cost.peakBytes === null ? "–" : (cost.peakBytes / 1e6).toFixed(0),
    (indexBytes / 1e6).toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}

const syllables = "ba ce di fo gu la me ni po ru sa te vi xo zu an el is on ur".split(" ");
const threadLength = 8;
const wordsInMessage = 250;
const people = 400;

/** The same number gives the same mailbox: the words come from a generator with a fixed seed. */
function writeMailbox(file: string, messages: number): void {
  writeFileSync(file, "");
  let seed = 42;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  // Words are as unequal as in a language: a few everywhere, most of them rare.
  const word = (): string => {
    let number = Math.floor(30_000 ** (random(1_000_000) / 1_000_000));
    let text = "";
    do {
      text += syllables[number % syllables.length] ?? "";
      number = Math.floor(number / syllables.length);
    } while (number > 0);
    return text;
  };
  const person = (): string => {
    const number = random(people);
    return `"Person ${number}" <person${number}@example.org>`;
  };
  let batch: string[] = [];
  for (let at = 0; at < messages; at += 1) {
    const thread = at - (at % threadLength);
    const date = new Date(Date.UTC(2015, 0, 1) + at * 600_000).toUTCString().replace("GMT", "+0000");
    const body = Array.from(
      { length: wordsInMessage },
      (_, place) => word() + (place % 12 === 11 ? "\n" : ""),
    ).join(" ");
    const reply =
      at === thread ? "" : `In-Reply-To: <${at - 1}@example.org>\nReferences: <${thread}@example.org>\n`;
    batch.push(
      `From person@example.org Thu Jan  1 00:00:00 2015\nMessage-ID: <${at}@example.org>\n${reply}` +
        `From: ${person()}\nTo: ${person()}, ${person()}\nDate: ${date}\n` +
        `Subject: ${at === thread ? "" : "Re: "}${word()} ${word()} ${thread}\n\n${body}\n\n`,
    );
    if (batch.length === 1000 || at === messages - 1) {
      writeFileSync(file, batch.join(""), { flag: "a" });
      batch = [];
    }
  }
}
