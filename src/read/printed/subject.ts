/** The lines of a subject: where it wraps, where it stands below its label, and where the body begins. */
import { type Building, type Field, fieldOf, has, labelAhead } from "./block.ts";
import { append, gathered } from "./gathered.ts";
import { labelAt } from "./labels.ts";
import { isProse, type Line } from "./lines.ts";

/**
 * A subject wraps when its line is long and the next one is followed by a blank line; an empty one may stand below its label,
 * indented. All else below a subject is the body.
 */
export function takesSubjectLine(building: Building, lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  const current = building.current;
  if (!line || !current) return false;
  const bare = /^(?:\s*(?:RE|FW|FWD|AW|WG|TR)\s*:)*\s*$/i.test(withoutRules(current.value.text));
  if (line.kind === "scrap") return takesSubjectScrap(building, lines, index, bare);
  const set = line.content - line.start >= 8;
  if ((bare || set) && isPeople(line.text) && building.fields.some((one) => isEmptyPeople(one))) {
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
  const wrapped =
    !bare && building.lastLine === index - 1 && previous !== undefined && lineWidth(previous) >= 68;
  const wraps =
    wrapped && nextIsGap && lineWidth(line) < lineWidth(previous) + 20 && !isJoinedText(lines, index);
  if (!(bare && set && nextIsGap) && !wraps) return false;
  if (wrapped && /[.!?](?: \p{Lu}|$)/u.test(line.text)) return false;
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

function withoutRules(text: string): string {
  return text.replace(/[-_=~·•.]{2,}/g, "");
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

/** `RE: …` where no subject has been read: the label was lost, or its value stands some lines below. */
export function takeReplySubject(building: Building, line: Line, index: number): boolean {
  if (!/^(?:RE|Re|FW|Fw|FWD|Fwd|AW|WG|TR|Tr) ?:/.test(line.text) || !has(building, "from")) return false;
  const field = fieldOf(building, "subject");
  if (field && /\p{L}{2}/u.test(field.value.text)) {
    // People stand beside the label instead: the value of an empty Cc above, printed a line too low.
    if (!isPeople(field.value.text) || !building.fields.some(isEmptyPeople)) return false;
    building.loose.push(field.value);
  }
  if (!field && !has(building, "date")) return false;
  const value = gathered(line, 0, line.text.length);
  if (field) field.value = value;
  else {
    building.fields.push({ name: "subject", start: line.content, labelEnd: line.content, value });
    building.labels.push({ field: "subject", sent: false, language: "other", start: 0, end: 0 });
  }
  building.current = fieldOf(building, "subject") ?? null;
  building.lastLine = index;
  return true;
}
