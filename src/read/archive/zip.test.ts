import assert from "node:assert/strict";
import { test } from "node:test";
import { BudgetSpent } from "../budget.ts";
import { makeZip } from "./make-archive.ts";
import { readAll } from "./read-all.ts";
import { zipReader } from "./zip.ts";

const text = (value: string) => Buffer.from(value, "latin1");
const letter = { name: "in/letter.txt", bytes: text("Dear Ann") };
const memo = { name: "memo.txt", bytes: text("to file"), compress: false };

test("every file of a zip becomes a child, folders do not, and the count agrees", async () => {
  const { bytes } = makeZip([{ name: "in/", bytes: text(""), compress: false }, letter, memo]);
  const found = await readAll(zipReader, bytes);
  assert.deepEqual(found.children, [
    ["in/letter.txt", "Dear Ann"],
    ["memo.txt", "to file"],
  ]);
  assert.deepEqual(found.codes, []);
  assert.equal(found.expected, 2);
});

test("a stored member is a stretch of the archive's own bytes", async () => {
  const { bytes } = makeZip([letter, memo]);
  const found = await readAll(zipReader, bytes);
  const ranges = found.readings.flatMap((reading) => ("child" in reading ? [reading.child.range] : []));
  assert.equal(ranges[0], null);
  assert.equal(bytes.toString("latin1", ranges[1]?.start, ranges[1]?.end), "to file");
});

test("an empty zip is read and holds nothing", async () => {
  const found = await readAll(zipReader, makeZip([]).bytes);
  assert.deepEqual([found.codes, found.expected], [[], 0]);
});

test("names are labels, whatever they say", async () => {
  const names = ["../../etc/passwd", "/abs", "C:\\win\\x.txt", "a\0b", "..\\up", "été.txt"];
  const { bytes } = makeZip(names.map((name) => ({ name, bytes: text(name) })));
  const found = await readAll(zipReader, bytes);
  assert.deepEqual(
    found.children.map(([path]) => path),
    ["../../etc/passwd", "/abs", "C:\\win\\x.txt", "a\ufffdb", "..\\up", "été.txt"],
  );
  assert.deepEqual(found.codes, []);
});

test("a name that is not UTF-8 and declares nothing is read as CP437", async () => {
  const { bytes } = makeZip([{ name: Buffer.from([0x82, 0x74, 0x82]), bytes: text("x") }]);
  assert.deepEqual((await readAll(zipReader, bytes)).children, [["été", "x"]]);
});

test("an encrypted member is named and costs itself only", async () => {
  const { bytes } = makeZip([{ ...letter, flags: 1 }, memo]);
  const found = await readAll(zipReader, bytes);
  assert.deepEqual(found.children, [["memo.txt", "to file"]]);
  assert.deepEqual(found.problems, [
    { code: "member-password-needed", state: "failed", partial: true, args: { member: "in/letter.txt" } },
  ]);
  assert.equal(found.expected, 1);
});

test("a method that is not read, a symbolic link and a device are named", async () => {
  const { bytes } = makeZip([
    { ...letter, method: 9 },
    { ...memo, mode: 0o120777 },
    { ...memo, mode: 0o020666 },
  ]);
  const found = await readAll(zipReader, bytes);
  assert.deepEqual(found.codes, ["member-not-read-yet", "not-a-file", "not-a-file"]);
  assert.equal(found.children.length, 0);
});

test("a wrong checksum and a lying size are told, and what came out is kept", async () => {
  const { bytes } = makeZip([
    { ...letter, declares: { crc: 1 } },
    { ...letter, name: "b", declares: { sizeBytes: 3 } },
    { ...memo, declares: { crc: 2 } },
  ]);
  const found = await readAll(zipReader, bytes);
  assert.equal(found.children.length, 3);
  assert.deepEqual(
    found.problems.map((problem) => problem.args?.error),
    ["checksum differs", "declares 3 bytes, holds 8", "checksum differs"],
  );
});

test("a member broken in the middle gives what comes before", async () => {
  const long = Array.from({ length: 4000 }, (_, line) => `line ${line} ${(line * 7919) % 1000}`).join("\n");
  const { bytes, members, directory } = makeZip([{ name: "long.txt", bytes: text(long) }, memo]);
  const broken = Buffer.from(bytes);
  broken.fill(0xff, Math.floor(((members[1] ?? directory) * 2) / 3), members[1]);
  const found = await readAll(zipReader, broken);
  const [path, got = ""] = found.children[0] ?? [];
  assert.equal(path, "long.txt");
  assert.ok(got.length > long.length / 3, `${got.length} of ${long.length}`);
  assert.equal(got.slice(0, 10_000), long.slice(0, 10_000));
  assert.deepEqual(found.codes, ["member-damaged"]);
  assert.deepEqual(found.children[1], ["memo.txt", "to file"]);
});

test("without its central directory the members are salvaged, streamed ones too", async () => {
  const { bytes, directory } = makeZip([letter, { ...letter, name: "streamed", streamed: true }, memo]);
  const found = await readAll(zipReader, bytes.subarray(0, directory));
  assert.deepEqual(found.children, [
    ["in/letter.txt", "Dear Ann"],
    ["streamed", "Dear Ann"],
    ["memo.txt", "to file"],
  ]);
  assert.deepEqual(found.codes, ["truncated"]);
});

test("cut off anywhere, a zip gives whole members up to there and says so", async () => {
  const files = Array.from({ length: 6 }, (_, index) => ({
    name: `f${index}`,
    bytes: text(`content ${index} `.repeat(50)),
  }));
  const { bytes, members } = makeZip(files);
  for (let length = 30; length < bytes.length - 22; length += 37) {
    const found = await readAll(zipReader, bytes.subarray(0, length));
    assert.equal(found.error, null);
    assert.ok(found.codes.length > 0, `${length} of ${bytes.length}`);
    const whole = members.filter((_, index) => (members[index + 1] ?? bytes.length) <= length).length;
    const right = found.children.filter(
      ([path, got]) => got === text(files[Number(path[1])]?.bytes.toString("latin1") ?? "").toString(),
    );
    assert.ok(right.length >= whole, `${length}: ${right.length} of ${whole}`);
  }
});

test("a central directory that is cut in the middle loses no member", async () => {
  const { bytes, directory } = makeZip([letter, memo]);
  const broken = Buffer.from(bytes);
  // The mark of the second entry.
  broken.fill(0, directory + 46 + letter.name.length, directory + 50 + letter.name.length);
  const found = await readAll(zipReader, broken);
  assert.deepEqual(found.children.map(([path]) => path).sort(), ["in/letter.txt", "memo.txt"]);
  assert.ok(found.codes.includes("truncated"));
});

test("members that the directory hides are found and told", async () => {
  const { bytes } = makeZip([letter, memo], 1);
  const found = await readAll(zipReader, bytes);
  assert.deepEqual(
    found.children.map(([path]) => path),
    ["in/letter.txt", "memo.txt"],
  );
  assert.deepEqual(found.problems[0]?.args, { expected: 1, found: 2 });
});

test("members that overlap are refused", async () => {
  const { bytes, members } = makeZip([letter, { ...memo, declares: { at: 0, packed: 20 } }]);
  assert.equal(members.length, 2);
  const found = await readAll(zipReader, bytes);
  assert.ok(found.problems.some((problem) => problem.args?.error === "it overlaps another member"));
});

test("bytes that are no zip behind the mark are damaged", async () => {
  const found = await readAll(zipReader, text("PK\x03\x04 and nothing else that makes sense here"));
  assert.deepEqual(found.codes, ["damaged"]);
});

test("a bomb is stopped as its bytes come out", async () => {
  const { bytes } = makeZip([{ name: "zeros", bytes: Buffer.alloc(80 * 1024 ** 2) }]);
  const found = await readAll(zipReader, bytes);
  assert.ok(found.error instanceof BudgetSpent);
  assert.equal(found.error.limit, "ratio");
});

test("a bomb of many small members is stopped, and their number too", async () => {
  const zeros = Buffer.alloc(8 * 1024 ** 2);
  const many = makeZip(Array.from({ length: 12 }, (_, index) => ({ name: `${index}`, bytes: zeros })));
  const found = await readAll(zipReader, many.bytes);
  assert.equal((found.error as BudgetSpent).limit, "ratio");
  const counted = await readAll(zipReader, makeZip([letter, memo, memo]).bytes, { limits: { members: 2 } });
  assert.equal((counted.error as BudgetSpent).limit, "members");
  assert.equal(counted.children.length, 2);
});

test("a large member flows and is whole", async () => {
  const large = Buffer.alloc(17 * 1024 ** 2, "All work and no play. ");
  const found = await readAll(zipReader, makeZip([{ name: "large", bytes: large }, memo]).bytes);
  assert.equal(found.error, null);
  assert.deepEqual(found.codes, []);
  assert.equal(found.children[0]?.[1], large.toString("latin1"));
  const content = found.readings.flatMap((reading) => ("child" in reading ? [reading.child.content] : []))[0];
  assert.ok(content && !("bytes" in content));
});

test("a zip in a zip is a child like any other", async () => {
  const inner = makeZip([letter]).bytes;
  const found = await readAll(
    zipReader,
    makeZip([{ name: "inner.zip", bytes: inner, compress: false }]).bytes,
  );
  assert.deepEqual(found.children, [["inner.zip", inner.toString("latin1")]]);
  assert.deepEqual(found.codes, []);
});

test("office documents are no archives", () => {
  const { bytes } = makeZip([
    { name: "[Content_Types].xml", bytes: text("<Types/>") },
    { name: "word/document.xml", bytes: text("<w/>") },
  ]);
  assert.equal(zipReader.accepts({ name: "x", head: bytes, sizeBytes: bytes.length }), 0);
  const archive = makeZip([letter]).bytes;
  assert.equal(zipReader.accepts({ name: "x", head: archive, sizeBytes: archive.length }), 0.9);
});
