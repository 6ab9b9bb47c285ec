import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fieldValue, fieldValues, readHeaderBlock, unfolded } from "./headers.ts";
import { deepest, leaves, mostParts, type Part, parseMessage } from "./mime.ts";

const parse = (text: string) => parseMessage(Buffer.from(text, "latin1"));

/** `text/plain[body]`, `multipart/mixed(…)`. */
function shape(text: string, part: Part = parse(text).root): string {
  if (part.parts.length > 0)
    return `${part.type}(${part.parts.map((child) => shape(text, child)).join(" ")})`;
  return `${part.type}[${text.slice(part.body.start, part.body.end)}]`;
}

test("a multipart is taken apart, with the places of its bodies; preamble and epilogue belong to no part", () => {
  const text =
    "Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\none\n--b\nContent-Type: text/html\n\n<p>two\n\n--b--\nepilogue\n";
  for (const message of [text, text.replaceAll("\n", "\r\n")])
    assert.equal(shape(message).replaceAll("\r", ""), "multipart/mixed(text/plain[one] text/html[<p>two\n])");
});

test("multiparts nest, and an outer boundary ends an inner part that was not closed", () => {
  const text =
    "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=oi\n\n--oi\n\nA\n--oi\n\nB\n--o\n\nC\n--o--";
  assert.equal(
    shape(text),
    "multipart/mixed(multipart/alternative(text/plain[A] text/plain[B]) text/plain[C])",
  );
  assert.equal(parse(text).cutOff, true);
});

test("a boundary line must be the boundary, and may have blanks behind it", () => {
  const text = "Content-Type: multipart/mixed; boundary=b\n\n--b  \n\none\n--bb\n--b-\n--b--c\n--b-- \n";
  assert.equal(shape(text), "multipart/mixed(text/plain[one\n--bb\n--b-\n--b--c])");
});

test("parts after the end boundary are not lost", () => {
  const text = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\ntwo\n--b--\n";
  assert.equal(shape(text), "multipart/mixed(text/plain[one] text/plain[two])");
});

test("a multipart whose boundary is missing or wrong is guessed from its parts, else it is a text", () => {
  const body = "\n\n--x\nContent-Type: text/plain\n\none\n--x--\n";
  assert.equal(shape(`Content-Type: multipart/mixed${body}`), "multipart/mixed(text/plain[one])");
  assert.equal(shape(`Content-Type: multipart/mixed; boundary=y${body}`), "multipart/mixed(text/plain[one])");
  assert.equal(shape("Content-Type: multipart/mixed; boundary=y\n\nonly text\n"), "text/plain[only text\n]");
});

test("a part without an empty line after its header keeps its body", () => {
  const text =
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b\nno header\n--b--";
  assert.equal(shape(text), "multipart/mixed(text/html[] text/plain[no header])");
});

test("the parts of a digest are messages", () => {
  const text = "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\nbody\n--b--";
  assert.equal(shape(text), "multipart/digest(message/rfc822[Subject: x\n\nbody])");
});

test("header fields have their places; folded lines are unfolded, obsolete blanks and upper case allowed", () => {
  const text = "SUBJECT : one\r\n two\r\nTo:a@b\r\nto: c@d\r\nX-Empty:\r\n\r\nbody";
  const block = readHeaderBlock(Buffer.from(text), 0, text.length);
  assert.equal(fieldValue(block, "subject"), "one two");
  assert.deepEqual(fieldValues(block, "to"), ["a@b", "c@d"]);
  assert.equal(fieldValue(block, "x-empty"), "");
  assert.equal(fieldValue(block, "cc"), null);
  assert.equal(text.slice(block.bodyStart), "body");
  const subject = block.fields[0];
  assert.ok(subject !== undefined);
  assert.equal(text.slice(subject.start, subject.nameEnd), "SUBJECT");
  assert.equal(text.slice(subject.valueStart, subject.end), " one\r\n two");
  assert.equal(unfolded(block, subject), "one two");
});

test("a line that is no field ends the header, unless fields follow", () => {
  assert.equal(
    shape("Subject: x\nThe body starts here\nand goes on"),
    "text/plain[The body starts here\nand goes on]",
  );
  assert.equal(shape("Subject: x\njunk\nTo: a@b\n\nbody"), "text/plain[body]");
  assert.equal(shape("Subject: x\n \nBody after a blank line\n"), "text/plain[Body after a blank line\n]");
  assert.equal(shape("No header: at all?\nno"), "text/plain[No header: at all?\nno]");
});

test("a header longer than the window is read whole", () => {
  const long = `X: ${"y".repeat(50_000)}\n`;
  const text = `${long}${"Received: z\n a\n".repeat(20_000)}Subject: found\n\nbody`;
  const { root } = parse(text);
  assert.equal(fieldValue(root.header, "subject"), "found");
  assert.equal(root.header.fields.length, 20_002);
  assert.equal(text.slice(root.body.start, root.body.end), "body");
});

test("what nests deeper than can be wanted is left in one piece, and said", () => {
  const depth = deepest + 20;
  let text = "";
  for (let level = 0; level < depth; level++)
    text += `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`;
  const parsed = parse(`${text}\nend`);
  assert.equal(parsed.tooDeep, true);
  assert.equal(leaves(parsed.root).length, 1);
});

test("more parts than can be wanted are left in one piece, and said", () => {
  const parsed = parse(
    `Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(mostParts + 1000)}`,
  );
  assert.equal(parsed.tooMany, true);
  assert.equal(leaves(parsed.root).length, mostParts);
});

test("any bytes parse, and bodies lie in the message, in order", () => {
  const piece = fc.constantFrom(
    "--a",
    "--b",
    "--a--",
    "--b--",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "x",
    "Content-Type: multipart/mixed; boundary=a\n",
    "Content-Type: multipart/x; boundary=b\n",
    "Subject: s\n",
    ":",
    "-",
    "\t",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = `Content-Type: multipart/mixed; boundary=a\n${pieces.join("")}`;
      let before = 0;
      for (const part of leaves(parse(text).root)) {
        assert.ok(
          part.body.start >= before && part.body.end >= part.body.start && part.body.end <= text.length,
        );
        before = part.body.end;
      }
    }),
    { numRuns: 2000 },
  );
});
