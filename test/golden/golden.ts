/** All golden files: what each is called, and what it holds now. `npm run golden` writes them, `golden.test.ts` compares. */
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Answer, Contact, DocumentLine, Party, ProblemsAnswer, SameAs } from "../../src/ask/answers.ts";
import { questions } from "../../src/ask/ask.ts";
import { readParams } from "../../src/ask/question.ts";
import { openView, type View } from "../../src/ask/view.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { madeFixtures } from "./made.ts";
import { goldenOf } from "./readings.ts";

const fixtures = path.join(import.meta.dirname, "fixtures");
export const expectedFolder = path.join(import.meta.dirname, "expected");

export interface Golden {
  /** File below `expected/`. */
  file: string;
  make(): Promise<object>;
}

export function goldens(): Golden[] {
  const files = globSync("**/*", { cwd: fixtures, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(fixtures, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
  return [
    ...files.map((name) => golden(name, () => readFileSync(path.join(fixtures, name)))),
    ...Object.entries(madeFixtures).map(([name, make]) => golden(name, make)),
    { file: "example-case.json", make: exampleListing },
  ];
}

function golden(name: string, bytes: () => Uint8Array): Golden {
  return { file: `${name}.json`, make: () => goldenOf(path.posix.basename(name), bytes()) };
}

/** As it stands in the file. */
export function written(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Opens a view of the example case, built anew in a temporary folder. */
export async function exampleView(): Promise<{ view: View; close: () => void }> {
  const folder = mkdtempSync(path.join(tmpdir(), "stemma-golden-"));
  const target = path.join(folder, "example.stemma");
  await ingest({ case: target, sources: [path.resolve(import.meta.dirname, "../../examples/castellane")] });
  const view = openView(target, "en");
  const close = (): void => {
    view.case.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { view, close };
}

export async function ask<Answer>(
  view: View,
  name: string,
  raw: Record<string, string> = {},
): Promise<Answer> {
  const question = questions.find((one) => one.name === name);
  if (!question) throw new Error(`there is no question ${name}`);
  return (await question.ask(view, readParams(question, raw))) as Answer;
}

/** The example case in lists: one line a document, a contact, a problem. */
async function exampleListing(): Promise<object> {
  const { view, close } = await exampleView();
  try {
    const documents = await ask<Answer<DocumentLine>>(view, "documents", { limit: "100000" });
    const contacts = await ask<Answer<Contact>>(view, "contacts", { limit: "100000" });
    const problems = await ask<ProblemsAnswer>(view, "problems", { limit: "10000" });
    const same = await ask<Answer<SameAs>>(view, "same", { limit: "10000" });
    return {
      receipt: problems.receipt,
      documents: documents.items.map(documentLine),
      contacts: contacts.items.map(contactLine),
      problems: problems.items
        .map(
          ({ path: file, state, partial, reason }) =>
            `${file} | ${state}${partial ? " in part" : ""} | ${reason}`,
        )
        .sort(),
      same: same.items.map(({ path: file, as }) => `${file} = ${as}`).sort(),
    };
  } finally {
    close();
  }
}

function documentLine({
  id,
  kind,
  title,
  date,
  language,
  outlet,
  author,
  place,
  characters,
}: DocumentLine): string {
  return [
    id,
    kind,
    date.edtf ?? "undated",
    language ?? "?",
    outlet,
    author,
    `“${title ?? ""}”`,
    place,
    `${characters} characters`,
  ]
    .filter((part) => part !== null)
    .join(" | ");
}

function contactLine({ date, from, to, cc, medium, status, method, certainty, evidence }: Contact): string {
  const people = (parties: Party[]): string =>
    parties.map(({ name, address }) => `${name ?? ""}<${address ?? ""}>`).join(", ");
  const where = evidence.map(({ document, start, end }) => `${document} ${start}-${end}`).join(", ");
  return `${date.edtf ?? "undated"} | ${people(from)} → ${people(to)}${cc.length ? ` (${people(cc)})` : ""} | ${medium} ${status}, ${method} ${certainty} | ${where}`;
}
