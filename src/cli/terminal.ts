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
  /** To standard error, with a line end. */
  aside(text: string): void;
  date(date: Dated): string;
  number(value: number): string;
  bytes(value: number): string;
}

export function terminalFor(tongue: Tongue): Terminal {
  const out = process.stdout;
  const colours = (out.isTTY ?? false) && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  return {
    tongue,
    columns: out.columns ?? 100,
    interactive: process.stderr.isTTY ?? false,
    style: (style, text) => (colours ? `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m` : text),
    line: (text = "") => {
      out.write(`${printable(text)}\n`);
    },
    aside: (text) => {
      process.stderr.write(`${printable(text)}\n`);
    },
    date: (date) => dateText(date, tongue),
    number: (value) => value.toLocaleString(tongue),
    bytes: (value) => bytesText(value, tongue),
  };
}

/** Texts of strangers may hold codes that move the cursor or set the title: only our own colours pass. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/\u001b(?!\[\d+m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** `Tue 16 March 2021, 23:41 (−0400)`; partial dates stay partial. */
export function dateText(date: Dated, tongue: Tongue): string {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?/.exec(date.edtf ?? "");
  if (!parts) return tongue === "fr" ? "sans date" : "undated";
  const [, year = "", month, day, hour, minute] = parts;
  if (!month) return year;
  const when = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const format = new Intl.DateTimeFormat(tongue === "fr" ? "fr" : "en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "short",
    ...(day ? { day: "numeric" } : {}),
  });
  const clock = hour ? `, ${hour}:${minute}` : "";
  const zone = hour && date.zone ? ` (${date.zone.replace("-", "−").replace(":", "")})` : "";
  return `${format.format(when)}${clock}${zone}`;
}

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

export function partyText(party: Party): string {
  return party.name ?? party.address ?? "?";
}

export function partiesText(parties: readonly Party[], atMost = 3): string {
  const shown = parties.slice(0, atMost).map(partyText).join(", ");
  return parties.length > atMost ? `${shown} +${parties.length - atMost}` : shown;
}

export function snippetText(parts: readonly SnippetPart[], terminal: Terminal): string {
  return parts
    .map(({ kind, text }) => {
      if (kind === "hit") return terminal.style("bold", text);
      return kind === "redaction" ? terminal.style("inverse", `█${text}█`) : text;
    })
    .join("");
}
