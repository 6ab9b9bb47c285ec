/**
 * The reader of single messages (RFC 5322 and MIME): one message in, one document and a child for each attachment out. Everything
 * about mail is in this folder: `headers.ts` and `mime.ts` find the structure, `addresses.ts`, `encoded-words.ts` and
 * `parameters.ts` read fields, `body.ts` chooses and reads the text, `mbox.ts` is the reader of mailboxes.
 */
import type { Dated, Draft, Mark, MessageFields, MessageParty, PartyRole } from "../../text/document.ts";
import { undated } from "../../text/document.ts";
import { mailDate } from "../../text/mail-date.ts";
import type { Budget } from "../budget.ts";
import { bufferOf, bytesInput } from "../input.ts";
import { cutOff, longestMessageBytes } from "../longest-text.ts";
import type { Input, Peek, Reader, Reading, ReadProblem } from "../reader.ts";
import { type Mailbox, parseAddresses } from "./addresses.ts";
import { attachmentName } from "./attachment-name.ts";
import { badEncoding, charsetHint, type MessageParts, readParts } from "./body.ts";
import { decodeHeaderText } from "./encoded-words.ts";
import { fieldValue, fieldValues, type HeaderBlock } from "./headers.ts";
import { mailLikeness, messageBounds } from "./likeness.ts";
import { deepest, leaves, mostParts, type ParsedMessage, type Part, parseMessage } from "./mime.ts";
import { bodyMarks } from "./plain-text.ts";
import { decodeTransfer } from "./transfer-encoding.ts";

export const mailReader: Reader = {
  name: "mail",
  version: 1,
  mediaType: "message/rfc822",
  accepts: (peek: Peek) => mailLikeness(peek),
  read: readMail,
};

function* readMail(input: Input, budget: Budget): Generator<Reading> {
  const original = bufferOf(input.bytes(0, longestMessageBytes));
  if (original.length === 0) {
    yield { problem: { code: "empty", state: "failed" } };
    return;
  }
  const bytes = withLineFeeds(original);
  const bounds = messageBounds(bytes);
  const parsed = parseMessage(bytes, bounds.start, bounds.end);
  budget.checkTime();
  const parts = readParts(bytes, parsed.root);
  for (const body of parts.body) budget.spendBytes(body.decodedBytes);
  const { draft, problems } = messageDraft(parsed.root.header, charsetHint(parsed.root), parts);
  draft.origin = { kind: "bytes", start: bounds.start, end: bounds.end };
  yield { document: draft };
  yield* oncePerSentence([...problems, ...structureProblems(parsed)]);
  yield* cutOff(input, longestMessageBytes);
  yield* attachments({ original, bytes, root: parsed.root, parts, budget });
}

/** Files of old Macs end lines with CR alone. Same length, so that all places stay true. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.indexOf(10) >= 0 || bytes.indexOf(13) < 0) return bytes;
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(13); at >= 0; at = copy.indexOf(13, at + 1)) copy[at] = 10;
  return copy;
}

function structureProblems({ root, cutOff, tooDeep, tooMany }: ParsedMessage): ReadProblem[] {
  const problems: ReadProblem[] = [];
  if (cutOff)
    problems.push({ code: "truncated", state: "failed", partial: true, args: { read: leaves(root).length } });
  if (tooDeep)
    problems.push({ code: "budget-depth", state: "skipped", partial: true, args: { allowed: deepest } });
  if (tooMany)
    problems.push({ code: "budget-members", state: "skipped", partial: true, args: { allowed: mostParts } });
  return problems;
}

function* oncePerSentence(problems: readonly ReadProblem[]): Generator<Reading> {
  const said = new Set<string>();
  for (const problem of problems) {
    const sentence = JSON.stringify(problem);
    if (said.has(sentence)) continue;
    said.add(sentence);
    yield { problem };
  }
}

/* ---- the document ------------------------------------------------------------------------------------------ */

const addressLines: readonly { role: PartyRole; field: string; label: string }[] = [
  { role: "from", field: "from", label: "From" },
  { role: "to", field: "to", label: "To" },
  { role: "cc", field: "cc", label: "Cc" },
  { role: "bcc", field: "bcc", label: "Bcc" },
];

/** The document of a message, and what was wrong with it. `charset` is a hint for raw bytes in header fields. */
function messageDraft(
  header: HeaderBlock,
  charset: string | null,
  parts: MessageParts,
): { draft: Draft; problems: ReadProblem[] } {
  const problems = parts.body.flatMap((body) => body.problems);
  const lines = new HeaderLines();
  for (const { role, field, label } of addressLines) {
    const values = fieldValues(header, field);
    const mailboxes = values.flatMap((value) => parseAddresses(value, charset));
    lines.addresses(role, label, mailboxes);
    // Who sent it is not known otherwise; beside a From line, Sender is only the way that it took.
    if (role === "from" && mailboxes.length === 0)
      lines.addresses("sender", "Sender", parseAddresses(fieldValue(header, "sender") ?? "", charset));
  }
  const date = headerDate(header, charset, problems);
  if (date.printed !== null) lines.line("date", "Date", date.printed);
  const subject = decodeHeaderText(fieldValue(header, "subject") ?? "", charset);
  if (subject !== "") lines.line("subject", "Subject", subject);
  let text = lines.text;
  const marks = lines.marks;
  for (const body of parts.body) {
    if (body.text === "") continue;
    if (text !== "") text += text === lines.text ? "\n" : "\n\n";
    for (const mark of bodyMarks(body.text, body.quoted, text.length)) marks.push(mark);
    text += body.text;
  }
  const message: MessageFields = {
    method: "header",
    messageId: messageIds(fieldValue(header, "message-id") ?? "")[0] ?? null,
    inReplyTo: messageIds(fieldValue(header, "in-reply-to") ?? ""),
    references: messageIds(fieldValues(header, "references").join(" ")),
    parties: lines.parties,
  };
  const draft: Draft = {
    key: "",
    kind: "message",
    title: subject === "" ? null : subject,
    text,
    marks,
    language: null,
    date,
    outlet: null,
    author: null,
    url: null,
    origin: { kind: "bytes", start: header.start, end: header.bodyStart },
    message,
  };
  return { draft, problems };
}

function headerDate(header: HeaderBlock, charset: string | null, problems: ReadProblem[]): Dated {
  const dates = fieldValues(header, "date").map((value) => mailDate(decodeHeaderText(value, charset)));
  // More than one occurs in damaged headers: the first that can be read counts.
  const date = dates.find(({ edtf }) => edtf !== null) ?? dates[0] ?? undated;
  if (date.edtf === null && date.printed !== null)
    problems.push({
      code: "bad-date",
      state: "failed",
      partial: true,
      args: { printed: date.printed.slice(0, 100) },
    });
  return date;
}

/** Ids in angle brackets; a field that is one word without them, as some old mailers wrote it, is an id too. */
function messageIds(value: string): string[] {
  const ids: string[] = [];
  for (const match of value.matchAll(/<([^<>]+)>/g)) {
    const id = (match[1] ?? "").replace(/\s+/g, "");
    if (id !== "") ids.push(id);
  }
  if (ids.length === 0 && /^[^\s<>]+@[^\s<>]+$/.test(value)) ids.push(value);
  return ids;
}

/** Writes the header lines as a person would print them, and keeps where everybody stands. */
class HeaderLines {
  text = "";
  readonly marks: Mark[] = [];
  readonly parties: MessageParty[] = [];

  line(name: string, label: string, value: string): void {
    const start = this.text.length;
    this.text += `${label}: ${value}\n`;
    this.marks.push({ kind: "header", start, end: this.text.length - 1, value: name });
  }

  addresses(role: PartyRole, label: string, mailboxes: readonly Mailbox[]): void {
    if (mailboxes.length === 0) return;
    const base = this.text.length + label.length + 2;
    let value = "";
    let group: string | null = null;
    for (const mailbox of mailboxes) {
      if (mailbox.group !== group) {
        if (group !== null) value += ";";
        if (value !== "") value += " ";
        if (mailbox.group !== null) value += `${mailbox.group}: `;
        group = mailbox.group;
      } else if (value !== "") value += ", ";
      const { name, address } = mailbox;
      if (name === null && address === null) continue;
      const start = base + value.length;
      value += printedMailbox(name, address);
      this.parties.push({ role, name, address, start, end: base + value.length });
    }
    if (group !== null) value = `${value.trimEnd()};`;
    this.line(role, label, value);
  }
}

/** `Name <address>`; names that could be mistaken for more than a name stand in quotes, as they did in the field. */
function printedMailbox(name: string | null, address: string | null): string {
  if (name === null) return address ?? "";
  const printed = /[,;:<>@"]/.test(name) ? `"${name}"` : name;
  return address === null ? printed : `${printed} <${address}>`;
}

/* ---- the attachments --------------------------------------------------------------------------------------- */

interface Attachments {
  original: Buffer;
  bytes: Buffer;
  root: Part;
  parts: MessageParts;
  budget: Budget;
}

function* attachments({ original, root, parts, budget }: Attachments): Generator<Reading> {
  const numbers = new Map(leaves(root).map((part, index) => [part, index + 1]));
  for (const body of parts.body) {
    for (const file of body.files) {
      budget.spendMember();
      budget.spendBytes(file.content.length);
      const path = decodeHeaderText(file.fileName, body.part.charset);
      const range = file.range === null ? null : { ...file.range, encoding: "uuencode" as const };
      yield { child: { path, content: bytesInput(path, file.content), range } };
    }
  }
  for (const part of parts.attachments) {
    budget.spendMember();
    budget.checkTime();
    const decoded = decodeTransfer(original.subarray(part.body.start, part.body.end), part.encoding);
    budget.spendBytes(decoded.bytes.length);
    if (decoded.damaged || part.unknownEncoding !== null) yield { problem: badEncoding(part) };
    const path = attachmentName(part, numbers.get(part) ?? 0);
    yield {
      child: {
        path,
        content: bytesInput(path, decoded.bytes),
        range: { start: part.body.start, end: part.body.end, encoding: part.encoding },
        declaredType: part.type,
      },
    };
  }
}
