import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { temporaryFolder } from "../../test/support/folder.ts";
import { Failure } from "../text/errors.ts";
import { takeLock } from "./lock.ts";

const isLocked = (error: unknown): boolean =>
  error instanceof Failure && error.message.includes("Another process is writing");
const now = (): string => new Date().toISOString();

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

test("a lock names host, process and time, and is gone when it is given back", (t) => {
  const folder = temporaryFolder(t);
  const lock = takeLock(folder);
  const { host, pid, started } = JSON.parse(readFileSync(join(folder, "lock"), "utf8")) as Record<
    string,
    string
  >;
  assert.deepEqual([host, pid], [hostname(), process.pid]);
  assert.ok(Math.abs(Date.parse(started ?? "") - Date.now()) < 60_000);
  assert.deepEqual(readdirSync(folder), ["lock"]);
  lock.release();
  assert.deepEqual(readdirSync(folder), []);
});

test("what a living process holds is refused: this one, its threads, another of this machine, any of another machine", async (t) => {
  const folder = temporaryFolder(t);
  const lock = takeLock(folder);
  assert.throws(() => takeLock(folder), isLocked);
  const worker = new Worker(
    `const { takeLock } = await import(${JSON.stringify(new URL("./lock.ts", import.meta.url).href)});
     const { parentPort } = await import("node:worker_threads");
     try { takeLock(${JSON.stringify(folder)}); parentPort.postMessage("taken"); } catch (error) { parentPort.postMessage(error.name); }`,
    { eval: true },
  );
  assert.equal(await new Promise((resolve) => worker.once("message", resolve)), "Failure");
  lock.release();
  for (const holder of [
    { host: hostname(), pid: process.ppid, started: now() },
    { host: "another-machine", pid: deadProcess(), started: "2001-01-01T00:00:00Z" },
  ]) {
    writeFileSync(join(folder, "lock"), JSON.stringify(holder));
    assert.throws(() => takeLock(folder), isLocked);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, "lock"), "utf8")), holder);
    assert.deepEqual(readdirSync(folder), ["lock"]);
  }
});

test("a dead lock is taken over: the process has ended, its number is used anew, the machine was started since", (t) => {
  const folder = temporaryFolder(t);
  for (const holder of [
    { host: hostname(), pid: deadProcess(), started: now() },
    {
      host: hostname(),
      pid: process.pid,
      started: new Date(Date.now() - process.uptime() * 1000 - 5000).toISOString(),
    },
    { host: hostname(), pid: process.ppid, started: "2001-01-01T00:00:00Z" },
  ]) {
    writeFileSync(join(folder, "lock"), JSON.stringify(holder));
    takeLock(folder).release();
    assert.deepEqual(readdirSync(folder), []);
  }
});

test("a torn lock is nobody's", (t) => {
  const folder = temporaryFolder(t);
  for (const torn of ["", "{", '{"pid":1', "null", "[]", '{"host":1,"pid":"x"}', "\u0000\u0000"]) {
    writeFileSync(join(folder, "lock"), torn);
    takeLock(folder).release();
  }
});

test("giving back does not take away what somebody else has taken over", (t) => {
  const folder = temporaryFolder(t);
  const lock = takeLock(folder);
  const other = JSON.stringify({ host: hostname(), pid: process.ppid, started: now() });
  writeFileSync(join(folder, "lock"), other);
  lock.release();
  assert.equal(readFileSync(join(folder, "lock"), "utf8"), other);
});

test("of many processes that find a dead lock at once only one takes it", async (t) => {
  const folder = temporaryFolder(t);
  const taker = `import { takeLock } from ${JSON.stringify(new URL("./lock.ts", import.meta.url).href)};
    import { existsSync } from "node:fs";
    while (!existsSync(process.argv[1] + "/go")) {}
    try { takeLock(process.argv[1]); process.stdout.write("taken"); } catch (error) { process.stdout.write(error.name); }
    process.stdin.resume();`;
  const { spawn } = await import("node:child_process");
  writeFileSync(
    join(folder, "lock"),
    JSON.stringify({ host: hostname(), pid: deadProcess(), started: now() }),
  );
  const takers = Array.from({ length: 5 }, () =>
    spawn(process.execPath, ["--input-type=module", "-e", taker, folder]),
  );
  const said = takers.map(
    (child) => new Promise<string>((resolve) => child.stdout.once("data", (text) => resolve(String(text)))),
  );
  writeFileSync(join(folder, "go"), "");
  const answers = await Promise.all(said);
  for (const child of takers) child.kill("SIGKILL");
  assert.equal(answers.filter((answer) => answer === "taken").length, 1, answers.join());
  assert.equal(answers.filter((answer) => answer === "Failure").length, 4, answers.join());
  assert.ok(existsSync(join(folder, "lock")));
});
