/** Holds what is said of a conversation as a whole. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dated, ThreadAnswer, ThreadMessage } from "../../ask/answers.ts";
import { dateSpan, expandedAtFirst, reasonCounts } from "./threads.ts";

const dated = (edtf: string | null): Dated => ({ edtf, utc: null, zone: null, printed: null, certainty: 1 });

test("a conversation within a month names the month once", () => {
  const dates = [dated("2021-03-17T09:00:00"), dated("2021-03-15T21:04:00"), dated(null)];
  assert.equal(dateSpan(dates, "en"), "15–17 March 2021");
  assert.equal(dateSpan(dates, "fr"), "15–17 mars 2021");
});

test("one day is one day, and no day is nothing", () => {
  assert.equal(dateSpan([dated("2021-03-15")], "en"), "15 March 2021");
  assert.equal(dateSpan([dated("2021-03")], "en"), "");
});

const message = (id: string, edtf: string | null): ThreadMessage => ({
  id,
  parent: null,
  reason: "none",
  certainty: 1,
  depth: 0,
  title: null,
  from: [],
  to: [],
  cc: [],
  date: dated(edtf),
  snippet: "",
});

const thread = (messages: ThreadMessage[]): ThreadAnswer => ({ id: "d_1", title: null, messages, links: [] });

test("the message of the address is open; when it is not in the conversation, the newest is", () => {
  const all = thread([message("a", "2021-03-15"), message("b", "2021-03-17"), message("c", null)]);
  assert.equal(expandedAtFirst(all, "a"), "a");
  assert.equal(expandedAtFirst(all, "z"), "b");
});

test("reasons come strongest first, without those that hold nothing", () => {
  const links = [
    { reason: "none" as const, count: 1 },
    { reason: "printed-together" as const, count: 2 },
    { reason: "in-reply-to" as const, count: 1 },
    { reason: "references" as const, count: 0 },
  ];
  assert.deepEqual(reasonCounts(links), [
    { reason: "in-reply-to", count: 1 },
    { reason: "printed-together", count: 2 },
  ]);
});
