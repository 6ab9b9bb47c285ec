import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LinkableMessage } from "../case/links.ts";
import { baseSubject, conversations, parentOf } from "./threads.ts";

function message(document: number, more: Partial<LinkableMessage> = {}): LinkableMessage {
  return {
    document,
    key: `k${String(document).padStart(7, "0")}`,
    messageId: `${document}@b`,
    inReplyTo: [],
    references: [],
    printedIn: null,
    start: 0,
    title: null,
    ...more,
  };
}

/** Documents by conversation, each list sorted; the lists by their conversation. */
function groups(messages: readonly LinkableMessage[]): number[][] {
  const byConversation = new Map<number, number[]>();
  for (const { document, conversation } of conversations(messages))
    byConversation.set(conversation, [...(byConversation.get(conversation) ?? []), document]);
  return [...byConversation.values()]
    .map((list) => list.sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

test("answers join what they answer, in whatever order they come", () => {
  const messages = [
    message(3, { inReplyTo: ["2@b"] }),
    message(1),
    message(2, { inReplyTo: ["1@b"] }),
    message(4),
  ];
  assert.deepEqual(groups(messages), [[1, 2, 3], [4]]);
  assert.deepEqual(groups(messages.toReversed()), [[1, 2, 3], [4]]);
  assert.deepEqual(
    [...conversations(messages)].map(({ conversation }) => conversation),
    [1, 1, 1, 4],
  );
});

test("a message that is only known from others joins those that name it", () => {
  assert.deepEqual(
    groups([message(1, { references: ["ghost@b"] }), message(2, { inReplyTo: ["ghost@b"] }), message(3)]),
    [[1, 2], [3]],
  );
});

test("messages that answer each other, or themselves, are one conversation and end", () => {
  assert.deepEqual(
    groups([
      message(1, { inReplyTo: ["2@b"] }),
      message(2, { inReplyTo: ["1@b"] }),
      message(3, { inReplyTo: ["3@b"] }),
    ]),
    [[1, 2], [3]],
  );
});

test("equal Message-IDs stand together, missing ones alone", () => {
  assert.deepEqual(
    groups([
      message(1, { messageId: "x" }),
      message(2, { messageId: "x" }),
      message(3, { messageId: null }),
      message(4, { messageId: null }),
    ]),
    [[1, 2], [3], [4]],
  );
});

test("of five thousand references the nearest hundred count", () => {
  const references = Array.from({ length: 5000 }, (_, n) => `${n}@b`);
  assert.deepEqual(
    groups([message(9000, { references }), message(4999), message(4900), message(4899), message(0)]),
    [[0], [4899], [4900, 4999, 9000]],
  );
});

test("a hundred thousand messages with one subject stay apart, in a moment", () => {
  const messages = Array.from({ length: 100_000 }, (_, n) => message(n + 1, { title: "Re: the report" }));
  const started = performance.now();
  let apart = 0;
  for (const { document, conversation } of conversations(messages)) if (document === conversation) apart += 1;
  assert.equal(apart, 100_000);
  assert.ok(performance.now() - started < 3000);
});

test("a chain of a hundred thousand answers is one conversation, in a moment, from either end", () => {
  const chain = Array.from({ length: 100_000 }, (_, n) => message(n + 1, { inReplyTo: n ? [`${n}@b`] : [] }));
  for (const messages of [chain, chain.toReversed()]) {
    const started = performance.now();
    assert.ok([...conversations(messages)].every(({ conversation }) => conversation === 1));
    assert.ok(performance.now() - started < 3000);
  }
});

test("printed messages stand together when they are neighbours in a print-out and bear one subject", () => {
  const printed = (document: number, start: number, title: string, printedIn = 50) =>
    message(document, { messageId: null, printedIn, start, title });
  const messages = [
    printed(1, 0, "Re: The report"),
    printed(2, 10, "The  report"),
    printed(3, 20, "Lunch"),
    printed(4, 30, "The report"),
    printed(5, 0, "The report", 51),
  ];
  assert.deepEqual(groups(messages), [[1, 2], [3], [4], [5]]);
  assert.deepEqual(groups(messages.toReversed()), [[1, 2], [3], [4], [5]]);
});

test("conversations do not depend on the order of the messages", () => {
  const some = fc.array(
    fc.record({
      id: fc.nat(12),
      inReplyTo: fc.array(fc.nat(15), { maxLength: 2 }),
      references: fc.array(fc.nat(15), { maxLength: 4 }),
    }),
    { maxLength: 14 },
  );
  fc.assert(
    fc.property(some, fc.nat(), (drafts, seed) => {
      const messages = drafts.map(({ id, inReplyTo, references }, n) =>
        message(n + 1, {
          messageId: `${id}@b`,
          inReplyTo: inReplyTo.map((one) => `${one}@b`),
          references: references.map((one) => `${one}@b`),
        }),
      );
      const turned = messages
        .map((one, n) => ({ one, at: (n * 7919 + seed) % 101 }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      const told = (list: readonly LinkableMessage[]) =>
        [...conversations(list)].sort((a, b) => a.document - b.document);
      assert.deepEqual(told(turned), told(messages));
    }),
  );
});

test("the parent is whom In-Reply-To names, else the last of References that is there, else what is printed below", () => {
  const all = [message(1), message(2), message(3)];
  const byId = new Map(all.map((one) => [one.messageId ?? "", one]));
  const parent = (more: Partial<LinkableMessage>, below: LinkableMessage | null = null) => {
    const found = parentOf(message(9, more), byId, below);
    return [found.parent?.document ?? null, found.reason];
  };
  assert.deepEqual(parent({ inReplyTo: ["none@b", "2@b"], references: ["3@b"] }), [2, "in-reply-to"]);
  assert.deepEqual(parent({ references: ["1@b", "3@b", "none@b"] }), [3, "references"]);
  assert.deepEqual(parent({}, all[0]), [1, "printed-together"]);
  assert.deepEqual(parent({ inReplyTo: ["none@b"] }), [null, "none"]);
  const self = message(1, { inReplyTo: ["1@b"] });
  assert.equal(parentOf(self, new Map([["1@b", self]]), null).parent, null);
});

test("a subject is compared without its prefixes in any language, blanks and case", () => {
  for (const subject of [
    "The report",
    "RE: the report",
    "Re: Fwd:  The Report",
    "TR : Re[2]: the report",
    "AW: WG: The report",
    "Rép : The report",
    "  re:The report",
  ])
    assert.equal(baseSubject(subject), "thereport", subject);
  assert.equal(baseSubject("Reference: x"), "reference:x");
  assert.equal(baseSubject(null), "");
  const started = performance.now();
  baseSubject(`re${" ".repeat(200_000)}x`);
  baseSubject("re: ".repeat(50_000));
  assert.ok(performance.now() - started < 1000);
});
