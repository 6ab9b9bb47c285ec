import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plant, temporaryFolder } from "../../test/support/folder.ts";
import { walk } from "./walk.ts";

const found = (root: string) =>
  [...walk(root)].map(({ path, problem, sizeBytes }) => [path, problem?.code ?? sizeBytes]);

test("every file is found once, sorted within its folder, files before folders", (t) => {
  const folder = temporaryFolder(t);
  plant(folder, {
    "b.txt": "22",
    "a/z.txt": "1",
    "a/b/c.txt": "333",
    "Z.txt": "",
    ".hidden/x": "4444",
    "c é/ü.txt": "55555",
    "a.txt": "666666",
  });
  assert.deepEqual(found(folder), [
    ["Z.txt", 0],
    ["a.txt", 6],
    ["b.txt", 2],
    [".hidden/x", 4],
    ["a/z.txt", 1],
    ["a/b/c.txt", 3],
    ["c é/ü.txt", 5],
  ]);
});

test("a source may be one file", (t) => {
  const folder = temporaryFolder(t);
  plant(folder, { "a.txt": "1" });
  const [only, ...more] = walk(join(folder, "a.txt"));
  assert.deepEqual(
    [only?.path, only?.file, only?.sizeBytes, more.length],
    ["a.txt", join(folder, "a.txt"), 1, 0],
  );
});

test("cases are Stemma's own and left out, empty folders say nothing", (t) => {
  const folder = temporaryFolder(t);
  plant(folder, { "affair.stemma/case.sqlite": "x", "sub/other.stemma/originals/y": "y", "a.txt": "1" });
  mkdirSync(join(folder, "empty/inside"), { recursive: true });
  assert.deepEqual(found(folder), [["a.txt", 1]]);
});

test("links are told and not followed, so that a circle of them ends", (t) => {
  const folder = temporaryFolder(t);
  plant(folder, { "a/b/c.txt": "1" });
  symlinkSync("../..", join(folder, "a/b/up"));
  symlinkSync("self", join(folder, "self"));
  symlinkSync("/nowhere", join(folder, "dangling"));
  assert.deepEqual(found(folder), [
    ["dangling", "symbolic-link"],
    ["self", "symbolic-link"],
    ["a/b/c.txt", 1],
    ["a/b/up", "symbolic-link"],
  ]);
  const up = [...walk(folder)].find(({ path }) => path === "a/b/up");
  assert.deepEqual(up?.problem, {
    stage: "walk",
    state: "skipped",
    code: "symbolic-link",
    args: { target: "../.." },
  });
});

test("pipes are told and never opened, as files and as a source", {
  skip: process.platform === "win32" && "no pipes",
}, (t) => {
  const folder = temporaryFolder(t);
  execFileSync("mkfifo", [join(folder, "pipe")]);
  assert.deepEqual(found(folder), [["pipe", "not-a-file"]]);
  assert.deepEqual(found(join(folder, "pipe")), [["pipe", "not-a-file"]]);
});

test("names of any bytes are found under names of their own", {
  skip: process.platform !== "linux" && "only Linux has such names",
}, (t) => {
  const folder = temporaryFolder(t);
  const named = (...parts: (string | number)[]) =>
    Buffer.concat(
      [`${folder}/`, ...parts].map((part) =>
        typeof part === "number" ? Buffer.of(part) : Buffer.from(part),
      ),
    );
  writeFileSync(named("caf", 0xe9, ".txt"), "1");
  writeFileSync(named("caf", 0xe8, ".txt"), "22");
  writeFileSync(named("caf%E9.txt"), "333");
  writeFileSync(named("line\nend\t\u0001"), "4444");
  writeFileSync(named("\ufffd"), "55555");
  mkdirSync(named("d", 0xff));
  writeFileSync(named("d", 0xff, "/in.txt"), "666666");
  assert.deepEqual(
    new Map([...walk(folder)].map(({ path, problem, sizeBytes }) => [path, problem ?? sizeBytes])),
    new Map<string, unknown>([
      ["caf%E9.txt", 3],
      ["caf\ufffdE8.txt", 2],
      ["caf\ufffdE9.txt", 1],
      ["line\nend\t\u0001", 4],
      ["\ufffdEF\ufffdBF\ufffdBD", 5],
      ["d\ufffdFF/in.txt", 6],
    ]),
  );
});

test("folders nested deep, and folders of very many, are walked without a deep stack", (t) => {
  const folder = temporaryFolder(t);
  let deep = folder;
  for (let level = 0; level < 300; level++) deep = join(deep, "d");
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, "x"), "1");
  for (let n = 0; n < 500; n++) mkdirSync(join(folder, `many${n}`));
  assert.equal(found(folder).length, 1);
});

test("a folder that cannot be listed is found with its problem", {
  skip: process.getuid?.() === 0 && "root may list everything",
}, (t) => {
  const folder = temporaryFolder(t);
  plant(folder, { "shut/a.txt": "1" });
  execFileSync("chmod", ["0", join(folder, "shut")]);
  assert.deepEqual(found(folder), [["shut", "unreadable"]]);
  execFileSync("chmod", ["700", join(folder, "shut")]);
});
