import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { attachment, byteRange, safeFileName } from "./headers.ts";

test("a file name keeps its words and its ending", () => {
  assert.equal(safeFileName("Lettre à M. Müller.pdf"), "Lettre à M. Müller.pdf");
  assert.equal(safeFileName(`${"a".repeat(500)}.docx`), `${"a".repeat(145)}.docx`);
});

test("a file name is no path, no device, no hidden file, and hides nothing", () => {
  assert.equal(safeFileName("../../etc/passwd"), "_.._etc_passwd");
  assert.equal(safeFileName("..\\..\\a.exe"), "_.._a.exe");
  assert.equal(safeFileName(".bashrc"), "bashrc");
  assert.equal(safeFileName("CON.txt"), "_CON.txt");
  assert.equal(safeFileName("invoice\u202efdp.exe"), "invoice_fdp.exe");
  assert.equal(safeFileName(" .. "), "original");
});

test("any name makes a header field of one line in ASCII, with balanced quotes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const field = attachment(name);
      assert.match(
        field,
        /^attachment; filename="[^"\\\x00-\x1f\x7f-\uffff]+"; filename\*=UTF-8''[\w.~%-]+$/,
      );
    }),
  );
});

test("a range lies within the file, whatever is asked for", () => {
  const part = fc.oneof(fc.constant(""), fc.nat(200).map(String), fc.constant("999999999999999"));
  fc.assert(
    fc.property(part, part, fc.nat(100), (first, last, sizeBytes) => {
      const range = byteRange(`bytes=${first}-${last}`, sizeBytes);
      if (range === null || range === "outside") return;
      assert.ok(0 <= range.start && range.start < range.end && range.end <= sizeBytes);
    }),
  );
});
