import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePassage, parseSearch, printSearch } from "./address.ts";
import { byParent, splitPath } from "./place.ts";
import { segmentStart } from "./segment.ts";

test("a query comes back from an address as it went in", () => {
  assert.equal(printSearch({ q: 'with:holt "information centre"' }), "?q=with:holt+%22information+centre%22");
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "binary" }), (q) => {
      assert.deepEqual(parseSearch(printSearch({ q })), { q: q.toWellFormed() });
    }),
  );
});

test("a query of digits stays a text, and what is empty is left out", () => {
  assert.deepEqual(parseSearch("?q=2020"), { q: "2020" });
  assert.equal(printSearch({ q: "", sort: undefined }), "");
});

test("a passage is read from the end of an address", () => {
  assert.deepEqual(parsePassage("#120-138"), { start: 120, end: 138 });
  assert.deepEqual(parsePassage("120-138"), { start: 120, end: 138 });
  assert.equal(parsePassage("#138-120"), null);
  assert.equal(parsePassage("#main"), null);
});

test("a segment of a list begins at a whole page", () => {
  assert.equal(segmentStart("50000"), 50_000);
  assert.equal(segmentStart("73"), 50);
  assert.equal(segmentStart("-5"), 0);
  assert.equal(segmentStart("x"), 0);
  assert.equal(segmentStart(undefined), 0);
});

test("a path is its name and where it lies; the way through containers is shown whole", () => {
  assert.deepEqual(splitPath("drop-1/mail/archive.mbox"), { name: "archive.mbox", place: "drop-1/mail/" });
  assert.deepEqual(splitPath("annexes.zip › pdf/annex-c.pdf"), {
    name: "annex-c.pdf",
    place: "annexes.zip › pdf/annex-c.pdf",
  });
  assert.deepEqual(splitPath("letter.pdf"), { name: "letter.pdf", place: "" });
  assert.deepEqual(splitPath("folder/"), { name: "folder/", place: "" });
});

test("folders stand under the one that they lie in, when there are several", () => {
  const labels = ["list/2020-01", "list/2020-02", "list/old/2019", "drop", "mail/a.mbox"].map((label) => ({
    label,
  }));
  assert.deepEqual(
    byParent(labels).map((group) => [group.parent, group.folders.map((one) => one.label)]),
    [
      ["list/", ["list/2020-01", "list/2020-02", "list/old/2019"]],
      ["", ["drop"]],
      ["", ["mail/a.mbox"]],
    ],
  );
});
