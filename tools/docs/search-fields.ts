/** The table of fields in docs/search-language.md. Every field of the program has its line here, or this file does not compile. */
import { type FieldName, parseQuery } from "../../src/ask/search-language.ts";
import { code, markdownTable } from "./markdown.ts";

interface Field {
  finds: string;
  /** Read by the program when the table is made: an example that it does not understand is an error. */
  examples: readonly string[];
}

const people = "by name or address; every word of the value must be in it";

const fields: Record<FieldName, Field> = {
  from: {
    finds: `messages from somebody, ${people}`,
    examples: ["from:castellane", 'from:"miriam castellane"'],
  },
  to: { finds: "messages to somebody", examples: ["to:holt"] },
  cc: { finds: "messages with somebody in copy, open or blind", examples: ["cc:aldous"] },
  with: { finds: "messages with somebody in any of these places", examples: ["with:holt@lumen.example"] },
  subject: {
    finds: "words in the subject or title, in every form",
    examples: ["subject:centre", 'subject:"information centre"'],
  },
  title: { finds: "the same as `subject:`", examples: ["title:senator"] },
  kind: {
    finds: "documents of a kind: `message`, `story`, `filing`, `table`, `paper`",
    examples: ["kind:story", "-kind:message"],
  },
  lang: {
    finds: "documents in a language, by its code; `none` where it cannot be told",
    examples: ["lang:fr", "lang:none"],
  },
  outlet: { finds: "stories of an outlet", examples: ['outlet:"the meridian"'] },
  file: {
    finds: "documents from a file of this name; `*` stands for anything",
    examples: ["file:castellane.mbox", "file:*.pdf"],
  },
  in: {
    finds: "documents from a folder or container: any run of steps of the path",
    examples: ["in:drop-1", "in:drop-1/mail"],
  },
  has: {
    finds: "documents with something: `attachment`, `redaction`, `problem`",
    examples: ["has:redaction", "has:attachment"],
  },
  mentions: { finds: "documents that mention somebody", examples: ["mentions:holt"] },
  speaker: { finds: "documents in which somebody is quoted", examples: ["speaker:thole"] },
  about: { finds: "documents about somebody or something", examples: ["about:lumen"] },
  id: { finds: "one document", examples: ["id:d_3m4x0n8s6q2w9e1r"] },
  sha256: {
    finds: "what was read from these bytes; the beginning, six digits or more, is enough",
    examples: ["sha256:9f86d081"],
  },
  "message-id": { finds: "the message with this Message-ID", examples: ["message-id:abc@lumen.example"] },
};

const rest: Record<string, Field> = {
  date: {
    finds: "a day, a month, a year, or from one to another; an open end is left out",
    examples: ["date:2021-03", "date:2021-03-15..2021-03-17", "date:..2020", "date:2021.."],
  },
  before: { finds: "what is dated before", examples: ["before:2021-06"] },
  after: { finds: "what is dated after", examples: ["after:2021-06-10"] },
  sort: { finds: "nothing: it sets the order, `best`, `newest` or `oldest`", examples: ["sort:oldest"] },
};

export function fieldTable(): string {
  const all = { ...fields, ...rest };
  return markdownTable(
    ["field", "finds", "examples"],
    Object.entries(all).map(([name, { finds, examples }]) => {
      const notes = examples.flatMap((example) =>
        parseQuery(example).notes.map(({ note }) => ({ note, example })),
      );
      const odd = notes.find(({ note }) => note !== "not-built");
      if (odd) throw new Error(`the program does not understand ${odd.example}: ${odd.note}`);
      const later = notes.length > 0 ? " (finds nothing yet: these findings are not made)" : "";
      return [code(`${name}:`), finds + later, examples.map(code).join(" ")];
    }),
  );
}
