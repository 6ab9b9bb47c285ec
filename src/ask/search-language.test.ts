import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseQuery, type QueryNode } from "./search-language.ts";

/** A tree as one line: `and(a, or(b, not(c)))`. */
function told(node: QueryNode): string {
  const day = (seconds: number | null) =>
    seconds === null ? "" : new Date(seconds * 1000).toISOString().slice(0, 10);
  switch (node.type) {
    case "all":
      return "all";
    case "word":
      return node.text + (node.prefix ? "*" : "");
    case "phrase":
      return `"${node.text}"`;
    case "exact":
      return `="${node.text}"`;
    case "near":
      return `near(${node.words.join(" ")} ${node.distance})`;
    case "field":
      return `${node.name}:${node.value}`;
    case "date":
      return `[${day(node.from)}..${day(node.to)})`;
    case "not":
      return `not(${told(node.node)})`;
    default:
      return `${node.type}(${node.nodes.map(told).join(", ")})`;
  }
}

const read = (query: string) => told(parseQuery(query).tree);
const notes = (query: string) => parseQuery(query).notes.map(({ note }) => note);

/** Every operator of the language: what is typed, and the tree that it makes. None of these deserves a note. */
const operators: [query: string, tree: string][] = [
  ["", "all"],
  ["   \t\n ", "all"],
  ["harbour", "harbour"],
  ["harbour report", "and(harbour, report)"],
  ["harbour AND report", "and(harbour, report)"],
  ["harbour OR report", "or(harbour, report)"],
  ["port OU navire | quai", "or(port, navire, quai)"],
  ["a b OR c d", "or(and(a, b), and(c, d))"],
  ["a (b OR c)", "and(a, or(b, c))"],
  ["((a))", "a"],
  ["-a", "not(a)"],
  ["a -b", "and(a, not(b))"],
  ['a -"b c"', 'and(a, not("b c"))'],
  ["a -(b OR c)", "and(a, not(or(b, c)))"],
  ["-from:holt", "not(from:holt)"],
  ["négo*", "négo*"],
  ["l'accord", "accord"],
  ["qu’il d'accord", "and(il, accord)"],
  ["accord-cadre", '"accord-cadre"'],
  ["saint-naz*", "saint-naz*"],
  ["a.b@c.example", '"a.b@c.example"'],
  ['"the harbour report"', '"the harbour report"'],
  ["“the harbour”", '"the harbour"'],
  ["« le port »", '"le port"'],
  ["„der Hafen“", '"der Hafen"'],
  ['="The Harbour, 2021!"', '="The Harbour, 2021!"'],
  ['="!!!"', '="!!!"'],
  ["near(report harbour, 8)", "near(report harbour 8)"],
  ["near(report harbour)", "near(report harbour 10)"],
  ["NEAR(a b, 3) c", "and(near(a b 3), c)"],
  ["near(alone, 5)", "alone"],
  ["-near(a b, 2)", "not(near(a b 2))"],
  ["from:holt", "from:holt"],
  ['with:"Adrian Holt"', "with:Adrian Holt"],
  ["SUBJECT:report", "subject:report"],
  ["to:a@b.example cc:c", "and(to:a@b.example, cc:c)"],
  [
    "kind:story lang:fr outlet:Mail file:*.eml in:drop-1/mail",
    "and(kind:story, lang:fr, outlet:Mail, file:*.eml, in:drop-1/mail)",
  ],
  ["has:attachment id:d_0123456789abcdef", "and(has:attachment, id:d_0123456789abcdef)"],
  ["message-id:<a@b>", "message-id:<a@b>"],
  ["sha256:ab12cd", "sha256:ab12cd"],
  ["date:2020-03", "[2020-03-01..2020-04-01)"],
  ["date:2020-03-15..2020-03-17", "[2020-03-15..2020-03-18)"],
  ["date:..2019", "[..2020-01-01)"],
  ["date:2020..", "[2020-01-01..)"],
  ["before:2020-03", "[..2020-03-01)"],
  ["after:2020-03", "[2020-04-01..)"],
  ["date:2020-02-29", "[2020-02-29..2020-03-01)"],
  ["sort:newest a", "a"],
  ["http://x.example/a", '"http://x.example/a"'],
  ["12:30", '"12:30"'],
  ["a--b", '"a--b"'],
  ["re\u0301union", "réunion"],
];

test("every operator is read as the language says, without a note", () => {
  for (const [query, tree] of operators) {
    assert.equal(read(query), tree, query);
    assert.deepEqual(notes(query), [], query);
  }
});

/** What is malformed: what it is read as, and what is said of it. */
const malformed: [query: string, tree: string, note: string][] = [
  ['"the harbour', '"the harbour"', "unclosed-quote"],
  ["“the harbour", '"the harbour"', "unclosed-quote"],
  ['a ="b', 'and(a, ="b")', "unclosed-quote"],
  ['from:"Adrian Holt', "from:Adrian Holt", "unclosed-quote"],
  ["(a b", "and(a, b)", "unclosed-parenthesis"],
  ["near(a b", "near(a b 10)", "unclosed-parenthesis"],
  ["colour:red", '"colour red"', "unknown-field"],
  ["Re: harbour", 'and("Re ", harbour)'.replace("Re", "re"), "unknown-field"],
  ["date:yesterday", '"date yesterday"', "bad-value"],
  ["date:2021-02-30", '"date 2021-02-30"', "bad-value"],
  ["date:2021-13", '"date 2021-13"', "bad-value"],
  ["date:..", '"date .."', "bad-value"],
  ["date:2020..2021..2022", '"date 2020..2021..2022"', "bad-value"],
  ["before:..2020", '"before ..2020"', "bad-value"],
  ["kind:novel", '"kind novel"', "bad-value"],
  ["has:feathers", '"has feathers"', "bad-value"],
  ["sort:random", '"sort random"', "bad-value"],
  ["from: holt", "holt", "empty-field"],
  ['from:"" holt', "holt", "empty-field"],
  ["!!! a", "a", "no-letters"],
  ['"..." a', "a", "no-letters"],
  ['="" a', "a", "no-letters"],
  ["near(!, 3) a", "a", "no-letters"],
  ["mentions:holt", "mentions:holt", "not-built"],
  ["has:quote", "has:quote", "not-built"],
];

test("what is malformed is searched as words or left out, and a note says which", () => {
  for (const [query, tree, note] of malformed) {
    assert.equal(read(query), tree, query);
    assert.deepEqual(notes(query), [note], query);
  }
});

test("operators without anything to work on say nothing wrong", () => {
  for (const query of [
    "OR",
    "a OR",
    "OR a",
    "OR OR",
    ")",
    "a)",
    "a ) b",
    "()",
    "-",
    "- a",
    "--",
    "a AND",
    "-()",
    "near()",
  ])
    assert.doesNotThrow(() => parseQuery(query), query);
  assert.equal(read("a OR"), "a");
  assert.equal(read("a ) b"), "and(a, b)");
  assert.equal(read("()"), "all");
});

test("the order is asked for by sort:, the last one counts, and everything else stays a question", () => {
  assert.equal(parseQuery("a sort:newest").sort, "newest");
  assert.equal(parseQuery("sort:best sort:oldest a").sort, "oldest");
  assert.equal(parseQuery("a").sort, null);
  assert.equal(parseQuery("sort:random").sort, null);
});

test("a query is cut at four hundred words and forty levels, and says so", () => {
  const long = parseQuery("a ".repeat(1000));
  assert.equal(long.tree.type === "and" && long.tree.nodes.length, 400);
  assert.deepEqual(long.notes, [{ note: "too-long", words: 400 }]);
  assert.deepEqual(notes(`${"(".repeat(39)}a${")".repeat(39)}`), []);
  assert.ok(notes(`${"(".repeat(50)}a${")".repeat(50)}`).includes("too-deep"));
  assert.equal(read(`${"-(".repeat(200)}a`).includes("a"), true);
});

test("words inside quotes, near() and fields count among the four hundred", () => {
  const words = "a ".repeat(1000);
  const kept = "a ".repeat(400).trimEnd();
  for (const [query, tree] of [
    [`"${words}"`, { type: "phrase", text: kept }],
    [`="${words}"`, { type: "exact", text: kept }],
    [`near(${words}, 5)`, { type: "near", words: kept.split(" "), distance: 10 }],
    [`title:"${words}"`, { type: "field", name: "title", value: kept }],
  ] as const) {
    const read = parseQuery(query);
    assert.deepEqual(read.tree, tree);
    assert.deepEqual(read.notes, [{ note: "too-long", words: 400 }]);
  }
  assert.deepEqual(notes(`"${"a ".repeat(399)}" b`), []);
});

/** Everything in a tree that the case will be asked for. */
function* nodesIn(node: QueryNode): Generator<QueryNode> {
  yield node;
  if (node.type === "not") yield* nodesIn(node.node);
  if (node.type === "and" || node.type === "or") for (const part of node.nodes) yield* nodesIn(part);
}

test("any text at all is a query, of sound parts, and long texts are read in a moment", () => {
  const sign = fc.constantFrom(
    ..."\"'“”«»„=-():*|<>.,/\\ \n\t\u0000\u0301\ue000🤔éA1",
    "OR",
    "near(",
    "date:",
    "from:",
    "sort:",
    "2020",
    "..",
    "\ud800",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(sign, { maxLength: 40 }).map((signs) => signs.join("")),
      ),
      (query) => {
        const { tree } = parseQuery(query);
        for (const node of nodesIn(tree)) {
          if (node.type === "and" || node.type === "or") assert.ok(node.nodes.length >= 2);
          if (node.type === "word" || node.type === "phrase") assert.match(node.text, /[\p{L}\p{N}\p{Co}]/u);
          if (node.type === "exact" || node.type === "field")
            assert.notEqual(node.type === "exact" ? node.text : node.value.trim(), "");
          if (node.type === "near") assert.ok(node.words.length >= 2 && node.distance >= 0);
          if (node.type === "date") assert.ok(node.from !== null || node.to !== null);
        }
      },
    ),
    { numRuns: 1500 },
  );
  for (const unit of [
    "a ",
    '"',
    "«",
    "„",
    "(",
    "-",
    '="',
    "near(",
    "a:",
    "date:2020..",
    "\u0301",
    " ",
    "-a",
  ]) {
    const started = performance.now();
    parseQuery(unit.repeat(200_000 / unit.length));
    assert.ok(
      performance.now() - started < 1500,
      `${JSON.stringify(unit)}: ${performance.now() - started} ms`,
    );
  }
});
