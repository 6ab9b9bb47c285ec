import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Mark } from "../text/document.ts";
import { normalText } from "../text/text.ts";
import { fold, wordsOf } from "../text/words.ts";
import { matcherOf, snippetOf, type Term } from "./matcher.ts";

const shown = (terms: Term[], text: string, limit?: number) =>
  matcherOf(terms)(text, limit).map(({ start, end }) => text.slice(start, end));
const forms = (...words: string[]): Term => ({ kind: "forms", words });
const phrase = (...words: string[]): Term => ({ kind: "phrase", words });
const prefix = (...words: string[]): Term => ({ kind: "prefix", words });
const exact = (text: string): Term => ({ kind: "exact", text });

test("words are found whole, in all their forms, without case and accents, as they stand in the text", () => {
  const text = "Négocié, NEGOCIE; renégocié négociés. (négocié)\nnégocié2 negocié";
  assert.deepEqual(shown([forms("negocie", "negocies")], text), [
    "Négocié",
    "NEGOCIE",
    "négociés",
    "négocié",
    "negocié",
  ]);
  assert.deepEqual(shown([forms("negocie", "negocies")], text, 2), ["Négocié", "NEGOCIE"]);
});

test("phrases run over signs and line ends, not over words between, nor over what is not shown", () => {
  assert.deepEqual(
    shown(
      [phrase("the", "harbour")],
      "The harbour. the\n> HARBOUR, the old harbour; the-harbour the \ue000 harbour",
    ),
    ["The harbour", "the\n> HARBOUR", "the-harbour"],
  );
});

test("a beginning is found with all that follows it", () => {
  assert.deepEqual(shown([prefix("neg")], "Négociation renégocié NEG ne"), ["Négociation", "NEG"]);
  assert.deepEqual(shown([prefix("saint", "naz")], "Saint-Nazaire, saint Paul, Saint  NAZ"), [
    "Saint-Nazaire",
    "Saint  NAZ",
  ]);
});

test("letters are found as typed, also within words, and hits never overlap", () => {
  assert.deepEqual(shown([exact("port")], "report Port port"), ["port", "port"]);
  assert.deepEqual(shown([exact("the harbour"), forms("harbour")], "the harbour and harbour"), [
    "the harbour",
    "harbour",
  ]);
  assert.deepEqual(shown([exact("aa")], "aaaaa"), ["aa", "aa"]);
});

test("terms of nothing find nothing, and end", () => {
  for (const term of [exact(""), phrase(), forms(), prefix()])
    assert.deepEqual(shown([term], "any text at all"), []);
  assert.deepEqual(shown([], "any text"), []);
  assert.deepEqual(matcherOf([exact(""), forms("text")])("any text").length, 1);
});

test("places hold where folding makes a text shorter: accents that stand alone, in the middle of a long text", () => {
  const text = normalText(`${"x\u0302 ".repeat(3000)}harbour q\u0323\u0302uai ${"漢 ".repeat(5000)}HARBOUR`);
  assert.deepEqual(shown([forms("harbour", "quai")], text), ["harbour", "q\u0323\u0302uai", "HARBOUR"]);
});

const words = fc.constantFrom(
  "harbour",
  "négocié",
  "İstanbul",
  "ΟΔΟΣ",
  "οδος",
  "ёлка",
  "straße",
  "œuvre",
  "漢字",
  "x\u0302y",
  "a",
  "2021",
  "\ue000",
  "q\u0323\u0302",
);
const signs = fc.constantFrom(" ", "\n", ", ", " 🤔 ", "-", "’", " — ", "\u0302", "…");
const text = fc
  .array(fc.tuple(words, signs), { maxLength: 30 })
  .map((parts) => normalText(parts.flat().join("")));

test("every word of a text that is asked for is found where it stands, and nothing else", () => {
  fc.assert(
    fc.property(text, fc.array(words, { minLength: 1, maxLength: 3 }), (given, asked) => {
      const wanted = new Set(asked.flatMap((one) => wordsOf(normalText(one)).map(({ folded }) => folded)));
      const expected = wordsOf(given)
        .filter(({ folded }) => wanted.has(folded))
        .map(({ start, end }) => [start, end]);
      assert.deepEqual(
        matcherOf([forms(...wanted)])(given).map(({ start, end }) => [start, end]),
        expected,
      );
    }),
    { numRuns: 1000 },
  );
});

test("a snippet shows hits as they stand in the text, in order, and says where it was cut", () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(" ")),
      words,
      (given, asked) => {
        const terms = wordsOf(normalText(asked)).map(({ folded }) => forms(folded));
        const { parts, best } = snippetOf(given, [], terms.length ? matcherOf(terms) : null);
        const plain = given.replace(/\s+/g, " ");
        let at = 0;
        for (const { kind, text: part } of parts) {
          const bare = part.replace(/^… | …$/g, "");
          const found = plain.indexOf(bare, at);
          assert.ok(found >= 0, JSON.stringify([part, plain]));
          at = found + (bare === part ? bare.length : 0);
          if (kind === "hit")
            assert.ok(
              terms.some((term) => term.kind === "forms" && fold(part).includes(term.words[0] ?? "-")),
            );
        }
        if (best) assert.ok(best.start < best.end && best.end <= given.length);
      },
    ),
    { numRuns: 500 },
  );
});

test("the passage with most of the words wins, after the header lines, and blacked out stretches stay so", () => {
  const header = "From: Harbour\n";
  const given = `${header}${"filler ".repeat(100)}harbour ${"filler ".repeat(100)}the harbour report by ████ (b)(6) was sent`;
  const black = given.indexOf("████");
  const marks: Mark[] = [
    { kind: "header", value: "from", start: 0, end: header.length },
    { kind: "redaction", value: "(b)(6)", start: black, end: black + 4 },
  ];
  const { parts, best } = snippetOf(given, marks, matcherOf([forms("harbour"), forms("report")]));
  assert.deepEqual(best, { start: given.lastIndexOf("harbour"), end: given.lastIndexOf(" report") });
  assert.deepEqual(
    parts.filter(({ kind }) => kind === "hit").map(({ text: part }) => part),
    ["harbour", "report"],
  );
  assert.deepEqual(
    parts.filter(({ kind }) => kind === "redaction").map(({ text: part }) => part),
    ["(b)(6)"],
  );
  assert.ok(!parts.some(({ text: part }) => part.includes("█")));
  assert.equal(parts[0]?.text, "… ");
});

test("without words the beginning of the text itself is shown", () => {
  const { parts, best } = snippetOf(
    "From: x\n\nIts own words.",
    [{ kind: "header", value: "from", start: 0, end: 7 }],
    null,
  );
  assert.equal(
    parts
      .map(({ text: part }) => part)
      .join("")
      .trim(),
    "Its own words.",
  );
  assert.equal(best, null);
});

test("megabytes of anything are searched in a moment", () => {
  for (const unit of ["harbour ", "the . ", "a", "é", "x\u0302", "漢", "the\n", " ", "-"]) {
    const long = unit.repeat(2_000_000 / unit.length);
    const started = performance.now();
    matcherOf([forms("harbour"), phrase("the", "harbour"), prefix("ha"), exact("the h")])(long, 5000);
    snippetOf(long, [], matcherOf([phrase("the", "harbour")]));
    assert.ok(
      performance.now() - started < 4000,
      `${JSON.stringify(unit)}: ${performance.now() - started} ms`,
    );
  }
});
