/**
 * Joins texts that hold one page each (a release as numbered files) into one text with page marks, so that a mail that runs over
 * to the next page is read whole.
 */
import type { Mark } from "../../text/document.ts";

export interface PageText {
  /** Number of the page in the release. */
  number: number;
  /** In the normal form of `normalText`. */
  text: string;
}

interface JoinedPages {
  text: string;
  /** One `page` mark a page, in order; its value is the page's number. */
  marks: Mark[];
}

/** Pages in the order in which they are given, each ending in a line end. */
export function joinPages(pages: readonly PageText[]): JoinedPages {
  const parts: string[] = [];
  const marks: Mark[] = [];
  let length = 0;
  for (const page of pages) {
    const text = page.text.endsWith("\n") ? page.text : `${page.text}\n`;
    parts.push(text);
    marks.push({ kind: "page", start: length, end: length + text.length, value: page.number });
    length += text.length;
  }
  return { text: parts.join(""), marks };
}

/** Runs of pages whose numbers follow each other: a gap may have swallowed the end of a mail. */
export function consecutiveRuns(pages: readonly PageText[]): PageText[][] {
  const sorted = [...pages].sort((a, b) => a.number - b.number);
  const runs: PageText[][] = [];
  for (const page of sorted) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && page.number === last.number + 1) run.push(page);
    else runs.push([page]);
  }
  return runs;
}
