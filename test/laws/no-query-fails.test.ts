/** Law 9: no query fails. Any text at all is a question; what is no operator is searched as words, and the answer says so. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import fc from "fast-check";
import type { SearchAnswer } from "../../src/ask/answers.ts";
import { timeline } from "../../src/ask/contacts.ts";
import { documents } from "../../src/ask/documents.ts";
import { conversations } from "../../src/ask/mail.ts";
import { hits } from "../../src/ask/passages.ts";
import { search } from "../../src/ask/search.ts";
import { fieldNames } from "../../src/ask/search-language.ts";
import type { View } from "../../src/ask/view.ts";
import { ask, caseOf } from "../support/case.ts";
import { releaseOf } from "../support/mail.ts";

let view: View;
before(async (t) => {
  ({ view } = await caseOf(t as Parameters<typeof caseOf>[0], releaseOf(60)));
});

/** Pieces that mean something, and pieces that look as if they did. */
const piece = fc.oneof(
  fc.constantFrom(
    "harbour",
    "négocié",
    "report*",
    "*",
    '"',
    '="',
    "“",
    "”",
    "«",
    "»",
    "„",
    "(",
    ")",
    "OR",
    "OU",
    "AND",
    "NOT",
    "NEAR",
    "-",
    "--",
    "near(",
    ",",
    "8)",
    ":",
    "..",
    "2021-02-30",
    "date:",
    "date:2021..",
    "before:2021-13",
    "after:2020",
    "sort:",
    "sort:newest",
    "sort:oldest",
    "sort:best",
    "kind:",
    "kind:story",
    "has:quote",
    "id:d_",
    "sha256:ab",
    "in:/",
    "file:*a*a*a*",
    "\u0000",
    "\ud800",
    "\udc00",
    "\u0301",
    "\ue000",
    "🤔",
    "ﷺ",
    "İ",
    "ς",
    "'",
    "l'",
    "{title}",
    "^",
    "+",
    "\\",
    "%",
    "_",
    "rowid",
    ";",
  ),
  fc.constantFrom(...fieldNames).map((name) => `${name}:`),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const query = fc.oneof(
  fc
    .array(fc.tuple(piece, fc.constantFrom("", " ")), { maxLength: 14 })
    .map((pieces) => pieces.flat().join("")),
  fc.string({ unit: "binary" }),
);

test("any query is answered by every question that takes one, the same way twice", async () => {
  await fc.assert(
    fc.asyncProperty(query, async (q) => {
      const answer = await ask<SearchAnswer>(view, search, { q, facets: true, limit: "5" });
      assert.ok(answer.items.length <= 5 && answer.items.length <= answer.total);
      assert.ok(answer.total <= 200);
      const again = await ask<SearchAnswer>(view, search, { q, facets: true, limit: "5" });
      assert.deepEqual({ ...again, elapsedMs: 0 }, { ...answer, elapsedMs: 0 });
      for (const question of [documents, conversations, timeline])
        await ask(view, question, { q, limit: "2" });
      const [first] = answer.items;
      if (first) await ask(view, hits, { document: first.id, q });
    }),
    { numRuns: Number(process.env.RUNS ?? 400) },
  );
});

test("what no operator can be made of is said, and searched as words", async () => {
  const noted = async (q: string) => ask<SearchAnswer>(view, search, { q });
  for (const q of [
    '"harbour',
    "(harbour",
    "colour:red harbour",
    "date:yesterday",
    "kind:novel",
    "sort:random harbour",
    "from: harbour",
    "!!! harbour",
    '=""',
  ])
    assert.equal((await noted(q)).notes.length, 1, q);
  assert.ok((await noted('"harbour')).total > 0);
  assert.ok((await noted("(harbour")).total > 0);
  assert.ok((await noted("from: harbour")).total > 0);
  assert.deepEqual((await noted("harbour report -contracts")).notes, []);
});

test("queries far too long or nested far too deep are cut, and the answer says so", async () => {
  const long = await ask<SearchAnswer>(view, search, { q: "harbour ".repeat(100_000) });
  assert.equal(long.notes.length, 1);
  assert.ok(long.total > 0);
  const deep = await ask<SearchAnswer>(view, search, { q: `${"(".repeat(5000)}harbour${")".repeat(5000)}` });
  assert.ok(deep.notes.length > 0);
  const many = await ask<SearchAnswer>(view, search, {
    q: Array.from({ length: 390 }, (_, n) => `(word${n} OR -x${n})`).join(" "),
  });
  assert.equal(many.total >= 0, true);
  const alternately = `${"(a OR (b ".repeat(20)}harbour${"))".repeat(20)}`;
  assert.equal((await ask<SearchAnswer>(view, search, { q: alternately })).notes.length, 0);
});

test("totals are exact, and paging goes to the end without showing anything twice", async () => {
  for (const q of [
    "",
    "harbour",
    "kind:message",
    "harbour OR négocié sort:oldest",
    "-harbour",
    "report* -kind:story",
  ])
    for (const sort of ["best", "newest", "oldest"]) {
      const { total, items } = await ask<SearchAnswer>(view, search, { q, sort, limit: "1000" });
      assert.equal(items.length, total, q);
      const ids: string[] = [];
      for (let offset = 0; offset < total; offset += 7)
        for (const { id } of (
          await ask<SearchAnswer>(view, search, { q, sort, limit: "7", offset: String(offset) })
        ).items)
          ids.push(id);
      assert.deepEqual(
        ids,
        items.map(({ id }) => id),
        q,
      );
      assert.equal(new Set(ids).size, total);
    }
});

test("a megabyte of query is answered, and the answer says what was left out", async () => {
  for (const query of [
    "near(".repeat(200_000),
    `near(${"the a ".repeat(100_000)}, 5)`,
    `"${"the a ".repeat(100_000)}"`,
    `="${"the a ".repeat(100_000)}"`,
    `title:"${"the a ".repeat(100_000)}"`,
    "a-".repeat(500_000),
    '“a" '.repeat(250_000),
  ]) {
    const { notes } = (await ask(view, search, { q: query })) as SearchAnswer;
    assert.ok(
      notes.some((note) => note.includes("400 words")),
      query.slice(0, 20),
    );
  }
});
