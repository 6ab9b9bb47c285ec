import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { htmlToText } from "./html-text.ts";

function text(html: string): string {
  return htmlToText(html).text;
}

test("paragraphs are parted by an empty line, breaks and divisions by a line", () => {
  assert.equal(
    text("<p>One</p><p>Two<br>three</p><div>four</div><div>five</div>"),
    "One\n\nTwo\nthree\nfour\nfive",
  );
});

test("white space collapses, also across tags, but not in pre", () => {
  assert.equal(text("  a \n <b> b</b>c\t<i>d</i> "), "a bc d");
  assert.equal(text("<pre>  x\r\n   y  </pre>z"), "  x\n   y\n\nz");
});

test("Outlook's paragraphs without margins are lines", () => {
  assert.equal(text('<p class="MsoNormal">From: A</p><p class=MsoNormal>To: B</p>'), "From: A\nTo: B");
});

test("lists and tables keep their shape", () => {
  assert.equal(
    text("<ul><li>one<li>two</ul>x<ol><li>a</li><li>b</li></ol>"),
    "- one\n- two\n\nx\n\n1. a\n2. b",
  );
  assert.equal(text("<table><tr><td>a<td>b</tr><tr><td>c</td><td>d</td></tr></table>"), "a\tb\nc\td");
});

test("what is not shown is left out", () => {
  assert.equal(
    text("<head><title>t</title><style>p{}</style></head><script>if (a<b) x()</script>seen<!-- not -->"),
    "seen",
  );
  assert.equal(text('<div style="display:none">pre<div>header</div></div><span hidden>x</span>seen'), "seen");
  assert.equal(text("<!--[if mso]>no<![endif]--><!--[if !mso]><!-->yes<!--<![endif]-->"), "yes");
});

test("an element that is never closed hides nothing but itself", () => {
  assert.equal(text('<div style="display:none">kept'), "kept");
  assert.equal(text("a<script>b"), "ab");
  assert.equal(text("a<!-- b > c"), "a c");
  assert.equal(text('a <b title="x>y'), "a y");
});

test("a lone bracket is text", () => {
  assert.equal(text("1 < 2 and 3 <4 <"), "1 < 2 and 3 <4 <");
});

test("quotations are told with their depth", () => {
  const html =
    "<p>Yes</p><blockquote type=cite><p>was it?</p><blockquote>he asked</blockquote>so</blockquote>end";
  const { text: shown, quoted } = htmlToText(html);
  assert.equal(shown, "Yes\n\nwas it?\n\nhe asked\n\nso\n\nend");
  assert.deepEqual(
    quoted.map(({ start, end, depth }) => [shown.slice(start, end), depth]),
    [
      ["was it?", 1],
      ["he asked", 2],
      ["so", 1],
    ],
  );
});

test("Gmail's indented blocks are no quotations", () => {
  assert.deepEqual(htmlToText('<blockquote style="margin:0 0 0 40px;border:none">x</blockquote>').quoted, []);
});

test("a link shows its address when its text does not", () => {
  assert.equal(
    text('<a href="https://example.org/a?b=1&amp;c=2">here</a>'),
    "here <https://example.org/a?b=1&c=2>",
  );
  assert.equal(text('<a href="https://example.org/">example.org</a>'), "example.org");
  assert.equal(text('<a href="mailto:a@example.org">Ann</a>'), "Ann <a@example.org>");
  assert.equal(text(`<a href="https://example.org/${"x".repeat(200)}">here</a>`), "here");
  assert.equal(text('<a href="javascript:alert(1)">here</a>'), "here");
});

test("an image gives its alternative text", () => {
  assert.equal(text('<img alt="Logo" src=x> <img src=y>a'), "[Logo] a");
});

test("entities are resolved, also without semicolon where old names allow it", () => {
  assert.equal(text("&eacute;&#233;&#xE9;&rsquo;&#146;&amp;lt;"), "ééé’’&lt;");
  assert.equal(text("x&nbspx&copy2021 &unknown; &;&#0;"), "x x©2021 &unknown; &;\ufffd");
  assert.equal(
    text('<a href="https://a.example/?a=1&copy=2">here</a>'),
    "here <https://a.example/?a=1&copy=2>",
  );
  assert.equal(text("a&nbsp;b<p>&nbsp;</p>c"), "a b\n\nc");
});

test("whatever the source, the spans lie in the text, in order", () => {
  const piece = fc.constantFrom(
    "<blockquote>",
    "</blockquote>",
    "<p>",
    "</p>",
    "x",
    " ",
    "<br>",
    '<i style="display:none">',
    "</i>",
    "&amp;",
    "<li>",
    "<",
    "<!--",
    "-->",
    '"',
    "<a href='http://a.b/c'>",
    "</a>",
    "<td>",
    "<pre>",
    "\n",
    "</pre>",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { text: shown, quoted } = htmlToText(pieces.join(""));
      let before = 0;
      for (const { start, end, depth } of quoted) {
        assert.ok(start >= before && end > start && end <= shown.length && depth > 0);
        before = end;
      }
      assert.ok(!/[ \t]\n/.test(shown.replace(/^[ \t]+$/gm, "")) || pieces.includes("<pre>"));
    }),
    { numRuns: 1000 },
  );
});

test("hostile sources take linear time", () => {
  for (const piece of [
    '<a "',
    "<a '<a \"",
    "<!--",
    "<script>",
    '<div style="display:none">',
    "<i hidden>x</i>",
    "<blockquote>x",
    "&",
    '<a ="',
    "<a href=http://x/>",
    "<",
  ]) {
    const started = performance.now();
    htmlToText(piece.repeat(100_000));
    assert.ok(performance.now() - started < 3000, piece);
  }
});
