import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dateAt, proseDate } from "./prose-date.ts";

const edtf = (printed: string): string | null => proseDate(printed).edtf;

const known: [string, string][] = [
  ["29 Sep, 2017 03:30", "2017-09-29T03:30"],
  ["2024-08-03", "2024-08-03"],
  ["2020-04", "2020-04"],
  ["2020", "2020"],
  ["April 8th, 2020", "2020-04-08"],
  ["Apr. 8, 2020", "2020-04-08"],
  ["Wednesday, April 8, 2020", "2020-04-08"],
  ["Saturday, October 9, 2010", "2010-10-09"],
  ["the 8th of April 2020", "2020-04-08"],
  ["8 avril 2020 à 14h30", "2020-04-08T14:30"],
  ["8 avril 2020 à 14 h 30", "2020-04-08T14:30"],
  ["mercredi 8 avril 2020, 9h", "2020-04-08T09:00"],
  ["le 8 avril 2020", "2020-04-08"],
  ["1er mars 2021", "2021-03-01"],
  ["15 août 2020", "2020-08-15"],
  ["15 AOUT 2020", "2020-08-15"],
  ["févr. 2020", "2020-02"],
  ["March 2020", "2020-03"],
  ["March, 2020", "2020-03"],
  ["12/31/2020", "2020-12-31"],
  ["31/12/2020", "2020-12-31"],
  ["31.12.2020", "2020-12-31"],
  ["05/05/2020", "2020-05-05"],
  ["2020/12/03", "2020-12-03"],
  ["31/12/2020 à 18:05", "2020-12-31T18:05"],
  ["08-Apr-2020", "2020-04-08"],
  ["April 8, 2020 at 2:05 p.m.", "2020-04-08T14:05"],
  ["April 8, 2020 | 12:05am", "2020-04-08T00:05"],
  ["10:04 AM ET, Wed April 8, 2020", "2020-04-08T10:04"],
  ["March 15-17, 2020", "2020-03-15/2020-03-17"],
  ["du 15 au 17 mars 2020", "2020-03-15/2020-03-17"],
  ["circa 1920", "1920~"],
  ["(April 8, 2020)", "2020-04-08"],
];
for (const [printed, expected] of known)
  test(`“${printed}” is ${expected}`, () => assert.equal(edtf(printed), expected));

const unknown = [
  "03/04/2020",
  "3.4.2020",
  "12/31/20",
  "31 February 2021",
  "29 février 2021",
  "13/13/2020",
  "April 8",
  "yesterday",
  "last March",
  "Spring 2020",
  "April 8, 2020 and April 9, 2020",
  "April 31, 2020",
  "8 avril 2020 25h00",
  "April 8, 20201",
  "no. 2020-04-081",
  "2020-13-01",
  "2020-04-08T25:00:00Z",
  "17-15 March 2020",
  "mai",
  "",
];
for (const printed of unknown)
  test(`“${printed}” is no date that is sure`, () => {
    assert.equal(edtf(printed), null);
    assert.equal(proseDate(printed).utc, null);
  });

test("a zone that is printed gives the moment in UTC, and is kept as given", () => {
  assert.deepEqual(proseDate("2020-04-08T14:30:00+02:00"), {
    edtf: "2020-04-08T14:30:00+02:00",
    utc: "2020-04-08T12:30:00Z",
    zone: "+02:00",
    printed: "2020-04-08T14:30:00+02:00",
    certainty: 1,
  });
  assert.equal(proseDate("2020-04-08T14:30:00.123Z").utc, "2020-04-08T14:30:00Z");
  assert.equal(proseDate("20200408T143000Z").utc, "2020-04-08T14:30:00Z");
  assert.equal(proseDate("8 April 2020 11:30 pm EDT").utc, "2020-04-09T03:30:00Z");
  assert.equal(proseDate("8 April 2020, 14:30 (GMT+2)").utc, "2020-04-08T12:30:00Z");
  assert.equal(proseDate("8 April 2020 14:30 UTC").zone, "+00:00");
});

test("a zone that could be two, or does not fit the season, is not known", () => {
  for (const printed of ["8 July 2020 11:30 pm EST", "8 July 2020 11:30 pm ET", "8 July 2020 11:30 pm CST"]) {
    const read = proseDate(printed);
    assert.equal(read.edtf, "2020-07-08T23:30", printed);
    assert.equal(read.zone, null);
    assert.equal(read.utc, null);
  }
});

test("a weekday that does not fit the day leaves a doubt", () => {
  assert.equal(proseDate("Monday, April 8, 2020").certainty, 0.5);
  assert.equal(proseDate("Wednesday, April 8, 2020").certainty, 1);
});

test("what is printed is kept even where it cannot be read", () => {
  assert.equal(proseDate(" 03/04/2020 ").printed, "03/04/2020");
  assert.equal(proseDate("").printed, null);
});

test("a date is found at its place, and ends before the words that follow", () => {
  const found = dateAt("Paris, 8 novembre 2016 . – L'entourage", 7);
  assert.equal(found?.dated.edtf, "2016-11-08");
  assert.equal(found?.end, "Paris, 8 novembre 2016".length);
  assert.equal(dateAt("2020ers", 0), null);
});

test("every day of two centuries is read back from how it is printed in both languages", () => {
  const english = new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeZone: "UTC" });
  const french = new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeZone: "UTC" });
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10);
        for (const format of [english, french]) {
          const read = proseDate(format.format(date));
          assert.equal(read.edtf, day);
          assert.equal(read.certainty, 1);
        }
      },
    ),
  );
});

test("nothing that is thrown at it makes it throw, and what it gives is a date that exists", () => {
  const piece = fc.constantFrom(
    "8",
    "31",
    "2020",
    "mars",
    "April",
    "/",
    "-",
    ",",
    "à",
    "14",
    "h",
    ":",
    "30",
    "pm",
    "EST",
    "+",
    "the",
    "(",
    ")",
    ".",
    " ",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(piece, { maxLength: 14 }).map((all) => all.join(" ")),
      ),
      (printed) => {
        const read = proseDate(printed);
        if (read.utc !== null) assert.ok(!Number.isNaN(Date.parse(read.utc)));
        if (read.edtf !== null) assert.match(read.edtf, /^\d{4}(?:-\d\d){0,2}(?:T\d\d:\d\d|~|\/|$)/);
      },
    ),
    { numRuns: 2000 },
  );
});
