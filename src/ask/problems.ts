/** What was not read, and why; the receipt, line by line. */
import type { Case } from "../case/case.ts";
import { originalByRow, pathOf, placeByRow, placeLabel, placesOf } from "../case/documents.ts";
import { contentId } from "../case/ids.ts";
import {
  containerSums,
  countProblems,
  lastCompared,
  occurrencePath,
  type ProblemFilter,
  type ProblemLine,
  problemLines,
  sameAsAnother,
} from "../case/problems.ts";
import { receiptOf } from "../case/receipt.ts";
import { formatName } from "../read/media-type.ts";
import { problemMessages, say, type Tongue } from "../text/messages.ts";
import type { Answer, Problem, ProblemsAnswer, SameAs } from "./answers.ts";
import { limitParam, numberParam, offsetParam, type Params, type Question, textParam } from "./question.ts";
import { summaries } from "./summaries.ts";
import type { View } from "./view.ts";

export const problems: Question = {
  name: "problems",
  summary: summaries.problems,
  params: [
    {
      name: "state",
      type: "text",
      choices: ["failed", "unread", "skipped", "partial"],
      summary: { en: "only these", fr: "seulement ceux-ci" },
    },
    limitParam(100, 10_000),
    offsetParam,
  ],
  examples: [
    {
      command: "stemma problems",
      says: { en: "the receipt and every line that is not read", fr: "le récépissé et chaque ligne non lue" },
    },
    {
      command: "stemma problems --retry drop-1/archive.mbox",
      says: { en: "read one file again", fr: "relire un fichier" },
    },
  ],
  ask: askProblems,
};

function askProblems(view: View, params: Params): ProblemsAnswer {
  const filter = (textParam(params, "state") ?? "all") as ProblemFilter | "all";
  const offset = numberParam(params, "offset");
  return {
    query: { state: filter },
    total: countProblems(view.case, filter),
    offset,
    items: problemLines(view.case, filter, numberParam(params, "limit", 100), offset).map((line) =>
      problemAnswer(view.case, line, view.tongue),
    ),
    notes: [],
    receipt: receiptOf(view.case),
    containers: containerSums(view.case, 500).map(({ original, ...sums }) => ({
      path: placeLabel(view.case, original),
      ...sums,
    })),
    compared: lastCompared(view.case),
  };
}

/** A line of the receipt in words. */
export function problemAnswer(of: Case, line: ProblemLine, tongue: Tongue): Problem {
  const original = line.original === null ? null : originalByRow(of, line.original);
  const [place] = line.original === null ? [] : placesOf(of, line.original);
  const steps = place ? pathOf(of, place) : [];
  const path = original ? steps.join(" › ") : occurrencePath(of, line.occurrence ?? 0);
  const known = problemMessages[line.code as keyof typeof problemMessages];
  const type =
    typeof line.args.type === "string" && line.args.type.includes("/")
      ? formatName(line.args.type, tongue)
      : null;
  const args = type ? { ...line.args, type } : line.args;
  return {
    id: contentId("p", original?.sha256 ?? path, line.code, JSON.stringify(line.args)),
    path,
    original: original?.id ?? null,
    stage: line.stage,
    state: line.state === "unread" || line.state === "skipped" ? line.state : "failed",
    partial: line.partial,
    what: formatName(line.mediaType ?? "application/octet-stream", tongue),
    reason: known ? say(known.reason, tongue, args) : line.code,
    hint: known ? say(known.hint, tongue, args) : "",
    retry: retryCommand(steps[0] ?? path, line.code),
  };
}

/** The command that reads the file anew; a limit that was hit is lifted. */
function retryCommand(path: string, code: string): string {
  const lift: Record<string, string> = {
    "budget-timeMs": " --budget time=600",
    "budget-bytesOut": " --budget bytes=1000000000000",
    "budget-ratio": " --budget ratio=100000",
    "budget-depth": " --budget depth=64",
    "budget-members": " --budget members=100000000",
  };
  return `stemma problems --retry ${shellWord(path)}${lift[code] ?? ""}`;
}

/** An argument as a shell takes it back. */
export function shellWord(text: string): string {
  return /^[\w./@+-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

export const same: Question = {
  name: "same",
  summary: summaries.same,
  params: [limitParam(100, 10_000), offsetParam],
  examples: [],
  ask: (view: View, params: Params): Answer<SameAs> => {
    const offset = numberParam(params, "offset");
    const { total, rows } = sameAsAnother(view.case, numberParam(params, "limit", 100), offset);
    const path = (occurrence: number): string => {
      const place = placeByRow(view.case, occurrence);
      return place ? pathOf(view.case, place).join(" › ") : "";
    };
    const items = rows.map(({ original, occurrence, first }) => ({
      path: path(occurrence),
      as: path(first),
      original: originalByRow(view.case, original)?.id ?? "",
    }));
    return { query: {}, total, offset, items, notes: [] };
  },
};
