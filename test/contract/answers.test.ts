/** Every answer has the shape that is promised, and every passage in it is what the text holds at that place. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import * as v from "valibot";
import type { DocumentAnswer, Hit, Passage } from "../../src/ask/answers.ts";
import { questions } from "../../src/ask/ask.ts";
import { readParams } from "../../src/ask/question.ts";
import { answerSchemas, otherSchemas } from "../../src/ask/schemas.ts";
import { openView, type View } from "../../src/ask/view.ts";
import { exampleCase, exampleSources, stemma } from "./stemma.ts";

let made: Awaited<ReturnType<typeof exampleCase>>;
let view: View;
let message = "";
let release = "";
let story = "";

before(async () => {
  made = await exampleCase();
  view = openView(made.case, "en");
  const first = async (q: string) => (await ask<{ items: Hit[] }>("search", { q })).items[0]?.id ?? "";
  message = await first("message-id:4F2A91C7-6D30-4B1E-9A55-1C0E7B2D8F43@lumen.example");
  release = await first("file:niph-release-1.pdf kind:paper");
  story = await first("kind:story outlet:Meridian sort:oldest");
});
after(() => {
  view.case.close();
  made.remove();
});

async function ask<Answer>(name: string, raw: Record<string, string>): Promise<Answer> {
  const question = questions.find((one) => one.name === name);
  assert.ok(question, `there is no question ${name}`);
  return (await question.ask(view, readParams(question, raw))) as Answer;
}

/** Fails with the path and the reason of each thing that does not fit. */
function fits(schema: v.GenericSchema, answer: unknown): void {
  const checked = v.safeParse(schema, answer);
  if (!checked.success)
    assert.fail(checked.issues.map((issue) => `${v.getDotPath(issue) ?? "it"}: ${issue.message}`).join("\n"));
}

/** Parameters that make each question answer with something in every field that the example case can fill. */
const asked: Record<keyof typeof answerSchemas, () => Record<string, string>[]> = {
  overview: () => [{}],
  search: () => [
    { q: "" },
    { q: '"information centre" with:holt', facets: "1" },
    { q: "kind:story", sort: "oldest" },
    { q: 'nosuch:field "open (', limit: "0" },
    { q: "has:redaction" },
  ],
  documents: () => [{ q: "" }, { q: "kind:story" }, { q: "zzzz" }],
  show: () => [{ document: message }, { document: release }, { document: story }],
  headers: () => [{ document: message }, { document: story }],
  hits: () => [{ document: message, q: "centre" }, { document: message }],
  boxes: () => [{ document: release, start: "0", end: "400" }],
  conversations: () => [{ q: "" }, { q: "centre" }],
  folders: () => [{}],
  thread: () => [{ message }],
  contacts: () => [{}, { person: "castellane", with: "holt", from: "2021-03", to: "2021-03-31" }],
  timeline: () => [{}, { q: "kind:message", from: "2021" }],
  problems: () => [{}, { state: "unread" }],
  same: () => [{}],
};

describe("every question", () => {
  it("has a schema, and every schema a question", () => {
    assert.deepEqual(questions.map(({ name }) => name).sort(), Object.keys(answerSchemas).sort());
  });

  for (const name of Object.keys(answerSchemas) as (keyof typeof answerSchemas)[])
    it(`${name} answers as its schema says`, async () => {
      for (const params of asked[name]()) fits(answerSchemas[name], await ask(name, params));
    });

  it("has one schema that takes both languages", async () => {
    const french = view.inTongue("fr");
    const question = questions.find(({ name }) => name === "problems");
    assert.ok(question);
    fits(answerSchemas.problems, await question.ask(french, readParams(question, {})));
  });

  it("answers about every document of the case", async () => {
    const { items, total } = await ask<{ items: { id: string; kind: string }[]; total: number }>(
      "documents",
      { limit: "1000" },
    );
    assert.equal(items.length, total);
    for (const { id, kind } of items) {
      fits(answerSchemas.show, await ask("show", { document: id }));
      if (kind === "message") fits(answerSchemas.thread, await ask("thread", { message: id }));
    }
  });
});

describe("a passage", () => {
  it("is what the text of its document holds from start to end, wherever it is shown", async () => {
    const texts = new Map<string, string>();
    let seen = 0;
    const look = async (value: unknown): Promise<void> => {
      if (Array.isArray(value)) for (const part of value) await look(part);
      else if (value !== null && typeof value === "object") {
        if (isPassage(value)) {
          let text = texts.get(value.document);
          if (text === undefined) {
            ({ text } = await ask<DocumentAnswer>("show", { document: value.document }));
            texts.set(value.document, text);
          }
          assert.equal(value.text, text.slice(value.start, value.end));
          assert.equal(value.link, `/d/${value.document}#${value.start}-${value.end}`);
          seen += 1;
        } else for (const part of Object.values(value)) await look(part);
      }
    };
    for (const name of ["search", "show", "contacts", "timeline"] as const)
      for (const params of asked[name]())
        await look(await ask(name, { ...params, ...(name === "show" ? {} : { limit: "1000" }) }));
    assert.ok(seen > 100, String(seen));
  });
});

function isPassage(value: object): value is Passage {
  return "document" in value && "start" in value && "end" in value && "text" in value && "link" in value;
}

describe("--json", () => {
  const commands: [string, () => string[], v.GenericSchema][] = [
    ["search", () => ["centre", "--facets"], answerSchemas.search],
    ["documents", () => [], answerSchemas.documents],
    ["show", () => [message], answerSchemas.show],
    ["show --headers", () => [message, "--headers"], answerSchemas.headers],
    ["show --passage", () => [message, "--passage", "0-10"], otherSchemas.passage],
    ["problems", () => [], answerSchemas.problems],
    ["problems --retry", () => ["--retry", "drop-2/empty.txt"], answerSchemas.problems],
    ["thread", () => [message], answerSchemas.thread],
    ["contacts", () => [], answerSchemas.contacts],
    ["timeline", () => [], answerSchemas.timeline],
    ["ingest", () => [exampleSources], otherSchemas.ingest],
  ];
  for (const [name, args, schema] of commands)
    it(`stemma ${name} prints one JSON value of its schema, and nothing else to standard output`, async () => {
      const { stdout } = await stemma([name.split(" ")[0] ?? "", ...args(), "--json", "--case", made.case]);
      assert.equal(stdout.trimEnd().split("\n").length, 1);
      fits(schema, JSON.parse(stdout));
    });

  it("stemma export prints one JSON value a line, each of its schema", async () => {
    for (const [what, schema] of [
      ["documents", answerSchemas.show],
      ["contacts", answerSchemas.contacts.entries.items.item],
    ] as const) {
      const { stdout, code } = await stemma(["export", "--what", what, "--case", made.case]);
      assert.equal(code, 0);
      const lines = stdout.trimEnd().split("\n");
      assert.ok(lines.length > 20);
      for (const line of lines) fits(schema, JSON.parse(line));
    }
  });

  it("says an error as an answer too", async () => {
    for (const args of [
      ["nosuch"],
      ["show", "d_nosuch", "--case", made.case],
      ["documents", "--case", "nosuch.stemma"],
    ]) {
      const { stdout, stderr } = await stemma([...args, "--json"]);
      fits(otherSchemas.error, JSON.parse(stdout));
      assert.match(stderr, /^stemma: /);
    }
  });
});
