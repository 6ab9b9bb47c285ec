/** Who dealt with whom and when, with the lines that show it. */

import { findContacts } from "../case/contacts.ts";
import { contactsOf, documentByRow, textAndMarks } from "../case/documents.ts";
import { partiesNamed } from "../case/search.ts";
import { endOf, startOf } from "../text/moment.ts";
import { wordsOf } from "../text/words.ts";
import type { Answer, Contact, TimelineEntry } from "./answers.ts";
import { evaluate } from "./evaluate.ts";
import {
  fromParam,
  limitParam,
  numberParam,
  offsetParam,
  type Params,
  type Question,
  textParam,
  toParam,
} from "./question.ts";
import { ordered } from "./search.ts";
import { parseQuery } from "./search-language.ts";
import { contactAnswer, passageOf, senderLine } from "./shapes.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

export const contacts: Question = {
  name: "contacts",
  summary: summaries.contacts,
  params: [
    {
      name: "person",
      type: "text",
      summary: {
        en: "someone who took part: name or address",
        fr: "quelqu’un qui y a pris part : nom ou adresse",
      },
    },
    {
      name: "with",
      type: "text",
      summary: { en: "someone else who took part", fr: "quelqu’un d’autre qui y a pris part" },
    },
    fromParam,
    toParam,
    limitParam(100, 100_000),
    offsetParam,
  ],
  examples: [
    {
      command: "stemma contacts --person castellane --with holt --json",
      says: {
        en: "every contact of two people, with its passages",
        fr: "chaque contact de deux personnes, avec ses passages",
      },
    },
  ],
  ask: (view: View, params: Params): Answer<Contact> => {
    const people = ["person", "with"].flatMap((name) => {
      const value = textParam(params, name);
      return value === undefined
        ? []
        : [
            partiesNamed(
              view.case,
              wordsOf(value).map(({ folded }) => folded),
            ),
          ];
    });
    const found = findContacts(view.case, { people, ...range(params) });
    const offset = numberParam(params, "offset");
    const items = found
      .slice(offset, offset + numberParam(params, "limit", 100))
      .flatMap(({ document: row, contact: wanted }) => {
        const document = documentByRow(view.case, row);
        const contact = contactsOf(view.case, row).find((one) => one.row === wanted);
        return document && contact ? [contactAnswer(view.case, contact, document)] : [];
      });
    return { query: { ...params }, total: found.length, offset, items, notes: [] };
  },
};

/** Seconds since 1970 of `--from` and `--to`, the latter with its whole day, month or year. */
function range(params: Params): { from: number | null; to: number | null } {
  const from = textParam(params, "from");
  const to = textParam(params, "to");
  return { from: from ? startOf(from) : null, to: to ? endOf(to) : null };
}

export const timeline: Question = {
  name: "timeline",
  summary: summaries.timeline,
  params: [
    {
      name: "q",
      type: "text",
      positional: true,
      default: "",
      summary: { en: "a query; everything without one", fr: "une requête ; tout sans elle" },
    },
    fromParam,
    toParam,
    limitParam(100, 100_000),
    offsetParam,
  ],
  examples: [
    {
      command: "stemma timeline with:holt --from 2021-03",
      says: { en: "a person’s mail in order", fr: "le courrier d’une personne, dans l’ordre" },
    },
  ],
  ask: (view: View, params: Params): Answer<TimelineEntry> => {
    const { from, to } = range(params);
    const text = textParam(params, "q") ?? "";
    const parsed = parseQuery(text);
    const tree = {
      type: "and" as const,
      nodes: [parsed.tree, { type: "date" as const, from, to, label: "" }],
    };
    const evaluated = evaluate(view.case, tree);
    const offset = numberParam(params, "offset");
    const end = offset + numberParam(params, "limit", 100);
    const { order } = ordered(view, { sort: "oldest" }, evaluated, end);
    const items = Array.from(order.slice(offset, end)).flatMap((row) => entryOf(view, row));
    return { query: { ...params }, total: evaluated.documents.length, offset, items, notes: [] };
  },
};

function entryOf(view: View, row: number): TimelineEntry[] {
  const document = documentByRow(view.case, row);
  if (!document) return [];
  const { text, marks } = textAndMarks(view.case, row);
  const dateLine = marks.find(
    (mark) => mark.kind === "header" && (mark.value === "date" || mark.value === "sent"),
  );
  const { from, to } = senderLine(view.case, row);
  return [
    {
      date: document.date,
      what: document.kind === "message" ? "message" : "document",
      document: document.id,
      kind: document.kind,
      title: document.title,
      who: [...from, ...to],
      passage: dateLine ? passageOf(view.case, document, dateLine.start, dateLine.end, text) : null,
    },
  ];
}
