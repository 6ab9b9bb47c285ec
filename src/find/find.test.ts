import assert from "node:assert/strict";
import { test } from "node:test";
import { type DocumentText, undated } from "../text/document.ts";
import { finders, findersStamp, findIn } from "./find.ts";

const text = "From: Ann\nTo: (b)(6)\nSubject: x\n\nSent from my iPhone";
const message: DocumentText = {
  kind: "message",
  title: "x",
  text,
  marks: [{ kind: "header", start: 0, end: 9, value: "from" }],
  language: "en",
  date: undated,
  message: {
    method: "printed",
    messageId: null,
    inReplyTo: [],
    references: [],
    parties: [{ role: "from", name: "Ann", address: null, start: 6, end: 9 }],
  },
};

test("every finder that fits the kind looks at the document", () => {
  assert.deepEqual(
    findIn(message).map(({ kind }) => kind),
    ["contact", "redaction", "mark"],
  );
  assert.deepEqual(
    findIn({ ...message, kind: "paper", message: null }).map(({ kind }) => kind),
    ["redaction"],
  );
});

test("the stamp names every finder with its version", () => {
  for (const { name, version } of finders) assert.ok(findersStamp.includes(`${name} ${version}`));
});

test("the same document gives the same findings", () => {
  assert.deepEqual(findIn(message), findIn(message));
});
