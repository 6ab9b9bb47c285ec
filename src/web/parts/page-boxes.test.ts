/** Holds that words of one line become one box and that columns stay apart. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineBoxes } from "./page-boxes.ts";

test("words of two lines become two boxes", () => {
  const words = [
    { x: 72, y: 100, width: 20, height: 10 },
    { x: 95, y: 101, width: 30, height: 9 },
    { x: 72, y: 114, width: 40, height: 10 },
  ];
  assert.deepEqual(lineBoxes(words), [
    { x: 72, y: 100, width: 53, height: 10 },
    { x: 72, y: 114, width: 40, height: 10 },
  ]);
});

test("a wide gap parts columns", () => {
  const words = [
    { x: 72, y: 100, width: 20, height: 10 },
    { x: 320, y: 100, width: 30, height: 10 },
  ];
  assert.equal(lineBoxes(words).length, 2);
});

test("boxes without extent are left out", () => {
  assert.deepEqual(lineBoxes([{ x: 1, y: 1, width: 0, height: 10 }]), []);
});
