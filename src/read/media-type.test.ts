import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { makeTar, makeZip } from "./archive/make-archive.ts";
import { formatName, mediaTypeOf } from "./media-type.ts";
import { makePdf } from "./pdf/make-pdf.ts";

function typeOf(head: Uint8Array | string, name = "file"): string {
  const bytes = typeof head === "string" ? Buffer.from(head, "latin1") : head;
  return mediaTypeOf({ name, head: bytes, sizeBytes: bytes.length });
}

function zipOf(...names: [name: string, content?: string][]): Uint8Array {
  return makeZip(
    names.map(([name, content = ""]) => ({ name, bytes: Buffer.from(content), compress: false })),
  ).bytes;
}

test("formats are told by their bytes, whatever the name says", () => {
  const samples: [Uint8Array | string, string][] = [
    [makePdf([{ lines: [], boxes: [] }]), "application/pdf"],
    [gzipSync("x"), "application/gzip"],
    [zstdCompressSync(Buffer.from("x")), "application/zstd"],
    ["BZh91AY&SY....", "application/x-bzip2"],
    ["\xfd7zXZ\0\0", "application/x-xz"],
    ["7z\xbc\xaf\x27\x1c\0\x04", "application/x-7z-compressed"],
    ["Rar!\x1a\x07\x01\0", "application/vnd.rar"],
    [makeTar([{ name: "a" }]), "application/x-tar"],
    ["!BDN....SM", "application/vnd.ms-outlook-pst"],
    ["\x78\x9f\x3e\x22\0", "application/vnd.ms-tnef"],
    ["\x89PNG\r\n\x1a\n\0", "image/png"],
    ["\xff\xd8\xff\xe0", "image/jpeg"],
    ["GIF89a", "image/gif"],
    ["II*\0....", "image/tiff"],
    ["RIFF\x10\0\0\0WEBPVP8 ", "image/webp"],
    ["RIFF\x10\0\0\0WAVEfmt ", "audio/wav"],
    ["\0\0\0\x18ftypheic", "image/heic"],
    ["\0\0\0\x18ftypisom", "video/mp4"],
    ["ID3\x04", "audio/mpeg"],
    ["\xff\xfb\x90\x64\0\0", "audio/mpeg"],
    ["OggS\0", "audio/ogg"],
    ["SQLite format 3\0", "application/vnd.sqlite3"],
    ["\x7fELF\x02", "application/x-elf"],
    [`MZ${"\0".repeat(58)}\x40\0\0\0PE\0\0`, "application/vnd.microsoft.portable-executable"],
    ["{\\rtf1\\ansi", "application/rtf"],
    ["\0\x01\x02\xfe binary", "application/octet-stream"],
    ["", "application/x-empty"],
  ];
  for (const [head, type] of samples) assert.equal(typeOf(head, "letter.doc"), type);
});

test("what is in a zip tells what it is", () => {
  const office = "application/vnd.openxmlformats-officedocument";
  assert.equal(typeOf(zipOf(["a.txt"])), "application/zip");
  assert.equal(typeOf(zipOf()), "application/zip");
  assert.equal(
    typeOf(zipOf(["[Content_Types].xml"], ["word/document.xml"])),
    `${office}.wordprocessingml.document`,
  );
  assert.equal(typeOf(zipOf(["_rels/.rels"], ["xl/workbook.xml"])), `${office}.spreadsheetml.sheet`);
  assert.equal(
    typeOf(zipOf(["_rels/.rels"], ["ppt/presentation.xml"])),
    `${office}.presentationml.presentation`,
  );
  assert.equal(
    typeOf(zipOf(["mimetype", "application/vnd.oasis.opendocument.text"], ["content.xml"])),
    "application/vnd.oasis.opendocument.text",
  );
  assert.equal(typeOf(zipOf(["mimetype", "application/epub+zip"], ["x"])), "application/epub+zip");
  assert.equal(typeOf(zipOf(["META-INF/MANIFEST.MF"], ["A.class"])), "application/java-archive");
  // A folder of that name makes no Word document.
  assert.equal(typeOf(zipOf(["word/letter.txt"])), "application/zip");
});

test("compound files are told by the names in their directory", () => {
  const mark = Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "latin1");
  const compound = (name: string) => Buffer.concat([mark, Buffer.alloc(504), Buffer.from(name, "utf16le")]);
  assert.equal(typeOf(compound("WordDocument")), "application/msword");
  assert.equal(typeOf(compound("Workbook")), "application/vnd.ms-excel");
  assert.equal(typeOf(compound("PowerPoint Document")), "application/vnd.ms-powerpoint");
  assert.equal(typeOf(compound("__properties_version1.0")), "application/vnd.ms-outlook");
  assert.equal(typeOf(compound("Contents")), "application/x-ole-storage");
});

test("kinds of text are told by how they begin", () => {
  assert.equal(typeOf("<!DOCTYPE html><html>"), "text/html");
  assert.equal(typeOf("\xef\xbb\xbf\n<html lang=en>"), "text/html");
  assert.equal(typeOf('<?xml version="1.0"?><feed/>'), "application/xml");
  assert.equal(typeOf('<?xml version="1.0"?><html xmlns="x">'), "application/xhtml+xml");
  assert.equal(typeOf("<svg xmlns='x'></svg>"), "image/svg+xml");
  assert.equal(typeOf('{"a": [1, 2]}'), "application/json");
  assert.equal(typeOf('{"a": 1}\n{"a": 2}\n'), "application/json");
  assert.equal(typeOf("{ not json"), "text/plain");
  assert.equal(typeOf("[Note: the rest is lost]"), "text/plain");
  assert.equal(typeOf("BEGIN:VCALENDAR\r\nVERSION:2.0"), "text/calendar");
  assert.equal(typeOf("BEGIN:VCARD\r\n"), "text/vcard");
  assert.equal(typeOf("From ann@a.example Mon Mar 15 09:00:00 2021\nFrom: Ann\n\nHi"), "application/mbox");
  assert.equal(typeOf("Received: by x\nFrom: Ann <ann@a.example>\nSubject: Hi\n\nHi"), "message/rfc822");
  assert.equal(typeOf("From: the desk of Ann\n\nDear all"), "text/plain");
  assert.equal(typeOf("name,age\nAnn,3\n", "people.csv"), "text/csv");
  assert.equal(typeOf("MZ is how this letter begins."), "text/plain");
  assert.equal(typeOf(Buffer.from("\ufeffÉté", "utf16le")), "text/plain");
  assert.equal(typeOf("Caf\xe9 cr\xe8me, in Latin-1"), "text/plain");
});

test("any bytes at all have a type, and every type has a name in both languages", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.string(), (head, name) => {
      const type = mediaTypeOf({ name, head, sizeBytes: head.length });
      assert.match(type, /^[a-z]+\/[a-z0-9.+-]+$/);
      assert.notEqual(formatName(type, "en"), "");
      assert.notEqual(formatName(type, "fr"), "");
    }),
  );
});

test("formats are named in plain words", () => {
  assert.equal(formatName("application/pdf", "fr"), "PDF");
  assert.equal(formatName("application/mbox", "fr"), "Boîte aux lettres");
  assert.equal(formatName("application/msword", "en"), "Word document");
  assert.equal(formatName("text/html; charset=utf-8", "en"), "Web page");
  assert.equal(formatName("image/x-unheard-of", "fr"), "Image");
  assert.equal(formatName("application/x-unheard-of", "en"), "application/x-unheard-of");
});
