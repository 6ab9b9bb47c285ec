/**
 * Measures the reader of printed mail on a release that lies as one text file a page: reads the folder's `pages/NNNN.txt`, joins
 * pages that follow each other, and writes `messages.json` in the layout that the material's scorer reads.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { consecutiveRuns, joinPages, type PageText } from "../src/read/printed/join-pages.ts";
import { printedMessages } from "../src/read/printed/printed.ts";
import { type Draft, type NamedParty, type Span, undated } from "../src/text/document.ts";
import { normalText } from "../src/text/text.ts";
import type { MeasureOptions } from "./measure.ts";

/** One message as the scorer reads it. */
interface PrintedAnswer {
  id: string;
  from: string | null;
  to: string[];
  cc: string[];
  date: string | null;
  subject: string;
  pages: number[];
  body: string;
}

/**
 * Reads `FOLDER/pages/*.txt` (or `FOLDER/*.txt`) and writes `OUT/messages.json`. The scorer is given `digest.json` and `headers.json`
 * of the folder, and asked for all messages, for those printed as a mail of their own, and for the quoted ones.
 */
export function measure({ folder, out, score }: MeasureOptions): void {
  const pages = pageTexts(folder);
  const answers = consecutiveRuns(pages).flatMap((run) => answersOf(run));
  const file = join(out, "messages.json");
  writeFileSync(file, `${JSON.stringify(answers, null, 1)}\n`);
  console.log(`${answers.length} messages on ${pages.length} pages → ${file}`);
  if (score === undefined) return;
  const given = [
    "--gold",
    join(folder, "digest.json"),
    "--system",
    file,
    "--headers",
    join(folder, "headers.json"),
  ];
  for (const kind of [[], ["--kind", "top"], ["--kind", "quoted"]])
    execFileSync(process.execPath, [score, ...given, ...kind], { stdio: "inherit" });
}

function pageTexts(folder: string): PageText[] {
  let inside = folder;
  if (readdirSync(folder).includes("pages")) inside = join(folder, "pages");
  return readdirSync(inside)
    .filter((name) => /^\d+\.txt$/.test(name))
    .map((name) => ({
      number: Number.parseInt(name, 10),
      text: normalText(readFileSync(join(inside, name), "utf8")),
    }));
}

function answersOf(run: readonly PageText[]): PrintedAnswer[] {
  const { text, marks } = joinPages(run);
  const document: Draft = {
    key: "",
    kind: "paper",
    title: null,
    text,
    marks,
    language: null,
    date: undated,
    outlet: null,
    author: null,
    url: null,
    origin: { kind: "bytes", start: 0, end: text.length },
  };
  const messages = printedMessages(document);
  return messages.map((message, index) =>
    answerOf(message, bodyOf(document, messages, index), document, run[0]?.number ?? 0),
  );
}

function answerOf(message: Draft, body: Span, document: Draft, firstPage: number): PrintedAnswer {
  const parties = message.message?.parties ?? [];
  const names = (role: string) => parties.filter((party) => party.role === role).map(nameOf);
  const from = names("from")[0] ?? null;
  const sender = names("sender")[0];
  return {
    id: `${firstPage}/${message.key}`,
    from: from !== null && sender !== undefined ? `${sender} on behalf of ${from}` : from,
    to: names("to"),
    cc: names("cc"),
    date: message.date.edtf,
    subject: message.title ?? "",
    pages: pagesBetween(document, message.origin.start, body.end),
    body: document.text.slice(body.start, body.end),
  };
}

function nameOf(party: NamedParty): string {
  // The scorer reads "Ann Lee, Ph.D." as last name and first; degrees are no part of the name there.
  return party.name?.replace(/(?:, ?(?:Ph\.?D\.?|M\.?D\.?|M\.?P\.?H\.?))+$/, "") ?? party.address ?? "";
}

/**
 * The body as the truth of the material counts it: from the line after the subject (attachments count to the body) to the next header
 * block; a mail quoted after "On … wrote:" has a record of its own here, but stays in the body of the one that quotes it there.
 */
function bodyOf(document: Draft, messages: readonly Draft[], index: number): Span {
  const message = messages[index];
  if (!message) return { start: 0, end: 0 };
  const origin = message.origin.start;
  const leading = message.marks.filter((mark) => mark.kind === "header" && mark.value !== "attachments");
  const start =
    origin + Math.max(0, ...leading.filter((mark) => mark.value !== "other").map((mark) => mark.end));
  let next = index + 1;
  if (!isAttribution(message)) while (messages[next] && isAttribution(messages[next])) next++;
  const limit = messages[next]?.origin.start ?? document.text.length;
  const end = start + document.text.slice(start, limit).trimEnd().length;
  return { start, end: Math.max(start, end) };
}

function isAttribution(message: Draft | undefined): boolean {
  const fields = message?.marks.filter((mark) => mark.kind === "header").map((mark) => mark.value) ?? [];
  return fields.length > 0 && fields.every((field) => field === "from" || field === "date");
}

/** Numbers of the pages on which words of the passage stand. */
function pagesBetween(document: Draft, start: number, end: number): number[] {
  return document.marks
    .filter((mark) => mark.kind === "page" && mark.start < end && mark.end > start)
    .filter((mark) => document.text.slice(Math.max(start, mark.start), Math.min(end, mark.end)).trim() !== "")
    .map((mark) => Number(mark.value));
}
