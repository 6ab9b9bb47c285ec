import assert from "node:assert/strict";
import { test } from "node:test";
import { isPermissive } from "./licences.ts";

test("permissive licences pass, alone, as a choice, and together", () => {
  for (const licence of [
    "MIT",
    "Apache-2.0",
    "OFL-1.1",
    "(MIT OR GPL-3.0)",
    "MIT AND Zlib",
    "(MIT AND BSD-3-Clause)",
  ]) {
    assert.equal(isPermissive(licence), true, licence);
  }
});

test("copyleft, the unknown and the missing do not", () => {
  for (const licence of [
    "AGPL-3.0",
    "GPL-2.0-only",
    "MIT AND GPL-3.0",
    "MPL-2.0",
    "SEE LICENSE IN x",
    "",
    undefined,
  ]) {
    assert.equal(isPermissive(licence), false, String(licence));
  }
});
