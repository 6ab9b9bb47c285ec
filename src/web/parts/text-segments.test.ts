/** Holds that segments are the text of their block, letter by letter, and that hits, redactions and line ends lie where they should. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { MarkAnswer } from "../../ask/answers.ts";
import { blocksOf, marksByKind } from "./text-blocks.ts";
import { cellsOf, columnWidths, type Overlay, type Segment, type Span, setBlock } from "./text-segments.ts";

const over = (marks: readonly MarkAnswer[], hits: Span[] = [], target: Span | null = null): Overlay => {
  const kinds = marksByKind(marks);
  return { redactions: kinds.get("redaction") ?? [], cells: kinds.get("cell") ?? [], hits, target };
};

const segmentsOf = (
  text: string,
  marks: MarkAnswer[],
  hits: Span[] = [],
  target: Span | null = null,
): Segment[] =>
  blocksOf(text, marks).flatMap((block) => setBlock(text, block, over(marks, hits, target)).segments);

const read = (text: string, segments: readonly Segment[], role: Segment["role"]): string[] =>
  segments
    .filter((segment) => segment.role === role)
    .map((segment) => text.slice(segment.start, segment.end));

const anyCase = fc
  .array(
    fc.constantFrom("\n", "\n\n", "> ", " ", "\t", "   ", "From: ", "word", "é", "😀", "longer words here"),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""))
  .chain((text) =>
    fc.record({
      text: fc.constant(text),
      marks: fc.array(
        fc
          .tuple(
            fc.constantFrom<MarkAnswer["kind"]>("redaction", "cell", "header", "quoted", "paragraph", "page"),
            fc.nat(text.length),
            fc.nat(text.length),
          )
          .map(([kind, a, b]) => ({ kind, start: Math.min(a, b), end: Math.max(a, b), value: 1 })),
        { maxLength: 12 },
      ),
      hits: fc
        .uniqueArray(fc.nat(text.length), { maxLength: 12 })
        .map((places) => places.sort((a, b) => a - b))
        .map((places) =>
          places.flatMap((start, index) => {
            const end = places[index + 1];
            return end === undefined || index % 2 === 1 ? [] : [{ start, end }];
          }),
        ),
      target: fc.option(
        fc
          .tuple(fc.nat(text.length), fc.nat(text.length))
          .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
      ),
    }),
  );

test("whatever lies over a text, its segments joined are the text", () => {
  fc.assert(
    fc.property(anyCase, ({ text, marks, hits, target }) => {
      const segments = segmentsOf(text, marks, hits, target);
      assert.equal(segments.map((segment) => text.slice(segment.start, segment.end)).join(""), text);
      let place = 0;
      for (const segment of segments) {
        assert.equal(segment.start, place);
        place = segment.end;
      }
    }),
    { numRuns: 1000 },
  );
});

test("a letter is marked as hit or target exactly when it lies in one, but for what is blacked out", () => {
  fc.assert(
    fc.property(anyCase, ({ text, marks, hits, target }) => {
      for (const segment of segmentsOf(text, marks, hits, target)) {
        if (segment.role === "redaction" || segment.role === "gap") continue;
        for (let place = segment.start; place < segment.end; place++) {
          assert.equal(
            segment.hit,
            hits.findIndex((hit) => hit.start <= place && place < hit.end),
          );
          assert.equal(segment.target, target !== null && target.start <= place && place < target.end);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("a redaction is one segment with its code, even under a hit that cuts it", () => {
  const text = "My cell is (b)(6), call me.";
  const marks: MarkAnswer[] = [{ kind: "redaction", start: 11, end: 17, value: "(b)(6)" }];
  const bar = segmentsOf(text, marks, [{ start: 13, end: 22 }]).filter(
    (segment) => segment.role === "redaction",
  );
  assert.deepEqual(bar, [{ start: 11, end: 17, role: "redaction", code: "(b)(6)", hit: 0, target: false }]);
});

test("a redaction without letters stands between two places, once", () => {
  const text = "to the institute and";
  for (const place of [0, 7, text.length]) {
    const marks: MarkAnswer[] = [{ kind: "redaction", start: place, end: place, value: "(b)(4)" }];
    const bars = segmentsOf(text, marks).filter((segment) => segment.role === "redaction");
    assert.deepEqual(
      bars.map((bar) => [bar.start, bar.end, bar.code]),
      [[place, place, "(b)(4)"]],
    );
  }
});

test("line ends that come from a narrow screen are soft; those of a signature are not", () => {
  const text = [
    "Good talking with you. Will call tomorrow. The idea of a central information",
    "centre on your platform is very good, and I would be glad to do a short video",
    "for it.",
    "Best regards,",
    "Miriam",
  ].join("\n");
  assert.equal(read(text, segmentsOf(text, []), "soft").length, 2);
});

test("list items keep their lines", () => {
  const text = [
    "- the county table as it was sent to the institute on the Monday before the",
    "- the second table, which has two rows that nobody has explained so far, and",
    "- the third",
  ].join("\n");
  assert.deepEqual(read(text, segmentsOf(text, []), "soft"), []);
});

test("header lines of a quoted message keep their lines", () => {
  const text = [
    "From: Adrian Holt <adrian.holt@lumen.example>",
    "Sent: Monday, March 15, 2021 9:04 PM",
    "To: Castellane, Miriam (NIPH) <miriam.castellane@niph.example>",
    "Subject: Information centre",
  ].join("\n");
  assert.deepEqual(read(text, segmentsOf(text, []), "soft"), []);
});

test("lines that were printed with a > keep their lines", () => {
  const text = [
    "> I am on the evening programme at half past nine. I need the county table as it",
    "> stands at five, not the morning one, and one sentence that I can say without a",
    "> footnote.",
  ].join("\n");
  assert.deepEqual(read(text, segmentsOf(text, []), "soft"), []);
});

test("the blanks where something was blacked out are one space; in columns they stay", () => {
  const text = "My cell is          (b)(6). Call.";
  const mark: MarkAnswer = { kind: "redaction", start: 20, end: 26, value: "(b)(6)" };
  assert.deepEqual(read(text, segmentsOf(text, [mark]), "soft"), ["          "]);
  const columns = "From:      Holt         (b)(6)\nTo:        Castellane";
  const bar: MarkAnswer = { kind: "redaction", start: 24, end: 30, value: "(b)(6)" };
  assert.deepEqual(read(columns, segmentsOf(columns, [bar]), "soft"), []);
});

test("a stamp at the right of a page loses its indent, a paragraph does not", () => {
  const stamp = `${" ".repeat(40)}NIPH-001203`;
  assert.deepEqual(read(stamp, segmentsOf(stamp, []), "gap"), [" ".repeat(40)]);
  assert.deepEqual(read("    git log", segmentsOf("    git log", []), "gap"), []);
});

test("columns made with spaces are kept in a fixed pitch", () => {
  const text = "County       Cases\nNorth           12\nSouth          140";
  const [block] = blocksOf(text, []);
  assert.ok(block !== undefined);
  const set = setBlock(text, block, over([]));
  assert.equal(set.fixed, true);
  assert.deepEqual(read(text, set.segments, "soft"), []);
});

test("the name of a header field is set apart, and only the first colon counts", () => {
  const text = "From: A\nSubject: RE: B";
  const marks: MarkAnswer[] = [
    { kind: "header", start: 0, end: 7, value: "from" },
    { kind: "header", start: 8, end: text.length, value: "subject" },
  ];
  assert.deepEqual(read(text, segmentsOf(text, marks), "name"), ["From:", "Subject:"]);
});

test("the > of quoted lines is set apart", () => {
  const text = "> one\n> > two";
  const marks: MarkAnswer[] = [{ kind: "quoted", start: 0, end: text.length, value: 1 }];
  assert.deepEqual(read(text, segmentsOf(text, marks), "prefix"), ["> ", "> > "]);
});

test("columns are as wide as their widest cell, up to a bound", () => {
  const text = `a\t${"b".repeat(90)}\nlong\tc`;
  const end = text.length;
  const marks: MarkAnswer[] = [
    [0, 1],
    [2, 92],
    [93, 97],
    [98, end],
  ].map(([start = 0, stop = 0]) => ({ kind: "cell", start, end: stop }));
  assert.deepEqual(columnWidths(blocksOf(text, marks), marks), [4, 48]);
});

test("cells are told apart, empty ones too, and what lies between them belongs to none", () => {
  const text = "North\t12\t\t\nSouth\t\t3\t";
  const marks: MarkAnswer[] = [
    [0, 5],
    [6, 8],
    [9, 9],
    [10, 10],
    [11, 16],
    [17, 17],
    [18, 19],
    [20, 20],
  ].map(([start = 0, end = 0]) => ({ kind: "cell", start, end }));
  const rows = blocksOf(text, marks).map((row) =>
    cellsOf(text, row, over(marks)).map((cell) =>
      cell.segments.map((segment) => text.slice(segment.start, segment.end)).join(""),
    ),
  );
  assert.deepEqual(rows, [
    ["North", "12", "", ""],
    ["South", "", "3", ""],
  ]);
});
