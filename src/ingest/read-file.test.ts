import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { OriginalRead } from "../case/write.ts";
import { defaultLimits } from "../read/budget.ts";
import { FileUnreadable, originalPath, type ReadFileOptions, readFile } from "./read-file.ts";

/** A mailbox that is too large to be read at once, and a case's folder of originals. */
function planted(t: TestContext): { file: string; options: ReadFileOptions } {
  const folder = mkdtempSync(join(tmpdir(), "stemma-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "large.mbox");
  const body = "The harbour was closed for the night.\n".repeat(200);
  writeFileSync(
    file,
    Array.from(
      { length: 800 },
      (_, n) => `From a@b.example Tue Mar 17 10:00:00 2020\nFrom: a@b.example\nSubject: ${n}\n\n${body}\n`,
    ).join(""),
  );
  return { file, options: { originals: join(folder, "originals"), link: "copy", limits: defaultLimits } };
}

function jobOf(file: string, sizeBytes: number) {
  const place = { in: "source", source: 1, path: "large.mbox", mtimeMs: 0 } as const;
  return { file, place, sizeBytes, resume: null, instead: null };
}

test("a large file that changes while it is read is kept and read as it was hashed", async (t) => {
  const { file, options } = planted(t);
  const before = readFileSync(file);
  const reads: OriginalRead[] = [];
  await readFile(jobOf(file, before.length), options, (read) => {
    // The first word of it comes when it has been hashed and kept.
    if (reads.length === 0) writeFileSync(file, Buffer.alloc(before.length, 0x2e));
    reads.push(read);
    return undefined;
  });
  const sha256 = reads[0]?.sha256 ?? "";
  assert.deepEqual(readFileSync(originalPath(options.originals, sha256)), before);
  assert.equal(reads.flatMap(({ documents }) => documents).length, 800);
});

test("a large file that changes or goes while it is hashed is named so, and nothing of it is kept", async (t) => {
  const { file, options } = planted(t);
  const { length } = readFileSync(file);
  for (const [code, happens] of [
    ["changed", () => appendFileSync(file, "more\n")],
    ["ENOENT", () => rmSync(file, { force: true })],
  ] as const) {
    // The folder of originals is asked for after hashing, and before copying.
    const watched: ReadFileOptions = {
      ...options,
      get originals() {
        happens();
        return options.originals;
      },
    };
    await assert.rejects(
      readFile(jobOf(file, length), watched, () => undefined),
      (error: unknown) => error instanceof FileUnreadable && error.code === code,
    );
    assert.deepEqual(
      readdirSync(options.originals, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      ),
      [],
    );
  }
});
