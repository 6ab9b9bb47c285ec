import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { bytesInput, fileInput, sliceInput } from "./input.ts";
import type { Input } from "./reader.ts";

const folder = mkdtempSync(join(tmpdir(), "input-"));
after(() => rmSync(folder, { recursive: true }));

const text = "0123456789";
const shown = (input: Input, start?: number, end?: number) => Buffer.from(input.bytes(start, end)).toString();

function holds(input: Input, whole: string): void {
  assert.equal(input.sizeBytes, whole.length);
  assert.equal(shown(input), whole);
  assert.equal(shown(input, 2), whole.slice(2));
  assert.equal(shown(input, 1, 3), whole.slice(1, 3));
  assert.equal(shown(input, 0, 1000), whole);
  assert.equal(shown(input, 1000), "");
  assert.equal(shown(input, 3, 2), "");
}

test("bytes, slices, slices of slices and files give the same stretches, cut to their size", () => {
  const path = join(folder, "a.bin");
  writeFileSync(path, text);
  const file = fileInput(path);
  const memory = bytesInput("a.bin", Buffer.from(text));
  for (const input of [memory, file]) {
    assert.equal(input.name, "a.bin");
    holds(input, text);
    holds(sliceInput(input, 2, 8, "b"), "234567");
    holds(sliceInput(sliceInput(input, 2, 8, "b"), 1, 5, "c"), "3456");
    holds(sliceInput(input, 5, 1000, "d"), "56789");
  }
  file.close();
});

test("a file that became shorter gives what is there", () => {
  const path = join(folder, "b.bin");
  writeFileSync(path, text);
  const file = fileInput(path);
  writeFileSync(path, "0123");
  assert.equal(shown(file), "0123");
  file.close();
});
