import assert from "node:assert/strict";
import { test } from "node:test";
import { mailReader } from "./mail.ts";

const score = (text: string) =>
  mailReader.accepts({ name: "x", head: Buffer.from(text), sizeBytes: text.length });

test("messages are taken by their fields, whatever their name", () => {
  assert.ok(score("Received: from x\nFrom: a@b\nTo: c@d\nSubject: s\n\nbody") >= 0.9);
  assert.ok(score("From: a@b\nDate: Mon, 15 Mar 2021 21:04:00 -0400\nSubject: s\n\nbody") >= 0.7);
  assert.ok(score("From a@b Mon Mar 15 21:04:00 2021\nFrom: a@b\nTo: c@d\nSubject: s\n\nbody") >= 0.7);
  assert.ok(score("123\nFrom: a@b\nTo: c@d\nSubject: s\n\nbody") >= 0.7);
});

test("texts that only look a little like it are not", () => {
  assert.equal(score("Dear Ann,\nSubject: to approval, yes.\n"), 0);
  assert.equal(score("Package: stemma\nVersion: 1\nMaintainer: a@b\n"), 0);
  assert.equal(score("---\ntitle: a\ndate: 2021-03-15\nsubject: b\n---\n"), 0);
  assert.equal(score("From: Ann\nSent: Monday\nTo: Bob\nSubject: x\n\nA print-out of a message\n"), 0);
  assert.equal(score(""), 0);
  assert.ok(score("Date: today\n\nNotes") < 0.5);
});
