import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  decodeBase64,
  decodeQuotedPrintable,
  decodeUuencode,
  transferEncoding,
} from "./transfer-encoding.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const base64 = (text: string) => decodeBase64(bytes(text));
const quoted = (text: string) => decodeQuotedPrintable(bytes(text)).bytes.toString("latin1");

test("base64 comes back, however its lines are broken", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom("\n", "\r\n"),
      (data, width, end) => {
        const lines =
          Buffer.from(data)
            .toString("base64")
            .match(new RegExp(`.{1,${width}}`, "g")) ?? [];
        for (const text of [lines.join(end), lines.join(end) + end]) {
          const decoded = base64(text);
          assert.deepEqual([...decoded.bytes], [...data]);
          assert.equal(decoded.damaged, false);
        }
      },
    ),
  );
});

test("base64 with faults is read as far as possible, and called damaged", () => {
  assert.deepEqual(base64("aGVs bG8="), { bytes: bytes("hello"), damaged: false });
  assert.deepEqual(base64("aGVs!bG8="), { bytes: bytes("hello"), damaged: true });
  assert.deepEqual(base64("aGVsbG8"), { bytes: bytes("hello"), damaged: true });
  assert.deepEqual(base64("aGVsbG8=\n-- \nList footer text"), { bytes: bytes("hello"), damaged: true });
  assert.deepEqual(base64("aGVsbG8= ignored"), { bytes: bytes("hello"), damaged: true });
});

test("base64 that was joined from pieces is read through its paddings", () => {
  assert.equal(base64("aGVsbG8=\naGVsbG8=\n").bytes.toString(), "hellohello");
});

test("quoted-printable: soft breaks join, blanks at the ends of lines go, what is none stays", () => {
  assert.equal(quoted("caf=E9 a=\r\nb =  \nc  \r\nd=3D"), "caf\xe9 ab c\r\nd=");
  assert.equal(quoted("a=zz b= c"), "a=zz b= c");
  assert.equal(quoted("end="), "end");
  assert.equal(quoted("lower=c3=a9"), "lower\xc3\xa9");
});

function uuencode(data: Uint8Array, fileName: string): string {
  const character = (value: number) => (value === 0 ? "`" : String.fromCharCode(32 + value));
  const lines = [];
  for (let at = 0; at < data.length; at += 45) {
    const piece = data.subarray(at, at + 45);
    let line = character(piece.length);
    for (let group = 0; group < piece.length; group += 3) {
      const [a = 0, b = 0, c = 0] = piece.subarray(group, group + 3);
      line += [a >> 2, ((a << 4) | (b >> 4)) & 63, ((b << 2) | (c >> 6)) & 63, c & 63]
        .map(character)
        .join("");
    }
    lines.push(line);
  }
  return `begin 644 ${fileName}\n${lines.map((line) => `${line}\n`).join("")}\`\nend\n`;
}

test("uuencode comes back, also where blanks at the ends of lines were lost", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (data) => {
      const text = uuencode(data, "a.bin");
      assert.deepEqual([...decodeUuencode(bytes(text)).bytes], [...data]);
      const stripped = text.replaceAll("`", " ").replace(/ +\n/g, "\n");
      assert.deepEqual([...decodeUuencode(bytes(stripped)).bytes], [...data]);
    }),
  );
});

test("uuencode without its end is damaged", () => {
  assert.deepEqual(decodeUuencode(bytes("begin 644 a\n#86)C\n")), { bytes: bytes("abc"), damaged: true });
});

test("names of encodings are understood as written by people", () => {
  assert.deepEqual(transferEncoding(" Base64 (comment)"), { encoding: "base64", known: true });
  assert.deepEqual(transferEncoding("8bits"), { encoding: "identity", known: true });
  assert.deepEqual(transferEncoding(null), { encoding: "identity", known: true });
  assert.deepEqual(transferEncoding("rot13"), { encoding: "identity", known: false });
});

test("any bytes decode to something in any encoding", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
      for (const decode of [decodeBase64, decodeQuotedPrintable, decodeUuencode])
        assert.ok(decode(Buffer.from(data)).bytes.length <= 2 * data.length + 64);
    }),
  );
});
