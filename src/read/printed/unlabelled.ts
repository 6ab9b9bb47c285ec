/** Lines of a header block that carry no label: wrapped lists, torn dates, blacked-out scraps, values that slipped from their place. */
import { type Building, type Field, fieldOf, has, labelAhead, peopleFields, reach } from "./block.ts";
import { append, type Gathered, gathered } from "./gathered.ts";
import { inlineLabels, type Label } from "./labels.ts";
import { isFileName, isOtherLabel, isProse, type Line } from "./lines.ts";
import { readPrintedDate } from "./printed-date.ts";
import { takeReplySubject, takesSubjectLine } from "./subject.ts";

/** Whether the line without label at `index` still belongs to the block; puts its words where they belong. */
export function takesIn(building: Building, lines: readonly Line[], index: number): boolean {
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
  if (isOtherLabel(line.text)) {
    building.alien = true;
    return labelAhead(building, lines, index, 2);
  }
  if (peopleFields.has(current.name)) return takesPeople(building, current, lines, index, complete);
  if (current.name === "date") return takesBelowDate(building, current, lines, index);
  if (current.name !== "attachments") return labelAhead(building, lines, index, 2);
  if (!/[;,]\s*$/.test(current.value.text) && !isFileName(line.text))
    return labelAhead(building, lines, index, 2);
  append(current.value, line);
  building.lastLine = index;
  return true;
}

function takesPeople(
  building: Building,
  current: Field,
  lines: readonly Line[],
  index: number,
  complete: boolean,
): boolean {
  const line = lines[index];
  if (!line) return false;
  const inline = inlineLabels(line.text, 0).filter((one) => mayFollowInline(building, one));
  if (inline[0]) {
    append(current.value, line, inline[0].start);
    addFields(building, line, inline);
  } else {
    if (complete && !continuesList(current, line) && !labelAhead(building, lines, index, 4)) return false;
    append(current.value, line);
  }
  building.lastLine = index;
  return true;
}

function takesBelowDate(building: Building, current: Field, lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  if (!line) return false;
  const begun = !/\d/.test(current.value.text) && line.text.length < 48 && !/[;@]/.test(line.text);
  if (begun) append(current.value, line);
  else if (!appendTornDate(current.value, line)) {
    if (!labelAhead(building, lines, index, 6)) return false;
    building.loose.push(gathered(line, 0, line.text.length));
  }
  building.lastLine = index;
  return true;
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

function continuesList(field: Field, line: Line): boolean {
  return /[;,]\s*$/.test(field.value.text) || /[;@]|\[[A-Z]/.test(line.text);
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
  const field = fieldOf(building, "date");
  if (field && readPrintedDate(field.value.text)) return false;
  if (!isWholeDate(line.text)) return false;
  const value = gathered(line, 0, line.text.length);
  if (field) field.value = value;
  else {
    building.fields.push({ name: "date", start: line.content, labelEnd: line.content, value });
    building.labels.push({ field: "date", sent: true, language: "other", start: 0, end: 0 });
  }
  building.lastLine = index;
  return true;
}

/** Puts a field into the block for each of the labels, which stand in order in one line. */
export function addFields(building: Building, line: Line, all: readonly Label[]): void {
  for (const [position, one] of all.entries()) {
    const end = all[position + 1]?.start ?? line.text.length;
    const field: Field = {
      name: one.field,
      start: line.content + one.start,
      labelEnd: line.content + one.end,
      value: gathered(line, one.end, end),
    };
    building.fields.push(field);
    building.labels.push(one);
    building.current = field;
  }
}

/** Whether a label inside a line may belong to the block: another From there is a word of the value. */
export function mayFollowInline(building: Building, label: Label): boolean {
  return label.field !== "from" && !has(building, label.field);
}
