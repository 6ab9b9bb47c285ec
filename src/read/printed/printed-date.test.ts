import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readPrintedDate } from "./printed-date.ts";

const edtf = (printed: string, dayFirst: boolean | null = null) =>
  readPrintedDate(printed, { dayFirst })?.dated.edtf ?? null;

test("dates of mail programs are read in several languages", () => {
  const dates: [string, string][] = [
    ["Monday, March 16, 2020 9:04 AM", "2020-03-16T09:04:00"],
    ["lundi 16 mars 2020 09:04", "2020-03-16T09:04:00"],
    ["Le 16 mars 2020 à 09:04, Ann", "2020-03-16T09:04:00"],
    ["1er avril 2020 08h05", "2020-04-01T08:05:00"],
    ["Montag, 16. März 2020 09:04", "2020-03-16T09:04:00"],
    ["lunes, 16 de marzo de 2020 9:04", "2020-03-16T09:04:00"],
    ["On Mar 16, 2020, at 9:04 PM, Ann", "2020-03-16T21:04:00"],
    ["2020-03-16 09:04", "2020-03-16T09:04:00"],
    ["Thu, Mar 12, 2015 at 9:03 AM", "2015-03-12T09:03:00"],
  ];
  for (const [printed, expected] of dates) assert.equal(edtf(printed), expected, printed);
});

test("a date that OCR broke apart or glued together is read", () => {
  const dates: [string, string][] = [
    ["Mon day, Ma rch 16, 2020 9: 04 PM", "2020-03-16T21:04:00"],
    ["Mon, 16 Mar 202009:04:05 +0000", "2020-03-16T09:04:05+00:00"],
    ["Mon , 16 Mar 2020 0 9:0 4:05 +0000", "2020-03-16T09:04:05+00:00"],
    ["Monday, Apri1 6, 2020 4:30 PM", "2020-04-06T16:30:00"],
    ["Monday, Febrnary l 7, 2020 3: 15 PM", "2020-02-17T15:15:00"],
    ["Monday, March 1 6, 20204:25 PM", "2020-03-16T16:25:00"],
    ["Mar 16, 2020, at l0:44 PM", "2020-03-16T22:44:00"],
    ["16Febmary202015:               26", "2020-02-16T15:26:00"],
    ["Monday, March ---------- 16, 2020 9:04 AM", "2020-03-16T09:04:00"],
  ];
  for (const [printed, expected] of dates) assert.equal(edtf(printed), expected, printed);
});

test("midnight and noon keep to their half of the day", () => {
  assert.equal(edtf("March 16, 2020 12:00 AM"), "2020-03-16T00:00:00");
  assert.equal(edtf("March 16, 2020 12:00 PM"), "2020-03-16T12:00:00");
  assert.equal(edtf("March 16, 2020 12:59 a.m."), "2020-03-16T00:59:00");
});

test("a zone is taken only where it is printed", () => {
  const without = readPrintedDate("Monday, March 16, 2020 9:04 AM")?.dated;
  assert.deepEqual([without?.zone, without?.utc], [null, null]);
  const offset = readPrintedDate("Mon, 16 Mar 2020 09:04:05 -0400")?.dated;
  assert.deepEqual([offset?.zone, offset?.utc], ["-04:00", "2020-03-16T13:04:05Z"]);
  const named = readPrintedDate("March 16, 2020 at 9:04:05 AM EDT")?.dated;
  assert.deepEqual([named?.zone, named?.utc], ["-04:00", "2020-03-16T13:04:05Z"]);
  assert.equal(readPrintedDate("March 16, 2020 9:04 AM Estelle Ray wrote")?.dated.zone, null);
});

test("figures that may be two days stay as unsure as they are", () => {
  assert.equal(edtf("3/4/2020 16:12"), "2020");
  assert.equal(edtf("3/4/2020 16:12", true), "2020-04-03T16:12:00");
  assert.equal(edtf("3/4/2020 4:12 PM"), "2020-03-04T16:12:00");
  assert.equal(edtf("16/3/2020 09:04"), "2020-03-16T09:04:00");
  assert.equal(edtf("3/16/20 9:04"), "2020-03-16T09:04:00");
  assert.equal(edtf("Wed 3/4/2020 16:12"), "2020-03-04T16:12:00");
});

test("what is no date is none", () => {
  for (const printed of [
    "",
    "Monday",
    "March",
    "31 February 2020",
    "99/99/2020",
    "the 4th of next month",
    "2020",
  ])
    assert.equal(edtf(printed), null, printed);
});

test("in English print Mai is a misread Mar, not the month of May", () => {
  assert.equal(readPrintedDate("On Mai 15, 2020, at 2:42 PM", { dayFirst: null, english: true }), null);
  assert.equal(edtf("15 mai 2020 14:42"), "2020-05-15T14:42:00");
});

test("a weekday that does not fit makes the date doubtful, a print is never certain", () => {
  const right = readPrintedDate("Monday, March 16, 2020 9:04 AM")?.dated.certainty ?? 1;
  const wrong = readPrintedDate("Friday, March 16, 2020 9:04 AM")?.dated.certainty ?? 1;
  assert.ok(right < 1 && wrong < right);
});

test("the printed words are those of the input", () => {
  const printed = "Sent on Mon, 16 Mar 2020 09:04:05 +0000 by Ann";
  const date = readPrintedDate(printed);
  assert.equal(date && printed.slice(date.start, date.end), "Mon, 16 Mar 2020 09:04:05 +0000");
  assert.equal(date?.dated.printed, "Mon, 16 Mar 2020 09:04:05 +0000");
});

test("every moment printed in the ways of mail programs is read back", () => {
  const moments = fc.date({
    min: new Date("1995-01-01T00:00:00Z"),
    max: new Date("2035-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, (moment) => {
      const expected = `${moment.toISOString().slice(0, 16)}:00`;
      const zone = { timeZone: "UTC" } as const;
      const clock = { hour: "numeric", minute: "2-digit" } as const;
      const day = { year: "numeric", month: "long", day: "numeric", weekday: "long" } as const;
      for (const locale of ["en-US", "fr-FR", "de-DE"]) {
        const printed = `${moment.toLocaleDateString(locale, { ...day, ...zone })} ${moment.toLocaleTimeString(locale, { ...clock, ...zone })}`;
        assert.equal(edtf(printed), expected, printed);
      }
    }),
    { numRuns: 60 },
  );
});

test("no input makes it throw", () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (printed) => void readPrintedDate(printed)));
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9 :,/.-]{0,60}(?:mar|pm|am|march)?[0-9 :,]{0,20}$/),
      (printed) => void readPrintedDate(printed),
    ),
  );
});
