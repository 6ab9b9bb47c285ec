/**
 * Finds the header blocks of printed mail among the lines of a text and gathers the words of each field: From, Sent or Date, To,
 * Cc, Subject … in any order, in English, French, German, with fields wrapped over lines or pages and with blacked-out scraps
 * between them. A block is taken for that of a mail only when it shows what memos, forms and timetables do not (`is-mail.ts`).
 */
import { type Building, fieldOf, type Head, has, mayFollow, reach } from "./block.ts";
import { isMail } from "./is-mail.ts";
import { type FieldName, inlineLabels, type Label, labelAt, labelInBlock } from "./labels.ts";
import type { Line } from "./lines.ts";
import { type PrintedDate, readPrintedDate } from "./printed-date.ts";
import { addFields, mayFollowInline, takesIn } from "./unlabelled.ts";

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

/** The block that begins on line `first`, or null. */
function blockAt(lines: readonly Line[], first: number): Head | null {
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

function addLabelled(building: Building, line: Line, label: Label, index: number): void {
  const inline =
    label.field === "subject"
      ? []
      : inlineLabels(line.text, label.end).filter((one) => mayFollowInline(building, one));
  addFields(building, line, [label, ...inline]);
  building.lastLine = index;
}

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
      if (target.value.text !== "") {
        target.value.text += "\n";
        target.value.offsets.push(piece.offsets[0] ?? 0);
      }
      target.value.text += piece.text;
      target.value.offsets.push(...piece.offsets);
    }
  }
}

function dateOf(building: Building): PrintedDate | null {
  const field = fieldOf(building, "date");
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
