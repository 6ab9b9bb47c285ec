/** A list of documents: all, or those that a query finds. */
import { documentByRow } from "../case/documents.ts";
import type { Answer, DocumentLine } from "./answers.ts";
import { found } from "./found.ts";
import { noteText } from "./notes.ts";
import { limitParam, numberParam, offsetParam, type Params, type Question, textParam } from "./question.ts";
import { ordered } from "./search.ts";
import { documentLine } from "./shapes.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

export const documents: Question = {
  name: "documents",
  summary: summaries.documents,
  params: [
    {
      name: "q",
      type: "text",
      positional: true,
      default: "",
      summary: { en: "a query; all without one", fr: "une requête ; tous sans elle" },
    },
    limitParam(50, 100_000),
    offsetParam,
  ],
  examples: [
    { command: "stemma documents kind:story", says: { en: "every story", fr: "tous les articles" } },
  ],
  ask: (view: View, params: Params): Answer<DocumentLine> => {
    const text = textParam(params, "q") ?? "";
    const { parsed, evaluated } = found(view, text);
    const offset = numberParam(params, "offset");
    const end = offset + numberParam(params, "limit", 50);
    const { order } = ordered(view, { sort: parsed.sort ?? "oldest" }, evaluated, end);
    const items = Array.from(order.slice(offset, end)).flatMap((row) => {
      const document = documentByRow(view.case, row);
      return document ? [documentLine(view.case, document)] : [];
    });
    return {
      query: { text },
      total: evaluated.documents.length,
      offset,
      items,
      notes: parsed.notes.map((note) => noteText(note, view.tongue)),
    };
  },
};
