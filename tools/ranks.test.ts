import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { cyclesIn, rankFaults } from "./ranks.ts";

/** Faults of a small house with these files. */
function faultsOf(files: Record<string, string>): string[] {
  const root = mkdtempSync(path.join(tmpdir(), "stemma-ranks-"));
  try {
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), source);
    }
    return rankFaults(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const empty = "export {};\n";

test("what leads down, or stays in its folder, is right", () => {
  assert.deepEqual(
    faultsOf({
      "src/text/text.ts": empty,
      "src/case/case.ts": 'import { a } from "../text/text.ts";\n',
      "src/read/mail/mime.ts": 'import {\n  type A,\n  b,\n} from "../read.ts";\n',
      "src/read/read.ts": empty,
      "src/ask/answers.ts": empty,
      "src/web/parts/api.ts": 'import type { A } from "../../ask/answers.ts";\n',
      "src/server/server.ts": 'import type { A } from "../ask/answers.ts";\n',
      "src/cli/serve.ts": 'import { serve } from "../server/server.ts";\n',
    }),
    [],
  );
});

test("each rule is told as a sentence with both files", () => {
  const broken = (from: string, line: string, ...others: string[]): string[] =>
    faultsOf({ [from]: `${line}\n`, ...Object.fromEntries(others.map((file) => [file, empty])) });
  const cases: [string, string, string, RegExp][] = [
    ["src/text/a.ts", 'import "../case/case.ts";', "src/case/case.ts", /lower ranks/],
    ["src/case/a.ts", 'import { b } from "../read/read.ts";', "src/read/read.ts", /lower ranks/],
    ["src/ask/a.ts", 'export { b } from "../ingest/ingest.ts";', "src/ingest/ingest.ts", /lower ranks/],
    ["src/read/a.ts", 'import type { B } from "../case/case.ts";', "src/case/case.ts", /do not know case/],
    ["src/find/a.ts", 'type B = typeof import("../case/case.ts");', "src/case/case.ts", /do not know case/],
    ["src/web/a.ts", 'import { b } from "../text/text.ts";', "src/text/text.ts", /only ask\/answers/],
    ["src/cli/a.ts", 'import { b } from "../web/main.tsx";', "src/web/main.tsx", /Nobody but the app/],
    ["src/ask/answers.ts", 'import type { B } from "../text/text.ts";', "src/text/text.ts", /knows nobody/],
    ["src/ask/a.ts", 'import { b } from "../../test/b.ts";', "test/b.ts", /tests, tools/],
    [
      "src/text/a.ts",
      'new Worker(new URL("../ingest/worker.ts", import.meta.url));',
      "src/ingest/worker.ts",
      /lower ranks/,
    ],
  ];
  for (const [from, line, to, sentence] of cases) {
    const [first = "", ...more] = broken(from, line, to).filter((fault) => sentence.test(fault));
    assert.match(first, sentence, `${from} → ${to}`);
    assert.ok(first.startsWith(`${from} imports ${to}. `), first);
    assert.deepEqual(more, []);
  }
});

test("tests may import what they like", () => {
  assert.deepEqual(
    faultsOf({ "src/text/a.test.ts": 'import "../case/case.ts";\n', "src/case/case.ts": empty }),
    [],
  );
});

test("a cycle is shown as the way round", () => {
  const graph = new Map([
    ["a", ["b"]],
    ["b", ["c", "d"]],
    ["c", ["a"]],
    ["d", []],
  ]);
  assert.deepEqual(cyclesIn(graph), [["a", "b", "c", "a"]]);
});

test("a folder without a rank is told", () => {
  assert.deepEqual(faultsOf({ "src/utils/a.ts": empty }), ["src/utils/ has no rank in tools/ranks.ts"]);
});
