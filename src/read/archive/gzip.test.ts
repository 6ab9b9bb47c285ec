import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type { BudgetSpent } from "../budget.ts";
import { gzipReader, zstdReader } from "./gzip.ts";
import { readAll } from "./read-all.ts";

const letter = Buffer.from("Dear Ann, ".repeat(2000), "latin1");

test("a gzip file has one child, called as the file without its ending", async () => {
  const found = await readAll(gzipReader, gzipSync(letter), { name: "mail.mbox.gz" });
  assert.deepEqual(found.children, [["mail.mbox", letter.toString("latin1")]]);
  assert.deepEqual(found.codes, []);
  const archive = await readAll(gzipReader, gzipSync(letter), { name: "all.tgz" });
  assert.equal(archive.children[0]?.[0], "all.tar");
});

test("the name that is stored in it goes first", async () => {
  const bytes = gzipSync(letter);
  const named = Buffer.concat([
    bytes.subarray(0, 3),
    Buffer.from([8]),
    bytes.subarray(4, 10),
    Buffer.from("old.txt\0"),
    bytes.subarray(10),
  ]);
  assert.equal((await readAll(gzipReader, named, { name: "x.gz" })).children[0]?.[0], "old.txt");
});

test("members that follow each other are one file, and what trails is left", async () => {
  const bytes = Buffer.concat([gzipSync("one "), gzipSync("two"), Buffer.alloc(64)]);
  assert.deepEqual((await readAll(gzipReader, bytes)).children, [["sample", "one two"]]);
});

test("a gzip file that is cut off gives what is there and says so", async () => {
  const bytes = gzipSync(
    Buffer.from(Array.from({ length: 20_000 }, (_, line) => `${(line * 7919) % 10_007}`).join("\n")),
  );
  const found = await readAll(gzipReader, bytes.subarray(0, bytes.length / 2));
  assert.ok((found.children[0]?.[1].length ?? 0) > 10_000);
  assert.deepEqual(found.codes, ["truncated"]);
});

test("a broken gzip file says so", async () => {
  const bytes = Buffer.from(gzipSync(letter));
  bytes.fill(0xff, 12, 40);
  const found = await readAll(gzipReader, bytes);
  assert.ok(found.codes.includes("damaged"));
});

test("a bomb is stopped", async () => {
  const found = await readAll(gzipReader, gzipSync(Buffer.alloc(90 * 1024 ** 2)));
  assert.equal((found.error as BudgetSpent).limit, "ratio");
});

test("Zstandard files are read too", async () => {
  const found = await readAll(zstdReader, zstdCompressSync(letter), { name: "a.txt.zst" });
  assert.deepEqual(found.children, [["a.txt", letter.toString("latin1")]]);
  const cut = await readAll(zstdReader, zstdCompressSync(letter).subarray(0, 20));
  assert.ok(cut.codes.length > 0);
});
