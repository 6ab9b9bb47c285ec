import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeHeaderText } from "./encoded-words.ts";

const decoded = (raw: string) => decodeHeaderText(raw, null);

test("words are decoded, blanks between two of them are dropped", () => {
  assert.equal(decoded("=?utf-8?Q?Caf=C3=A9_au?= =?utf-8?B?IGxhaXQ=?= today"), "Café au lait today");
  assert.equal(decoded("=?iso-8859-1?q?a?=   =?utf-8?q?b?="), "ab");
  assert.equal(decoded("a =?utf-8?q?b?= c"), "a b c");
});

test("a character that is cut in two by words is whole again", () => {
  assert.equal(decoded("=?utf-8?Q?=C3?= =?utf-8?Q?=A9?="), "é");
  assert.equal(decoded("=?UTF-8?B?8J+O?= =?utf-8?B?iQ==?="), "🎉");
  assert.equal(decoded("=?ISO-2022-JP?B?GyRCJUYbKEI=?= =?ISO-2022-JP?B?GyRCJTkbKEI=?="), "テス");
});

test("words that are written wrongly are read as they are meant", () => {
  assert.equal(decoded("=?iso-8859-1?Q?a b?="), "a b");
  assert.equal(decoded("=?us-ascii?q?x?==?us-ascii?q?y?="), "xy");
  assert.equal(decoded("(=?utf-8?q?x?=)"), "(x)");
  assert.equal(decoded("=?utf-8?Q?what?yes?="), "what?yes");
  assert.equal(decoded("=?iso-8859-1?Q?Fr\xf6sche=E9?="), "Fröscheé");
  assert.equal(decoded("=?unknown?Q?caf=E9?="), "café");
  assert.equal(decoded("=?utf-8*fr?Q?=C3=A9?="), "é");
});

test("what is no word stays as it is", () => {
  for (const raw of ["=?utf-8?Q?never closed", "a =? b", "=?utf-8?X?abc?=", "1 =?= 2"])
    assert.equal(decoded(raw), raw);
});

test("raw bytes are UTF-8 if they can be, else what the body is in", () => {
  assert.equal(decoded(Buffer.from("déjà vu").toString("latin1")), "déjà vu");
  assert.equal(decodeHeaderText("\xf0\xd2\xc9\xd7\xc5\xd4", "koi8-r"), "Привет");
});

test("the result is one line of normal text", () => {
  assert.equal(decoded("=?utf-8?Q?a=0D=0Ab=00c=09d?="), "a bc d");
  assert.equal(decoded("=?utf-8?Q?e=CC=81?="), "é");
});

test("any text that is encoded by the rules comes back", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 20 }),
      (text, q, size) => {
        fc.pre(
          text === text.normalize("NFC") &&
            !/[\p{C}\p{Z}]/u.test(text.replaceAll(" ", "")) &&
            text.trim() === text,
        );
        fc.pre(!text.includes("  ") && text.isWellFormed());
        const bytes = Buffer.from(text);
        const words: string[] = [];
        for (let at = 0; at < bytes.length; at += size) {
          const piece = bytes.subarray(at, at + size);
          const content = q
            ? [...piece].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("")
            : piece.toString("base64");
          words.push(`=?utf-8?${q ? "Q" : "B"}?${content}?=`);
        }
        assert.equal(decoded(words.join(" ")), text);
      },
    ),
  );
});

test("hostile values take linear time", () => {
  for (const piece of ["=?", "=?a?q?x ", "=?a?q?", "?=", "=?utf-8?q?a?= "]) {
    const started = performance.now();
    decoded(piece.repeat(100_000));
    assert.ok(performance.now() - started < 3000, piece);
  }
});
