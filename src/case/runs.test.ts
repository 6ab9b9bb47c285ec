import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type TestContext, test } from "node:test";
import { faultsOf } from "../../test/support/dump.ts";
import { temporaryFolder } from "../../test/support/folder.ts";
import { type Case, openCaseToWrite } from "./case.ts";
import { placesOf } from "./documents.ts";
import { aliveTest, anythingGone } from "./living.ts";
import { containerSums, countProblems, problemLines, sameAsAnother } from "./problems.ts";
import { receiptOf } from "./receipt.ts";
import {
  beginRun,
  endOrphans,
  markGone,
  membersDone,
  prune,
  setBack,
  sourceRow,
  staleFiles,
  wakeContainers,
} from "./runs.ts";
import { type OriginalRead, type OriginalState, Writer } from "./write.ts";

function sha(name: string): string {
  return createHash("sha256").update(name).digest("hex");
}

/** A case in which originals are letters, files are letters with a dot, and containers hold what is written behind a colon. */
class Sketch {
  readonly folder: string;
  readonly case: Case;
  readonly #writer: Writer;
  readonly #source: number;

  constructor(test: TestContext) {
    this.folder = temporaryFolder(test);
    this.case = openCaseToWrite(this.folder);
    test.after(() => this.case.close());
    this.#source = sourceRow(this.case, "/drop");
    this.#writer = new Writer(this.case, "finders 1", beginRun(this.case));
  }

  /** `file("a")` puts the original `a` at the path `a`. */
  file(name: string, state: OriginalState | null = "read", path = name): this {
    return this.#write(name, { in: "source", source: this.#source, path, mtimeMs: 1 }, state);
  }

  /** Members of a container, in order. */
  holds(container: string, members: string, state: OriginalState | null = "read"): this {
    for (const [ordinal, name] of [...members].entries())
      this.#write(name, { in: "container", sha256: sha(container), ordinal, path: name, range: null }, state);
    return this;
  }

  /** Tells the end of a container that was begun. */
  end(name: string, members: number): this {
    const { id = 0 } =
      this.case.row<{ id: number }>(
        "SELECT id FROM original WHERE sha256 = ?",
        Buffer.from(sha(name), "hex"),
      ) ?? {};
    this.case.run("UPDATE original SET state = 1, reader = 'zip/1' WHERE id = ?", id);
    this.case.run("DELETE FROM occurrence WHERE container = ? AND ordinal >= ?", id, members);
    return this;
  }

  row(name: string): number {
    return (
      this.case.row<{ id: number }>("SELECT id FROM original WHERE sha256 = ?", Buffer.from(sha(name), "hex"))
        ?.id ?? 0
    );
  }

  state(name: string): number | undefined {
    return this.case.row<{ state: number }>(
      "SELECT state FROM original WHERE sha256 = ?",
      Buffer.from(sha(name), "hex"),
    )?.state;
  }

  /** Names of the originals that are in the case. */
  left(names: string): string {
    return [...names].filter((name) => this.row(name) !== 0).join("");
  }

  gone(path: string): this {
    const { id = 0 } =
      this.case.row<{ id: number }>(
        "SELECT id FROM occurrence WHERE source IS NOT NULL AND path = ?",
        path,
      ) ?? {};
    assert.equal(markGone(this.case, [id], 2), 1);
    return this;
  }

  #write(name: string, place: OriginalRead["place"], state: OriginalState | null): this {
    this.#writer.write({
      sha256: sha(name),
      sizeBytes: 10,
      mediaType: "application/zip",
      held: place.in === "source" ? "copy" : "member",
      place,
      documents: [],
      problems:
        state === "failed" || state === "skipped" || state === "unread"
          ? [{ stage: "read", state, code: "damaged" }]
          : [],
      ended: state === null ? null : { state, reader: "plain/1", members: null },
    });
    return this;
  }
}

test("what lies in a gone container is gone, unless it lies elsewhere too", (t) => {
  // a holds b and c; c holds d; e holds c too.
  const sketch = new Sketch(t)
    .file("a", null)
    .holds("a", "bc", null)
    .holds("c", "d")
    .end("b", 0)
    .end("c", 1)
    .end("a", 2);
  sketch.file("e", null).holds("e", "c").end("e", 1).file("x", "failed");
  const before = receiptOf(sketch.case);
  assert.deepEqual([before.found, before.read, before.same, before.failed, before.gone], [7, 5, 1, 1, 0]);
  assert.equal(anythingGone(sketch.case), false);
  sketch.gone("a");
  const isAlive = aliveTest(sketch.case);
  assert.deepEqual([..."abcdex"].filter((name) => isAlive(sketch.row(name))).join(""), "cdex");
  const after = receiptOf(sketch.case);
  assert.deepEqual([after.found, after.read, after.same, after.failed, after.gone], [4, 3, 0, 1, 3]);
  assert.deepEqual(
    containerSums(sketch.case, 10)
      .map(({ original }) => original)
      .sort(),
    [sketch.row("c"), sketch.row("e")].sort(),
  );
  sketch.gone("e");
  assert.deepEqual([receiptOf(sketch.case).found, receiptOf(sketch.case).gone], [1, 6]);
  sketch.gone("x");
  assert.equal(receiptOf(sketch.case).found, 0);
  assert.equal(countProblems(sketch.case, "all"), 0);
  assert.deepEqual(problemLines(sketch.case, "all", 10, 0), []);
});

test("every place says whether it is gone, the living ones first", (t) => {
  const sketch = new Sketch(t)
    .file("a", null)
    .holds("a", "c")
    .end("a", 1)
    .file("e", null)
    .holds("e", "c")
    .end("e", 1);
  const places = () => placesOf(sketch.case, sketch.row("c")).map(({ container, gone }) => [container, gone]);
  assert.deepEqual(
    places().map(([, gone]) => gone),
    [false, false],
  );
  sketch.gone("a");
  assert.deepEqual(places(), [
    [sketch.row("e"), false],
    [sketch.row("a"), true],
  ]);
  sketch.gone("e");
  assert.deepEqual(
    places().map(([, gone]) => gone),
    [true, true],
  );
});

test("pruning takes what is gone and all that lay in it alone, in diamonds and in circles", (t) => {
  const sketch = new Sketch(t)
    .file("a", null)
    .holds("a", "bc", null)
    .holds("b", "d")
    .holds("c", "d")
    .end("b", 1)
    .end("c", 1)
    .end("a", 2);
  // q holds itself; r and s hold each other.
  sketch.file("q", null).holds("q", "q", null).end("q", 1);
  sketch.file("r", null).holds("r", "s", null).holds("s", "r").end("s", 1).end("r", 1).file("k");
  assert.deepEqual(prune(sketch.case, true), []);
  sketch.gone("a").gone("q").gone("r");
  const files = prune(sketch.case, true);
  assert.equal(sketch.left("abcdqrsk"), "k");
  assert.deepEqual(
    files.map((path) => path.slice(-62)).sort(),
    ["a", "q", "r"].map((name) => sha(name).slice(2)).sort(),
  );
  assert.deepEqual(faultsOf(sketch.folder), []);
});

test("without being asked to, pruning takes only what lies nowhere, and keeps what is gone", (t) => {
  const sketch = new Sketch(t).file("a", null).holds("a", "bc").end("a", 2).file("g").gone("g");
  sketch.case.run("DELETE FROM occurrence WHERE original = ?", sketch.row("c"));
  prune(sketch.case, false);
  assert.equal(sketch.left("abcg"), "abg");
});

test("members that are wholly there are counted from the first on", (t) => {
  const sketch = new Sketch(t).file("a", null).holds("a", "bcd").holds("a", "bcdx", null);
  assert.equal(membersDone(sketch.case, sha("a")), 3);
  assert.equal(membersDone(sketch.case, sha("none")), 0);
});

test("containers of what is pending are woken, up to the file", (t) => {
  const sketch = new Sketch(t)
    .file("a", null)
    .holds("a", "b", null)
    .holds("b", "c", null)
    .end("b", 1)
    .end("a", 1)
    .file("z");
  wakeContainers(sketch.case);
  assert.deepEqual(
    [..."abcz"].map((name) => sketch.state(name)),
    [0, 0, 0, 1],
  );
});

test("what is left pending in a container that ended is failed at the end of a run, with its reason; what still waits is not", (t) => {
  const sketch = new Sketch(t).file("a", null).holds("a", "b", null).holds("b", "c", null).end("a", 1);
  sketch.file("w", null).holds("w", "v", null);
  endOrphans(sketch.case);
  assert.deepEqual(
    [..."abcwv"].map((name) => sketch.state(name)),
    [1, 2, 2, 0, 0],
  );
  const lines = problemLines(sketch.case, "failed", 10, 0);
  assert.deepEqual(
    new Set(lines.map(({ original, code }) => `${original} ${code}`)),
    new Set(["b", "c"].map((name) => `${sketch.row(name)} reader-died`)),
  );
  assert.deepEqual([receiptOf(sketch.case).failed, receiptOf(sketch.case).pending], [2, 2]);
});

test("a file is out of date when anything inside it is, and setting it back redoes just that", (t) => {
  const sketch = new Sketch(t).file("a", null).holds("a", "bcd").end("a", 3).file("f").file("g", "failed");
  sketch.case.run("UPDATE original SET reader = 'old/0' WHERE id = ?", sketch.row("c"));
  const stale = { readers: ["old/0"], finders: "finders 1" };
  assert.deepEqual(staleFiles(sketch.case, stale), new Set([sha("a")]));
  assert.deepEqual(staleFiles(sketch.case, { readers: [], finders: "finders 1" }), new Set());
  setBack(sketch.case, sha("a"), stale);
  assert.deepEqual(
    [..."abcdf"].map((name) => sketch.state(name)),
    [0, 1, 0, 1, 1],
  );
  setBack(sketch.case, sha("g"), stale);
  assert.equal(sketch.state("g"), 0);
  assert.equal(countProblems(sketch.case, "all"), 0);
});

test("the sums of containers and the list of equal files do not depend on what came first", (t) => {
  const told = (turned: boolean): unknown => {
    const sketch = new Sketch(t);
    const steps = [
      () => sketch.file("a", null).holds("a", "xy").end("a", 2),
      () => sketch.file("b", null).holds("b", "yx").end("b", 2),
      () => sketch.file("x", "read", "late/x"),
      () => sketch.file("x", "read", "early/x"),
    ];
    for (const step of turned ? steps.reverse() : steps) step();
    const name = new Map([..."abxy"].map((one) => [sketch.row(one), one]));
    const { total, rows } = sameAsAnother(sketch.case, 100, 0);
    const path = (occurrence: number) =>
      sketch.case
        .row<{ path: string }>(
          "SELECT ifnull(container, '') || f.path AS path FROM occurrence f WHERE id = ?",
          occurrence,
        )
        ?.path.replace(/^\d+/, (row) => `${name.get(Number(row))}:`);
    return {
      total,
      rows: rows.map(({ original, occurrence, first }) => [
        name.get(original),
        path(occurrence),
        path(first),
      ]),
      sums: containerSums(sketch.case, 10).map(({ original, ...sums }) => ({
        ...sums,
        name: name.get(original),
      })),
    };
  };
  const { total, rows, sums } = told(false) as {
    total: number;
    rows: string[][];
    sums: { found: number; same: number; read: number }[];
  };
  assert.deepEqual(told(true), { total, rows, sums });
  assert.equal(total, 4);
  assert.equal(rows.length, total);
  assert.deepEqual(
    rows.filter(([original]) => original === "x").map(([, , first]) => first),
    ["early/x", "early/x", "early/x"],
  );
  for (const { found, read, same } of sums) assert.equal(found, read + same);
});

test("pages of equal files join to the whole list", (t) => {
  const sketch = new Sketch(t);
  for (const name of "abc") for (let n = 0; n < 4; n++) sketch.file(name, "read", `${name}${n}`);
  const all = sameAsAnother(sketch.case, 100, 0);
  assert.equal(all.total, 9);
  const paged = [0, 2, 4, 6, 8].flatMap((offset) => sameAsAnother(sketch.case, 2, offset).rows);
  assert.deepEqual(paged, all.rows);
});
