/** What comes out of the fixtures is what was reviewed. After a change on purpose: `npm run golden`, and read the difference. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { expectedFolder, goldens, written } from "./golden.ts";

for (const { file, make } of goldens())
  test(`${file} is as it was reviewed`, async () => {
    const expected = path.join(expectedFolder, file);
    assert.ok(existsSync(expected), `${file} is missing: npm run golden`);
    assert.deepEqual(
      JSON.parse(written(await make())),
      JSON.parse(readFileSync(expected, "utf8")),
      "npm run golden, if it was meant",
    );
  });

test("no expected file is left over from a fixture that is gone", () => {
  const files = new Set(goldens().map(({ file }) => file));
  const left = globSync("**/*.json", { cwd: expectedFolder })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !files.has(file));
  assert.deepEqual(left, []);
});
