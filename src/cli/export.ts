/** `stemma export`: documents and contacts for other programs. Formulas are made harmless, no hidden text goes along. */
import type { Answer, Contact, DocumentAnswer, DocumentLine, Party } from "../ask/answers.ts";
import { contacts } from "../ask/contacts.ts";
import { documents } from "../ask/documents.ts";
import { textParam } from "../ask/question.ts";
import { show } from "../ask/show.ts";
import type { View } from "../ask/view.ts";
import { type Command, done, type Setting, viewFor } from "./command.ts";
import { csvLine } from "./csv.ts";
import { partyText } from "./terminal.ts";

const pageSize = 500;

export const exportCommand: Command = {
  params: [
    {
      name: "q",
      type: "text",
      positional: true,
      default: "",
      summary: { en: "a query; everything without one", fr: "une requête ; tout sans elle" },
    },
    {
      name: "format",
      type: "text",
      choices: ["jsonl", "csv"],
      default: "jsonl",
      summary: { en: "one JSON value a line, or a table", fr: "une valeur JSON par ligne, ou un tableau" },
    },
    {
      name: "what",
      type: "text",
      choices: ["documents", "contacts"],
      default: "documents",
      summary: { en: "what to export", fr: "ce qu’il faut exporter" },
    },
  ],
  examples: [
    {
      command: "stemma export kind:story --format jsonl > stories.jsonl",
      says: { en: "every story with its text", fr: "tous les articles avec leur texte" },
    },
    {
      command: "stemma export --what contacts --format csv > contacts.csv",
      says: { en: "who wrote to whom, as a table", fr: "qui a écrit à qui, en tableau" },
    },
  ],
  async run(setting) {
    const view = viewFor(setting);
    const csv = setting.params.format === "csv";
    const lines =
      setting.params.what === "contacts" ? contactLines(view, csv) : documentLines(view, setting, csv);
    for await (const line of lines) {
      if (setting.signal.aborted) break;
      if (!process.stdout.write(`${line}\n`))
        await new Promise((resolve) => process.stdout.once("drain", resolve));
    }
    return done;
  },
};

async function* documentLines(view: View, { params }: Setting, csv: boolean): AsyncGenerator<string> {
  if (csv)
    yield csvLine([
      "id",
      "kind",
      "date",
      "utc",
      "zone",
      "language",
      "title",
      "outlet",
      "author",
      "from",
      "to",
      "cc",
      "place",
      "sha256",
    ]);
  for (let offset = 0; ; offset += pageSize) {
    const page = (await documents.ask(view, {
      q: textParam(params, "q") ?? "",
      limit: pageSize,
      offset,
    })) as Answer<DocumentLine>;
    for (const line of page.items) {
      const document = (await show.ask(view, { document: line.id })) as DocumentAnswer;
      if (!csv) yield JSON.stringify(document);
      else {
        const { message, date } = document;
        const people = (parties: Contact["to"] | undefined) => (parties ?? []).map(partyText).join("; ");
        yield csvLine([
          document.id,
          document.kind,
          date.edtf,
          date.utc,
          date.zone,
          document.language,
          document.title,
          document.outlet,
          document.author,
          people(message?.from),
          people(message?.to),
          people(message?.cc),
          document.place,
          document.original.sha256,
        ]);
      }
    }
    if (page.items.length < pageSize) return;
  }
}

async function* contactLines(view: View, csv: boolean): AsyncGenerator<string> {
  if (csv)
    yield csvLine([
      "id",
      "date",
      "utc",
      "zone",
      "from",
      "to",
      "cc",
      "medium",
      "status",
      "certainty",
      "method",
      "document",
      "start",
      "end",
    ]);
  for (let offset = 0; ; offset += pageSize) {
    const page = (await contacts.ask(view, { limit: pageSize, offset })) as Answer<Contact>;
    for (const contact of page.items) {
      if (!csv) {
        yield JSON.stringify(contact);
        continue;
      }
      const people = (parties: Contact["to"]) => parties.map((party) => addressed(party)).join("; ");
      const [first] = contact.evidence;
      yield csvLine([
        contact.id,
        contact.date.edtf,
        contact.date.utc,
        contact.date.zone,
        people(contact.from),
        people(contact.to),
        people(contact.cc),
        contact.medium,
        contact.status,
        String(contact.certainty),
        contact.method,
        first?.document ?? null,
        first ? String(first.start) : null,
        first ? String(contact.evidence.at(-1)?.end ?? first.end) : null,
      ]);
    }
    if (offset + pageSize >= page.total) return;
  }
}

/** `Name <address>` with what is known of the two. */
function addressed({ name, address }: Party): string {
  return [name, address === null ? null : `<${address}>`].filter((part) => part !== null).join(" ");
}
