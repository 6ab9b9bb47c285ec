/** Places in one document: hits of a query, boxes of a passage on its pages. */
import { pagesOf, textAndMarks, wordsOnPages } from "../case/documents.ts";
import type { BoxesAnswer, HitsAnswer } from "./answers.ts";
import { found } from "./found.ts";
import { matcherOf } from "./matcher.ts";
import { numberParam, type Params, type Question, textParam } from "./question.ts";
import { documentNamed } from "./shapes.ts";
import { documentParam } from "./show.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

const hitsAtMost = 5000;

export const hits: Question = {
  name: "hits",
  summary: summaries.hits,
  params: [
    documentParam,
    { name: "q", type: "text", default: "", summary: { en: "the query", fr: "la requête" } },
  ],
  examples: [],
  ask: (view: View, params: Params): HitsAnswer => {
    const document = documentNamed(view.case, textParam(params, "document") ?? "");
    const text = textParam(params, "q") ?? "";
    const { terms } = found(view, text).evaluated;
    const places = terms.length
      ? matcherOf(terms)(textAndMarks(view.case, document.row).text, hitsAtMost)
      : [];
    return { document: document.id, hits: places.map(({ start, end }) => ({ start, end })) };
  },
};

export const boxes: Question = {
  name: "boxes",
  summary: summaries.boxes,
  params: [
    documentParam,
    {
      name: "start",
      type: "number",
      min: 0,
      default: 0,
      summary: { en: "first character", fr: "premier caractère" },
    },
    {
      name: "end",
      type: "number",
      min: 0,
      default: 0,
      summary: { en: "character after the last", fr: "caractère qui suit le dernier" },
    },
  ],
  examples: [],
  ask: (view: View, params: Params): BoxesAnswer => {
    const document = documentNamed(view.case, textParam(params, "document") ?? "");
    const start = numberParam(params, "start");
    const end = numberParam(params, "end");
    // A message printed in a PDF lies on the pages of its print-out.
    const holder =
      document.origin !== null && pagesOf(view.case, document.row).length === 0
        ? document.origin
        : document.row;
    const shift = holder === document.row ? 0 : document.first;
    const found = wordsOnPages(view.case, holder, start + shift, end + shift).flatMap(({ page, words }) =>
      boxesOf(words, start + shift, end + shift).map((box) => ({ page, ...box })),
    );
    return { document: document.id, boxes: found };
  },
};

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Boxes of the words in a stretch, those on one line joined. */
function boxesOf(words: Float32Array, start: number, end: number): Box[] {
  const lines: Box[] = [];
  for (let i = 0; i + 5 < words.length; i += 6) {
    const [from = 0, to = 0, x = 0, y = 0, width = 0, height = 0] = words.subarray(i, i + 6);
    if (from >= end || to <= start) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.y - y) < height * 0.5 && x >= line.x) {
      const right = Math.max(line.x + line.width, x + width);
      const bottom = Math.max(line.y + line.height, y + height);
      line.y = Math.min(line.y, y);
      line.width = right - line.x;
      line.height = bottom - line.y;
    } else lines.push({ x, y, width, height });
  }
  return lines;
}
