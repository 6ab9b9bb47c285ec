import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addTerm, dateRange, dateTerm, hasTerm, removeTerm, terms, toggleTerm, withDates } from "./query.ts";

test("a query is cut at blanks, not inside quotes or brackets", () => {
  assert.deepEqual(terms('with:holt "information centre" (a OR b) -draft'), [
    "with:holt",
    '"information centre"',
    "(a OR b)",
    "-draft",
  ]);
  assert.deepEqual(terms('outlet:"Le Relais du Nord" near(video feed, 8)'), [
    'outlet:"Le Relais du Nord"',
    "near(video feed, 8)",
  ]);
  assert.deepEqual(terms("« centre d’information » “a phrase”"), ["« centre d’information »", "“a phrase”"]);
});

test("an open quote or bracket runs to the end, and nothing is lost", () => {
  assert.deepEqual(terms('a "b c'), ["a", '"b c']);
  assert.deepEqual(terms("a (b c"), ["a", "(b c"]);
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (query) => {
      assert.equal(terms(query).join("").replace(/\s/g, ""), query.replace(/\s/g, ""));
    }),
  );
});

test("adding a term that is there changes nothing; taking it away brings the query back", () => {
  assert.equal(addTerm("holt", "kind:story"), "holt kind:story");
  assert.equal(addTerm("holt Kind:story", "kind:story"), "holt Kind:story");
  assert.equal(removeTerm("holt kind:story", "kind:story"), "holt");
  assert.equal(toggleTerm(toggleTerm("holt", 'from:"A B"'), 'from:"A B"'), "holt");
  assert.equal(addTerm("", "kind:story"), "kind:story");
  assert.ok(hasTerm("a from:“A B”", 'from:"A B"'));
});

test("a term added to alternatives holds for all of them", () => {
  assert.equal(addTerm("holt OR aldous", "kind:story"), "(holt OR aldous) kind:story");
  assert.equal(addTerm("(holt OR aldous)", "kind:story"), "(holt OR aldous) kind:story");
});

test("dates replace dates", () => {
  assert.equal(dateTerm({ from: "2020-03", to: "2020-05" }), "date:2020-03..2020-05");
  assert.equal(dateTerm({ from: "2020", to: "2020" }), "date:2020");
  assert.equal(dateTerm({ from: null, to: "2019" }), "date:..2019");
  assert.equal(
    withDates("holt date:2019 before:2021", { from: "2020-03", to: "2020-03" }),
    "holt date:2020-03",
  );
  assert.equal(withDates("holt date:2019", null), "holt");
  assert.deepEqual(dateRange("holt date:2020-03..2020-05"), { from: "2020-03", to: "2020-05" });
  assert.deepEqual(dateRange("date:2020.."), { from: "2020", to: null });
  assert.equal(dateRange("holt"), null);
});
