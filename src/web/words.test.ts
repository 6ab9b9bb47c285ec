import assert from "node:assert/strict";
import { test } from "node:test";
import { phrase, type WordKey, words } from "./words.ts";

/** All wordings of an entry in one language. */
function wordings(entry: string | { one: string; other: string }): string[] {
  return typeof entry === "string" ? [entry] : [entry.one, entry.other];
}

const places = (text: string) => new Set(Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1]));

test("both languages name the same places, but for those that one and other differ in", () => {
  for (const [key, word] of Object.entries(words)) {
    const english = wordings(word.en).map(places);
    const french = wordings(word.fr).map(places);
    const all = (sets: Set<string | undefined>[]) => [...new Set(sets.flatMap((set) => [...set]))].sort();
    assert.deepEqual(all(french), all(english), key);
  }
});

test("nothing is empty, and French sets its own signs", () => {
  for (const [key, word] of Object.entries(words)) {
    for (const text of [...wordings(word.en), ...wordings(word.fr)]) assert.notEqual(text.trim(), "", key);
    for (const text of wordings(word.fr)) {
      assert.ok(!text.includes("'"), `${key}: the apostrophe is ’`);
      assert.ok(!/[^\s\u00a0\u202f:][:;!?»](\s|$)/.test(text), `${key}: a blank before : ; ! ? »`);
    }
  }
});

test("the count chooses the wording by the rules of the language", () => {
  assert.equal(phrase("shell.documents", "en", { count: 1 }), "1 document");
  assert.equal(phrase("shell.documents", "en", { count: 0 }), "0 documents");
  assert.equal(phrase("shell.documents", "fr", { count: 0 }), "0 document");
  assert.equal(phrase("shell.documents", "en", { count: 4812 }), "4,812 documents");
});

test("a place without a filling stays, so that it is seen", () => {
  assert.equal(phrase("date.about" satisfies WordKey, "en"), "about {date}");
});
