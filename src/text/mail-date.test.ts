import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mailDate } from "./mail-date.ts";

function reads(printed: string, edtf: string | null, utc: string | null, zone: string | null): void {
  const date = mailDate(printed);
  assert.deepEqual({ edtf: date.edtf, utc: date.utc, zone: date.zone }, { edtf, utc, zone }, printed);
}

test("a date of RFC 5322 has local time, zone and UTC", () => {
  reads("Mon, 15 Mar 2021 21:04:00 -0400", "2021-03-15T21:04:00-04:00", "2021-03-16T01:04:00Z", "-04:00");
  reads("15 Mar 2021 21:04 +0530 (IST)", "2021-03-15T21:04:00+05:30", "2021-03-15T15:34:00Z", "+05:30");
  reads("Thu, 03 Feb 2000 10:11:12 +0000", "2000-02-03T10:11:12+00:00", "2000-02-03T10:11:12Z", "+00:00");
});

test("-0000 means that UTC is known and the writer's zone is not", () => {
  reads("Mon, 15 Mar 2021 21:04:00 -0000", "2021-03-15T21:04:00Z", "2021-03-15T21:04:00Z", null);
});

test("obsolete forms are read: short years, named zones, comments and blanks anywhere", () => {
  reads("15 Mar 21 21:04 EST", "2021-03-15T21:04:00-05:00", "2021-03-16T02:04:00Z", "-05:00");
  reads(
    "Fri, 21 Nov 97 09(comment):   55  :  06 -0600",
    "1997-11-21T09:55:06-06:00",
    "1997-11-21T15:55:06Z",
    "-06:00",
  );
  reads("Sat, 1 Jan 100 10:00:00 Z", "2000-01-01T10:00:00+00:00", "2000-01-01T10:00:00Z", "+00:00");
  reads(
    "Mon, 15 (a (nested) comment) Mar 2021 21:04:00 PDT",
    "2021-03-15T21:04:00-07:00",
    "2021-03-16T04:04:00Z",
    "-07:00",
  );
});

test("the order of ctime is read, with the zone before or after the year", () => {
  reads("Mon Mar 15 21:04:00 2021", "2021-03-15T21:04:00", null, null);
  reads("Mon Mar 15 21:04:00 EST 2021", "2021-03-15T21:04:00-05:00", "2021-03-16T02:04:00Z", "-05:00");
  reads("Mon Mar  5 21:04 2021 +0100", "2021-03-05T21:04:00+01:00", "2021-03-05T20:04:00Z", "+01:00");
});

test("habits of programs are read: ISO, hyphens, afternoon, names with an offset", () => {
  reads("2021-03-15T21:04:00Z", "2021-03-15T21:04:00+00:00", "2021-03-15T21:04:00Z", "+00:00");
  reads("2021/03/15 Mon 21:04:00 EST", "2021-03-15T21:04:00-05:00", "2021-03-16T02:04:00Z", "-05:00");
  reads("Mon, 15-Mar-2021 21:04:00 UTC", "2021-03-15T21:04:00+00:00", "2021-03-15T21:04:00Z", "+00:00");
  reads("Monday, March 15, 2021 9:04 PM", "2021-03-15T21:04:00", null, null);
  reads("Mon, 15 Mar 2021 12:04 AM +0000", "2021-03-15T00:04:00+00:00", "2021-03-15T00:04:00Z", "+00:00");
  reads(
    "Mon, 15 Mar 2021 21:04:00 GMT+0200 (CEST)",
    "2021-03-15T21:04:00+02:00",
    "2021-03-15T19:04:00Z",
    "+02:00",
  );
});

test("a zone that is not known leaves the local time alone", () => {
  for (const zone of ["", "K", "IST", "XYZ", "+2500", "0100", "(Eastern Standard Time)"])
    reads(`Mon, 15 Mar 2021 21:04:00 ${zone}`, "2021-03-15T21:04:00", null, null);
});

test("a day without a time is a day", () => {
  reads("Mon, 15 Mar 2021", "2021-03-15", null, null);
  reads("2021-03-15", "2021-03-15", null, null);
});

test("what is impossible or missing is not guessed, and stays as printed", () => {
  for (const printed of [
    "31 Feb 2021 00:00:00 +0000",
    "Mon, 15 Mar 2021 24:00:00 +0000",
    "Mon, 15 Mar 2021 10:61:00 +0000",
    "1 Jan 0000 00:00:00 +0000",
    "1 Jan 9999 00:00:00 +0000",
    "Thu, 1 Jan 1970 00:00:00 +0000",
    "Sun, 25 Aug 0102 10:36:36 -1000",
    "3/15/2021 10:00",
    "15 Mar",
    "21:04",
    "soon",
  ]) {
    reads(printed, null, null, null);
    assert.equal(mailDate(printed).printed, printed);
  }
  assert.equal(mailDate("  ").printed, null);
});

test("every moment that is printed as RFC 5322 says is read back", () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date("1971-01-02T00:00:00Z"),
        max: new Date("2099-12-30T00:00:00Z"),
        noInvalidDate: true,
      }),
      fc.integer({ min: -12 * 4, max: 14 * 4 }),
      (moment, quarters) => {
        const seconds = Math.floor(moment.getTime() / 1000) * 1000;
        const local = new Date(seconds + quarters * 15 * 60_000).toUTCString();
        const minutes = Math.abs(quarters) * 15;
        const offset = `${String(Math.floor(minutes / 60)).padStart(2, "0")}${String(minutes % 60).padStart(2, "0")}`;
        const read = mailDate(local.replace("GMT", `${quarters < 0 ? "-" : "+"}${offset}`));
        assert.equal(read.utc, `${new Date(seconds).toISOString().slice(0, 19)}Z`);
        assert.equal(new Date(read.edtf ?? "").getTime(), seconds);
      },
    ),
  );
});

test("any text gives an answer, and an EDTF that is a date", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w :+(),./-]{0,60}$/), (text) => {
      const { edtf } = mailDate(text);
      if (edtf !== null) assert.ok(!Number.isNaN(new Date(edtf).getTime()), edtf);
    }),
    { numRuns: 2000 },
  );
});
