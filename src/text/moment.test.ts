import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { undated } from "./document.ts";
import { endOf, momentOf, startOf } from "./moment.ts";

const seconds = (iso: string): number => Date.parse(iso) / 1000;

test("a date begins with the first second that it covers and ends with the first that it does not", () => {
  for (const [edtf, start, end] of [
    ["2020", "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"],
    ["2020-03", "2020-03-01T00:00:00Z", "2020-04-01T00:00:00Z"],
    ["2020-12", "2020-12-01T00:00:00Z", "2021-01-01T00:00:00Z"],
    ["2020-02-29", "2020-02-29T00:00:00Z", "2020-03-01T00:00:00Z"],
    ["2020-03-15T21:04", "2020-03-15T21:04:00Z", "2020-03-15T21:05:00Z"],
    ["2020-03-15T21:04:05", "2020-03-15T21:04:05Z", "2020-03-15T21:04:06Z"],
    ["0001-01-01", "0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z"],
    ["0099", "0099-01-01T00:00:00Z", "0100-01-01T00:00:00Z"],
  ] as const) {
    assert.equal(startOf(edtf), seconds(start), edtf);
    assert.equal(endOf(edtf), seconds(end), edtf);
  }
});

test("what is approximate, an interval or a season begins where its plain part does", () => {
  assert.equal(startOf("2020~"), seconds("2020-01-01T00:00:00Z"));
  assert.equal(startOf("2020-03?"), seconds("2020-03-01T00:00:00Z"));
  assert.equal(startOf("2020-03-15/2020-03-17"), seconds("2020-03-15T00:00:00Z"));
  assert.equal(startOf("2020-21"), seconds("2020-01-01T00:00:00Z"));
  assert.equal(endOf("2020-21"), seconds("2021-01-01T00:00:00Z"));
});

test("what is no date, or one that no calendar has, is null and never the day after", () => {
  for (const edtf of [
    "",
    "x",
    "202",
    "../2020",
    "201X",
    "2021-02-29",
    "2021-02-30",
    "2021-13",
    "2021-00",
    "2021-04-31",
    "2021-01-00",
  ]) {
    assert.equal(startOf(edtf), null, edtf);
    assert.equal(endOf(edtf), null, edtf);
  }
});

test("a moment is UTC where it is known, else the clock as printed, else the beginning of what is known, else nothing", () => {
  const date = { ...undated, edtf: "2020-03-15T21:04:00-04:00", utc: "2020-03-16T01:04:00Z", zone: "-04:00" };
  assert.equal(momentOf(date), seconds("2020-03-16T01:04:00Z"));
  assert.equal(momentOf({ ...date, utc: null, zone: null }), seconds("2020-03-15T21:04:00Z"));
  assert.equal(momentOf({ ...undated, edtf: "2020-03" }), seconds("2020-03-01T00:00:00Z"));
  assert.equal(momentOf(undated), null);
  assert.equal(momentOf({ ...undated, printed: "last Tuesday" }), null);
  assert.equal(momentOf({ ...undated, edtf: "2020-03", utc: "no time" }), seconds("2020-03-01T00:00:00Z"));
});

test("any text gives a whole number of seconds or null, and an end after its beginning", () => {
  const date = fc.stringMatching(/^-?\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), date), (edtf) => {
      const [start, end] = [startOf(edtf), endOf(edtf)];
      assert.equal(start === null, end === null);
      if (start !== null && end !== null)
        assert.ok(Number.isInteger(start) && Number.isInteger(end) && end > start);
    }),
  );
});
