import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dated, Party } from "../../ask/answers.ts";
import {
  showAgo,
  showBytes,
  showDate,
  showDuration,
  showEdtf,
  showLanguage,
  showMonth,
  showParties,
  showShare,
  showZone,
} from "./format.ts";

const dated = (edtf: string | null, zone: string | null = null): Dated => ({
  edtf,
  utc: null,
  zone,
  printed: null,
  certainty: 1,
});

/** Locales set narrow and non-breaking blanks; what they are does not matter here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("a date is shown as far as it is known", () => {
  assert.equal(showEdtf("2020", "en"), "2020");
  assert.equal(showEdtf("2020-03", "en"), "March 2020");
  assert.equal(showEdtf("2020-03", "fr"), "mars 2020");
  assert.equal(showEdtf("2020-03-15", "en"), "15 March 2020");
  assert.equal(showDate(dated(null), "en"), "no date");
  assert.equal(showDate(dated(null), "fr"), "sans date");
});

test("a time is the one that the document prints, whatever the zone of this machine", () => {
  assert.equal(showEdtf("2021-03-16T23:41:00-04:00", "en"), "16 March 2021, 23:41");
  assert.equal(showEdtf("2021-03-16T23:41:00-04:00", "en", "full"), "Tue 16 March 2021, 23:41");
  assert.equal(showEdtf("2021-03-16T23:41:00Z", "fr", "full"), "mar. 16 mars 2021, 23:41");
  assert.equal(showZone(dated("2021-03-16T23:41:00-04:00", "-04:00")), "(−0400)");
  assert.equal(showZone(dated("2021-03-16T23:41:00")), null);
});

test("a short date leaves out the year of now", () => {
  assert.equal(showEdtf("2021-03-16T23:41:00", "en", "short", 2021), "16 Mar");
  assert.equal(showEdtf("2021-03-16", "en", "short", 2022), "16 Mar 2021");
  assert.equal(showMonth("2020-01", "en", "short"), "Jan 2020");
});

test("doubt and stretches are said", () => {
  assert.equal(showEdtf("2020~", "en"), "about 2020");
  assert.equal(showEdtf("2020-03?", "en"), "March 2020 (?)");
  assert.equal(showEdtf("2020-03-15/2020-03-17", "en"), "15 March 2020 to 17 March 2020");
  assert.equal(showEdtf("../2019", "en"), "until 2019");
  assert.equal(showEdtf("2019/..", "fr"), "à partir de 2019");
});

test("what is no date is shown as it stands", () => {
  assert.equal(showEdtf("2020-13", "en"), "2020-13");
  assert.equal(showEdtf("last Tuesday", "en"), "last Tuesday");
});

test("sizes, shares and stretches of time are set by language", () => {
  assert.equal(plain(showBytes(1_900_000_000, "en")), "1.9 GB");
  assert.equal(plain(showBytes(1_900_000_000, "fr")), "1,9 Go");
  assert.equal(plain(showBytes(84_000, "en")), "84 kB");
  assert.equal(plain(showBytes(999_999, "en")), "1 MB");
  assert.equal(plain(showBytes(1, "en")), "1 byte");
  assert.equal(plain(showShare(0.88, "fr")), "88 %");
  assert.equal(showShare(0.001, "en"), "< 1%");
  assert.equal(showShare(0.9999, "en"), "> 99%");
  assert.equal(showShare(1, "en"), "100%");
  assert.equal(plain(showDuration(89, "en")), "1 minute");
  assert.equal(plain(showDuration(89 * 60, "fr")), "1 heure");
});

test("how long ago is said up to a month, then the day", () => {
  const now = Date.parse("2021-12-06T12:00:00Z");
  assert.equal(showAgo("2021-12-06T11:56:00Z", now, "en"), "4 minutes ago");
  assert.equal(plain(showAgo("2021-12-06T11:56:00Z", now, "fr")), "il y a 4 minutes");
  assert.equal(showAgo("2021-06-06T12:00:00Z", now, "en"), "6 June 2021");
});

test("names come before addresses, and the rest is counted", () => {
  const party = (name: string | null, address: string | null): Party => ({ entity: null, name, address });
  assert.equal(
    showParties([party("Adrian Holt", "a@x.example"), party(null, "b@x.example")], "en"),
    "Adrian Holt, b@x.example",
  );
  assert.equal(showParties([party(null, null)], "en"), "unknown");
  const five = ["A", "B", "C", "D", "E"].map((name) => party(name, null));
  assert.equal(showParties(five, "en", 2), "A, B and 3 more");
});

test("a language has a name, and what is none stays as it is", () => {
  assert.equal(showLanguage("fr", "en"), "French");
  assert.equal(showLanguage("en", "fr"), "anglais");
  assert.equal(showLanguage("not a code", "en"), "not a code");
});
