/**
 * Finds the header blocks of printed mail among the lines of a text and gathers the words of each field: From, Sent or Date, To,
 * Cc, Subject … in any order, in English, French, German, with fields wrapped over lines or pages and with blacked-out scraps
 * between them. A block is taken for that of a mail only when it shows what memos, forms and timetables do not (`isMail`).
 */
import { type FieldName, inlineLabels, type Label, labelAt, labelInBlock } from "./labels.ts";
import type { Line } from "./lines.ts";
import type { Gathered } from "./people.ts";
import { type PrintedDate, readPrintedDate } from "./printed-date.ts";

export interface Field {
  name: FieldName;
  /** Offset of the label. */
  start: number;
  value: Gathered;
}

export interface Head {
  kind: "block" | "attribution";
  /** Offsets of the header as a whole, first label to last word. */
  start: number;
  end: number;
  /** Indices of its first and last line. */
  firstLine: number;
  lastLine: number;
  fields: Field[];
  date: PrintedDate | null;
  depth: number;
  /** Subject that stands elsewhere: the title of a printed conversation. */
  title: string | null;
}

/** Where lines are looked through without result, how many at most. */
const reach = { blanks: 14, people: 40, lines: 200 };

/** All header blocks, in order of place. */
export function headerBlocks(lines: readonly Line[]): Head[] {
  const heads: Head[] = [];
  for (let index = 0; index < lines.length; ) {
    const head = blockAt(lines, index);
    if (head) {
      heads.push(head);
      index = head.lastLine + 1;
    } else index++;
  }
  return heads;
}

const openers: ReadonlySet<FieldName> = new Set(["from", "date", "to", "subject"]);
const peopleFields: ReadonlySet<FieldName> = new Set(["from", "to", "cc", "bcc", "reply-to"]);

interface Building {
  fields: Field[];
  labels: Label[];
  /** Lines among the labels that belong to no field: values printed a little above or below their label. */
  loose: Gathered[];
  current: Field | null;
  /** A labelled line that no mail header has stands among the others: `Pages: 3`, `Seat: 12A`. */
  alien: boolean;
  lastLine: number;
}

/** The block that begins on line `first`, or null. */
export function blockAt(lines: readonly Line[], first: number): Head | null {
  const line = lines[first];
  if (line?.kind !== "text" && line?.kind !== "scrap") return null;
  const label = labelAt(line.text, 0) ?? smallFrom(lines, first);
  if (!label || !openers.has(label.field)) return null;
  const building: Building = {
    fields: [],
    labels: [],
    loose: [],
    current: null,
    alien: false,
    lastLine: first,
  };
  addLabelled(building, line, label, first);
  let index = first + 1;
  for (; index < lines.length && index - first < reach.lines; index++) {
    const next = lines[index];
    if (!next) break;
    const nextLabel = next.kind === "blank" ? null : labelInBlock(next.text, !has(building, "date"));
    if (nextLabel) {
      if (!mayFollow(building, nextLabel)) break;
      addLabelled(building, next, nextLabel, index);
    } else if (!takesIn(building, lines, index)) break;
  }
  return finished(building, lines, first);
}

/** `from :` with a small letter, as OCR may have it, opens a block only right above another label. */
function smallFrom(lines: readonly Line[], first: number): Label | null {
  const line = lines[first];
  if (!line || !/^f ?r ?o ?m ?[:;]/.test(line.text)) return null;
  for (let index = first + 1; index < first + 4; index++) {
    const next = lines[index];
    if (next?.kind !== "text") continue;
    const label = labelAt(next.text, 0);
    return label && label.field !== "from" ? labelInBlock(line.text, false) : null;
  }
  return null;
}

function has(building: Building, field: FieldName): boolean {
  return building.fields.some((one) => one.name === field);
}

/** A second From, Date … begins another block; a second To or Cc is a slip of the print that is let pass while empty. */
function mayFollow(building: Building, label: Label): boolean {
  if (label.field === "other" || label.field === "attachments") return building.fields.length > 1;
  const same = building.fields.find((one) => one.name === label.field);
  return !same || (label.field !== "from" && same.value.text.trim() === "");
}

function addLabelled(building: Building, line: Line, label: Label, index: number): void {
  const inline =
    label.field === "subject"
      ? []
      : inlineLabels(line.text, label.end).filter((one) => mayFollowInline(building, one));
  addFields(building, line, [label, ...inline]);
  building.lastLine = index;
}

function addFields(building: Building, line: Line, all: readonly Label[]): void {
  for (const [position, one] of all.entries()) {
    const end = all[position + 1]?.start ?? line.text.length;
    const field: Field = {
      name: one.field,
      start: line.content + one.start,
      value: gathered(line, one.end, end),
    };
    building.fields.push(field);
    building.labels.push(one);
    building.current = field;
  }
}

function mayFollowInline(building: Building, label: Label): boolean {
  return label.field !== "from" && !building.fields.some((one) => one.name === label.field);
}

/** Characters `from` to `to` of the line's words. */
function gathered(line: Line, from: number, to: number): Gathered {
  const text = line.text.slice(from, to);
  const offsets: number[] = [];
  for (let index = 0; index < text.length; index++) offsets.push(line.content + from + index);
  return { text, offsets };
}

function append(value: Gathered, line: Line): void {
  value.text += `\n${line.text}`;
  value.offsets.push(line.content);
  for (let index = 0; index < line.text.length; index++) value.offsets.push(line.content + index);
}

/** Days and clocks torn off their line: `9, 2020 5:57 PM`, `7:10 PM`, `13,`. */
function appendTornDate(value: Gathered, line: Line): boolean {
  if (line.text.length > 48 || !/\d/.test(line.text)) return false;
  if (readPrintedDate(value.text)?.clock) return false;
  const figures = /^[\d\s,:;.APMapm-]+$/.test(line.text);
  if (!figures && !readPrintedDate(`${value.text} ${line.text}`)?.clock) return false;
  append(value, line);
  return true;
}

/** A line that is a date with its clock and hardly more: the value of a Sent that stands empty or was lost. */
function isWholeDate(text: string): boolean {
  if (text.length > 80 || !/\d ?[:;] ?\d/.test(text)) return false;
  const date = readPrintedDate(text);
  return date?.clock === true && date.start < 12 && text.length - (date.end - date.start) < 16;
}

function takeWholeDate(building: Building, line: Line, index: number): boolean {
  const field = building.fields.find((one) => one.name === "date");
  if (field && readPrintedDate(field.value.text)) return false;
  if (!isWholeDate(line.text)) return false;
  const value = gathered(line, 0, line.text.length);
  if (field) field.value = value;
  else {
    building.fields.push({ name: "date", start: line.content, value });
    building.labels.push({ field: "date", sent: true, language: "other", start: 0, end: 0 });
  }
  building.lastLine = index;
  return true;
}

/** `RE: …` where no subject has been read: the label was lost, or its value stands some lines below. */
function takeReplySubject(building: Building, line: Line, index: number): boolean {
  if (!/^(?:RE|Re|FW|Fw|FWD|Fwd|AW|WG|TR|Tr) ?:/.test(line.text) || !has(building, "from")) return false;
  const field = building.fields.find((one) => one.name === "subject");
  if (field && /\p{L}{2}/u.test(field.value.text)) return false;
  if (!field && !has(building, "date")) return false;
  const value = gathered(line, 0, line.text.length);
  if (field) field.value = value;
  else {
    building.fields.push({ name: "subject", start: line.content, value });
    building.labels.push({ field: "subject", sent: false, language: "other", start: 0, end: 0 });
  }
  building.current = building.fields.find((one) => one.name === "subject") ?? null;
  building.lastLine = index;
  return true;
}

/** Whether the line without label at `index` still belongs to the block; puts its words where they belong. */
function takesIn(building: Building, lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  if (!line) return false;
  const complete = has(building, "from") && has(building, "date") && has(building, "subject");
  if (line.kind === "blank" || line.kind === "stamp") return goesOnAfterGap(building, lines, index, complete);
  const current = building.current;
  if (!current) return false;
  if (takeWholeDate(building, line, index) || takeReplySubject(building, line, index)) return true;
  if (current.name === "subject") return takesSubjectLine(building, lines, index);
  if (line.kind === "scrap") {
    // A scrap may be what is left of an address: it ends names in lists.
    if (complete && !labelAhead(building, lines, index, 6)) return false;
    if (peopleFields.has(current.name)) append(current.value, line);
    else if (current.name === "date") appendTornDate(current.value, line);
    building.lastLine = index;
    return true;
  }
  if (isProse(line.text)) return false;
  if (isAlien(line.text)) {
    building.alien = true;
    return labelAhead(building, lines, index, 2);
  }
  if (peopleFields.has(current.name)) {
    const inline = inlineLabels(line.text, 0).filter((one) => mayFollowInline(building, one));
    if (inline[0]) {
      append(current.value, { ...line, text: line.text.slice(0, inline[0].start) });
      addFields(building, line, inline);
      building.lastLine = index;
      return true;
    }
    if (complete && !continuesList(current, line) && !labelAhead(building, lines, index, 4)) return false;
    append(current.value, line);
    building.lastLine = index;
    return true;
  }
  if (current.name === "date") {
    const begun = !/\d/.test(current.value.text) && line.text.length < 48;
    if (begun && !/[;@]/.test(line.text)) append(current.value, line);
    else if (appendTornDate(current.value, line)) {
      // Taken in.
    } else if (labelAhead(building, lines, index, 6))
      building.loose.push(gathered(line, 0, line.text.length));
    else return false;
    building.lastLine = index;
    return true;
  }
  if (current.name === "attachments") {
    if (!/[;,]\s*$/.test(current.value.text) && !isFileName(line.text))
      return labelAhead(building, lines, index, 2);
    append(current.value, line);
    building.lastLine = index;
    return true;
  }
  return labelAhead(building, lines, index, 2);
}

/** A capitalised word or two before a colon, with a value: some other form's label. */
function isAlien(text: string): boolean {
  return /^\p{Lu}\p{Ll}{2,14}(?: \p{L}{1,14})? ?: +[^\s;<]/u.test(text) && !/[;@]/.test(text);
}

function isFileName(text: string): boolean {
  return (
    /\.\s?(?:docx?|pdf|xlsx?|pptx?|jpe?g|png|gif|txt|zip|msg|eml|html?|csv|rtf|ics)\b/i.test(text) &&
    text.length < 160
  );
}

/** After a blank line or page stamp: only when a further label of this block, or a displaced value, comes soon. */
function goesOnAfterGap(
  building: Building,
  lines: readonly Line[],
  index: number,
  complete: boolean,
): boolean {
  const current = building.current;
  if (complete) {
    const empty = current?.name === "subject" && current.value.text.trim() === "";
    return labelAhead(building, lines, index, empty ? 4 : 1);
  }
  return labelAhead(building, lines, index, current && peopleFields.has(current.name) ? reach.people : 5);
}

/** Whether within `most` lines that hold words a label comes that may still belong to this block. */
function labelAhead(building: Building, lines: readonly Line[], from: number, most: number): boolean {
  let worded = 0;
  const end = Math.min(lines.length, from + reach.blanks + 2 * most);
  for (let index = from; index < end; index++) {
    const line = lines[index];
    if (!line || line.kind === "blank" || line.kind === "stamp") continue;
    const label = labelInBlock(line.text, !has(building, "date"));
    if (label) return mayFollow(building, label) && (label.field !== "from" || !has(building, "from"));
    if (line.kind === "text") {
      if (isProse(line.text)) return false;
      worded++;
    }
    if (worded >= most) return false;
  }
  return false;
}

function continuesList(field: Field, line: Line): boolean {
  return /[;,]\s*$/.test(field.value.text) || /[;@]|\[[A-Z]/.test(line.text);
}

/** Words of a sentence: several small ones in a row, or a full stop after them. Lists of people have none. */
export function isProse(text: string): boolean {
  if (/[;@]/.test(text) && !/[.!?]$/.test(text)) return false;
  const words = text.split(/\s+/);
  let small = 0;
  let run = 0;
  let longestRun = 0;
  for (const word of words) {
    if (/^\p{Ll}{2,}[,.;:!?]?$/u.test(word)) {
      small++;
      run++;
      longestRun = Math.max(longestRun, run);
    } else run = 0;
  }
  return (
    (small >= 4 && small * 2 > words.length) ||
    longestRun >= 4 ||
    /^(?:Dear|Hi|Hello|Bonjour|Cher|Chère|Madame|Monsieur|Liebe|Sehr)\b/u.test(text)
  );
}

/* ---- the subject ---------------------------------------------------------------------------------------------------- */

/**
 * A subject wraps when its line is long and the next one is followed by a blank line; an empty one may stand below its label,
 * indented. All else below a subject is the body.
 */
function takesSubjectLine(building: Building, lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  const current = building.current;
  if (!line || !current) return false;
  const bare = /^(?:\s*(?:RE|FW|FWD|AW|WG|TR)\s*:)*\s*$/i.test(current.value.text);
  if (line.kind === "scrap") return takesSubjectScrap(building, lines, index, bare);
  if (bare && isPeople(line.text) && building.fields.some((one) => isEmptyPeople(one))) {
    building.loose.push(gathered(line, 0, line.text.length));
    building.lastLine = index;
    return true;
  }
  if (labelAhead(building, lines, index + 1, 3) && !isProse(line.text) && !has(building, "to")) {
    building.loose.push(gathered(line, 0, line.text.length));
    building.lastLine = index;
    return true;
  }
  const previous = lines[building.lastLine];
  const next = lines[index + 1];
  const nextIsGap = next?.kind !== "text" || labelAt(next.text, 0) !== null;
  const indented = line.content - line.start >= 8;
  const wrapped =
    !bare && building.lastLine === index - 1 && previous !== undefined && lineWidth(previous) >= 68;
  const wraps =
    wrapped && nextIsGap && lineWidth(line) < lineWidth(previous) + 20 && !isJoinedText(lines, index);
  if (!(bare && indented && nextIsGap) && !wraps) return false;
  if (wrapped && /^(?:Dear|Hi|Hello|Bonjour|Cher|Liebe|Sehr)\b|[,:]$/u.test(line.text)) return false;
  append(current.value, line);
  building.lastLine = index;
  return true;
}

/** Scraps beside a subject: what is left of blacked-out words of it, or of an address above. */
function takesSubjectScrap(
  building: Building,
  lines: readonly Line[],
  index: number,
  bare: boolean,
): boolean {
  const line = lines[index];
  const next = lines[index + 1];
  const current = building.current;
  if (!line || !current) return false;
  if (lines[index - 1]?.kind === "blank" && !labelAhead(building, lines, index, 1) && !bare) return false;
  if (next?.kind === "text" && !labelAhead(building, lines, index, 2) && !bare) return false;
  if (bare && /\(b\) ?\(\d/.test(line.text)) append(current.value, line);
  building.lastLine = index;
  return true;
}

function isPeople(text: string): boolean {
  return /[;@]|\[[A-Z][\])l]?|\(\p{Lu}+\//u.test(text);
}

function isEmptyPeople(field: Field): boolean {
  return (field.name === "to" || field.name === "cc") && !/\p{L}{2}/u.test(field.value.text);
}

/** OCR that joins the lines of a paragraph leaves some that no page could hold: then nothing wraps. */
function isJoinedText(lines: readonly Line[], index: number): boolean {
  for (let at = Math.max(0, index - 12); at < Math.min(lines.length, index + 12); at++)
    if ((lines[at]?.text.length ?? 0) > 140) return true;
  return false;
}

function lineWidth(line: Line): number {
  return line.content - line.start + line.text.length;
}

/* ---- is it a mail? ------------------------------------------------------------------------------------------------------ */

function finished(building: Building, lines: readonly Line[], first: number): Head | null {
  const firstLine = lines[first];
  const lastLine = lines[building.lastLine];
  if (!firstLine || !lastLine) return null;
  settleLoose(building);
  const date = dateOf(building);
  if (!isMail(building, date)) return null;
  return {
    kind: "block",
    start: firstLine.content,
    end: lastLine.content + lastLine.text.length,
    firstLine: first,
    lastLine: building.lastLine,
    fields: building.fields,
    date,
    depth: firstLine.depth,
    title: null,
  };
}

/** Values that stand beside no label go to the empty fields: the last to the subject, people to To or Cc. */
function settleLoose(building: Building): void {
  const empty = (name: FieldName) =>
    building.fields.find((one) => one.name === name && !/\p{L}{2}/u.test(one.value.text));
  for (const piece of building.loose) {
    const people = /,|@|;|\[|\(/.test(piece.text);
    const target = people
      ? (empty("to") ?? empty("cc") ?? empty("from"))
      : (empty("cc") ?? empty("subject") ?? empty("to"));
    if (target) {
      target.value.text += `${target.value.text ? "\n" : ""}${piece.text}`;
      while (target.value.offsets.length + piece.offsets.length < target.value.text.length)
        target.value.offsets.push(piece.offsets[0] ?? 0);
      target.value.offsets.push(...piece.offsets);
    }
  }
}

function dateOf(building: Building): PrintedDate | null {
  const field = building.fields.find((one) => one.name === "date");
  if (!field) return null;
  const label = building.labels[building.fields.indexOf(field)];
  const dayFirst = label && label.language !== "en" ? true : null;
  const english = label?.sent === true && label.language === "en";
  const found = readPrintedDate(field.value.text, { dayFirst, english });
  if (found) return found;
  for (const piece of building.loose) {
    const loose = readPrintedDate(piece.text, { dayFirst, english });
    if (loose?.clock) return loose;
  }
  return null;
}

/**
 * What makes a mail: a From and a date with a clock, and a To or a Subject; and that it says Sent, or shows an address or a
 * blacked-out one, or at least is in the order and with the date of mail. Without a clock, or without a date that can be read, it takes
 * an address; a timetable's "From … To … Date" and a memo's "To, From, Date, Subject" have none.
 */
function isMail(building: Building, date: PrintedDate | null): boolean {
  const field = (name: FieldName) => building.fields.find((one) => one.name === name);
  const from = field("from");
  if (!from || /^\s*\d{1,2}[:.h]\d\d/.test(from.value.text)) return false;
  const to = field("to") ?? field("cc") ?? field("bcc");
  const subject = field("subject");
  if (!to && !subject) return false;
  if (building.fields.some((one) => isProgramText(one.value.text))) return false;
  const sent = building.labels.some((label) => label.sent);
  const addressed = building.fields.some(
    (one) => peopleFields.has(one.name) && /\S@\s?\S/.test(one.value.text),
  );
  const withheld = `${from.value.text} ${to?.value.text ?? ""}`;
  const sure = sent || addressed || blackedOut.test(withheld);
  if (date?.clock) return sure || (subject !== undefined && !building.alien && looksMailed(building, date));
  if (sent) return (date !== null || to !== undefined) && subject !== undefined;
  if (date) return addressed;
  return addressed && to !== undefined && subject !== undefined && /\d/.test(field("date")?.value.text ?? "");
}

const blackedOut = /\(b\)|[CH]\(?6\)|b\)\s?\(|\bB6\b|REDACTED|@@|occult|caviard|█/i;

/** From comes first, and the date has its month in letters, as mail programs print it. */
function looksMailed(building: Building, date: PrintedDate): boolean {
  return building.fields[0]?.name === "from" && /\p{L}{3}/u.test(date.dated.printed ?? "");
}

/** Templates and source code: `{{name}}`, `${name}`, `str = "x"`. */
function isProgramText(text: string): boolean {
  return /\{\{|\$\{|<%|%s|^\s*\w+ = ["'\w]/.test(text);
}
