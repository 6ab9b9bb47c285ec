import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import iconv from "iconv-lite";
import { decodeText, knownCharset } from "./charset.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

test("labels that people write wrongly are understood", () => {
  const labels: Record<string, string | null> = {
    "ISO-8859-1": "windows-1252",
    utf8: "utf-8",
    '"UTF-8"': "utf-8",
    "utf-8*en": "utf-8",
    "ansi_x3.4-1968": "us-ascii",
    "cp-850": "cp-850",
    ibm437: "ibm437",
    windows1252: "windows-1252",
    "win-1251": "windows-1251",
    iso8859_15: "iso-8859-15",
    "iso-8859-1-windows-1252": "windows-1252",
    "ks_c_5601-1987": "euc-kr",
    cp932: "shift_jis",
    gb2312: "gbk",
    "x-mac-roman": "macintosh",
    "8bit": null,
    default_charset: null,
    "unknown-8bit": null,
    "x-unknown": null,
    "no such thing": null,
    "": null,
  };
  for (const [label, charset] of Object.entries(labels)) assert.equal(knownCharset(label), charset, label);
});

test("what is declared rightly is decoded without doubt", () => {
  const samples: [string, string][] = [
    ["utf-8", "Été à Genève — 漢字 🎉"],
    ["iso-8859-1", "Voilà déjà l'été"],
    ["windows-1252", "€ “quoted” – dash"],
    ["koi8-r", "Привет, мир"],
    ["shift_jis", "日本語のメール"],
    ["iso-2022-jp", "日本語のメール"],
    ["gb18030", "今天天气很好"],
    ["big5", "今天天氣很好"],
    ["euc-kr", "안녕하세요"],
    ["cp850", "Voilà déjà"],
    ["utf-7", "Voilà déjà"],
    ["utf-16le", "Voilà déjà"],
  ];
  for (const [charset, text] of samples) {
    const encoded =
      charset === "iso-2022-jp" ? bytes("\x1b$BF|K\\8l$N%a!<%k\x1b(B") : iconv.encode(text, charset);
    const decoded = decodeText(encoded, charset);
    assert.equal(decoded.text, text, charset);
    assert.equal(decoded.doubtful, false, charset);
  }
});

test("HZ and ISO-2022-KR, which no library here reads, are decoded", () => {
  const shifted = (text: string, charset: string) =>
    Buffer.from(iconv.encode(text, charset).map((byte) => byte & 0x7f)).toString("latin1");
  const hz = bytes(`a ~{${shifted("己所不欲", "gbk")}~} b ~~ ~\nc`);
  assert.equal(decodeText(hz, "hz-gb-2312").text, "a 己所不欲 b ~ c");
  assert.equal(
    decodeText(bytes(`\x1b$)C\x0e${shifted("안녕", "euc-kr")}\x0f!`), "iso-2022-kr").text,
    "안녕!",
  );
});

test("joined ISO-2022-JP words have two shifts in a row, and no fault", () => {
  assert.equal(decodeText(bytes("\x1b$B%F\x1b(B\x1b$B%9\x1b(B"), "iso-2022-jp").text, "テス");
});

test("a byte order mark is stronger than a label, and is taken off", () => {
  assert.equal(decodeText(Buffer.from("\ufeffété"), "iso-8859-1").text, "été");
  assert.equal(decodeText(Buffer.from("\ufeffab", "utf16le"), null).text, "ab");
  assert.equal(decodeText(Buffer.from([0xfe, 0xff, 0, 0x61]), null).text, "a");
});

test("US-ASCII with high bytes, and UTF-8 that is none, are found out and doubted", () => {
  assert.deepEqual(decodeText(bytes("caf\xe9 cr\xe8me"), "us-ascii"), {
    text: "café crème",
    charset: "windows-1252",
    doubtful: true,
  });
  assert.deepEqual(decodeText(Buffer.from("café"), "us-ascii"), {
    text: "café",
    charset: "utf-8",
    doubtful: true,
  });
  assert.equal(decodeText(bytes("caf\xe9 cr\xe8me \xe0 l'eau"), "utf-8").text, "café crème à l'eau");
});

test("UTF-8 that is cut in the middle of a character stays UTF-8", () => {
  const cut = Buffer.from("déjà été à côté où").subarray(0, -1);
  assert.equal(decodeText(cut, "utf-8").text, "déjà été à côté o\ufffd");
  assert.equal(decodeText(cut, "utf-8").doubtful, true);
});

test("UTF-8 that is labelled Latin-1 is read as UTF-8, and doubted", () => {
  assert.deepEqual(decodeText(Buffer.from("été"), "iso-8859-1"), {
    text: "été",
    charset: "utf-8",
    doubtful: true,
  });
});

test("without a label, the bytes tell", () => {
  const samples: [string, string][] = [
    ["windows-1251", "Hello, Привет мир тестовый текст, said he."],
    ["koi8-r", "Привет мир тестовый текст, как дела у вас сегодня?"],
    ["shift_jis", "これはテストです。日本語のメール"],
    ["euc-jp", "これはテストです。日本語のメール"],
    ["gb18030", "今天天气很好，我们去公园"],
    ["big5", "今天天氣很好，我們去公園"],
    ["euc-kr", "안녕하세요 오늘 날씨"],
    ["iso-8859-7", "Καλημέρα κόσμε τι κάνεις"],
    ["windows-1252", "Voilà l’été à Genève, “déjà”"],
  ];
  for (const [charset, text] of samples)
    assert.equal(decodeText(iconv.encode(text, charset), null).text, text, charset);
  assert.equal(decodeText(Buffer.from("été"), null).doubtful, false);
  assert.equal(decodeText(Buffer.from("wide text", "utf16le"), null).text, "wide text");
  assert.equal(decodeText(bytes("\x1b$BF|K\\8l\x1b(B"), null).text, "日本語");
});

test("a wrong label does no harm to ASCII", () => {
  for (const label of ["no-such", "8bit", "utf-16", "euc-jp"])
    assert.equal(decodeText(bytes("plain text, even length"), label).text, "plain text, even length");
});

test("any bytes under any label give a text", () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.option(fc.constantFrom("utf-8", "us-ascii", "gbk", "utf-7", "utf-16", "x", "")),
      (data, label) => {
        const { text, charset } = decodeText(data, label);
        assert.equal(typeof text, "string");
        assert.notEqual(charset, "");
      },
    ),
  );
});

test("any text in UTF-8 comes back, labelled or not", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      fc.pre(!text.startsWith("\ufeff") && !/\x1b|\0/.test(text));
      assert.equal(decodeText(Buffer.from(text), "utf-8").text, text.toWellFormed());
      assert.equal(decodeText(Buffer.from(text), null).text, text.toWellFormed());
    }),
  );
});
