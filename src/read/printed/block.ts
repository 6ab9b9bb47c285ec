/** A header block while it is gathered, and the head of a mail that it becomes; what may still belong to it. */
import type { Gathered } from "./gathered.ts";
import { type FieldName, type Label, labelInBlock } from "./labels.ts";
import { isProse, type Line } from "./lines.ts";
import type { PrintedDate } from "./printed-date.ts";

export interface Field {
  name: FieldName;
  /** Offset of the label, and after it; the same where it was lost. */
  start: number;
  labelEnd: number;
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
export const reach = { blanks: 14, people: 40, lines: 200 };

export const peopleFields: ReadonlySet<FieldName> = new Set(["from", "to", "cc", "bcc", "reply-to"]);

export interface Building {
  fields: Field[];
  labels: Label[];
  /** Lines among the labels that belong to no field: values printed a little above or below their label. */
  loose: Gathered[];
  current: Field | null;
  /** A labelled line that no mail header has stands among the others: `Pages: 3`, `Seat: 12A`. */
  alien: boolean;
  lastLine: number;
}

/** Whether the block has a field of that name. */
export function has(building: Building, field: FieldName): boolean {
  return fieldOf(building, field) !== undefined;
}

/** A second From, Date … begins another block; a second To or Cc is a slip of the print that is let pass while empty. */
export function mayFollow(building: Building, label: Label): boolean {
  if (label.field === "other" || label.field === "attachments") return building.fields.length > 1;
  const same = fieldOf(building, label.field);
  return !same || (label.field !== "from" && same.value.text.trim() === "");
}

/** Whether within `most` lines that hold words a label comes that may still belong to this block. */
export function labelAhead(building: Building, lines: readonly Line[], from: number, most: number): boolean {
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

/** The field of that name, if the block has one. */
export function fieldOf(building: Building, name: FieldName): Field | undefined {
  return building.fields.find((one) => one.name === name);
}
