/** Law 1: found = read + same as another + failed + not read yet + skipped, over all and in each container. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { ProblemsAnswer, Receipt } from "../../src/ask/answers.ts";
import { problems } from "../../src/ask/problems.ts";
import { openView } from "../../src/ask/view.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { makeZip } from "../../src/read/archive/make-archive.ts";
import { faultsOf } from "../support/dump.ts";
import { plant, type Tree, temporaryFolder } from "../support/folder.ts";
import { mailNumber, mboxOf } from "../support/mail.ts";

function sumOf({
  read,
  same,
  failed,
  unread,
  skipped,
}: Pick<Receipt, "read" | "same" | "failed" | "unread" | "skipped">): number {
  return read + same + failed + unread + skipped;
}

function problemsOf(folder: string): ProblemsAnswer {
  const view = openView(folder, "en");
  try {
    return problems.ask(view, { limit: 10_000 }) as ProblemsAnswer;
  } finally {
    view.case.close();
  }
}

/** A file and what lies in it; null when nobody knows. */
interface Made {
  bytes: Uint8Array;
  members: Made[] | null;
}

function made(bytes: string | Uint8Array, members: Made[] | null = []): Made {
  return { bytes: Buffer.from(bytes), members };
}

/** Every fifth message of those made up has one file attached. */
function mailMade(number: number, bytes: string = mailNumber(number)): Made {
  return made(bytes, number % 5 === 0 ? [made(`attached to ${number}`)] : []);
}

/** How many places there are: all files, and the members of each container, which are counted once however often it lies there. */
function placesIn(files: readonly Made[]): number | null {
  const seen = new Set<string>();
  let places = 0;
  const count = (list: readonly Made[]): boolean => {
    places += list.length;
    return list.every(({ bytes, members }) => {
      const key = Buffer.from(bytes).toString("latin1");
      if (members === null) return false;
      if (members.length === 0 || seen.has(key)) return true;
      seen.add(key);
      return count(members);
    });
  };
  return count(files) ? places : null;
}

const mail = fc.nat(40).map((number) => mailMade(number));
/**
 * In a mailbox lines end otherwise than in a file: these are other messages. A file that begins with a `From ` line and holds one
 * message is that message, not a mailbox: two and more are.
 */
const mailbox = fc.tuple(fc.nat(30), fc.integer({ min: 2, max: 9 })).map(([from, count]) =>
  made(
    mboxOf(from, from + count),
    Array.from({ length: count }, (_, n) =>
      mailMade(from + n, mailNumber(from + n).replaceAll("\r\n", "\n")),
    ),
  ),
);
const note = fc.constantFrom("A note.\n", "", "Une note.\n", "a,b\n1,2\n3,4\n").map((text) => made(text));
/** Files cut off anywhere, and no file at all: nobody knows what is inside. */
const torn = fc
  .tuple(fc.oneof(mail, mailbox), fc.nat(2000))
  .map(([{ bytes }, at]) => made(bytes.subarray(0, at), null));
const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => made(bytes, null));
const leaf = fc.oneof({ weight: 3, arbitrary: mail }, mailbox, note, torn, noise);
const zip = fc
  .array(leaf, { maxLength: 4 })
  .map((members) =>
    made(makeZip(members.map(({ bytes }, n) => ({ name: `member ${n}`, bytes }))).bytes, members),
  );
const path = fc
  .array(fc.constantFrom("a", "B", "été", "x y", "mail.mbox", "-rf", "%41", "(1)", "#"), {
    minLength: 1,
    maxLength: 3,
  })
  .map((steps) => steps.join("/"));
const tree = fc.uniqueArray(fc.tuple(path, fc.oneof(leaf, zip)), { maxLength: 12, selector: ([one]) => one });

test("whatever lies in a folder, the receipt adds up, over all and in each container", async (t) => {
  await fc.assert(
    fc.asyncProperty(tree, async (files) => {
      const folder = temporaryFolder(t);
      const source = join(folder, "source");
      // A path cannot be a file and a folder: the later file goes.
      const planted = files.filter(
        ([one], n) =>
          !files.some(
            ([other], m) =>
              m !== n && (other.startsWith(`${one}/`) || (one.startsWith(`${other}/`) && m < n)),
          ),
      );
      const contents: Tree = Object.fromEntries(planted.map(([one, { bytes }]) => [one, bytes]));
      plant(source, contents);
      const made = join(folder, "made.stemma");
      const receipt = await ingest({ case: made, sources: [source], workers: 2 });
      assert.equal(receipt.found, sumOf(receipt));
      assert.equal(receipt.pending, 0);
      assert.equal(receipt.gone, 0);
      const places = placesIn(planted.map(([, file]) => file));
      if (places === null) assert.ok(receipt.found >= planted.length);
      else assert.equal(receipt.found, places);
      assert.equal(
        receipt.bytes,
        planted.reduce((sum, [, { bytes }]) => sum + bytes.length, 0),
      );
      const answer = problemsOf(made);
      assert.deepEqual(answer.receipt, receipt);
      for (const container of answer.containers)
        assert.equal(container.found, sumOf(container), container.path);
      // Every line that is not read has its reason, and nothing else has one.
      const whole = answer.items.filter(({ partial }) => !partial);
      assert.ok(whole.length >= receipt.failed + receipt.unread + receipt.skipped);
      for (const state of ["failed", "unread", "skipped"] as const)
        assert.equal(
          new Set(whole.filter((line) => line.state === state).map(({ original, path }) => original ?? path))
            .size,
          receipt[state],
          state,
        );
      assert.deepEqual(faultsOf(made), []);
    }),
    { numRuns: Number(process.env.RUNS ?? 12) },
  );
});

test("links, pipes and what cannot be opened are found, with their reason and a way to try again", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  plant(source, { "a.txt": "A note.", "shut/secret.txt": "Not for all." });
  symlinkSync("..", join(source, "loop"));
  symlinkSync("nowhere", join(source, "dangling"));
  if (process.platform !== "win32") execFileSync("mkfifo", [join(source, "pipe")]);
  const made = join(folder, "made.stemma");
  const receipt = await ingest({ case: made, sources: [source] });
  assert.equal(receipt.found, 5);
  assert.equal(receipt.skipped, 3);
  assert.equal(receipt.found, sumOf(receipt));
  const lines = problemsOf(made).items;
  assert.deepEqual(lines.map(({ path }) => path).sort(), ["drop/dangling", "drop/loop", "drop/pipe"]);
  for (const line of lines) assert.ok(line.reason !== "" && line.retry.startsWith("stemma problems --retry"));
  // Once more, and by the very path that the line shows.
  assert.deepEqual(await ingest({ case: made, sources: [source], retry: "drop/loop" }), receipt);
  assert.deepEqual(await ingest({ case: made, sources: [source], retry: "a.txt" }), receipt);
});

test("a file that may not be read is failed, and read once it may", {
  skip: process.getuid?.() === 0 && "root may read everything",
}, async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  plant(source, { "a.txt": "A note.", "shut.txt": "Not for all." });
  chmodSync(join(source, "shut.txt"), 0);
  const made = join(folder, "made.stemma");
  const { failed, read } = await ingest({ case: made, sources: [source] });
  assert.deepEqual({ failed, read }, { failed: 1, read: 1 });
  chmodSync(join(source, "shut.txt"), 0o644);
  const after = await ingest({ case: made, sources: [source] });
  assert.deepEqual([after.found, after.read], [2, 2]);
});

test("names that are no UTF-8 are read, each under a name of its own", {
  skip: process.platform !== "linux" && "only Linux has such names",
}, async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  mkdirSync(source);
  const inside = Buffer.concat([Buffer.from(`${source}/r`), Buffer.from([0xe9]), Buffer.from("ponses")]);
  mkdirSync(inside);
  writeFileSync(
    Buffer.concat([inside, Buffer.from("/n"), Buffer.from([0xe9]), Buffer.from("e.txt")]),
    "Née à Brest.",
  );
  writeFileSync(
    Buffer.concat([inside, Buffer.from("/n"), Buffer.from([0xe8]), Buffer.from("e.txt")]),
    "Née à Lorient.",
  );
  const made = join(folder, "made.stemma");
  const receipt = await ingest({ case: made, sources: [source] });
  assert.deepEqual([receipt.found, receipt.read], [2, 2]);
  assert.deepEqual(await ingest({ case: made, sources: [source] }), receipt);
});

test("a container that is gone takes its members with it, and brings them back", async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, "drop");
  const zip = makeZip([
    { name: "in.eml", bytes: Buffer.from(mailNumber(5)) },
    { name: "noise", bytes: Buffer.from([0, 1, 2, 3]) },
  ]).bytes;
  plant(source, { "a.zip": zip, "b.eml": mailNumber(6), "keep/in.eml": mailNumber(5) });
  const made = join(folder, "made.stemma");
  const before = await ingest({ case: made, sources: [source] });
  assert.equal(before.found, 6);
  assert.equal(
    before.same,
    1,
    "in.eml lies in the zip and beside it; what is attached to it lies in it, once",
  );
  rmSync(join(source, "a.zip"));
  const without = await ingest({ case: made, sources: [source] });
  assert.equal(without.found, 3, "b.eml, keep/in.eml and its attachment");
  assert.equal(without.gone, 3, "the zip and its two members");
  assert.equal(without.found, sumOf(without));
  assert.equal(without.same, 0);
  const answer = problemsOf(made);
  assert.deepEqual(answer.containers, []);
  assert.deepEqual(
    answer.items.filter(({ path }) => path.includes("noise")),
    [],
  );
  plant(source, { "a.zip": zip });
  assert.deepEqual(await ingest({ case: made, sources: [source] }), before);
});
