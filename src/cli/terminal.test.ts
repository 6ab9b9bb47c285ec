import assert from "node:assert/strict";
import { test } from "node:test";
import { type Dated, undated } from "../text/document.ts";
import { csvLine } from "./csv.ts";
import { bytesText, dateText, fromToText, partiesText } from "./terminal.ts";

const dated = (edtf: string, zone: string | null = null): Dated => ({ ...undated, edtf, zone });

test("a date is shown as far as it is known, and no further", () => {
  const shown = [
    dated("2021-03-16T23:41:05-04:00", "-04:00"),
    dated("2021-03-16T23:41"),
    dated("2021-03-16"),
    dated("2021-03"),
    dated("2021"),
    dated("2020~"),
    dated("2020-03-15/2020-03-17"),
    undated,
  ];
  assert.deepEqual(
    shown.map((date) => dateText(date, "en")),
    [
      "16 Mar 2021, 23:41 (−0400)",
      "16 Mar 2021, 23:41",
      "16 Mar 2021",
      "Mar 2021",
      "2021",
      "about 2020",
      "15 Mar 2020 – 17 Mar 2020",
      "undated",
    ],
  );
  assert.equal(dateText(dated("2021-12-09T08:15"), "fr"), "9 déc. 2021, 08:15");
  assert.equal(dateText(undated, "fr"), "sans date");
});

test("people are counted where they are too many, and nobody is no arrow", () => {
  const party = (name: string) => ({ entity: null, name, address: null });
  assert.equal(partiesText(["Ann", "Bob", "Cid", "Dan"].map(party)), "Ann, Bob, Cid +1");
  assert.equal(fromToText([party("Ann")], []), "Ann");
  assert.equal(fromToText([], [party("Bob")]), "? → Bob");
});

test("sizes have the unit of their order", () => {
  assert.deepEqual(
    [0, 999, 1000, 1_250_000, 12_500_000_000].map((size) => bytesText(size, "en")),
    ["0 B", "999 B", "1 kB", "1.3 MB", "13 GB"],
  );
});

test("a cell that a spreadsheet would reckon with becomes text", () => {
  assert.equal(
    csvLine(["=1+1", "+1", "-1", "@x", "\t=x", " =x", "＝x", "a=b", null]),
    "'=1+1,'+1,'-1,'@x,'\t=x,' =x,'＝x,a=b,",
  );
  assert.equal(
    csvLine(['say "no"', "a,b", "two\nlines", "=a,b"]),
    '"say ""no""","a,b","two\nlines","\'=a,b"',
  );
});
