/**
 * Lines that introduce a quoted mail in a sentence: "On Mon, Mar 16, 2020 at 9:04 AM X <a@b> wrote:", « Le 16 mars 2020 à 09:04, X a
 * écrit : », "Am 16.03.2020 um 09:04 schrieb X:". They name sender and date; nothing else is known of the mail.
 */
import type { Field, Head } from "./block.ts";
import { append, type Gathered, gathered, part } from "./gathered.ts";
import { labelAt } from "./labels.ts";
import type { Line } from "./lines.ts";
import { readPrintedDate } from "./printed-date.ts";

const opening = /^(?:["“»]\s?)?(?:On|0n|Le|Am|El|Il|Em|Op|Den)\s?(?=[\p{L}\d])/u;
/** The verb at the end: OCR glues it to what stands before. */
const verbLast =
  /(?:wrote|writes|a\s+écrit|écrivait|schrieb|escribió|ha\s+scritto|escreveu|schreef)\s?[:;.]?\s*$/iu;
/** The verb before the name, as in German and Dutch. */
const verbFirst = /\s(?:schrieb|schreef|skrev)\s([^:]{2,200}):\s*$/u;

/** Lines that one attribution may take. */
const longestAttribution = 5;

/** All attributions, in order of place. */
export function attributions(lines: readonly Line[]): Head[] {
  const heads: Head[] = [];
  for (let index = 0; index < lines.length; ) {
    const head = attributionAt(lines, index);
    if (head) {
      heads.push(head);
      index = head.lastLine + 1;
    } else index++;
  }
  return heads;
}

function attributionAt(lines: readonly Line[], first: number): Head | null {
  const line = lines[first];
  if (line?.kind !== "text" || !opening.test(line.text) || !/\d/.test(line.text.slice(0, 60))) return null;
  let value: Gathered | null = null;
  let worded = 0;
  for (let index = first; index < lines.length && index < first + longestAttribution + 2; index++) {
    const next = lines[index];
    if (!next || worded >= longestAttribution || (value?.text.length ?? 0) > 600) return null;
    if (next.kind === "blank" || next.kind === "stamp") continue;
    if (index > first && labelAt(next.text, 0)) return null;
    worded++;
    if (value) append(value, next);
    else value = gathered(next, 0, next.text.length);
    const after = verbLast.exec(value.text);
    const before = after ? null : verbFirst.exec(value.text);
    if (after || before) return headOf(value, { after, before }, first, index, line, next);
  }
  return null;
}

interface Verb {
  after: RegExpExecArray | null;
  before: RegExpExecArray | null;
}

function headOf(
  value: Gathered,
  verb: Verb,
  first: number,
  last: number,
  line: Line,
  lastLine: Line,
): Head | null {
  const { text } = value;
  const { after, before } = verb;
  const opener = opening.exec(text)?.[0].length ?? 0;
  const french = /^Le\b/.test(text);
  const date = readPrintedDate(text.slice(opener), {
    dayFirst: french || before ? true : null,
    english: /^(?:O|0)n\b/.test(text) && after !== null && /wrote|writes/i.test(after[0]),
  });
  if (!date) return null;
  const dateEnd = opener + date.end;
  const nameStart = before
    ? text.length - (before[1]?.length ?? 0) - (/:\s*$/.exec(text)?.[0].length ?? 0)
    : dateEnd;
  const nameEnd = after ? after.index : nameStart + (before?.[1]?.length ?? 0);
  if (nameEnd < nameStart) return null;
  const name = text.slice(nameStart, nameEnd);
  // Prose says "On 3 March 2020 the minister wrote:"; a mail program gives the hour or the address.
  if (!date.clock && !/@|<|mailto/.test(name)) return null;
  // "… the council wrote:" is prose too: in mail a name, an address or what is left of one stands there.
  if (/^[\s,]*\p{Ll}{2,} \p{L}/u.test(name) && !/[@<(]/.test(name)) return null;
  const skipped = /^[\s,.–-]*(?:at\b|à\b)?[\s,:]*/.exec(name)?.[0].length ?? 0;
  return {
    kind: "attribution",
    start: line.content,
    end: lastLine.content + lastLine.text.length,
    firstLine: first,
    lastLine: last,
    fields: [
      fieldIn("date", part(value, opener + date.start, dateEnd), line.content),
      fieldIn("from", part(value, nameStart + skipped, nameEnd), line.content),
    ],
    date,
    depth: line.depth,
    title: null,
  };
}

function fieldIn(name: Field["name"], value: Gathered, otherwise: number): Field {
  const start = value.offsets[0] ?? otherwise;
  return { name, start, labelEnd: start, value };
}
