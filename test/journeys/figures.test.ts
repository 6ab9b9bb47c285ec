/** Every figure that is a way into a search says how much that search finds. On the example case, over the HTTP interface. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Facets, MailFolders, Overview, SearchAnswer } from "../../src/ask/answers.ts";
import { undatedTerm } from "../../src/web/parts/query.ts";
import { exampleStage, type Stage } from "./stage.ts";

/** What a figure says, and the search behind it. */
interface Figure {
  query: string;
  count: number;
}

describe("figures of the example case", () => {
  let stage: Stage;
  let overview: Overview;
  let folders: MailFolders;
  before(async () => {
    stage = await exampleStage();
    overview = await stage.ask("overview");
    folders = await stage.ask("folders");
  });
  after(() => stage?.close());

  const search = (q: string): Promise<SearchAnswer> => stage.ask("search", { q, limit: 200 });
  const assertFound = async (figures: readonly Figure[]): Promise<void> => {
    assert.ok(figures.length > 0);
    const found: Figure[] = [];
    for (const { query } of figures) found.push({ query, count: (await search(query)).total });
    assert.deepEqual(
      found,
      figures.map(({ query, count }) => ({ query, count })),
    );
  };

  test("documents, kinds, languages and outlets of the overview", async () => {
    await assertFound([
      { query: "", count: overview.documents },
      ...overview.kinds.map(({ kind, count }) => ({ query: `kind:${kind}`, count })),
      ...overview.languages.flatMap(({ language, count }) =>
        language === null ? [] : [{ query: `lang:${language}`, count }],
      ),
      ...overview.outlets,
    ]);
  });

  test("months of the overview, and what has no date", async () => {
    const months = overview.months.map(({ month, messages, papers, stories }) => ({
      query: `date:${month}`,
      count: messages + papers + stories,
    }));
    await assertFound([...months, { query: undatedTerm, count: overview.undated }]);
    const dated = months.reduce((sum, { count }) => sum + count, 0);
    assert.equal(dated + overview.undated, overview.documents);
  });

  test("redactions and attachments are the sum of those of the documents that the search finds", async () => {
    const redacted = (await search("has:redaction")).items;
    assert.equal(
      redacted.reduce((sum, hit) => sum + hit.redactions, 0),
      overview.redactions,
    );
    const attaching = (await search("has:attachment")).items;
    assert.equal(
      attaching.reduce((sum, hit) => sum + hit.attachments, 0),
      overview.attachments,
    );
  });

  test("printed messages are those of the print-outs in Mail", () => {
    assert.equal(
      folders.prints.reduce((sum, { count }) => sum + count, 0),
      overview.printedMessages,
    );
  });

  test("pairs of the overview", () =>
    assertFound(overview.inTouch.map(({ query, count, back }) => ({ query, count: count + back }))));

  test("correspondents of the overview", () =>
    assertFound(
      overview.correspondents.map(({ query, sent, received }) => ({ query, count: sent + received })),
    ));

  test("all mail and its print-outs", async () => {
    await assertFound([{ query: "kind:message", count: folders.all }, ...folders.prints]);
  });

  test("folders in Mail", () => assertFound(folders.folders));

  test("people in Mail", () =>
    assertFound(folders.people.map(({ query, count }) => ({ query: `kind:message ${query}`, count }))));

  for (const query of ["", "centre", "has:redaction", "kind:message"]) {
    const ask = async (): Promise<{ facets: Facets; total: number }> => {
      const answer = await stage.ask<SearchAnswer>("search", { q: query, facets: 1, limit: 1 });
      assert.ok(answer.facets !== null);
      return { facets: answer.facets, total: answer.total };
    };
    const narrowed = (values: readonly Figure[]): Figure[] =>
      values.map((value) => ({ query: `${query} ${value.query}`.trim(), count: value.count }));
    const name = query === "" ? "everything" : query;

    test(`facets of ${name}: kind, language, sender, outlet, year, month`, async () => {
      const { facets, total } = await ask();
      const { kind, language, sender, outlet, year, months } = facets;
      await assertFound(
        narrowed([
          ...[kind, language, sender, outlet, year].flat(),
          ...months.map(({ month, count }) => ({ query: `date:${month}`, count })),
        ]),
      );
      const dated = months.reduce((sum, { count }) => sum + count, 0);
      assert.equal(dated + facets.undated, total);
    });

    test(`facets of ${name}: folder`, async () => assertFound(narrowed((await ask()).facets.folder)));
  }
});
