/** How things are said on a terminal: colours when it is one, dates, people, numbers. */
import type { Dated, Party, SnippetPart } from "../ask/answers.ts";
import type { Tongue } from "../text/messages.ts";

type Style = "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "inverse";

const codes: Record<Style, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  inverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
};

export interface Terminal {
  tongue: Tongue;
  columns: number;
  interactive: boolean;
  style(style: Style, text: string): string;
  /** To standard output, with a line end. */
  line(text?: string): void;
  /** The same as one line, whatever line ends a stranger put into a title or a file name. */
  row(text: string): void;
  /** To standard error, with a line end. */
  aside(text: string): void;
  date(date: Dated): string;
  number(value: number): string;
  bytes(value: number): string;
}

/** The terminal of this process, in a tongue. */
export function terminalFor(tongue: Tongue): Terminal {
  const out = process.stdout;
  const colours = (out.isTTY ?? false) && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  return {
    tongue,
    columns: out.columns ?? 100,
    interactive: process.stderr.isTTY ?? false,
    style: (style, text) => (colours ? `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m` : text),
    line: (text = "") => {
      out.write(`${printable(text, colours)}\n`);
    },
    row: (text) => {
      out.write(`${printable(text.replace(/[\n\t]+/g, " "), colours)}\n`);
    },
    aside: (text) => {
      // The two streams may go to different places: colours to a terminal only.
      const bare = process.stderr.isTTY ? text : text.replace(/\u001b\[\d+m/g, "");
      process.stderr.write(`${printable(bare, colours)}\n`);
    },
    date: (date) => dateText(date, tongue),
    number: (value) => value.toLocaleString(tongue),
    bytes: (value) => bytesText(value, tongue),
  };
}

const ownCodes = new Set(Object.values(codes).flat().map(String));

/**
 * Texts of strangers may hold codes that move the cursor, hide what follows or set the title, and marks that turn the direction
 * of reading so that a name reads as another: only our own colours pass, and end with the line.
 */
function printable(text: string, colours: boolean): string {
  let coloured = false;
  const harmless = text.replace(
    /\u001b(?:\[(\d+)m)?|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f\u202d\u202e]/g,
    (code, own?: string) => {
      if (!colours || own === undefined || !ownCodes.has(own)) return `\ufffd${code.slice(1)}`;
      coloured = true;
      return code;
    },
  );
  return coloured ? `${harmless}\u001b[0m` : harmless;
}

/** One JSON value to standard output. JSON escapes most control characters by itself; the rest some terminals obey too. */
export function printJson(answer: object): void {
  const json = JSON.stringify(answer, null, process.stdout.isTTY ? 2 : 0);
  const harmless = json.replace(
    /[\u007f-\u009f\u202d\u202e]/g,
    (code) => `\\u${code.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  process.stdout.write(`${harmless}\n`);
}

/** `16 Mar 2021, 23:41 (−0400)`; partial dates stay partial, an interval shows both ends, `~` is “about”. */
export function dateText(date: Dated, tongue: Tongue): string {
  const [first = "", last] = (date.edtf ?? "").split("/");
  const start = dayText(first, date.zone, tongue);
  if (start === null) return tongue === "fr" ? "sans date" : "undated";
  const end = last === undefined ? null : dayText(last, date.zone, tongue);
  return end === null ? start : `${start} – ${end}`;
}

function dayText(edtf: string, zone: string | null, tongue: Tongue): string | null {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?/.exec(edtf);
  if (!parts) return null;
  const [, year = "", month, day, hour, minute] = parts;
  const about = /[~?%]$/.test(edtf) ? (tongue === "fr" ? "vers " : "about ") : "";
  if (!month) return about + year;
  const when = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const format = new Intl.DateTimeFormat(tongue === "fr" ? "fr" : "en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "short",
    ...(day ? { day: "numeric" } : {}),
  });
  const clock = hour ? `, ${hour}:${minute}` : "";
  const offset = hour && zone ? ` (${zone.replace("-", "−").replace(":", "")})` : "";
  return `${about}${format.format(when)}${clock}${offset}`;
}

/** `84 kB`, `1,9 Go`: powers of 1000. */
export function bytesText(value: number, tongue: Tongue): string {
  const units = tongue === "fr" ? ["o", "ko", "Mo", "Go", "To"] : ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let size = value;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size.toLocaleString(tongue, { maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`;
}

/** The name, else the address, else `?`. */
export function partyText(party: Party): string {
  return party.name ?? party.address ?? "?";
}

/** `Holt, Castellane +2` */
export function partiesText(parties: readonly Party[], atMost = 3): string {
  const shown = parties.slice(0, atMost).map(partyText).join(", ");
  return parties.length > atMost ? `${shown} +${parties.length - atMost}` : shown;
}

/** `Holt → Castellane, Aldous +2`. No arrow where nobody is named; `?` for a sender who is not. */
export function fromToText(
  from: readonly Party[],
  to: readonly Party[],
  fromAtMost = 1,
  toAtMost = 3,
): string {
  const sender = partiesText(from, fromAtMost) || "?";
  return to.length ? `${sender} → ${partiesText(to, toAtMost)}` : sender;
}

/** Hits are bold, redactions black. */
export function snippetText(parts: readonly SnippetPart[], terminal: Terminal): string {
  return parts
    .map(({ kind, text }) => {
      if (kind === "hit") return terminal.style("bold", text);
      return kind === "redaction" ? terminal.style("inverse", `█${text}█`) : text;
    })
    .join("")
    .trim();
}
