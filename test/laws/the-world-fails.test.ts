/** What the world does to an ingest: a full disk, a second process, no right to write. A clear sentence, exit 1, and nothing lost. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openCaseToWrite } from "../../src/case/case.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { messages } from "../../src/text/messages.ts";
import { dumpOf, faultsOf } from "../support/dump.ts";
import { plant, type Tree, temporaryFolder } from "../support/folder.ts";
import { mailNumber, mboxOf } from "../support/mail.ts";
import { run } from "../support/program.ts";

const noMount =
  process.platform !== "linux" || process.getuid?.() !== 0
    ? "only root on Linux can make a small disk"
    : false;

/** Mounts a disk of so many kilobytes at `folder`; false where that is not allowed. */
function mountSmallDisk(folder: string, kilobytes: number): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "none", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test("on a full disk an ingest says so and exits with 1; with more room the next one completes the case", {
  skip: noMount,
}, async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "release");
  const tree: Tree = { "all.mbox": mboxOf(0, 800) };
  for (let number = 0; number < 300; number++) tree[`mail/${number}.eml`] = mailNumber(number);
  plant(source, tree);
  const fresh = join(folder, "fresh.stemma");
  await ingest({ case: fresh, sources: [source] });
  const dump = dumpOf(fresh);

  // Too small for the database, for the first originals, for what comes later: each time something else finds the disk full.
  for (const kilobytes of [300, 900, 2500]) {
    const disk = join(folder, `disk-${kilobytes}`);
    if (!mountSmallDisk(disk, kilobytes)) return t.skip("mounting is not allowed here");
    try {
      const made = join(disk, "made.stemma");
      for (let again = kilobytes === 900 ? 0 : 1; again < 2; again++) {
        const { code, err, signal } = await run(["ingest", source, "--case", made]);
        assert.equal(code, 1, `${kilobytes} kB: ${signal} ${err}`);
        assert.match(err, /The disk is full/, `${kilobytes} kB: ${err}`);
        assert.doesNotMatch(err, /\n\s+at /, "no stack");
      }
      execFileSync("mount", ["-o", "remount,size=100m", disk]);
      const { code, err } = await run(["ingest", source, "--case", made]);
      assert.ok(code === 0 || code === 3, err);
      assert.deepEqual(dumpOf(made), dump);
      assert.deepEqual(faultsOf(made), []);
    } finally {
      execFileSync("umount", [disk]);
    }
  }
});

test("a second process on the same case is told who writes it, and exits with 1", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "release");
  const made = join(folder, "made.stemma");
  plant(source, { "a.eml": mailNumber(1) });
  const first = openCaseToWrite(made);
  const { code, err } = await run(["ingest", source, "--case", made]);
  assert.equal(code, 1, err);
  assert.ok(err.includes(`process ${process.pid} on ${hostname()}`), err);
  assert.equal(err.trim().split("\n").length, 1);
  const french = await run(["ingest", source, "--case", made, "--lang", "fr"]);
  assert.ok(french.err.includes("Un autre processus écrit"), french.err);
  first.close();
  assert.equal((await run(["ingest", source, "--case", made])).code, 0);
  assert.equal((await run(["search", "harbour", "--case", made])).code, 0);
});

test("a case whose writer was killed is written by the next", async (t) => {
  const folder = temporaryFolder(t);
  const made = join(folder, "made.stemma");
  mkdirSync(made);
  // A number that no process has any more.
  const { pid } = { pid: Number(execFileSync(process.execPath, ["-p", "process.pid"]).toString()) };
  writeFileSync(
    join(made, "lock"),
    JSON.stringify({ host: hostname(), pid, started: new Date().toISOString() }),
  );
  plant(join(folder, "drop"), { "a.eml": mailNumber(1) });
  const { code, err } = await run(["ingest", join(folder, "drop"), "--case", made]);
  assert.equal(code, 0, err);
});

test("where no case can be, a sentence says so, and nothing is left there", async (t) => {
  const folder = temporaryFolder(t);
  plant(folder, { "drop/a.eml": mailNumber(1), "file.txt": "no folder" });
  const { code, err } = await run([
    "ingest",
    join(folder, "drop"),
    "--case",
    join(folder, "file.txt", "made.stemma"),
  ]);
  assert.equal(code, 1, err);
  assert.match(err, /cannot be written/);
  assert.equal(readFileSync(join(folder, "file.txt"), "utf8"), "no folder");
  const missing = await run(["search", "a", "--case", join(folder, "none.stemma")]);
  assert.equal(missing.code, 1);
  assert.ok(missing.err.includes(messages.caseMissing.en.slice(0, 16)), missing.err);
});

test("a damaged database is named as damaged, and the originals stay", async (t) => {
  const folder = temporaryFolder(t);
  const made = join(folder, "made.stemma");
  plant(folder, { "drop/a.eml": mailNumber(1) });
  await ingest({ case: made, sources: [join(folder, "drop")] });
  for (const end of ["-wal", "-shm"]) rmSync(join(made, `case.sqlite${end}`), { force: true });
  writeFileSync(join(made, "case.sqlite"), Buffer.alloc(20_000, 7));
  for (const args of [
    ["search", "a"],
    ["ingest", join(folder, "drop")],
  ]) {
    const { code, err } = await run([...args, "--case", made]);
    assert.equal(code, 1, err);
    assert.match(err, /is damaged/);
    assert.doesNotMatch(err, /\n\s+at /);
  }
});

test("damage inside a database shows when it is asked, and is named as damage then", async (t) => {
  const folder = temporaryFolder(t);
  const made = join(folder, "made.stemma");
  plant(folder, { "drop/all.mbox": mboxOf(0, 60) });
  await ingest({ case: made, sources: [join(folder, "drop")] });
  const file = join(made, "case.sqlite");
  const bytes = readFileSync(file);
  // The schema stays whole: the case opens.
  bytes.fill(0xa5, 40 * 4096);
  writeFileSync(file, bytes);
  const { code, err, out } = await run(["documents", "--limit", "1000", "--json", "--case", made]);
  assert.equal(code, 1, err);
  assert.match(err, /is damaged/);
  assert.doesNotMatch(err, /\n\s+at /);
  assert.equal(JSON.parse(out).error.code, "failure");
});

test("a case that may not be written can still be asked", {
  skip: process.platform === "win32",
}, async (t) => {
  const folder = temporaryFolder(t);
  const made = join(folder, "made.stemma");
  plant(folder, { "drop/a.eml": mailNumber(1) });
  await ingest({ case: made, sources: [join(folder, "drop")] });
  // Root may write everywhere: another user asks then.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  chmodSync(folder, 0o755);
  chmodSync(made, 0o555);
  try {
    const asked = await run(["documents", "--json", "--case", made], user);
    assert.equal(asked.code, 0, asked.err);
    assert.equal(JSON.parse(asked.out).total, 1);
    const { code, err } = await run(["ingest", join(folder, "drop"), "--case", made], user);
    assert.equal(code, 1, err);
    assert.match(err, /cannot be written/);
  } finally {
    chmodSync(made, 0o755);
  }
});
