import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import fc from "fast-check";
import { normalText } from "./text.ts";
import { fold, indexable, wordsOf } from "./words.ts";

const index = new DatabaseSync(":memory:");
index.exec(`CREATE VIRTUAL TABLE f USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2');
  CREATE VIRTUAL TABLE every USING fts5vocab (f, instance)`);

/** The words that SQLite's index sees in a text, in order. */
function wordsInIndex(text: string): string[] {
  index.prepare("DELETE FROM f").run();
  index.prepare("INSERT INTO f (body) VALUES (?)").run(text);
  return index
    .prepare('SELECT term FROM every ORDER BY "offset"')
    .all()
    .map(({ term }) => String(term));
}

const letters = fc.oneof(
  fc.constantFrom(..."abcxyzABCXYZ0189 \n.,'’-_\"()«»"),
  fc.constantFrom(..."àâäéèêëîïôöùûüçœæÀÉÊÎÔŒÆßẞøØđłıİőŁžŠǽǿſµªº²½"),
  fc.constantFrom(..."αβγάέήίόύώϊΐςσΣΑΩΆϐϑϕϖ"),
  fc.constantFrom(..."абвйёЙЁѓєіїґЖя"),
  fc.constantFrom(..."שלוםمرحبا٣हिन्दीไทย漢字かなカナ한국어"),
  fc.constantFrom("\u0301", "\u0302", "\u0308", "\u0323", "\u0327", "\u0332", "\u0338", "\u0361", "\u20dd"),
  fc.constantFrom(
    "🤔",
    "😀",
    "✅",
    "🫠",
    "\u{1f1eb}\u{1f1f7}",
    "→",
    "€",
    "™",
    "№",
    "…",
    "—",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\ue000",
    "\u{f0001}",
    "𝐀",
  ),
);
const text = fc.array(letters, { maxLength: 24 }).map((parts) => normalText(parts.join("")));

test("a word is for the index what it is for us", () => {
  fc.assert(
    fc.property(text, (given) => {
      assert.deepEqual(
        wordsOf(given).map(({ folded }) => folded),
        wordsInIndex(indexable(given)),
      );
    }),
    { numRuns: 3000 },
  );
});

test("words stand where they say, in order, and without gaps but for what is no word", () => {
  fc.assert(
    fc.property(text, (given) => {
      let last = 0;
      for (const { start, end, folded } of wordsOf(given)) {
        assert.ok(start >= last && end > start);
        assert.equal(fold(given.slice(start, end)), folded);
        assert.notEqual(folded, "");
        last = end;
      }
    }),
  );
});

test("folding takes case and accents away, once and for all", () => {
  for (const [given, folded] of [
    ["Négocié", "negocie"],
    ["NEGOCIE", "negocie"],
    ["Ça, L’ŒUVRE", "ca, l’œuvre"],
    ["İstanbul", "istanbul"],
    ["ΟΔΟΣ οδος", "οδοσ οδοσ"],
    ["Żółć", "zołc"],
    ["Việt Nam", "viet nam"],
    ["Йод ёлка", "йод ёлка"],
    ["e\u0301te\u0301", "ete"],
    ["\u00c5\u212b", "aa"],
  ])
    assert.equal(fold(given ?? ""), folded);
  fc.assert(fc.property(text, (given) => assert.equal(fold(fold(given)), fold(given))));
});

test("folding keeps every place in a text whose accents all belong to a letter", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aàéÉÎœŒæßİøάйЁ漢 한.,\n🤔") }), (given) => {
      assert.equal(fold(given).length, given.length);
    }),
  );
});

test("a signature of emoji does not hide the word before it from the index", () => {
  assert.deepEqual(wordsInIndex(indexable("Thanks🤔 merci✅")), ["thanks", "merci"]);
});

test("start, end and limit cut the words that are looked at", () => {
  const given = "one two three four";
  assert.deepEqual(
    wordsOf(given, 4).map(({ folded }) => folded),
    ["two", "three", "four"],
  );
  assert.deepEqual(
    wordsOf(given, 4, 8).map(({ folded }) => folded),
    ["two"],
  );
  assert.deepEqual(
    wordsOf(given, 0, given.length, 2).map(({ folded }) => folded),
    ["one", "two"],
  );
});

test("a megabyte of anything is folded and cut into words in a moment", () => {
  for (const unit of ["a", "é", "\u0301", "a\u0332", " ", "漢", "🤔", "Σ"]) {
    const long = unit.repeat(1_000_000 / unit.length);
    const started = performance.now();
    fold(long);
    wordsOf(long);
    indexable(long);
    assert.ok(
      performance.now() - started < 3000,
      `${JSON.stringify(unit)}: ${performance.now() - started} ms`,
    );
  }
});
