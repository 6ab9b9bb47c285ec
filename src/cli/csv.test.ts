import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { csvLine } from "./csv.ts";

test("cells are quoted as RFC 4180 says, nothing known is an empty cell", () => {
  assert.equal(
    csvLine(["plain", null, "", 'say "yes", twice', "two\nlines", "a;b"]),
    'plain,,,"say ""yes"", twice","two\nlines",a;b',
  );
});

test("what a spreadsheet would run as a formula is text with an apostrophe", () => {
  for (const formula of [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    '=HYPERLINK("http://x.example","y")',
    "＝1",
    "＋1",
    "－1",
    "＠x",
  ])
    assert.match(csvLine([formula]), /^"?'/, JSON.stringify(formula));
  assert.equal(csvLine(["a=1", "2021-03-01", "1+1"]), "a=1,2021-03-01,1+1");
});

/** Reads one record of RFC 4180. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = "";
    if (line[at] === '"') {
      for (at += 1; line[at] !== '"' || line[at + 1] === '"'; at++) {
        cell += line[at];
        if (line[at] === '"') at += 1;
      }
      at += 1;
    } else for (; at < line.length && line[at] !== ","; at++) cell += line[at];
    cells.push(cell);
    if (line[at] !== ",") return cells;
    at += 1;
  }
}

test("any cells come back as they were, but for the apostrophe, and none begins like a formula", () => {
  const cell = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[=+@,"\n\r\t;a-]*$/));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
      const back = cellsOf(csvLine(cells));
      assert.deepEqual(
        back.map((one, n) => (one === `'${cells[n]}` ? cells[n] : one)),
        cells,
      );
      for (const one of back) assert.doesNotMatch(one, /^[=+\-@\t\r\n＝＋－＠]/u);
    }),
  );
});
