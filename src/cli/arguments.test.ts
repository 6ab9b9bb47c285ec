import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../text/errors.ts";
import { asksForHelp, readArguments } from "./arguments.ts";

const known = new Map<string, "value" | "flag">([
  ["limit", "value"],
  ["json", "flag"],
]);

test("options stand anywhere, with a blank or an equals sign before their value", () => {
  assert.deepEqual(readArguments(["a", "--limit", "5", "b", "--json"], known), {
    options: { limit: "5", json: true },
    words: ["a", "b"],
  });
  assert.deepEqual(readArguments(["--limit=5=6"], known), { options: { limit: "5=6" }, words: [] });
});

test("a single dash begins a word, also as a value", () => {
  assert.deepEqual(readArguments(["-draft", "-", "--limit", "-5"], known), {
    options: { limit: "-5" },
    words: ["-draft", "-"],
  });
});

test("everything after two dashes is words", () => {
  assert.deepEqual(readArguments(["--json", "--", "--limit", "-h"], known), {
    options: { json: true },
    words: ["--limit", "-h"],
  });
  assert.equal(asksForHelp(["--", "-h"]), false);
  assert.equal(asksForHelp(["x", "-h", "--"]), true);
});

test("an unknown option, a missing value and a value too many are the user’s to mend", () => {
  for (const [argv, says] of [
    [["--frob"], /no option --frob.*--limit, --json/],
    [["--limit"], /--limit needs a value/],
    [["--limit", "--json"], /--limit needs a value/],
    [["--json=1"], /--json takes no value/],
    [["--__proto__", "x"], /no option --__proto__/],
  ] as const)
    assert.throws(
      () => readArguments(argv, known),
      (error) => error instanceof UsageError && says.test(error.message),
    );
});
