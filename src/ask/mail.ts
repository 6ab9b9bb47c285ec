/** The mail of a case as a mail program shows it: folders and people to choose from, conversations newest first. */
import type { Columns } from "../case/columns.ts";
import { partyCounts } from "../case/contacts.ts";
import { countMembers, documentByRow, partiesOf, textAndMarks } from "../case/documents.ts";
import { linkableMessages } from "../case/links.ts";
import type { Answer, ConversationLine, MailFolders, Party } from "./answers.ts";
import { folderFacet } from "./facets.ts";
import { found } from "./found.ts";
import { matcherOf, snippetOf } from "./matcher.ts";
import { noteText } from "./notes.ts";
import { type Person, peopleByRow } from "./people.ts";
import { limitParam, numberParam, offsetParam, type Params, type Question, textParam } from "./question.ts";
import { sendersOf } from "./shapes.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

export const conversations: Question = {
  name: "conversations",
  summary: summaries.conversations,
  params: [
    {
      name: "q",
      type: "text",
      positional: true,
      default: "",
      summary: { en: "a query; all mail without one", fr: "une requête ; tout le courrier sans elle" },
    },
    limitParam(100),
    offsetParam,
  ],
  examples: [],
  ask: askConversations,
};

function askConversations(view: View, params: Params): Answer<ConversationLine> {
  const text = textParam(params, "q") ?? "";
  const { parsed, evaluated } = found(view, text);
  const columns = view.columns();
  const order = newestFirst(columns, evaluated.documents);
  const offset = numberParam(params, "offset");
  const matcher = evaluated.terms.length ? matcherOf(evaluated.terms) : null;
  const items = order
    .slice(offset, offset + numberParam(params, "limit", 100))
    .flatMap(({ conversation, newest }) => lineOf(view, columns, conversation, newest, matcher));
  return {
    query: { text },
    total: order.length,
    offset,
    items,
    notes: parsed.notes.map((note) => noteText(note, view.tongue)),
  };
}

/** Conversations of these documents, by their newest message among them; undated ones last. */
function newestFirst(columns: Columns, documents: Int32Array): { conversation: number; newest: number }[] {
  const newest = new Map<number, number>();
  const moment = (document: number): number => {
    const at = columns.moment[document] ?? Number.NaN;
    return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
  };
  for (const document of documents) {
    const conversation = columns.conversation[document] ?? 0;
    if (conversation === 0) continue;
    const before = newest.get(conversation);
    if (before === undefined || moment(document) > moment(before)) newest.set(conversation, document);
  }
  return [...newest]
    .map(([conversation, document]) => ({ conversation, newest: document }))
    .sort((a, b) => {
      const [x, y] = [moment(a.newest), moment(b.newest)];
      return x === y ? a.newest - b.newest : x > y ? -1 : 1;
    });
}

const peopleShown = 6;
const conversationLooked = 200;

function lineOf(
  view: View,
  columns: Columns,
  conversation: number,
  newest: number,
  matcher: ReturnType<typeof matcherOf> | null,
): ConversationLine[] {
  const of = view.case;
  const document = documentByRow(of, newest);
  const root = documentByRow(of, conversation);
  if (!document || !root) return [];
  const messages = linkableMessages(of, conversation);
  const people = new Map<string, Party>();
  // The newest speak first: they are whom the reader looks for.
  for (const { document: row } of [{ document: newest }, ...messages.slice(0, conversationLooked)]) {
    if (people.size >= peopleShown) break;
    for (const party of sendersOf(partiesOf(of, row)))
      people.set((party.address ?? party.name ?? "").toLowerCase(), party);
  }
  const { text, marks } = textAndMarks(of, newest);
  return [
    {
      id: root.id,
      title: document.title,
      messages: messages.length,
      people: [...people.values()],
      date: document.date,
      newest: document.id,
      snippet: snippetOf(text, marks, matcher)
        .parts.map((part) => part.text)
        .join(""),
      attachments: document.origin === null ? countMembers(of, document.original) : 0,
      printed: (columns.printed[newest] ?? 0) === 1,
    },
  ];
}

const foldersShown = 200;
const folderPeople = 12;

export const folders: Question = {
  name: "folders",
  summary: summaries.folders,
  params: [],
  examples: [],
  ask: (view: View): MailFolders => {
    const columns = view.columns();
    const counts = new Map<number, number>();
    let all = 0;
    for (let id = 0; id < columns.size; id++) {
      if (columns.kind[id] !== 0) continue;
      all += 1;
      for (const folder of columns.places[columns.place[id] ?? 0] ?? [])
        counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    const direct = { mail: directFolders(columns, 0), prints: printFolders(columns) };
    const shared = sharedSteps(
      [...direct.mail, ...direct.prints].map((folder) => columns.folders[folder] ?? ""),
    );
    const line = (folder: number) => {
      const path = columns.folders[folder] ?? "";
      return {
        path,
        label: folderLabel(path, shared),
        query: `kind:message ${folderFacet(path).query}`,
        count: counts.get(folder) ?? 0,
      };
    };
    return {
      all,
      folders: direct.mail.map(line).sort(byPath).slice(0, foldersShown),
      prints: direct.prints.map(line).sort(byPath).slice(0, foldersShown),
      people: busiest(view, folderPeople).map(({ party, query, sent, received }) => ({
        party,
        query,
        count: sent + received,
      })),
    };
  },
};

/** Folders that messages lie in directly: real ones, or those made from print-outs. */
function directFolders(columns: Columns, printed: 0 | 1): number[] {
  const folders = new Set<number>();
  for (let id = 0; id < columns.size; id++)
    if (columns.kind[id] === 0 && columns.printed[id] === printed) folders.add(columns.folder[id] ?? 0);
  folders.delete(0);
  return [...folders];
}

const printsShown = 60;

/** The print-outs; where there are very many (a file a page), the folders that they lie in. */
function printFolders(columns: Columns): number[] {
  const files = directFolders(columns, 1);
  if (files.length <= printsShown) return files;
  const folders = new Set(files.map((file) => (columns.folders[file] ?? "").replace(/\/[^/]*$/, "")));
  return [...folders].map((path) => columns.folders.indexOf(path)).filter((index) => index > 0);
}

/** How many steps all these paths begin with: they say nothing about any of them. The last step is never one of them. */
function sharedSteps(paths: readonly string[]): number {
  const [first = "", ...others] = paths;
  let shared = first.split("/").slice(0, -1);
  for (const path of others) {
    const steps = path.split("/").slice(0, -1);
    const differs = shared.findIndex((step, index) => step !== steps[index]);
    if (differs >= 0) shared = shared.slice(0, differs);
  }
  return shared.length;
}

/** The steps that tell a folder from the others; `cur` and `new` of a maildir are its inside, not its name. */
function folderLabel(path: string, shared: number): string {
  const steps = path.split("/");
  const own = steps.slice(Math.min(shared, steps.length - 1));
  if (own.length > 1 && (own.at(-1) === "cur" || own.at(-1) === "new")) own.pop();
  return own.join("/");
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/**
 * The people with most messages. `sent` is what they wrote, `received` whatever else they took part in: together what `query`
 * finds.
 */
export function busiest(
  view: View,
  atMost: number,
): { party: Party; query: string; sent: number; received: number }[] {
  const rows = peopleByRow(view);
  const people = new Map<Person, number>();
  for (const { party, sent, received } of partyCounts(view.case)) {
    const person = rows.get(party);
    if (person) people.set(person, (people.get(person) ?? 0) + sent + received);
  }
  return [...people]
    .sort(([a, one], [b, other]) => other - one || (a.key < b.key ? -1 : 1))
    .slice(0, atMost)
    .map(([{ party, value }]) => {
      const query = `with:${value}`;
      const sent = found(view, `from:${value}`).evaluated.documents.length;
      return { party, query, sent, received: found(view, query).evaluated.documents.length - sent };
    })
    .sort((a, b) => b.sent + b.received - a.sent - a.received);
}
