/** Gathers the text of an HTML source piece by piece, for `html-text.ts`: white space, line breaks, quotations, links. */
import { decodeHTML } from "entities/decode";

/** A stretch of the text inside `blockquote`; `depth` from 1. */
export interface QuotedStretch {
  start: number;
  end: number;
  depth: number;
}

export interface WriterState {
  pieces: number;
  length: number;
  breaks: number;
  space: boolean;
}

/** Gathers the text. White space is held back until something follows it, so that lines have none at their ends. */
export class Writer {
  length = 0;
  readonly #pieces: string[] = [];
  #breaks = 0;
  #space = false;
  #tab = false;
  #depth = 0;
  #indents: number[] = [];
  #quoted: QuotedStretch[] = [];

  write(raw: string, preformatted: boolean): void {
    if (preformatted) {
      const lines = decodeHTML(raw).split(/\r\n?|\n/);
      for (let line = 0; line < lines.length; line++) {
        if (line > 0) this.#addBreak();
        const text = lines[line]?.trimEnd() ?? "";
        if (text !== "") this.#put(text);
      }
      return;
    }
    let text = /[\t\n\r\f]| {2}/.test(raw) ? raw.replace(/[ \t\n\r\f]+/g, " ") : raw;
    if (text === "" || text === " ") {
      this.#space ||= text === " ";
      return;
    }
    if (text.includes("&")) text = decodeHTML(text);
    // The no-break space is layout in mail; as a plain space the words beside it are found.
    if (text.includes("\u00a0")) text = text.replaceAll("\u00a0", " ");
    const body = text.trim();
    if (body === "") {
      this.#space = true;
      return;
    }
    if (text.charCodeAt(0) <= 32) this.#space = true;
    this.#put(body);
    this.#space = text.charCodeAt(text.length - 1) <= 32;
  }

  lineBreak(): void {
    this.#addBreak();
  }

  /** At least `count` line breaks before what follows. */
  breakLines(count: number): void {
    this.#breaks = Math.max(this.#breaks, count);
    this.#space = false;
    this.#tab = false;
  }

  /** Takes back an empty line that is held: a list inside a list follows its item at once. */
  joinLines(): void {
    this.#breaks = Math.min(this.#breaks, 1);
  }

  item(mark: string): void {
    this.#breaks = Math.max(1, this.#breaks);
    this.#put(mark.trimEnd());
    this.#space = true;
  }

  cell(): void {
    if (this.#breaks === 0) this.#tab = true;
  }

  quote(levels: number): void {
    this.#indents.push(levels);
    this.#depth += levels;
  }

  endQuote(): void {
    this.#depth -= this.#indents.pop() ?? 0;
  }

  link(address: string, start: number): void {
    // So much text is no link; the end tag of an earlier one was forgotten.
    if (this.length - start > 2000) return;
    const plain = address.replace(/^mailto:/i, "");
    const text = this.#textFrom(start);
    if (text.trim() === "") return;
    const bare = plain.replace(/^\w+:\/\//, "").replace(/\/$/, "");
    if (text.toLowerCase().includes(bare.toLowerCase())) return;
    this.#space = true;
    this.#put(`<${plain.replace(/\s/g, "")}>`);
  }

  save(): WriterState {
    return { pieces: this.#pieces.length, length: this.length, breaks: this.#breaks, space: this.#space };
  }

  /** Takes back all that was written since. */
  restore(state: WriterState): void {
    this.#pieces.length = Math.min(this.#pieces.length, state.pieces);
    this.length = Math.min(this.length, state.length);
    this.#breaks = state.breaks;
    this.#space = state.space;
    while ((this.#quoted.at(-1)?.start ?? -1) >= this.length) this.#quoted.pop();
    const last = this.#quoted.at(-1);
    if (last !== undefined) last.end = Math.min(last.end, this.length);
  }

  finish(): { text: string; quoted: QuotedStretch[] } {
    return { text: this.#pieces.join(""), quoted: this.#quoted };
  }

  #addBreak(): void {
    this.#breaks = Math.min(2, this.#breaks + 1);
    this.#space = false;
    this.#tab = false;
  }

  #textFrom(start: number): string {
    let text = "";
    for (let at = this.#pieces.length - 1, length = this.length; at >= 0 && length > start; at--) {
      const piece = this.#pieces[at] ?? "";
      length -= piece.length;
      text = piece + text;
    }
    return text;
  }

  #put(text: string): void {
    if (this.length > 0) {
      if (this.#breaks > 0) this.#add("\n".repeat(this.#breaks));
      else if (this.#tab) this.#add("\t");
      else if (this.#space) this.#add(" ");
    }
    this.#breaks = 0;
    this.#space = false;
    this.#tab = false;
    const start = this.length;
    this.#add(text);
    if (this.#depth === 0) return;
    const last = this.#quoted.at(-1);
    // What was held back between two pieces of the same depth belongs to both.
    if (last !== undefined && last.depth === this.#depth && start - last.end <= 2) last.end = this.length;
    else this.#quoted.push({ start, end: this.length, depth: this.#depth });
  }

  #add(text: string): void {
    this.#pieces.push(text);
    this.length += text.length;
  }
}
