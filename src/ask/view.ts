/** A case as questions see it: reading only, with what is worth keeping between two of them. */
import { type Case, openCase } from "../case/case.ts";
import { type Columns, loadColumns } from "../case/columns.ts";
import type { Tongue } from "../text/messages.ts";
import type { Progress } from "./answers.ts";
import type { Evaluated } from "./evaluate.ts";

/** While an ingest goes on the case changes all the time: what is this fresh is fresh enough. */
const freshMs = 2000;
const queriesKept = 256;

interface Kept {
  version: number;
  columns: Columns | null;
  columnsMs: number;
  columnsVersion: number;
  evaluated: Map<string, Evaluated>;
}

export interface View {
  readonly case: Case;
  readonly tongue: Tongue;
  /** Facts of all documents; while an ingest goes on at most two seconds old. */
  columns(): Columns;
  /** Answers from memory when the case has not changed since. */
  evaluated(query: string, evaluate: () => Evaluated): Evaluated;
  /** How far an ingest is that runs in this process; null when none does. */
  progress(): Progress | null;
  inTongue(tongue: Tongue): View;
}

/** A view of an open case. `progress` tells of an ingest of the same process. */
export function viewOf(of: Case, tongue: Tongue, progress: () => Progress | null = () => null): View {
  const kept: Kept = { version: -1, columns: null, columnsMs: 0, columnsVersion: -1, evaluated: new Map() };
  const make = (inTongue: Tongue): View => ({
    case: of,
    tongue: inTongue,
    progress,
    inTongue: make,
    columns() {
      const version = of.version();
      const { state } = progress() ?? { state: "done" };
      const still = state === "done" || state === "failed";
      const fresh = !still && Date.now() - kept.columnsMs <= freshMs;
      if (!kept.columns || (kept.columnsVersion !== version && !fresh)) {
        kept.columns = loadColumns(of);
        kept.columnsVersion = version;
        kept.columnsMs = Date.now();
      }
      return kept.columns;
    },
    evaluated(query, evaluate) {
      const version = of.version();
      if (version !== kept.version) {
        kept.evaluated.clear();
        kept.version = version;
      }
      let answer = kept.evaluated.get(query);
      if (!answer) {
        answer = evaluate();
        const oldest = kept.evaluated.keys().next();
        if (kept.evaluated.size >= queriesKept && !oldest.done) kept.evaluated.delete(oldest.value);
        kept.evaluated.set(query, answer);
      }
      return answer;
    },
  });
  return make(tongue);
}

/** Opens the case at `folder` to ask it questions. Throws `Failure` when there is none. */
export function openView(folder: string, tongue: Tongue): View {
  return viewOf(openCase(folder), tongue);
}
