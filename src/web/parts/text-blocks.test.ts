/** Holds that blocks, folds and chunks are the whole text, in order, and cut where a reader expects it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { MarkAnswer } from "../../ask/answers.ts";
import {
  afterHeaders,
  afterTitle,
  blocksOf,
  chunksOf,
  foldBlocks,
  nestHeadings,
  quotePrefix,
  type TextBlock,
} from "./text-blocks.ts";

const kinds: MarkAnswer["kind"][] = [
  "page",
  "paragraph",
  "heading",
  "header",
  "quoted",
  "signature",
  "disclaimer",
  "forwarded",
  "boilerplate",
  "redaction",
  "cell",
];

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom("\n", "\n\n", "> ", ">> ", " ", "\t", "From: ", "-- \n"),
      fc.string({ maxLength: 30 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(""));

const anyMarks = (length: number): fc.Arbitrary<MarkAnswer[]> =>
  fc.array(
    fc
      .tuple(fc.constantFrom(...kinds), fc.nat(length), fc.nat(length), fc.nat(9))
      .map(([kind, a, b, value]) => ({ kind, start: Math.min(a, b), end: Math.max(a, b), value })),
    { maxLength: 30 },
  );

const textOf = (text: string, blocks: readonly TextBlock[]): string =>
  blocks.map((block) => text.slice(block.start, block.end)).join("");

const shown = (text: string, blocks: readonly TextBlock[]): string[] =>
  blocks.map((block) => text.slice(block.contentStart, block.contentEnd));

const mark = (text: string, kind: MarkAnswer["kind"], part: string, value?: string | number): MarkAnswer => {
  const start = text.indexOf(part);
  assert.ok(start >= 0, part);
  return { kind, start, end: start + part.length, ...(value === undefined ? {} : { value }) };
};

test("whatever the text and the marks, the blocks, folds and chunks joined are the text", () => {
  fc.assert(
    fc.property(
      anyText.chain((text) => fc.tuple(fc.constant(text), anyMarks(text.length))),
      ([text, marks]) => {
        const blocks = blocksOf(text, marks);
        assert.equal(textOf(text, blocks), text);
        for (const block of blocks) {
          assert.ok(block.start <= block.contentStart && block.contentStart <= block.contentEnd);
          assert.ok(block.contentEnd <= block.end);
        }
        const items = foldBlocks(text, blocks);
        assert.equal(items.map((item) => textOf(text, item.blocks)).join(""), text);
        assert.equal(
          chunksOf(blocks, 50)
            .map((chunk) => textOf(text, chunk))
            .join(""),
          text,
        );
        const begun = blocks.flatMap((block) => block.pages).length;
        const said = marks.filter((one) => one.kind === "page").length;
        if (text.length > 0) assert.equal(begun, said);
      },
    ),
    { numRuns: 500 },
  );
});

test("an empty line parts paragraphs, a single line end does not", () => {
  const text = "Adrian,\n\nGood talking\nwith you.\n\n\nMiriam\n";
  assert.deepEqual(shown(text, blocksOf(text, [])), ["Adrian,", "Good talking\nwith you.", "Miriam"]);
});

test("paragraph marks part lines that no empty line parts", () => {
  const text = "One thing.\nAnother thing.";
  const marks = [mark(text, "paragraph", "One thing."), mark(text, "paragraph", "Another thing.")];
  assert.deepEqual(shown(text, blocksOf(text, marks)), ["One thing.", "Another thing."]);
});

test("header lines are one block, and the body begins after them", () => {
  const text = "From: A\nTo: B\nSubject: C\n\nHello.";
  const marks = [
    mark(text, "header", "From: A", "from"),
    mark(text, "header", "B", "to"),
    mark(text, "header", "Subject: C"),
  ];
  const blocks = blocksOf(text, marks);
  assert.deepEqual(shown(text, blocks), ["From: A\nTo: B\nSubject: C", "Hello."]);
  assert.equal(blocks[0]?.kind, "headers");
  assert.equal(text.slice(afterHeaders(blocks)), "Hello.");
});

test("a headline that is the title stands above the text already; another heading does not", () => {
  const text = "A title\nThe text.";
  const blocks = blocksOf(text, [mark(text, "heading", "A title", 1)]);
  assert.equal(text.slice(afterTitle(text, blocks, "A title")), "The text.");
  assert.equal(afterTitle(text, blocks, "Another"), 0);
});

test("headings nest without a gap, whatever levels the text gives them", () => {
  const text = "a\nb\nc\nd\ne";
  const levels = [3, 5, 5, 3, 1];
  const marks: MarkAnswer[] = levels.map((value, index) => ({
    kind: "heading",
    start: index * 2,
    end: index * 2 + 1,
    value,
  }));
  assert.deepEqual(
    nestHeadings(blocksOf(text, marks)).map((block) => block.level),
    [1, 2, 2, 1, 1],
  );
});

test("a page without text is counted with the next one", () => {
  const text = "first\n\nthird";
  const marks: MarkAnswer[] = [
    { kind: "page", start: 0, end: 6, value: 1 },
    { kind: "page", start: 6, end: 7, value: 2 },
    { kind: "page", start: 7, end: 12, value: 3 },
  ];
  assert.deepEqual(
    blocksOf(text, marks).map((block) => block.pages),
    [[1], [2, 3]],
  );
});

test("a line that is wholly blacked out, with no letters for it, is not an empty line", () => {
  const text = "Before\n\nafter";
  const marks: MarkAnswer[] = [{ kind: "redaction", start: 7, end: 7, value: "(b)(4)" }];
  assert.equal(blocksOf(text, marks).length, 1);
});

test("quoted text is folded when nothing of one's own follows, and counted in lines", () => {
  const quoted = "> We are building\n> a centre.\n>\n> Adrian";
  const text = `Good.\n\n${quoted}\n`;
  const items = foldBlocks(text, blocksOf(text, [mark(text, "quoted", quoted, 1)]));
  assert.deepEqual(
    items.map((item) => (item.kind === "fold" ? `${item.what} ${item.lines}` : item.kind)),
    ["blocks", "quoted 3"],
  );
});

test("a few quoted lines between own answers stay open; many are folded", () => {
  const few = "> When?";
  const many = "> a\n> b\n> c\n> d\n> e";
  const text = `${few}\nToday.\n\n${many}\n\nYes to all.`;
  const items = foldBlocks(
    text,
    blocksOf(text, [mark(text, "quoted", few, 1), mark(text, "quoted", many, 1)]),
  );
  assert.deepEqual(
    items.map((item) => item.kind),
    ["blocks", "fold", "blocks"],
  );
});

test("a message that is nothing but quotation is shown as it is", () => {
  const text = "From: A\n\n> one\n> two\n> three\n> four\n> five";
  const marks = [
    mark(text, "header", "From: A"),
    mark(text, "quoted", "> one\n> two\n> three\n> four\n> five", 1),
  ];
  assert.deepEqual(
    foldBlocks(text, blocksOf(text, marks)).map((item) => item.kind),
    ["blocks"],
  );
});

test("the deepest of nested quotations counts", () => {
  const text = "> one\n>> two\n> three";
  const marks = [mark(text, "quoted", text, 1), mark(text, "quoted", ">> two", 2)];
  assert.deepEqual(
    blocksOf(text, marks).map((block) => block.quoted),
    [1, 2, 1],
  );
});

test("each line with cells is a row; a cell may go on in the next line", () => {
  const text = "name\tcount\nNorth\nside\t3";
  const marks = [
    mark(text, "cell", "name"),
    mark(text, "cell", "count"),
    mark(text, "cell", "North\nside"),
    mark(text, "cell", "3"),
  ];
  const blocks = blocksOf(text, marks);
  assert.deepEqual(shown(text, blocks), ["name\tcount", "North\nside\t3"]);
  assert.ok(blocks.every((block) => block.kind === "row"));
});

test("the prefix of a quoted line ends after one space", () => {
  assert.equal(quotePrefix("> > two", 0, 7), 4);
  assert.equal(quotePrefix(">   code", 0, 8), 2);
  assert.equal(quotePrefix("plain", 0, 5), 0);
  assert.equal(quotePrefix(">>", 0, 2), 2);
});

test("a line of a million letters is cut into blocks, never inside a character", () => {
  const text = "😀".repeat(500_000);
  const blocks = blocksOf(text, []);
  assert.ok(blocks.length > 50);
  assert.ok(blocks.every((block) => text.slice(block.start, block.end).isWellFormed()));
  assert.equal(textOf(text, blocks), text);
});

test("five million letters with marks in every line are cut in well under a second, in proportion to their length", () => {
  const seconds = (lines: number): number => {
    const text = "> a quoted line of some fifty letters, as they come\n".repeat(lines);
    const marks: MarkAnswer[] = Array.from({ length: lines }, (_, index) => ({
      kind: "quoted",
      start: index * 52,
      end: lines * 52,
      value: (index % 40) + 1,
    }));
    const began = performance.now();
    foldBlocks(text, blocksOf(text, marks));
    return (performance.now() - began) / 1000;
  };
  seconds(10_000);
  assert.ok(seconds(100_000) < 2);
});
