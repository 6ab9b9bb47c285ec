/** Law 8: a file that breaks a budget, or its worker, becomes a problem line; every other file is read as if it were not there. */
import assert from "node:assert/strict";
import { rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { ProblemsAnswer, Receipt } from "../../src/ask/answers.ts";
import { problems } from "../../src/ask/problems.ts";
import { openView } from "../../src/ask/view.ts";
import type { FileLost, OriginalRead } from "../../src/case/write.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { readAll } from "../../src/ingest/pool.ts";
import type { FileToRead } from "../../src/ingest/read-file.ts";
import { makeZip } from "../../src/read/archive/make-archive.ts";
import { defaultLimits, type Limits } from "../../src/read/budget.ts";
import { dumpOf, faultsOf } from "../support/dump.ts";
import { plant, type Tree, temporaryFolder } from "../support/folder.ts";
import { mailNumber, mboxOf } from "../support/mail.ts";

/** A message in a message in a message … */
function nested(levels: number): string {
  let inner = "From: a@b.example\r\nSubject: innermost\r\n\r\nThe innermost text.\r\n";
  for (let level = 0; level < levels; level++)
    inner = `From: a@b.example\r\nSubject: level ${level}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x${level}"\r\n\r\n--x${level}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n${inner}\r\n--x${level}--\r\n`;
  return inner;
}

function problemsIn(folder: string): ProblemsAnswer {
  const view = openView(folder, "en");
  try {
    return problems.ask(view, { limit: 1000 }) as ProblemsAnswer;
  } finally {
    view.case.close();
  }
}

/** Ingests under narrow limits: honest files beside the hostile one are read; with the limit lifted so is the hostile one. */
async function breaks(test: TestContext, limit: keyof Limits, limits: Partial<Limits>, hostile: Tree) {
  const folder = temporaryFolder(test);
  const source = join(folder, "drop");
  plant(source, { ...hostile, "honest/1.eml": mailNumber(1), "honest/2.txt": "A note of no harm." });
  const made = join(folder, "made.stemma");
  const receipt = await ingest({ case: made, sources: [source], limits });
  const { items } = problemsIn(made);
  assert.ok(receipt.skipped > 0, JSON.stringify(receipt));
  assert.equal(receipt.pending, 0);
  assert.equal(receipt.found, total(receipt));
  assert.ok(
    items.some(({ hint }) => hint.includes("--budget")),
    JSON.stringify(items),
  );
  assert.equal(items.filter(({ path }) => path.includes("honest")).length, 0);
  assert.deepEqual(faultsOf(made), []);
  const name = Object.keys(hostile)[0] ?? "";
  const lifted = await ingest({
    case: made,
    sources: [source],
    limits: { [limit]: defaultLimits[limit] * 4 },
    retry: name,
  });
  const fresh = join(folder, "fresh.stemma");
  assert.deepEqual(
    lifted,
    await ingest({ case: fresh, sources: [source], limits: { [limit]: defaultLimits[limit] * 4 } }),
  );
  assert.deepEqual(dumpOf(made), dumpOf(fresh));
  return { receipt, lifted };
}

function total({ read, same, failed, unread, skipped }: Receipt): number {
  return read + same + failed + unread + skipped;
}

test("depth: what is nested deeper than allowed is left unread, what is above it is read", async (t) => {
  const { receipt, lifted } = await breaks(t, "depth", { depth: 16 }, { "deep.eml": nested(30) });
  assert.equal(receipt.read, 17 + 2);
  assert.equal(receipt.skipped, 1);
  assert.equal(lifted.read, 31 + 2);
});

test("members: a container with more than allowed ends there, and says so", async (t) => {
  const { receipt, lifted } = await breaks(t, "members", { members: 10 }, { "large.mbox": mboxOf(1, 40) });
  assert.ok(receipt.found < lifted.found);
});

test("bytes: what comes out of a file ends at the limit", async (t) => {
  await breaks(t, "bytesOut", { bytesOut: 5000 }, { "large.mbox": mboxOf(1, 60) });
});

test("ratio: a bomb of zeros in a zip is stopped while it swells", async (t) => {
  const bomb = makeZip([{ name: "zeros", bytes: Buffer.alloc(80 * 1024 ** 2) }]).bytes;
  assert.ok(bomb.length < 100_000);
  await breaks(t, "ratio", {}, { "bomb.zip": bomb });
});

test("time: files that take too long are named, and read once they are given more", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  plant(source, { "a.mbox": mboxOf(0, 50), "b.txt": "A note of no harm.", "c.eml": mailNumber(5) });
  const made = join(folder, "made.stemma");
  const receipt = await ingest({
    case: made,
    sources: [source],
    limits: { timeMs: 0, timePerMegabyteMs: -1 },
  });
  assert.ok(receipt.skipped > 0);
  assert.equal(receipt.found, total(receipt));
  assert.deepEqual(faultsOf(made), []);
  for (const { reason, retry } of problemsIn(made).items)
    assert.ok(/limit: time/.test(reason) && retry.includes("--budget time="));
  for (const retry of ["a.mbox", "b.txt", "c.eml"]) await ingest({ case: made, sources: [source], retry });
  const fresh = join(folder, "fresh.stemma");
  await ingest({ case: fresh, sources: [source] });
  assert.deepEqual(dumpOf(made), dumpOf(fresh));
});

test("a reading beats a skipping, whichever comes first", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  const dumps = [];
  // What is too deep inside the one file is a file of its own beside it.
  for (const name of ["0-first.eml", "9-last.eml"]) {
    plant(source, { "5-deep.eml": nested(20), [name]: nested(3) });
    const made = join(folder, `${name}.stemma`);
    const receipt = await ingest({ case: made, sources: [source], workers: 1 });
    assert.equal(receipt.skipped, 0, JSON.stringify(receipt));
    assert.deepEqual(faultsOf(made), []);
    dumps.push(dumpOf(made).document);
    rmSync(join(source, name));
  }
  assert.deepEqual(dumps[0], dumps[1]);
});

interface Read {
  taken: OriginalRead[];
  lost: FileLost[];
  finished: number;
}

/** Hands files to workers with little patience, without a case behind them. */
async function readWith(
  files: FileToRead[],
  folder: string,
  limits: Partial<Limits>,
  bounds: Parameters<typeof readAll>[5],
): Promise<Read> {
  const read: Read = { taken: [], lost: [], finished: 0 };
  await readAll(
    files.values(),
    { originals: join(folder, "originals"), link: "reference", limits: { ...defaultLimits, ...limits } },
    2,
    ({ batch, lost, finished }) => {
      read.taken.push(...batch);
      read.lost.push(...lost);
      read.finished += finished.length;
    },
    new AbortController().signal,
    bounds,
  );
  return read;
}

function toRead(file: string, sizeBytes: number): FileToRead {
  return {
    file,
    sizeBytes,
    place: { in: "source", source: 1, path: file, mtimeMs: 0 },
    resume: null,
    instead: null,
  };
}

test("a worker that dies costs only the file that it died of", async (t) => {
  const folder = temporaryFolder(t);
  const files = Array.from({ length: 40 }, (_, n) => {
    const file = join(folder, `${n}.eml`);
    // One of them needs more memory than a worker has here.
    writeFileSync(
      file,
      n === 17
        ? `Subject: many\nTo: ${"a@b.example,\n ".repeat(3_000_000)}c@d.example\n\nText`
        : mailNumber(n * 5 + 1),
    );
    return toRead(file, n === 17 ? 45_000_000 : 2000);
  });
  const { taken, lost, finished } = await readWith(files, folder, {}, { graceSeconds: 60, megabytes: 128 });
  assert.deepEqual(lost, []);
  assert.equal(finished, 40);
  const died = taken.filter(({ problems }) => problems.some(({ code }) => code === "reader-died"));
  assert.deepEqual(
    died.map(({ place }) => place.path),
    [join(folder, "17.eml")],
  );
  const read = new Set(taken.filter(({ ended }) => ended?.state === "read").map(({ place }) => place.path));
  assert.equal(read.size, 39);
});

test("a worker that hangs is ended, and a file that cannot even be hashed in time is lost, not the ingest", async (t) => {
  const folder = temporaryFolder(t);
  const endless = join(folder, "endless");
  writeFileSync(endless, "");
  // Nothing but holes: it takes no room, and hours to read.
  truncateSync(endless, 4 * 1024 ** 4);
  writeFileSync(join(folder, "note.txt"), "A note of no harm.");
  const files = [toRead(endless, 1), toRead(join(folder, "note.txt"), 18)];
  const { taken, lost } = await readWith(
    files,
    folder,
    { timeMs: 0, timePerMegabyteMs: 0 },
    { graceSeconds: 1, megabytes: 256 },
  );
  assert.deepEqual(
    lost.map(({ place, problem }) => [place.path, problem.code]),
    [[endless, "budget-timeMs"]],
  );
  assert.deepEqual(
    taken.map(({ place }) => place.path),
    [join(folder, "note.txt")],
  );
});
