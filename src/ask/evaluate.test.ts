import assert from "node:assert/strict";
import { before, test } from "node:test";
import fc from "fast-check";
import { ask, caseOf } from "../../test/support/case.ts";
import { type mailNumber, releaseOf } from "../../test/support/mail.ts";
import type { Answer, DocumentLine, SearchAnswer } from "./answers.ts";
import { documents } from "./documents.ts";
import { evaluate, intersection, pathMatcher, union, without } from "./evaluate.ts";
import { search } from "./search.ts";
import { parseQuery, type QueryNode } from "./search-language.ts";
import type { View } from "./view.ts";

const mail = (head: string, body: string): ReturnType<typeof mailNumber> =>
  `MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n${head}\n\n${body}\n`;

/** Names are what the tests ask for; what is in the files is what they find. */
const tree = {
  "english.eml": mail(
    "From: Adrian Holt <a.holt@lumen.example>\nTo: Miriam Castellane <m@niph.example>\nCc: press@harbour.example\nSubject: The harbour contract\nMessage-ID: <1@lumen.example>\nDate: Mon, 1 Mar 2021 10:00:00 +0000",
    "The ministers denied that contracts were signed. Nobody stopped it. A-B test: 100% sure, they said.",
  ),
  "french.eml": mail(
    "From: =?utf-8?q?Th=C3=A9venin?= <fx@mer.example>\nTo: Adrian Holt <a.holt@lumen.example>\nSubject: =?utf-8?q?R=C3=A9union?=\nDate: Wed, 31 Mar 2021 23:59:59 +0000",
    "Les ministres ont négocié l’accord. Il a été signé hier.\n\n-- \nThévenin",
  ),
  "deep/in/notes.txt":
    "The Harbour Report\n\nWhat the report says of the contract, word by word, is that it was signed before.\n",
  "deep/in/Other Notes.md": "# Le port\n\nOn négociait encore. Ces négociations, disait-il.\n",
  "table.csv":
    "date,payee,amount\n2021-03-01,Lumen,1200\n2021-03-02,Harbour,900\n2021-03-05,Lumen,75\n2021-03-06,Mer,80\n2021-03-09,Lumen,12\n2021-03-10,Quai,9\n",
  "noise.bin": Buffer.from([0, 1, 2, 3]),
};

let view: View;
const names = new Map<number, string>();
before(async (t) => {
  const built = await caseOf(t as Parameters<typeof caseOf>[0], tree);
  view = built.view;
  const { items } = await ask<Answer<DocumentLine>>(view, documents, { limit: "1000" });
  for (const { id, place } of items)
    names.set(
      evaluate(view.case, parseQuery(`id:${id}`).tree).documents[0] ?? 0,
      place.replace(/^release\//, ""),
    );
});

/** Names of the documents that a query finds, sorted. */
function finds(query: string): string[] {
  return Array.from(
    evaluate(view.case, parseQuery(query).tree).documents,
    (row) => names.get(row) ?? `${row}`,
  ).sort();
}

const [english, french, notes, other, table] = [
  "english.eml",
  "french.eml",
  "deep/in/notes.txt",
  "deep/in/Other Notes.md",
  "table.csv",
];
const all = [other, notes, english, french, table].sort();

test("words: inflected forms in English and French, without case and accents", () => {
  for (const [query, found] of [
    ["harbour", [notes, english, table]],
    ["HARBOUR", [notes, english, table]],
    ["contracts", [notes, english]],
    ["contract", [notes, english]],
    ["deny", [english]],
    ["stops", [english]],
    ["négocier", [other, french]],
    ["NEGOCIE", [other, french]],
    ["negociation", [other]],
    ["signer", [french]],
    ["sign", [notes, english]],
    ["minister", [english]],
    ["ministre", [french]],
    ["l'accord", [french]],
    ["accords", [french]],
    ["nothing-of-the-kind", []],
  ] as const)
    assert.deepEqual(finds(query), [...found].sort(), query);
});

test("inside quotes only the words as they are, in this order, without case, accents and signs", () => {
  for (const [query, found] of [
    ['"contracts"', [english]],
    ['"contract"', [notes, english]],
    ['"negocie"', [french]],
    ['"harbour contract"', [english]],
    ['"contract harbour"', []],
    ['"a b test 100 sure"', [english]],
    ['"The ministers DENIED"', [english]],
    ["a-b", [english]],
  ] as const)
    assert.deepEqual(finds(query), [...found].sort(), query);
});

test("no phrase runs over the cut between a text's own words and what is quoted or signed", () => {
  assert.deepEqual(finds('"hier thevenin"'), []);
  assert.deepEqual(finds("thevenin"), [french]);
});

test("letter for letter: case, accents and signs count", () => {
  for (const [query, found] of [
    ['="Harbour Report"', [notes]],
    ['="harbour report"', []],
    ['="négocié"', [french]],
    ['="negocie"', []],
    ['="100% sure,"', [english]],
    ['="%"', [english]],
    ['-="%" kind:message', [french]],
    ['="Harbour" -="contract"', [table]],
    ['="négoci" OR ="%"', [english]],
  ] as const)
    assert.deepEqual(finds(query), [...found].sort(), query);
});

test("near, prefixes, and, or, not, parentheses", () => {
  for (const [query, found] of [
    ["near(ministers contracts, 4)", [english]],
    ["near(ministers contracts, 1)", []],
    ["near(contracts ministers, 4)", [english]],
    ["négoc*", [other, french]],
    ["harb* repo*", [notes]],
    ["harbour -contract", [table]],
    ["-harbour", [other, french]],
    ["-(harbour OR négocier)", []],
    ["harbour (report OR ministers)", [notes, english]],
    ["(harbour OR négocier) -kind:message", [notes, other, table]],
    ["", all],
    ["-kind:message -in:deep", [table]],
  ] as const)
    assert.deepEqual(finds(query), [...found].sort(), query);
});

test("fields, with and without quotes and minus", () => {
  for (const [query, found] of [
    ["from:holt", [english]],
    ['from:"Adrian Holt"', [english]],
    ["from:olt", []],
    ["from:thevenin", [french]],
    ["to:holt", [french]],
    ["with:holt", [english, french]],
    ["with:holt -from:holt", [french]],
    ["cc:press@harbour.example", [english]],
    ["from:lumen.example", [english]],
    ["subject:harbour", [english]],
    ["subject:reunions", [french]],
    ['subject:"contract harbour"', [english]],
    ["kind:message", [english, french]],
    ["kind:table", [table]],
    ["lang:fr", [other, french]],
    ["LANG:FR kind:message", [french]],
    ["file:notes.txt", [notes]],
    ["file:*.eml", [english, french]],
    ['file:"other notes.md"', [other]],
    ["file:otes.txt", []],
    ["in:deep", [notes, other]],
    ["in:deep/in", [notes, other]],
    ["in:release/deep", [notes, other]],
    ["in:/release/deep", [notes, other]],
    ["in:/deep", []],
    ["in:release", all],
    ["in:d*p", [notes, other]],
    ["in:french.eml", [french]],
    ["date:2021-03", [english, french]],
    ["date:2021-03-31", [french]],
    ["date:..2021-03-30", [english]],
    ["before:2021-03-31", [english]],
    ["after:2021-03-01", [french]],
    ["message-id:<1@lumen.example>", [english]],
    ["message-id:1@lumen.example", [english]],
    ["has:attachment", []],
    ["id:d_none", []],
    ["sha256:zz", []],
    ["mentions:holt", []],
  ] as const)
    assert.deepEqual(finds(query), [...found].sort(), query);
});

test("what a whole answer is made of: ranking by title first, notes, marks on every form", async () => {
  const { items, query } = await ask<SearchAnswer>(view, search, { q: "contracts" });
  assert.deepEqual(
    items.map(({ place }) => place),
    [english, notes],
  );
  assert.equal(query.sort, "best");
  assert.ok(items[0]?.snippet.some(({ kind, text }) => kind === "hit" && text === "contracts"));
  assert.ok(items[1]?.snippet.some(({ kind, text }) => kind === "hit" && text === "contract"));
});

/** Any tree over words, fields and dates that the case knows and does not know. */
const node: fc.Arbitrary<QueryNode> = fc.letrec<{ node: QueryNode; leaf: QueryNode }>((tie) => ({
  leaf: fc.oneof(
    fc
      .constantFrom("harbour", "contract", "negocier", "the", "zzz", "a")
      .map((text): QueryNode => ({ type: "word", text, prefix: false })),
    fc.constantFrom("ha", "n", "co").map((text): QueryNode => ({ type: "word", text, prefix: true })),
    fc
      .constantFrom("the harbour", "signed before", "a b")
      .map((text): QueryNode => ({ type: "phrase", text })),
    fc.constantFrom("Harbour", "é", "%", "no such").map((text): QueryNode => ({ type: "exact", text })),
    fc.constantFrom(
      { type: "field", name: "kind", value: "message" },
      { type: "field", name: "in", value: "deep" },
      { type: "field", name: "subject", value: "harbour" },
      { type: "field", name: "lang", value: "fr" },
    ),
    fc.constant<QueryNode>({ type: "near", words: ["ministers", "signed"], distance: 6 }),
    fc.constantFrom<QueryNode>(
      { type: "date", from: null, to: 1_616_000_000, label: "" },
      { type: "date", from: 1_616_000_000, to: null, label: "" },
      { type: "all" },
    ),
  ),
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie("leaf"),
    fc.record({
      type: fc.constantFrom<"and" | "or">("and", "or"),
      nodes: fc.array(tie("node"), { minLength: 2, maxLength: 4 }),
    }),
    tie("node").map((inner): QueryNode => ({ type: "not", node: inner })),
  ),
})).node;

const rows = (tree: QueryNode) => Array.from(evaluate(view.case, tree).documents);

test("and is what both find, or what either finds, not what is left: however a tree is built", () => {
  const everything = rows({ type: "all" });
  fc.assert(
    fc.property(node, node, (a, b) => {
      const [one, other] = [rows(a), rows(b)];
      assert.deepEqual(
        one,
        one.toSorted((x, y) => x - y),
      );
      assert.equal(new Set(one).size, one.length);
      assert.ok(one.every((row) => everything.includes(row)));
      assert.deepEqual(
        rows({ type: "and", nodes: [a, b] }),
        one.filter((row) => other.includes(row)),
      );
      assert.deepEqual(
        rows({ type: "or", nodes: [a, b] }),
        everything.filter((row) => one.includes(row) || other.includes(row)),
      );
      assert.deepEqual(
        rows({ type: "not", node: a }),
        everything.filter((row) => !one.includes(row)),
      );
      assert.deepEqual(
        rows({ type: "and", nodes: [a, { type: "not", node: b }] }),
        one.filter((row) => !other.includes(row)),
      );
    }),
    { numRuns: 150 },
  );
});

test("sets are joined, cut and left out as sets are", () => {
  const set = fc.uniqueArray(fc.nat(60)).map((list) => Int32Array.from(list.sort((a, b) => a - b)));
  fc.assert(
    fc.property(set, set, (a, b) => {
      assert.deepEqual(
        [...intersection(a, b)],
        [...a].filter((x) => b.includes(x)),
      );
      assert.deepEqual(
        [...without(a, b)],
        [...a].filter((x) => !b.includes(x)),
      );
      assert.deepEqual(
        [...union(a, b)],
        [...new Set([...a, ...b])].sort((x, y) => x - y),
      );
    }),
  );
});

test("paths are matched step by step, and no pattern takes long", () => {
  const cases: [value: string, fileOnly: boolean, path: string, matches: boolean][] = [
    ["a.eml", true, "/drop/mail/a.eml", true],
    ["mail/a.eml", true, "/drop/mail/a.eml", true],
    ["ail/a.eml", true, "/drop/mail/a.eml", false],
    ["mail", true, "/drop/mail/a.eml", false],
    ["mail", false, "/drop/mail/a.eml", true],
    ["*.EML", true, "/drop/mail/À.eml", true],
    ["à*", true, "/drop/mail/A.eml", true],
    ["m*l/*", false, "/drop/mail/a.eml", true],
    ["drop/*/a.eml", false, "/drop/mail/a.eml", true],
    ["drop*a.eml", false, "/drop/mail/a.eml", false],
    ["/drop", false, "/drop/mail/a.eml", true],
    ["/mail", false, "/drop/mail/a.eml", false],
    ["/drop/mail/", false, "/drop/mail/a.eml", true],
    ["a", false, "a", true],
    ["/a", false, "a", false],
    ["*", false, "anything", true],
    ["**", true, "/x/y", true],
    ["a*a", true, "a", false],
    ["(b).eml", true, "/drop/(b).eml", true],
    ["", false, "/drop", false],
    ["/", false, "/drop", false],
  ];
  for (const [value, fileOnly, path, matches] of cases)
    assert.equal(pathMatcher(value, fileOnly)(path), matches, `${value} ${path}`);
  const started = performance.now();
  assert.equal(pathMatcher(`${"*a".repeat(30)}b`, true)("a".repeat(4000)), false);
  assert.equal(pathMatcher(`${"*/".repeat(200)}b`, false)("a/".repeat(2000)), false);
  assert.ok(performance.now() - started < 500);
});

test("phrases of a hundred thousand words, and words of a hundred thousand letters, are answered in time", () => {
  for (const query of [
    `"${"a ".repeat(100_000)}"`,
    `x:${"a:".repeat(100_000)}`,
    "x".repeat(100_000),
    `="${"a ".repeat(100_000)}"`,
    `near(${"harbour ".repeat(2000)})`,
    `subject:"${"a ".repeat(20_000)}"`,
  ]) {
    const started = performance.now();
    finds(query);
    assert.ok(performance.now() - started < 3000, `${query.slice(0, 20)}: ${performance.now() - started} ms`);
  }
});

test("a larger case is found again by every query of the same set", async (t) => {
  const { view: large } = await caseOf(t, releaseOf(60));
  for (const query of ["harbour", "négocier OR contracts", "kind:message -harbour"]) {
    const { total, items } = await ask<SearchAnswer>(large, search, { q: query, limit: "1000" });
    assert.ok(total > 0 && items.length === total, query);
  }
});
