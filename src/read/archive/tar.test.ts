import assert from "node:assert/strict";
import { test } from "node:test";
import { makeTar, paxRecord } from "./make-archive.ts";
import { readAll } from "./read-all.ts";
import { tarReader } from "./tar.ts";

const text = (value: string) => Buffer.from(value, "latin1");
const letter = { name: "in/letter.txt", bytes: text("Dear Ann") };
const memo = { name: "memo.txt", bytes: text("x".repeat(700)) };

test("every file of a tar becomes a child that is a stretch of the archive", async () => {
  const tar = makeTar([{ name: "in/", type: "5" }, letter, memo]);
  const found = await readAll(tarReader, tar);
  assert.deepEqual(found.children, [
    ["in/letter.txt", "Dear Ann"],
    ["memo.txt", "x".repeat(700)],
  ]);
  assert.deepEqual(found.codes, []);
  for (const reading of found.readings) {
    if (!("child" in reading)) continue;
    const { range, path } = reading.child;
    assert.equal(
      tar.toString("latin1", range?.start, range?.end),
      found.children.find(([name]) => name === path)?.[1],
    );
  }
});

test("long names of pax and of GNU are read, and lengths that pax states", async () => {
  const long = `${"folder/".repeat(30)}été.txt`;
  const found = await readAll(
    tarReader,
    makeTar([
      { name: "pax", type: "x", bytes: Buffer.from(paxRecord("path", long) + paxRecord("size", "8")) },
      { ...letter, sizeBytes: 0 },
      { name: "././@LongLink", type: "L", bytes: Buffer.from(`${long}2\0`) },
      memo,
      memo,
    ]),
  );
  assert.deepEqual(
    found.children.map(([path]) => path),
    [long, `${long}2`, "memo.txt"],
  );
  assert.equal(found.children[0]?.[1], "Dear Ann");
});

test("links, devices and sparse files are named and not followed", async () => {
  const found = await readAll(
    tarReader,
    makeTar([
      { name: "link", type: "2" },
      { name: "hard", type: "1" },
      { name: "null", type: "3" },
      { name: "hole", type: "S" },
      letter,
    ]),
  );
  assert.deepEqual(found.codes, ["not-a-file", "not-a-file", "not-a-file", "member-not-read-yet"]);
  assert.deepEqual(
    found.children.map(([path]) => path),
    ["in/letter.txt"],
  );
  assert.ok(found.problems.every((problem) => problem.partial));
});

test("a tar that is cut off gives what is there and says so", async () => {
  const tar = makeTar([letter, memo]);
  const found = await readAll(tarReader, tar.subarray(0, 1024 + 512 + 100));
  assert.deepEqual(found.children[1], ["memo.txt", "x".repeat(100)]);
  assert.deepEqual(found.codes, ["truncated"]);
});

test("after a broken header the next one is found", async () => {
  const tar = makeTar([letter, memo, letter]);
  tar.fill(0x41, 1024, 1024 + 200);
  const found = await readAll(tarReader, tar);
  assert.deepEqual(
    found.children.map(([path]) => path),
    ["in/letter.txt", "in/letter.txt"],
  );
  assert.deepEqual(found.codes, ["member-damaged"]);
});

test("a size beyond the end costs no memory", async () => {
  const found = await readAll(tarReader, makeTar([{ ...letter, sizeBytes: 0o77777777777 }]));
  assert.deepEqual(found.codes, ["truncated"]);
});

test("several archives in one file are all read", async () => {
  const found = await readAll(tarReader, Buffer.concat([makeTar([letter]), makeTar([memo])]));
  assert.equal(found.children.length, 2);
});

test("names are labels, whatever they say", async () => {
  const found = await readAll(
    tarReader,
    makeTar([
      { name: "../../etc/passwd", bytes: text("x") },
      { name: "/abs", bytes: text("y") },
    ]),
  );
  assert.deepEqual(found.children, [
    ["../../etc/passwd", "x"],
    ["/abs", "y"],
  ]);
});

test("text is no tar", () => {
  const head = text("From: Ann\n".repeat(100));
  assert.equal(tarReader.accepts({ name: "x.tar", head, sizeBytes: head.length }), 0);
  const tar = makeTar([letter]);
  assert.equal(tarReader.accepts({ name: "x", head: tar, sizeBytes: tar.length }), 0.9);
});
