import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { undated } from "../text/document.ts";
import { redactions } from "./redactions.ts";

function found(text: string): [string, string][] {
  return redactions
    .find({ kind: "paper", title: null, text, marks: [], language: null, date: undated, message: null })
    .flatMap((finding) =>
      finding.kind === "redaction"
        ? [[text.slice(finding.start, finding.end), finding.code] as [string, string]]
        : [],
    );
}

const codes = (text: string) => found(text).map(([, code]) => code);

test("codes of exemption are found and written in one form", () => {
  assert.deepEqual(found("Call me at (b)(6), or (b) (5) DP\n"), [
    ["(b)(6)", "(b)(6)"],
    ["(b) (5) DP", "(b)(5) DP"],
  ]);
  assert.deepEqual(codes("Agent (b)(7)(C) said"), ["(b)(7)(C)"]);
  assert.deepEqual(codes("To: (b)(6)\n(b) (5) AC\n"), ["(b)(6)", "(b)(5) AC"]);
});

test("what OCR makes of a code is read as that code", () => {
  for (const printed of ["Cb)(6)", "(b)(6J", "{b}(6)", "CbH6)", "(bH6)", "(b)( 6)", "(b) (6]"])
    assert.deepEqual(codes(`From: Ann Lee      ${printed}>\n`), ["(b)(6)"], printed);
});

test("a torn code counts only beside whole ones", () => {
  assert.deepEqual(codes("Lee, Ann      (b)(   >\n"), []);
  assert.deepEqual(codes("Lee, Ann      (b)(   >; Ray, Bob    (b)(6)\n"), ["", "(b)(6)"]);
});

test("exemptions that are only cited are no redactions", () => {
  for (const prose of [
    "withheld under 5 U.S.C. 552(b)(6).",
    "withheld under 5 U.S.C. § 552 (b)(6) and (b)(7)(C).",
    "Exemption (b)(6) protects privacy.",
    "pursuant to exemptions (b)(5), (b)(6) and (b)(7)(C)",
    "a motion under Rule 12(b)(6)",
    "§ 14-306(b), (b)(1) (2019)",
    "the (b)(6) exemption was invoked",
    "section 5.05(b)(1) of the Compact",
  ])
    assert.deepEqual(found(prose), [], prose);
});

test("the numbering of a statute is no redaction", () => {
  assert.deepEqual(found("(a)(1) The agency shall keep lists.\n(b)(1) The lists shall be public.\n"), []);
});

test("words in brackets, black blocks and bare words in the place of a value are found", () => {
  assert.deepEqual(codes("sent by [REDACTED] on 3 May; Cc: [redacted]"), ["", ""]);
  assert.deepEqual(found("Le témoin, [occulté], et [caviardé – art. L.311-6 CRPA]."), [
    ["[occulté]", ""],
    ["[caviardé – art. L.311-6 CRPA]", "art. L.311-6 CRPA"],
  ]);
  assert.deepEqual(
    found("Nom : ████ ███\nTél : caviardé\n").map(([printed]) => printed),
    ["████ ███", "caviardé"],
  );
});

test("prose about redaction is none", () => {
  for (const prose of [
    "Le document caviardé a été publié.",
    "She redacted the letter.",
    "(redacted version filed under seal)",
    "[...] and so on",
    "@@ -1,3 +1,4 @@",
  ])
    assert.deepEqual(found(prose), [], prose);
});

test("signs of OCR and codes of departments count where the text shows that it is a release", () => {
  assert.deepEqual(
    found("Cc: Ray, Bob 9 @@>; Lee, Ann (b)(6)").map(([printed]) => printed),
    ["@@", "(b)(6)"],
  );
  assert.deepEqual(codes("Vitamin B6\n"), []);
  assert.deepEqual(codes("RELEASE IN PART B5,B6\nCc: B6\nText.\nB5\n"), ["(b)(6)", "(b)(5)"]);
});

test("a code within brackets is the reason of one redaction, not a second one", () => {
  assert.deepEqual(found("Phone [REDACTED - (b)(6)] today").length, 1);
});

test("every redaction is a stretch of the text, in order, without overlap", () => {
  const pieces = fc.constantFrom(
    "(b)(6)",
    "(b) (5) DP",
    "[REDACTED]",
    "█",
    "@@",
    " ",
    "\n",
    "Ann",
    "Cb)(",
    "(b)(",
    "§ 552",
    "under ",
    "B6",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      let last = 0;
      for (const [printed] of found(text)) {
        const at = text.indexOf(printed, last);
        assert.ok(printed.length > 0 && at >= last);
        last = at + printed.length;
      }
    }),
  );
});

test("hostile text takes time in proportion to its length", () => {
  for (const piece of ["(b)", "(b)(6) ", " ", "[redacted ", "@@", "(b)(", "\t", "X"]) {
    const started = performance.now();
    found(`(b)(6) ${piece.repeat(200_000)}`);
    assert.ok(performance.now() - started < 3000, JSON.stringify(piece));
  }
});
