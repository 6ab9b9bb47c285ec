import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { markedText } from "./text.ts";

const text = (html: string): string => markedText(html).text;
const marked = (html: string, kind: string): string[] => {
  const page = markedText(html);
  return page.marks.filter((mark) => mark.kind === kind).map((mark) => page.text.slice(mark.start, mark.end));
};

test("blanks are drawn together, blocks stand apart", () => {
  assert.equal(
    text("<p>One\n  two <b>three</b>,\tfour<p>five<br>six<div>seven</div>"),
    "One two three, four\n\nfive\nsix\n\nseven",
  );
  assert.equal(text("a<b> b </b>c"), "a b c");
  assert.equal(text("<p> a <i>b</i> </p>"), "a b");
});

test("references are resolved once", () =>
  assert.equal(text("<p>&eacute;&#233;&#xe9; &amp;lt; &nosuch; &copy"), "ééé &lt; &nosuch; ©"));

test("text that is not shown is left out", () => {
  assert.equal(
    text(
      "<style>p{}</style><p>a<script>b</script><noscript>c</noscript><template>d</template><p hidden>e</p><p style='display: none'>f</p><p>g",
    ),
    "a\n\ng",
  );
});

test("an element that hides its content hides no more than that", () => {
  assert.equal(text("<div><svg><path></div><p>after"), "after");
  assert.equal(text("<p><select><option>a<option>b</select>after"), "after");
});

test("a row of a table is a line, its cells are marked", () => {
  const html = "<table><tr><th><p>Date</p><th><p>Place</p></tr><tr><td>4 March<td>Dock House</table><p>After";
  assert.equal(text(html), "Date\tPlace\n4 March\tDock House\n\nAfter");
  assert.deepEqual(marked(html, "cell"), ["Date", "Place", "4 March", "Dock House"]);
});

test("lists keep their signs and numbers", () =>
  assert.equal(text("<ul><li>a<li>b</ul><ol start=3><li>c<li>d</ol>"), "• a\n• b\n\n3. c\n4. d"));

test("block quotes, headings and paragraphs are marked where they stand", () => {
  const html = "<h2>Head <i>line</i></h2><blockquote>one<p>two</blockquote><p>three";
  assert.deepEqual(marked(html, "heading"), ["Head line"]);
  assert.deepEqual(marked(html, "quoted"), ["one\n\ntwo"]);
  assert.deepEqual(marked(html, "paragraph"), ["one", "two", "three"]);
});

test("preformatted text keeps its lines and indents", () =>
  assert.equal(text("<pre>a\n  b\n\nc</pre>"), "a\n  b\n\nc"));

test("marks lie within the text, in order, and begin and end with what is not blank", () => {
  const piece = fc.constantFrom(
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<li>",
    "<ul>",
    "</ul>",
    "<h1>",
    "</h1>",
    "<blockquote>",
    "</blockquote>",
    "<br>",
    "<pre>",
    "</pre>",
    "word ",
    " ",
    "\n",
    "&amp;",
    "<q>",
    "</q>",
    "<b>",
    "</b>",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const page = markedText(pieces.join(""));
      for (const mark of page.marks) {
        assert.ok(mark.start >= 0 && mark.start < mark.end && mark.end <= page.text.length);
        assert.match(page.text.slice(mark.start, mark.end), /^\S[\s\S]*\S$|^\S$/);
      }
    }),
  );
});
