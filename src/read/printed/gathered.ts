/** Text gathered from stretches of a print-out (a field's value over several lines) that knows the way back to each character. */
import type { Line } from "./lines.ts";

export interface Gathered {
  text: string;
  /** For each character of `text`, its offset in the document. */
  offsets: number[];
}

/** Characters `from` to `to` of the line's words. */
export function gathered(line: Line, from: number, to: number): Gathered {
  const value: Gathered = { text: line.text.slice(from, to), offsets: [] };
  for (let index = 0; index < value.text.length; index++) value.offsets.push(line.content + from + index);
  return value;
}

/** Puts the first `length` characters of a further line's words, all unless told, behind a line end. */
export function append(value: Gathered, line: Line, length: number = line.text.length): void {
  const words = line.text.slice(0, length);
  value.text += `\n${words}`;
  value.offsets.push(line.content);
  for (let index = 0; index < words.length; index++) value.offsets.push(line.content + index);
}

/** Characters `start` to `end` of what was gathered. */
export function part(value: Gathered, start: number, end: number): Gathered {
  return { text: value.text.slice(start, end), offsets: value.offsets.slice(start, end) };
}
