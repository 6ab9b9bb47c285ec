import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { defaultLimits } from "../read/budget.ts";
import { readAll } from "./pool.ts";

test("who takes what workers read stays able to hear a Ctrl-C, however fast they are", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "stemma-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "all.mbox");
  const messages = 40_000;
  const text = Array.from(
    { length: messages },
    (_, n) =>
      `From a@b.example Tue Mar 17 10:00:00 2020\nFrom: a@b.example\nSubject: ${n}\n\nThe ${n}th.\n\n`,
  ).join("");
  writeFileSync(file, text);
  const place = { in: "source", source: 1, path: "all.mbox", mtimeMs: 0 } as const;
  const stop = new AbortController();
  let taken = 0;
  await readAll(
    [{ file, place, sizeBytes: text.length, resume: null, instead: null }].values(),
    { originals: join(folder, "originals"), link: "reference", limits: defaultLimits },
    1,
    ({ batch }) => {
      // As a signal comes: with the next turn of the event loop.
      if (taken < messages / 4 && taken + batch.length >= messages / 4) setTimeout(() => stop.abort(), 1);
      taken += batch.length;
      // A writer that is slower than its reader.
      for (const until = performance.now() + 30; performance.now() < until; );
    },
    stop.signal,
  );
  assert.ok(stop.signal.aborted);
  assert.ok(taken < messages * 0.75, `${taken} of ${messages} were taken before it was heard`);
});
