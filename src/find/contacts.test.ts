import assert from "node:assert/strict";
import { test } from "node:test";
import { type DocumentText, type MessageParty, type PartyRole, undated } from "../text/document.ts";
import { contacts } from "./contacts.ts";

const text = "From: Ann <ann@a.example>\nTo: Bob <bob@b.example>\nDate: 16 Mar 2020\nSubject: x\n\nHello";

function party(role: PartyRole, name: string): MessageParty {
  const start = text.indexOf(name);
  return { role, name, address: null, start, end: start + name.length };
}

function message(parties: MessageParty[], method: "header" | "printed" = "header"): DocumentText {
  const lines = text.split("\n").slice(0, 4);
  let at = 0;
  const marks = lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return {
      kind: "header" as const,
      start,
      end: start + line.length,
      value: line.slice(0, line.indexOf(":")).toLowerCase(),
    };
  });
  return {
    kind: "message",
    title: "x",
    text,
    marks,
    language: "en",
    date: undated,
    message: { method, messageId: null, inReplyTo: [], references: [], parties },
  };
}

function contactOf(document: DocumentText) {
  const [finding, ...others] = contacts.find(document);
  assert.equal(others.length, 0);
  return finding?.kind === "contact" ? finding : null;
}

test("a message is one contact with its header lines as evidence", () => {
  const contact = contactOf(message([party("from", "Ann"), party("to", "Bob")]));
  assert.deepEqual(
    contact?.parties.map(({ role, name }) => [role, name]),
    [
      ["from", "Ann"],
      ["to", "Bob"],
    ],
  );
  assert.deepEqual(
    contact?.evidence.map(({ start, end }) => text.slice(start, end)),
    ["From: Ann <ann@a.example>", "To: Bob <bob@b.example>", "Date: 16 Mar 2020"],
  );
  assert.equal(contact?.medium, "email");
});

test("the sender writes where nobody stands under From, and only there", () => {
  const alone = contactOf(message([party("sender", "Ann"), party("to", "Bob")]));
  assert.deepEqual(alone?.parties.map(({ role, name }) => [role, name])[0], ["from", "Ann"]);
  const both = contactOf(message([party("from", "Bob"), party("sender", "Ann"), party("to", "Bob")]));
  assert.deepEqual(
    both?.parties.map(({ name }) => name),
    ["Bob", "Bob"],
  );
});

test("a print, and a mail without sender or recipient, is less certain", () => {
  const header = contactOf(message([party("from", "Ann"), party("to", "Bob")]))?.certainty ?? 0;
  const printed = contactOf(message([party("from", "Ann"), party("to", "Bob")], "printed"))?.certainty ?? 0;
  const oneSided = contactOf(message([party("to", "Bob")], "printed"))?.certainty ?? 0;
  assert.ok(header > printed && printed > oneSided && oneSided > 0);
});

test("a message that names nobody is no contact", () => {
  assert.equal(contactOf(message([])), null);
  assert.equal(contactOf({ ...message([]), message: null }), null);
});
