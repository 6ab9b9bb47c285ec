import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { base32, contentId, contentKey, originalId } from "./ids.ts";

test("a key is the first 80 bits in Crockford's letters, lower case", () => {
  assert.equal(base32(new Uint8Array(32)), "0000000000000000");
  assert.equal(base32(new Uint8Array(32).fill(0xff)), "zzzzzzzzzzzzzzzz");
  assert.equal(base32(Uint8Array.of(0, 0, 0, 0, 1, 0x80, 0, 0, 0, 0)), "00000001g0000000");
  assert.equal(originalId(new Uint8Array(32)), "o_0000000000000000");
});

test("a key holds every one of its 80 bits", () => {
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 32 }), (digest) => {
      const key = base32(digest);
      assert.match(key, /^[0-9a-hjkmnp-tv-z]{16}$/);
      let bits = 0n;
      for (const letter of key) bits = bits * 32n + BigInt(alphabet.indexOf(letter));
      assert.equal(bits.toString(16).padStart(20, "0"), Buffer.from(digest.subarray(0, 10)).toString("hex"));
    }),
  );
});

test("ids come from the parts alone, and from where one ends and the next begins", () => {
  assert.equal(contentKey("d", "abc"), contentKey("d", "abc"));
  assert.notEqual(contentKey("a", "bc"), contentKey("ab", "c"));
  assert.notEqual(contentKey("a", ""), contentKey("a"));
  assert.equal(contentId("f", "x", 1), `f_${contentKey("x", 1)}`);
  // Pinned: ids are in cases, links and exports, and may never change.
  assert.equal(contentKey("d", "x"), "qa8wm04f43yydf5b");
});
