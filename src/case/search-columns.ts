/** Which part of a document goes into which column of the index: every character once, told apart by what it weighs. */
import type { DocumentText, Mark } from "../text/document.ts";
import { indexable } from "../text/words.ts";

export interface SearchColumns {
  title: string;
  people: string;
  body: string;
  /** Quoted text, signatures, disclaimers, boilerplate: found, but weighed down. */
  quoted: string;
}

const lightKinds: ReadonlySet<Mark["kind"]> = new Set([
  "quoted",
  "signature",
  "disclaimer",
  "boilerplate",
  "printed",
]);

/** A word of its own (private use counts as a letter) that keeps a phrase from running over a cut. */
const cut = "\n\ue000\n";

/** The columns of one document. */
export function searchColumns(
  document: Pick<DocumentText, "title" | "text" | "marks"> & { outlet: string | null; author: string | null },
): SearchColumns {
  const { text } = document;
  const people: string[] = [];
  if (document.outlet) people.push(document.outlet);
  if (document.author) people.push(document.author);
  const light: { start: number; end: number }[] = [];
  const out: { start: number; end: number }[] = [];
  for (const mark of document.marks) {
    if (mark.kind === "header") {
      out.push(mark);
      if (mark.value !== "subject") people.push(text.slice(mark.start, mark.end));
    } else if (lightKinds.has(mark.kind)) light.push(mark);
  }
  if (out.length === 0 && light.length === 0) return columnsOf(document.title, people.join(cut), text, "");
  const quoted: string[] = [];
  const body: string[] = [];
  let at = 0;
  const stretches = [
    ...out.map((mark) => ({ start: mark.start, end: mark.end, into: null as string[] | null })),
    ...light.map((mark) => ({ start: mark.start, end: mark.end, into: quoted as string[] | null })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const stretch of stretches) {
    const start = Math.max(at, stretch.start);
    if (stretch.end <= start) continue;
    if (start > at) body.push(text.slice(at, start));
    stretch.into?.push(text.slice(start, stretch.end));
    at = stretch.end;
  }
  if (at < text.length) body.push(text.slice(at));
  return columnsOf(document.title, people.join(cut), joined(body), joined(quoted));
}

function columnsOf(title: string | null, people: string, body: string, quoted: string): SearchColumns {
  return {
    title: indexable(title ?? ""),
    people: indexable(people),
    body: indexable(body),
    quoted: indexable(quoted),
  };
}

/** Pieces of nothing but blanks need no cut around them. */
function joined(pieces: string[]): string {
  return pieces.filter((piece) => piece.trim() !== "").join(cut);
}
