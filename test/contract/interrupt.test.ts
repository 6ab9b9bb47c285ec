/** Ctrl-C in the middle of an ingest costs nothing: the command ends with 130, and the next one goes on from there. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer, DocumentLine, IngestAnswer } from "../../src/ask/answers.ts";
import { environment, program, stemma, temporaryFolder } from "./stemma.ts";

const messages = 6000;

it("an ingest that is interrupted ends with 130, and running it again completes it", {
  skip: process.platform === "win32" && "signals end a process at once there",
}, async () => {
  const { folder, remove } = temporaryFolder();
  try {
    const sources = path.join(folder, "sources");
    mkdirSync(sources);
    for (let n = 0; n < messages; n++) writeFileSync(path.join(sources, `${n}.eml`), messageOf(n));
    const interrupted = path.join(folder, "interrupted.stemma");

    const child = spawn(process.execPath, [program, "ingest", sources, "--case", interrupted], {
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    // Looked at until something has been written: then it is under way, and far from done.
    const log = path.join(interrupted, "case.sqlite-wal");
    while (child.exitCode === null && !(existsSync(log) && statSync(log).size > 200_000)) await delay(2);
    child.kill("SIGINT");
    assert.equal(await ended, 130, printed);
    assert.doesNotMatch(printed, /^\s+at /m);

    const before = await listed(interrupted);
    assert.ok(before.total < messages, "it was over before it could be interrupted");

    const again = await stemma(["ingest", sources, "--case", interrupted, "--json"]);
    assert.equal(again.code, 0, again.stderr);
    const { receipt } = JSON.parse(again.stdout) as IngestAnswer;
    assert.deepEqual([receipt.found, receipt.read, receipt.pending], [messages, messages, 0]);

    const straight = path.join(folder, "straight.stemma");
    await stemma(["ingest", sources, "--case", straight]);
    assert.deepEqual(await listed(interrupted), await listed(straight));
  } finally {
    remove();
  }
});

/** Everything in an order that does not depend on the run. */
async function listed(folder: string): Promise<{ total: number; items: DocumentLine[] }> {
  const { stdout, stderr } = await stemma(["documents", "--limit", "100000", "--json", "--case", folder]);
  assert.notEqual(stdout, "", stderr);
  const { total, items } = JSON.parse(stdout) as Answer<DocumentLine>;
  return { total, items: items.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function messageOf(n: number): string {
  const minute = String(n % 60).padStart(2, "0");
  return `From: writer${n % 97}@stemma.example\nTo: reader${n % 89}@stemma.example\nDate: Mon, 15 Mar 2021 16:${minute}:42 -0400\nSubject: Report ${n}\nMessage-ID: <${n}@stemma.example>\n\nThe ${n}th report, with a few words to read.\n`;
}
