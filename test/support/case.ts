/** A small case with something of everything, and the questions asked of it in process. */
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Answer, DocumentAnswer, DocumentLine } from "../../src/ask/answers.ts";
import { documents } from "../../src/ask/documents.ts";
import { type Question, readParams } from "../../src/ask/question.ts";
import { show } from "../../src/ask/show.ts";
import { openView, type View } from "../../src/ask/view.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { plant, type Tree, temporaryFolder } from "./folder.ts";

export interface BuiltCase {
  folder: string;
  source: string;
  view: View;
}

/** Ingests `tree` into a case of its own and opens it for questions in English. */
export async function caseOf(test: Pick<TestContext, "after">, tree: Tree): Promise<BuiltCase> {
  const folder = temporaryFolder(test);
  const source = join(folder, "release");
  plant(source, tree);
  const built = join(folder, "built.stemma");
  await ingest({ case: built, sources: [source], workers: 1 });
  const view = openView(built, "en");
  test.after(() => view.case.close());
  return { folder: built, source, view };
}

/** Asks as the command line and HTTP do: parameters as text, read by the question's own declaration. */
export async function ask<Answered extends object>(
  view: View,
  question: Question,
  params: Record<string, string | boolean> = {},
): Promise<Answered> {
  return (await question.ask(view, readParams(question, params))) as Answered;
}

export async function everyDocument(view: View): Promise<DocumentAnswer[]> {
  const { items } = await ask<Answer<DocumentLine>>(view, documents, { limit: "100000" });
  const all: DocumentAnswer[] = [];
  for (const { id } of items) all.push(await ask<DocumentAnswer>(view, show, { document: id }));
  return all;
}
