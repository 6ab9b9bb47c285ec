/** Law 3: same bytes in, same case out. Workers, order of arrival, a second run, an interruption, `kill -9`: the dump is the same. */
import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openCaseToWrite } from "../../src/case/case.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { dumpOf, faultsOf } from "../support/dump.ts";
import { plant, temporaryFolder } from "../support/folder.ts";
import { mailNumber, mboxOf, numbersFrom, releaseOf } from "../support/mail.ts";
import { start } from "../support/program.ts";

/** A release on disk and the case that one undisturbed ingest makes of it. */
async function releaseAndCase(test: TestContext, messages: number) {
  const folder = temporaryFolder(test);
  const source = join(folder, "release");
  plant(source, releaseOf(messages));
  const first = join(folder, "first.stemma");
  const receipt = await ingest({ case: first, sources: [source], workers: 1 });
  assert.deepEqual(faultsOf(first), []);
  return { folder, source, first, receipt, dump: dumpOf(first) };
}

test("the number of workers does not matter", async (t) => {
  const { folder, source, dump } = await releaseAndCase(t, 300);
  for (const workers of [2, 5]) {
    const other = join(folder, `${workers}.stemma`);
    await ingest({ case: other, sources: [source], workers });
    assert.deepEqual(dumpOf(other), dump, `${workers} workers`);
    assert.deepEqual(faultsOf(other), []);
  }
});

test("a second ingest of the same changes nothing, even when every file was touched", async (t) => {
  const { source, first, receipt, dump } = await releaseAndCase(t, 120);
  assert.deepEqual(await ingest({ case: first, sources: [source] }), receipt);
  assert.deepEqual(dumpOf(first), dump);
  const touched = new Date(2001, 1, 1);
  for (const path of Object.keys(releaseOf(120))) utimesSync(join(source, path), touched, touched);
  assert.deepEqual(await ingest({ case: first, sources: [source] }), receipt);
  assert.deepEqual(dumpOf(first), dump);
  assert.deepEqual(faultsOf(first), []);
});

test("files that arrive one drop after another make the same case as all at once", async (t) => {
  const { folder, dump } = await releaseAndCase(t, 150);
  const source = join(folder, "late", "release");
  const drops = Object.entries(releaseOf(150));
  const random = numbersFrom(7);
  drops.sort(() => random(3) - 1);
  const late = join(folder, "late.stemma");
  for (let at = 0; at < drops.length; at += 50) {
    plant(source, Object.fromEntries(drops.slice(at, at + 50)));
    await ingest({ case: late, sources: [source] });
  }
  assert.deepEqual(dumpOf(late), dump);
  assert.deepEqual(faultsOf(late), []);
});

test("files that were renamed, moved and moved back leave the same case, but for what the receipt calls gone", async (t) => {
  const { source, first, receipt, dump } = await releaseAndCase(t, 60);
  renameSync(join(source, "notes"), join(source, "papers"));
  renameSync(join(source, "mail/archive.mbox"), join(source, "old.mbox"));
  const moved = await ingest({ case: first, sources: [source] });
  assert.equal(moved.found, receipt.found);
  assert.equal(moved.read, receipt.read);
  assert.equal(moved.gone, 4);
  renameSync(join(source, "papers"), join(source, "notes"));
  renameSync(join(source, "old.mbox"), join(source, "mail/archive.mbox"));
  await ingest({ case: first, sources: [source] });
  assert.deepEqual(dumpOf(first, { gone: false }), dump);
  await ingest({ case: first, sources: [source], prune: true });
  assert.deepEqual(dumpOf(first), dump);
  assert.deepEqual(faultsOf(first), []);
});

test("a case that lost half of its files is, once pruned, the case of the other half", async (t) => {
  const { folder, source, first } = await releaseAndCase(t, 120);
  rmSync(join(source, "mail/archive.mbox"));
  rmSync(join(source, "mail/3"), { recursive: true });
  rmSync(join(source, "notes/copie.txt"));
  await ingest({ case: first, sources: [source], prune: true });
  const fresh = join(folder, "fresh.stemma");
  await ingest({ case: fresh, sources: [source] });
  assert.deepEqual(dumpOf(first), dumpOf(fresh));
  assert.deepEqual(faultsOf(first), []);
});

test("a mailbox that grows makes the case of the grown one, with the old one gone", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  plant(source, { "a.mbox": mboxOf(0, 30), "b.eml": mailNumber(90) });
  const grown = join(folder, "grown.stemma");
  await ingest({ case: grown, sources: [source] });
  appendFileSync(join(source, "a.mbox"), mboxOf(30, 45));
  const receipt = await ingest({ case: grown, sources: [source], prune: true });
  const fresh = join(folder, "fresh.stemma");
  assert.deepEqual(receipt, await ingest({ case: fresh, sources: [source] }));
  assert.deepEqual(dumpOf(grown), dumpOf(fresh));
});

test("what an ingest leaves when it is stopped anywhere is taken up by the next one", async (t) => {
  const { folder, source, receipt, dump } = await releaseAndCase(t, 400);
  const random = numbersFrom(11);
  for (let round = 0; round < 3; round++) {
    const stopped = join(folder, `stopped-${round}.stemma`);
    for (let again = 0; again < 3; again++) {
      const stop = new AbortController();
      let told = 0;
      const after = random(4);
      await ingest({
        case: stopped,
        sources: [source],
        workers: 1 + random(3),
        signal: stop.signal,
        onProgress: ({ state }) => {
          if (state === "reading" && told++ >= after) stop.abort();
        },
      });
      assert.deepEqual(
        faultsOf(stopped).filter((fault) => !fault.includes("conversation")),
        [],
      );
    }
    assert.deepEqual(await ingest({ case: stopped, sources: [source] }), receipt);
    assert.deepEqual(dumpOf(stopped), dump);
    assert.deepEqual(faultsOf(stopped), []);
  }
});

test("after kill -9, at any moment and many times, the next ingest makes the same case", async (t) => {
  const { folder, source, dump, receipt } = await releaseAndCase(t, 3000);
  const killed = join(folder, "killed.stemma");
  const random = numbersFrom(Number(process.env.SEED ?? 3));
  const database = join(killed, "case.sqlite");
  let begun = 0;
  for (let round = 0; round < 5; round++) {
    const { child, ended } = start(["ingest", source, "--case", killed, "--workers", "2"]);
    // The ingest is under way once its database is there; from then on, anywhere.
    const watch = setInterval(() => {
      if (statSync(database, { throwIfNoEntry: false })) {
        clearInterval(watch);
        setTimeout(() => child.kill("SIGKILL"), random(round < 2 ? 400 : 1500));
      }
    }, 5);
    const { signal } = await ended;
    clearInterval(watch);
    if (signal === "SIGKILL") begun += 1;
  }
  assert.ok(begun > 0, "no ingest was killed");
  assert.deepEqual(await ingest({ case: killed, sources: [source] }), receipt);
  assert.deepEqual(dumpOf(killed), dump);
  assert.deepEqual(faultsOf(killed), []);
});

test("a case that was put back to an older reader is read anew, inside containers too", async (t) => {
  const { source, first, receipt, dump } = await releaseAndCase(t, 100);
  const old = openCaseToWrite(first);
  // As an older version left it: other stamps, a member too many, and texts that differ.
  old.run("UPDATE original SET reader = 'plain/0.0' WHERE reader LIKE 'plain/%'");
  old.run("UPDATE original SET reader = 'mbox/0.0' WHERE reader LIKE 'mbox/%'");
  old.run(
    `INSERT INTO occurrence (container, ordinal, path, original, size) SELECT container, 9999, 'ghost', original, size
     FROM occurrence WHERE container IS NOT NULL LIMIT 1`,
  );
  old.run(
    "UPDATE document SET title = 'old' WHERE original IN (SELECT id FROM original WHERE reader = 'plain/0.0')",
  );
  old.run("UPDATE document SET found = 'contacts 0', language = 'xx' WHERE id % 5 = 0");
  old.close();
  assert.deepEqual(await ingest({ case: first, sources: [source] }), receipt);
  assert.deepEqual(dumpOf(first), dump);
  assert.deepEqual(faultsOf(first), []);
});

test("bytes copied into the case that a crash cut short are copied again", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  plant(source, { "a.txt": "One note, whole and long enough to be cut." });
  const made = join(folder, "made.stemma");
  await ingest({ case: made, sources: [source] });
  const { sha256 } = JSON.parse(dumpOf(made).original?.[0] ?? "{}") as { sha256: string };
  const copy = join(made, "originals", sha256.slice(0, 2), sha256.slice(2));
  writeFileSync(copy, "One no");
  mkdirSync(join(source, "again"));
  plant(join(source, "again"), { "b.txt": "One note, whole and long enough to be cut." });
  await ingest({ case: made, sources: [source] });
  assert.equal(statSync(copy).size, 42);
});

test("to try a file again that has changed meanwhile loses nothing of what it was", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  plant(source, { "a.txt": "The harbour contract was signed." });
  const made = join(folder, "made.stemma");
  await ingest({ case: made, sources: [source] });
  plant(source, { "a.txt": "Somebody wrote something else here." });
  const receipt = await ingest({ case: made, sources: [source], retry: "a.txt" });
  assert.deepEqual([receipt.found, receipt.read, receipt.gone, receipt.pending], [1, 1, 1, 0]);
  assert.equal(dumpOf(made).document?.length, 2);
  const touched = new Date(2001, 1, 1);
  utimesSync(join(source, "a.txt"), touched, touched);
  assert.deepEqual(await ingest({ case: made, sources: [source], retry: "drop/a.txt" }), receipt);
  assert.equal(dumpOf(made).document?.length, 2);
  assert.deepEqual(faultsOf(made), []);
});
