/**
 * Headers that some mail programs print without labels: Notes (name, date, then To, cc, Subject in columns), GroupWise (`>>> name
 * date >>>`), and web mail (name and address at the left, date at the right, To below).
 */
import type { Field, Head } from "./block.ts";
import { append, gathered } from "./gathered.ts";
import { type FieldName, labelAt } from "./labels.ts";
import type { Line } from "./lines.ts";
import { readPrintedDate } from "./printed-date.ts";

/** All headers of these programs, in order of place. */
export function mailerHeads(lines: readonly Line[], text: string): Head[] {
  const heads: Head[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line?.kind !== "text") continue;
    const head =
      groupWiseHead(line, index, text) ?? notesHead(lines, index) ?? webmailHead(lines, index, heads);
    if (!head) continue;
    heads.push(head);
    index = head.lastLine;
  }
  return heads;
}

function fieldIn(name: FieldName, line: Line, from: number, to: number): Field {
  return { name, start: line.content + from, labelEnd: line.content + from, value: gathered(line, from, to) };
}

/* ---- GroupWise ---------------------------------------------------------------------------------------------------- */

/** `>>> "Ruiz, Paloma" <p@county.example> 6/3/2011 4:55 PM >>>`: the arrows are not quotation. */
function groupWiseHead(line: Line, index: number, text: string): Head | null {
  if (line.depth < 3 || !line.text.endsWith(">>>")) return null;
  const inner = line.text.slice(0, -3);
  const place = /\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\b\p{L}{3,9} \d{1,2}, \d{4}/u.exec(inner);
  if (!place) return null;
  const date = readPrintedDate(inner.slice(place.index));
  if (!date?.clock) return null;
  const start = text.lastIndexOf(">>>", line.content);
  return {
    kind: "attribution",
    start: Math.max(start, line.start),
    end: line.content + line.text.length,
    firstLine: index,
    lastLine: index,
    fields: [
      fieldIn("from", line, 0, place.index),
      fieldIn("date", line, place.index + date.start, place.index + date.end),
    ],
    date,
    depth: 0,
    title: null,
  };
}

/* ---- Notes ---------------------------------------------------------------------------------------------------------- */

const notesTo = /^(To|À|An|Pour)(?:\s+(\S.*))?$/;

/** A line with nothing but name, the next with nothing but date and clock; then To, cc, Subject without colons. */
function notesHead(lines: readonly Line[], index: number): Head | null {
  const nameLine = lines[index];
  const dateLine = lines[index + 1];
  if (
    !nameLine ||
    !dateLine ||
    dateLine.kind === "blank" ||
    dateLine.text.length > 60 ||
    nameLine.text.length > 90
  )
    return null;
  if (!/^\D{0,14}\d{1,4}[/.: -]/.test(dateLine.text)) return null;
  const date = readPrintedDate(dateLine.text);
  if (!date?.clock || date.end - date.start < dateLine.text.length - 6) return null;
  const fields = [
    fieldIn("from", nameLine, 0, nameLine.text.length),
    fieldIn("date", dateLine, date.start, date.end),
  ];
  let last = index + 1;
  let gaps = 0;
  for (let at = index + 2; at < lines.length && gaps < 4 && at < index + 60; at++) {
    const line = lines[at];
    if (line?.kind === "blank") {
      gaps++;
      continue;
    }
    if (!line) break;
    const field = notesField(line);
    if (field) {
      if (fields.some((one) => one.name === field.name)) break;
      fields.push(field);
      last = at;
      gaps = 0;
      if (field.name === "subject") break;
    } else if (last === at - 1 && fields.length > 2 && /[,;@]/.test(line.text)) {
      const current = fields.at(-1);
      if (!current) break;
      append(current.value, line);
      last = at;
    } else break;
  }
  const found = (name: FieldName) => fields.some((one) => one.name === name);
  if (!found("to") || !found("subject")) return null;
  const lastLine = lines[last];
  if (!lastLine) return null;
  return {
    kind: "block",
    start: nameLine.content,
    end: lastLine.content + lastLine.text.length,
    firstLine: index,
    lastLine: last,
    fields,
    date,
    depth: nameLine.depth,
    title: null,
  };
}

function notesField(line: Line): Field | null {
  const match =
    /^(To|À|An|Pour|cc|Cc|CC|bcc|Bcc|Cci|cci|Kopie|Subject|Objet|Betreff|Thema)(?:\s*:\s*|\s+|$)/.exec(
      line.text,
    );
  if (!match) return null;
  const word = match[1] ?? "";
  const name: FieldName = notesTo.test(word)
    ? "to"
    : /^(?:cc|kopie)$/i.test(word)
      ? "cc"
      : /^bcc$|^cci$/i.test(word)
        ? "bcc"
        : "subject";
  return fieldIn(name, line, match[0].length, line.text.length);
}

/* ---- web mail --------------------------------------------------------------------------------------------------------- */

const webmailLine = /^([^<>]{2,80}) ?<\s?([^<>\s]+@[^<>\s]+)\s?>\s+(\S.{7,60})$/;

/** `Ann Lee <a@b.example>      12 September 2018 at 10:31`, with `To: …` on the next line that holds words. */
function webmailHead(lines: readonly Line[], index: number, before: readonly Head[]): Head | null {
  const line = lines[index];
  const match = line ? webmailLine.exec(line.text) : null;
  if (!line || !match || labelAt(line.text, 0)) return null;
  const dateAt = line.text.length - (match[3] ?? "").length;
  const date = readPrintedDate(line.text.slice(dateAt));
  if (!date?.clock) return null;
  const fields = [
    fieldIn("from", line, 0, dateAt),
    fieldIn("date", line, dateAt + date.start, dateAt + date.end),
  ];
  let last = index;
  for (let at = index + 1; at < lines.length && at < index + 8; at++) {
    const next = lines[at];
    if (!next) break;
    if (next.kind === "blank") {
      if (fields.length > 2) break;
      continue;
    }
    const label = labelAt(next.text, 0);
    if (!label || !["to", "cc", "bcc", "reply-to", "subject"].includes(label.field)) break;
    fields.push(fieldIn(label.field, next, label.end, next.text.length));
    last = at;
  }
  const lastLine = lines[last];
  if (fields.length < 3 || !lastLine) return null;
  return {
    kind: "block",
    start: line.content,
    end: lastLine.content + lastLine.text.length,
    firstLine: index,
    lastLine: last,
    fields,
    date,
    depth: line.depth,
    title: conversationTitle(lines, index) ?? before.at(-1)?.title ?? null,
  };
}

/** The line above "2 messages": the subject of a printed conversation. */
function conversationTitle(lines: readonly Line[], index: number): string | null {
  for (let at = index - 1; at >= 0 && at > index - 8; at--) {
    const line = lines[at];
    if (line?.kind !== "text" || !/^\d{1,4} (?:messages?|Nachrichten?)$/i.test(line.text)) continue;
    for (let above = at - 1; above >= 0 && above > at - 5; above--) {
      const title = lines[above];
      if (title?.kind === "text") return title.text;
    }
  }
  return null;
}
