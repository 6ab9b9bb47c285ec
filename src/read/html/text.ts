/**
 * The text of a page or of a part of it, as a person reads it, with marks for paragraphs, headings, block quotes and cells. Blanks are
 * drawn together as browsers do; what is not shown is left out.
 */
import type { Mark } from "../../text/document.ts";
import { inlineElements, walkHtml, wordlessElements } from "./elements.ts";
import type { Attributes } from "./tokens.ts";

export interface MarkedText {
  text: string;
  marks: Mark[];
}

export interface TextOptions {
  /** Elements to leave out with all that is in them, besides those that never show text. */
  skip?: (name: string, attributes: Attributes) => boolean;
  /** Only what stands inside elements of this name. */
  only?: string;
}

/** Elements without text for the reader. */
const silent: ReadonlySet<string> = new Set([
  ...wordlessElements,
  "head",
  "title",
  "applet",
  "map",
  "datalist",
  "noembed",
  "noframes",
  "img",
  "input",
]);
/** Blocks with a blank line around them; all other blocks begin a new line. */
const spaced = new Set([
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "blockquote",
  "ul",
  "ol",
  "dl",
  "table",
  "pre",
  "figure",
  "hr",
  "section",
  "article",
  "header",
  "footer",
  "main",
  "aside",
  "nav",
  "address",
  "form",
  "fieldset",
  "listing",
  "xmp",
]);

/** True for what the page itself hides from its reader. */
export function isHidden(attributes: Attributes): boolean {
  if (attributes.has("hidden")) return true;
  const style = attributes.get("style");
  return style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

/** Turns HTML into text and marks; offsets count in the text as it is given back, which is not in normal form yet. */
export function markedText(html: string, options: TextOptions = {}): MarkedText {
  const builder = new TextBuilder();
  const open: { name: string; start: number }[] = [];
  let skippedAt = -1;
  let wanted = options.only === undefined ? 1 : 0;
  let quotes = 0;
  let preformatted = 0;
  const lists: { ordered: boolean; next: number }[] = [];
  walkHtml(html, {
    open(name, attributes) {
      open.push({ name, start: 0 });
      if (name === options.only) wanted += 1;
      if (skippedAt >= 0) return;
      if (silent.has(name) || isHidden(attributes) || options.skip?.(name, attributes)) {
        skippedAt = open.length;
        return;
      }
      if (name === "br") return builder.line();
      if (inlineElements.has(name)) {
        if (name === "q" && wanted > 0) builder.add("“");
        return;
      }
      if (name === "wbr" || name === "html" || name === "body") return;
      if (name === "td" || name === "th") builder.cell();
      else builder.block(spaced.has(name) && !(lists.length > 0 && (name === "ul" || name === "ol")) ? 2 : 1);
      if (name === "blockquote") quotes += 1;
      else if (name === "pre" || name === "listing") preformatted += 1;
      else if (name === "ul" || name === "ol" || name === "menu")
        lists.push({ ordered: name === "ol", next: Number(attributes.get("start") ?? 1) || 1 });
      else if (name === "li") {
        const list = lists.at(-1);
        if (wanted > 0) builder.label(list?.ordered ? `${list.next}. ` : "• ");
        if (list) list.next += 1;
      }
      const element = open.at(-1);
      if (element) element.start = builder.mark();
    },
    close(name) {
      const element = open.pop();
      if (name === options.only) wanted -= 1;
      if (open.length + 1 === skippedAt) {
        skippedAt = -1;
        return;
      }
      if (
        skippedAt >= 0 ||
        element === undefined ||
        name === "br" ||
        name === "wbr" ||
        name === "html" ||
        name === "body"
      )
        return;
      if (inlineElements.has(name)) {
        if (name === "q" && wanted > 0) builder.add("”");
        return;
      }
      const level = /^h([1-6])$/.exec(name)?.[1];
      if (level !== undefined) builder.spanned(element.start, { kind: "heading", value: Number(level) });
      if (name === "blockquote") {
        builder.spanned(element.start, { kind: "quoted", value: quotes });
        quotes -= 1;
      } else if (name === "pre" || name === "listing") preformatted -= 1;
      else if (name === "ul" || name === "ol" || name === "menu") lists.pop();
      if (name === "td" || name === "th") builder.cellEnd(element.start);
      else builder.block(spaced.has(name) && !(lists.length > 0 && (name === "ul" || name === "ol")) ? 2 : 1);
    },
    text(text) {
      if (skippedAt >= 0 || wanted === 0) return;
      if (preformatted > 0) builder.preformatted(text);
      else builder.add(text);
    },
  });
  return builder.finish();
}

/** Gathers text; breaks between lines are kept back until there is text for the next one. */
class TextBuilder {
  readonly #pieces: string[] = [];
  readonly #marks: Mark[] = [];
  #length = 0;
  /** Line ends that are due before the next text. */
  #breaks = 0;
  #blank = false;
  #tab = false;
  #label = "";
  /** Length of the text when the cell began that has no text yet; -1 outside. */
  #cellStart = -1;
  /** Where the line that is being written began. */
  #lineStart = 0;
  readonly #lines: { start: number; end: number }[] = [];

  /** Where the next text will begin, as far as it can be told; `spanned` mends it. */
  mark(): number {
    return this.#length;
  }

  block(breaks: number): void {
    // The first paragraph of a cell stands in the line of its row.
    if (this.#length === this.#cellStart) return;
    if (this.#length > 0) this.#breaks = Math.max(this.#breaks, breaks);
    this.#tab = false;
  }

  line(): void {
    if (this.#length > 0) this.#breaks = Math.min(2, this.#breaks + 1);
  }

  /** A cell: a tab after what stands in the row before it. */
  cell(): void {
    if (this.#breaks === 0 && this.#length > this.#lineStart) this.#tab = true;
    this.#cellStart = this.#length;
  }

  /** The end of a cell that began at `start`: one that is a single line leaves its row in one line. */
  cellEnd(start: number): void {
    this.#cellStart = -1;
    if (this.#lineStart <= start + 2) this.#breaks = 0;
    this.spanned(start, { kind: "cell" });
  }

  label(text: string): void {
    this.#label = text;
  }

  add(text: string): void {
    const drawn = text.replace(/[ \t\n\r\f]+/g, " ").replaceAll("\u00ad", "");
    if (drawn === "") return;
    if (drawn === " ") {
      this.#blank = true;
      return;
    }
    const begins = this.#breaks > 0 || this.#tab || this.#length === this.#lineStart;
    const blankBefore = (this.#blank || drawn.startsWith(" ")) && !begins;
    this.#blank = drawn.endsWith(" ");
    this.#put(`${blankBefore ? " " : ""}${drawn.trim()}`);
  }

  preformatted(text: string): void {
    const lines = text.replace(/\r\n?/g, "\n").split("\n");
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.#breaks = this.#length === 0 ? 0 : Math.min(2, this.#breaks + 1);
      if (line !== "") this.#put(line);
    }
  }

  #put(text: string): void {
    if (this.#breaks > 0) {
      this.#endLine();
      this.#write("\n".repeat(this.#breaks));
      this.#lineStart = this.#length;
      this.#breaks = 0;
    } else if (this.#tab) this.#write("\t");
    this.#tab = false;
    if (this.#label !== "") {
      this.#write(this.#label);
      this.#label = "";
    }
    this.#write(text);
  }

  #write(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
  }

  #endLine(): void {
    if (this.#length > this.#lineStart) this.#lines.push({ start: this.#lineStart, end: this.#length });
  }

  /** Marks what was written since `start`; nothing when that is nothing. The line ends and blanks before it are cut off at the end. */
  spanned(start: number, mark: { kind: "heading" | "quoted" | "cell"; value?: number }): void {
    if (this.#length > start) this.#marks.push({ ...mark, start, end: this.#length });
  }

  finish(): MarkedText {
    this.#endLine();
    const text = this.#pieces.join("");
    const marks = this.#marks.map((mark) => trimmed(text, mark));
    const headed = new Set(marks.filter(({ kind }) => kind === "heading").map(({ start }) => start));
    for (const line of this.#lines) {
      const mark = trimmed(text, { kind: "paragraph", ...line });
      if (mark.end > mark.start && !headed.has(mark.start)) marks.push(mark);
    }
    return {
      text,
      marks: marks.filter((mark) => mark.end > mark.start).sort((a, b) => a.start - b.start || b.end - a.end),
    };
  }
}

function trimmed(text: string, mark: Mark): Mark {
  let { start, end } = mark;
  while (start < end && /\s/.test(text[start] ?? "")) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end -= 1;
  return { ...mark, start, end };
}
