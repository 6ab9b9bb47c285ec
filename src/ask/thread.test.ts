import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, caseOf } from "../../test/support/case.ts";
import type { Answer, DocumentLine, ThreadAnswer } from "./answers.ts";
import { documents } from "./documents.ts";
import { thread, withoutCircles } from "./thread.ts";

function mail(id: number, answers: number | null, minute: number): string {
  return `From: a@b.example\nTo: c@d.example\nSubject: no ${id}\nMessage-ID: <${id}@b>\n${answers === null ? "" : `In-Reply-To: <${answers}@b>\n`}Date: Mon, 1 Mar 2021 10:${String(minute).padStart(2, "0")}:00 +0000\n\nText ${id}.\n`;
}

test("a thread is a tree in order of time, each link with its reason; forged circles are left out", async (t) => {
  const { view } = await caseOf(t, {
    "1.eml": mail(1, null, 1),
    "2.eml": mail(2, 1, 2),
    "3.eml": mail(3, 2, 4),
    "4.eml": mail(4, 1, 3),
    // 5 and 6 answer each other; 7 answers 6.
    "5.eml": mail(5, 6, 5),
    "6.eml": mail(6, 5, 6),
    "7.eml": mail(7, 6, 7),
  });
  const all = await ask<Answer<DocumentLine>>(view, documents);
  const id = (n: number) => all.items.find(({ title }) => title === `no ${n}`)?.id ?? "";
  const told = async (n: number) => {
    const answer = await ask<ThreadAnswer>(view, thread, { message: id(n) });
    const number = new Map(answer.messages.map((one) => [one.id, Number(one.title?.slice(3))]));
    return answer.messages.map(({ title, parent, depth, reason }) =>
      [title?.slice(3), parent ? number.get(parent) : null, depth, reason].join(" "),
    );
  };
  assert.deepEqual(await told(3), [
    "1  0 none",
    "2 1 1 in-reply-to",
    "4 1 1 in-reply-to",
    "3 2 2 in-reply-to",
  ]);
  assert.deepEqual(await told(5), ["5  0 none", "6  0 none", "7 6 1 in-reply-to"]);
});

test("a chain of a hundred thousand answers has its depths in a moment, and a circle as long has none", () => {
  const size = 100_000;
  const started = performance.now();
  const chain = new Map(Array.from({ length: size }, (_, n) => [n, n === 0 ? null : n - 1]));
  assert.equal(withoutCircles(chain).depths.get(size - 1), size - 1);
  const circle = new Map(Array.from({ length: size }, (_, n) => [n, (n + 1) % size]));
  const { parents, depths } = withoutCircles(circle);
  assert.ok(
    [...parents.values()].every((parent) => parent === null) &&
      [...depths.values()].every((depth) => depth === 0),
  );
  assert.ok(performance.now() - started < 3000);
});

test("what hangs on a circle keeps its link", () => {
  const { parents, depths } = withoutCircles(
    new Map([
      [1, 2],
      [2, 1],
      [3, 1],
      [4, 3],
      [5, 5],
      [6, 99],
    ]),
  );
  assert.deepEqual(
    [...parents],
    [
      [1, null],
      [2, null],
      [3, 1],
      [4, 3],
      [5, null],
      [6, 99],
    ],
  );
  assert.deepEqual(
    [...depths].sort(),
    [
      [1, 0],
      [2, 0],
      [3, 1],
      [4, 2],
      [5, 0],
      [6, 1],
      [99, 0],
    ].filter(([one]) => one !== 99 || depths.has(99)),
  );
});
