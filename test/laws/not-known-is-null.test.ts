/** Law 5: what is not known is null. No date, zone, name or language is made up on the way from the bytes to the answers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Contact, DocumentAnswer, SearchAnswer, TimelineEntry } from "../../src/ask/answers.ts";
import { contacts, timeline } from "../../src/ask/contacts.ts";
import { search } from "../../src/ask/search.ts";
import { ask, caseOf, everyDocument } from "../support/case.ts";

const mails = {
  "undated.eml": "From: a@b.example\nTo: c@d.example\nSubject: one\n\nHello there.\n",
  "nonsense.eml": "From: a@b.example\nTo: c@d.example\nDate: the day after\nSubject: two\n\nHello there.\n",
  "impossible.eml":
    "From: a@b.example\nTo: c@d.example\nDate: Tue, 31 Feb 2021 10:00:00 +0000\nSubject: three\n\nHello there.\n",
  "zoneless.eml":
    "From: a@b.example\nTo: c@d.example\nDate: Mon, 1 Mar 2021 10:00:00\nSubject: four\n\nHello there.\n",
  "nobody.eml": "To: c@d.example\nDate: Mon, 1 Mar 2021 10:00:00 +0100\nSubject: five\n\nHello there.\n",
  "nameless.eml":
    "From: <a@b.example>\nTo: undisclosed-recipients:;\nDate: Mon, 1 Mar 2021 10:00:00 +0100\n\nHello there.\n",
  "empty.eml": "From: a@b.example\nDate: Mon, 1 Mar 2021 10:00:00 +0100\nSubject: seven\n\n",
  "note.txt": "Hello there.\n",
};

test("dates, zones, names, titles and languages that a file does not give are null in every answer", async (t) => {
  const { view } = await caseOf(t, mails);
  const documents = new Map((await everyDocument(view)).map((one) => [one.place.split("/").at(-1), one]));
  const named = (name: string): DocumentAnswer => {
    const document = documents.get(name);
    assert.ok(document, name);
    return document;
  };
  for (const name of ["undated.eml", "nonsense.eml", "impossible.eml", "note.txt"]) {
    const { date } = named(name);
    assert.deepEqual([date.edtf, date.utc, date.zone], [null, null, null], name);
  }
  assert.equal(named("undated.eml").date.printed, null);
  assert.equal(named("nonsense.eml").date.printed, "the day after");
  const zoneless = named("zoneless.eml").date;
  assert.deepEqual([zoneless.edtf, zoneless.utc, zoneless.zone], ["2021-03-01T10:00:00", null, null]);
  assert.equal(named("zoneless.eml").date.certainty <= 1, true);
  assert.deepEqual(named("nobody.eml").message?.from, []);
  assert.deepEqual(named("nameless.eml").message?.from, [
    { entity: null, name: null, address: "a@b.example" },
  ]);
  assert.deepEqual(named("nameless.eml").message?.to, []);
  assert.equal(named("nameless.eml").title, null);
  assert.equal(named("nameless.eml").message?.messageId, null);
  for (const { language, author, outlet, url, place } of documents.values()) {
    assert.equal(language === "en" || language === null, true, place);
    assert.deepEqual([author, outlet, url], [null, null, null], place);
  }
});

test("what is undated is in no range of dates, last in order, and not counted under any year", async (t) => {
  const { view } = await caseOf(t, mails);
  const all = await ask<SearchAnswer>(view, search, { q: "", facets: true, sort: "oldest" });
  assert.equal(all.total, 8);
  assert.equal(all.facets?.undated, 4);
  assert.deepEqual(
    all.facets?.year.map(({ label, count }) => [label, count]),
    [["2021", 4]],
  );
  assert.deepEqual(
    all.items.slice(-4).map(({ date }) => date.edtf),
    [null, null, null, null],
  );
  assert.equal(
    (await ask<SearchAnswer>(view, search, { q: "", sort: "newest" })).items.at(-1)?.date.edtf,
    null,
  );
  for (const q of ["date:2021", "after:1900", "before:2100", "date:0000..9999"])
    assert.equal((await ask<SearchAnswer>(view, search, { q })).total, 4, q);
  assert.equal((await ask<SearchAnswer>(view, search, { q: "-date:2021" })).total, 4);
  assert.equal((await ask<Answer<TimelineEntry>>(view, timeline, { from: "1900" })).total, 4);
  const undated = (await ask<Answer<Contact>>(view, contacts)).items.filter(({ date }) => date.edtf === null);
  assert.equal(undated.length, 3);
  for (const { date } of undated) assert.deepEqual([date.utc, date.zone], [null, null]);
});
