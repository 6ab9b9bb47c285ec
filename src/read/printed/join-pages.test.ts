import assert from "node:assert/strict";
import { test } from "node:test";
import { consecutiveRuns, joinPages } from "./join-pages.ts";

test("pages become one text with a mark for each", () => {
  const { text, marks } = joinPages([
    { number: 7, text: "one" },
    { number: 8, text: "two\n" },
    { number: 9, text: "" },
  ]);
  assert.equal(text, "one\ntwo\n\n");
  assert.deepEqual(
    marks.map(({ start, end, value }) => [value, text.slice(start, end)]),
    [
      [7, "one\n"],
      [8, "two\n"],
      [9, "\n"],
    ],
  );
});

test("a gap in the numbers begins another run, in whatever order the files come", () => {
  const pages = [3, 1, 2, 11, 10].map((number) => ({ number, text: String(number) }));
  assert.deepEqual(
    consecutiveRuns(pages).map((run) => run.map(({ number }) => number)),
    [
      [1, 2, 3],
      [10, 11],
    ],
  );
});
