/** Tells the header block of a mail from those of memos, forms, timetables, faxes, templates and source code. */
import { type Building, fieldOf, peopleFields } from "./block.ts";
import type { PrintedDate } from "./printed-date.ts";

/**
 * What makes a mail: a From and a date with a clock, and a To or a Subject; and that it says Sent, or shows an address or a
 * blacked-out one, or at least is in the order and with the date of mail. Without a clock, or without a date that can be read, it takes
 * an address; a timetable's "From … To … Date" and a memo's "To, From, Date, Subject" have none.
 */
export function isMail(building: Building, date: PrintedDate | null): boolean {
  const from = fieldOf(building, "from");
  if (!from || /^\s*\d{1,2}[:.h]\d\d/.test(from.value.text)) return false;
  const to = fieldOf(building, "to") ?? fieldOf(building, "cc") ?? fieldOf(building, "bcc");
  const subject = fieldOf(building, "subject");
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
  return (
    addressed &&
    to !== undefined &&
    subject !== undefined &&
    /\d/.test(fieldOf(building, "date")?.value.text ?? "")
  );
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
