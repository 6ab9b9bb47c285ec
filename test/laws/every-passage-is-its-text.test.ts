/** Law 2: every finding shows its passage, and `text.slice(start, end)` is what is shown. In every answer, wherever it stands. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DocumentAnswer, HitsAnswer, Passage, SearchAnswer } from "../../src/ask/answers.ts";
import { questions } from "../../src/ask/ask.ts";
import { contacts, timeline } from "../../src/ask/contacts.ts";
import { hits } from "../../src/ask/passages.ts";
import { search } from "../../src/ask/search.ts";
import { thread } from "../../src/ask/thread.ts";
import { fold } from "../../src/text/words.ts";
import { ask, caseOf, everyDocument } from "../support/case.ts";
import { releaseOf } from "../support/mail.ts";

const printOut = `From: Adrian Holt
Sent: Thursday, March 4, 2021 9:12 AM
To: Castellane, Miriam (NIPH)
Subject: The harbour report

Miriam,
the report was sent on (b)(6) as agreed, [REDACTED] signed it.
Adrian

From: Castellane, Miriam (NIPH)
Sent: Wednesday, March 3, 2021 6:40 PM
To: Adrian Holt
Subject: The harbour report

Was it sent? Thanks🤔 e\u0302\u0323 and İstanbul, ΟΔΟΣ.
`;

const queries = [
  "harbour",
  "report sent",
  '"the harbour report"',
  "négocié",
  "negocie",
  "NÉGOCIATION",
  "contr*",
  "near(report harbour, 6)",
  '="report"',
  '="report" report',
  "with:holt signed",
  "from:castellane",
  "subject:harbour",
  "kind:story OR harbour",
  "thanks",
  "istanbul",
  "οδος",
  "date:2021 ministers -denied",
  "title:chantier",
  "in:notes harbour",
  "l'accord",
  "saint-naz*",
  '"3 march 2021"',
  "e\u0302",
  "redacted",
];

/** Every passage anywhere in an answer. */
function* passagesIn(value: unknown): Generator<Passage> {
  if (typeof value !== "object" || value === null) return;
  const { document, start, end, text } = value as Partial<Passage>;
  if (
    typeof document === "string" &&
    typeof start === "number" &&
    typeof end === "number" &&
    typeof text === "string"
  )
    yield value as Passage;
  for (const part of Object.values(value)) yield* passagesIn(part);
}

test("every passage of every answer is cut from its document's text, and every offset lies in it", async (t) => {
  const { view } = await caseOf(t, { ...releaseOf(80), "prints/out.txt": printOut });
  const documents = await everyDocument(view);
  const byId = new Map(documents.map((document) => [document.id, document]));
  let checked = 0;
  const check = (answer: object): void => {
    for (const { document, start, end, text, link } of passagesIn(answer)) {
      const whole = byId.get(document)?.text;
      assert.ok(whole !== undefined, `a passage of no document: ${document}`);
      assert.ok(start <= end && end <= whole.length, `${document} ${start}-${end} of ${whole.length}`);
      assert.equal(text, whole.slice(start, end));
      assert.equal(link, `/d/${document}#${start}-${end}`);
      checked += 1;
    }
  };

  for (const document of documents) {
    check(document);
    checkOffsets(document);
    if (document.message) check(await ask(view, thread, { message: document.id }));
  }
  check(await ask(view, contacts, { limit: "10000" }));
  check(await ask(view, timeline, { limit: "10000" }));
  for (const question of questions)
    if (!question.params.some(({ required }) => required)) check(await ask(view, question));
  for (const q of queries) {
    const answer = await ask<SearchAnswer>(view, search, { q, limit: "500", facets: true });
    check(answer);
    assert.ok(answer.total > 0, `nothing for ${q}`);
    for (const hit of answer.items) {
      const { text = "" } = byId.get(hit.id) ?? {};
      const marked = await ask<HitsAnswer>(view, hits, { document: hit.id, q });
      let last = 0;
      for (const { start, end } of marked.hits) {
        assert.ok(start >= last && start < end && end <= text.length, `${q} in ${hit.id}: ${start}-${end}`);
        last = end;
      }
      // What a snippet shows stands in the text, but for runs of blanks.
      const plain = text.replace(/\s+/g, " ");
      for (const { kind, text: part } of hit.snippet)
        if (kind === "hit") assert.ok(plain.includes(part) && fold(part) !== "", `${q} shows ${part}`);
    }
  }
  assert.ok(checked > 500, `${checked} passages`);
});

/** Marks, pages, redactions, printed messages and the passage that a document comes from. */
function checkOffsets({ text, marks, pages, redactions, printed, id }: DocumentAnswer): void {
  for (const { start, end } of [...marks, ...pages, ...redactions, ...printed])
    assert.ok(start >= 0 && start <= end && end <= text.length, `${id}: ${start}-${end} of ${text.length}`);
}
