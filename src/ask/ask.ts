/**
 * Turns a question into a typed answer. The command line, the HTTP interface and the app are three faces of the same answers.
 * In come a view of a case and parameters, out come the shapes of `answers.ts`. A new question is one file and one line here.
 * Start with `question.ts` (the contract), then `search.ts`.
 */
import { contacts, timeline } from "./contacts.ts";
import { documents } from "./documents.ts";
import { conversations, folders } from "./mail.ts";
import { headersOf } from "./originals.ts";
import { overview } from "./overview.ts";
import { boxes, hits } from "./passages.ts";
import { problems, same } from "./problems.ts";
import type { Question } from "./question.ts";
import { search } from "./search.ts";
import { documentParam, show } from "./show.ts";
import { summaries } from "./summaries.ts";
import { thread } from "./thread.ts";

const headers: Question = {
  name: "headers",
  summary: summaries.headers,
  params: [documentParam],
  examples: [],
  ask: headersOf,
};

export const questions: readonly Question[] = [
  overview,
  search,
  documents,
  show,
  headers,
  hits,
  boxes,
  conversations,
  folders,
  thread,
  contacts,
  timeline,
  problems,
  same,
];
