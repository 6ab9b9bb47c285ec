import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { normalText } from "./text.ts";

test("line ends of every kind become one", () => {
  assert.equal(normalText("a\r\nb\rc\u0085d\u2028e\u2029f\fg\vh\n\r\ni"), "a\nb\nc\nd\ne\nf\ng\nh\n\ni");
});

test("controls, marks of byte order and halves of letters go, tabs and accents stay, composed", () => {
  assert.equal(normalText("\ufeffa\u0000b\tc\u001fd\u007fe\u0301\ufffe"), "ab\tcdé");
  assert.equal(normalText("x\ud800y"), "x\ufffdy");
  assert.equal(normalText("plain ASCII stays as it is\n"), "plain ASCII stays as it is\n");
});

test("what is normal stays as it is, whatever it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (raw) => {
      const text = normalText(raw);
      assert.equal(normalText(text), text);
      assert.equal(text.normalize("NFC"), text);
      assert.ok(text.isWellFormed());
      assert.doesNotMatch(text, /[^\P{Cc}\n\t]/u);
    }),
  );
});
