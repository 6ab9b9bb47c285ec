import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { attachment, byteRange, ofAsset, safeFileName, safetyHeaders } from "./headers.ts";

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

test("only the worker that parses PDFs may compile WebAssembly, and it has no network", () => {
  assert.equal(ofAsset("/assets/pdf-worker-C5HlG1St.js"), "worker");
  for (const path of [
    "/",
    "/index.html",
    "/assets/index-RP710Tiz.js",
    "/pdf-worker-a.js",
    "/assets/pdf-worker-a.js.html",
  ])
    assert.equal(ofAsset(path), "app");
  const policy = (kind: Parameters<typeof safetyHeaders>[0]): string =>
    safetyHeaders(kind)["content-security-policy"] ?? "";
  assert.match(policy("worker"), /script-src 'self' 'wasm-unsafe-eval'/);
  assert.match(policy("worker"), /default-src 'none'/);
  assert.doesNotMatch(policy("worker"), /connect-src/);
  for (const other of ["app", "frame", "original"] as const) assert.doesNotMatch(policy(other), /unsafe/);
});
