/** The line that parts the messages of a mailbox: `From ` sender, date. RFC 4155 and the forms before it. */

const dateForms = [
  // Www Mmm dd hh:mm[:ss] [zone] yyyy [zone]
  /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{1,2}\s+\d{1,2}:\d\d(?::\d\d)?\s+(?:[a-z]{1,5}(?:\s+[a-z]{1,5})?\s+|[+-]\d{4}\s+)?(?:\d{4}|\d\d)(?:\s+[+-]?\w{1,6}){0,2}(?:\s+remote from \S+)?\s*$/i,
  // Www, dd Mmm yyyy hh:mm[:ss] [zone]
  /\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?\d{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]\d{2,4}\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+\(?[+\w-]{1,6}\)?){0,2}\s*$/i,
  // 2021-03-15 21:04:00 or 2021-03-15T21:04:00Z
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?\s*(?:Z|[+-]\d\d:?\d\d)?\s*$/i,
];

/** No such line is longer; the check costs the same for every line. */
const longestLine = 500;

/** True for a `From ` line that ends with a date, and for the `From - ` of Netscape's mail folders. */
export function isEnvelopeLine(line: string): boolean {
  if (!line.startsWith("From ") || line.length > longestLine) return false;
  if (/^From -\s*$/.test(line)) return true;
  const tail = line.trimEnd().slice(-70);
  return dateForms.some((form) => form.test(tail));
}
