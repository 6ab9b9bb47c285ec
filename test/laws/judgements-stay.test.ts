/** Law 4: findings can be thrown away and made again at any time; what a person decided stays, attached to content ids. */
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { SearchAnswer } from "../../src/ask/answers.ts";
import { search } from "../../src/ask/search.ts";
import { openView } from "../../src/ask/view.ts";
import { openCaseToWrite } from "../../src/case/case.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { ask } from "../support/case.ts";
import { dumpOf } from "../support/dump.ts";
import { plant, temporaryFolder } from "../support/folder.ts";
import { mailNumber, releaseOf } from "../support/mail.ts";

test("judgements stay when findings are made anew, when files change, go, come back, and when a case is pruned", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "release");
  const path = join(folder, "made.stemma");
  plant(source, releaseOf(30));
  await ingest({ case: path, sources: [source] });

  const subjects = (dumpOf(path).document ?? []).map(
    (line) => `d_${(JSON.parse(line) as { key: string }).key}`,
  );
  const decided = openCaseToWrite(path);
  for (const [n, subject] of [...subjects, "e_0000000000000000", "f_zzzzzzzzzzzzzzzz"].entries())
    decided.run(
      "INSERT INTO judgement (made, subject, verb, value) VALUES (?, ?, 'confirm', ?)",
      "2026-11-22T10:00:00Z",
      subject,
      `${n}`,
    );
  const judged = dumpOf(path).judgement;
  // Everything is out of date: every finding is thrown away and made again.
  decided.run("UPDATE original SET reader = 'old/0'");
  decided.run("UPDATE document SET found = 'old'");
  decided.close();
  const found = async (): Promise<number> => {
    const view = openView(path, "en");
    const { total } = await ask<SearchAnswer>(view, search, { q: "has:judgement" });
    view.case.close();
    return total;
  };

  await ingest({ case: path, sources: [source] });
  assert.deepEqual(dumpOf(path).judgement, judged);
  assert.equal(await found(), subjects.length);

  writeFileSync(join(source, "mail/1/1.eml"), mailNumber(77));
  rmSync(join(source, "notes"), { recursive: true });
  await ingest({ case: path, sources: [source], prune: true });
  assert.deepEqual(dumpOf(path).judgement, judged);
  assert.equal(await found(), subjects.length - 3, "one message and two notes are gone");

  plant(source, releaseOf(30));
  await ingest({ case: path, sources: [source], prune: true });
  assert.deepEqual(dumpOf(path).judgement, judged);
  assert.equal(await found(), subjects.length, "the same bytes are the same documents");
});
