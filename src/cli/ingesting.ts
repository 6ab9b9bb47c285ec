/** What `ingest`, `open` and `problems --retry` share: the options of an ingest, and running one with progress. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Receipt } from "../ask/answers.ts";
import type { Param } from "../ask/question.ts";
import { textParam } from "../ask/question.ts";
import { type IngestOptions, ingest, sourcesOfCase } from "../ingest/ingest.ts";
import { defaultLimits, type Limits } from "../read/budget.ts";
import { UsageError } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import type { Setting } from "./command.ts";
import { progressLine } from "./progress.ts";

export const budgetParam: Param = {
  name: "budget",
  type: "text",
  summary: {
    en: "other limits for each file, e.g. time=600,depth=32: time (seconds), bytes, ratio, depth, members",
    fr: "autres limites par fichier, p. ex. time=600,depth=32 : time (secondes), bytes, ratio, depth, members",
  },
};

export const ingestParams: readonly Param[] = [
  {
    name: "link",
    type: "text",
    choices: ["copy", "hardlink", "reference"],
    default: "copy",
    summary: { en: "how the case holds the originals", fr: "comment le dossier garde les originaux" },
  },
  budgetParam,
  {
    name: "prune",
    type: "flag",
    summary: { en: "take out what is gone from the sources", fr: "retirer ce qui a disparu des sources" },
  },
  {
    name: "workers",
    type: "number",
    min: 1,
    max: 64,
    summary: { en: "threads that read", fr: "fils d’exécution qui lisent" },
  },
];

/**
 * `FOLDER.stemma` beside the first source, unless the user names another. Throws `UsageError` when a source is a case, or when
 * the case would come to lie among other files.
 */
export function caseFolderFor(sources: readonly string[], given: string | null): string {
  for (const path of sources)
    if (existsSync(join(path, "case.sqlite"))) throw new UsageError(messages.sourceIsCase, { path });
  const first = resolve(sources[0] ?? ".");
  const folder =
    given === null ? join(dirname(first), `${basename(first) || "case"}.stemma`) : resolve(given);
  if (isTaken(folder)) throw new UsageError(messages.caseFolderTaken, { path: given ?? folder });
  return folder;
}

/** What an ingest makes before the database: a folder with no more than that was cut off early, and is a case all the same. */
const madeFirst = new Set(["originals", "lock"]);

function isTaken(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return false;
  if (!found.isDirectory()) return true;
  if (existsSync(join(folder, "case.sqlite"))) return false;
  return readdirSync(folder).some((name) => !madeFirst.has(name));
}

/** Runs an ingest with progress on the terminal. `sources` null: those that the case knows. */
export async function ingestFor(
  setting: Setting,
  folder: string,
  sources: readonly string[] | null,
  more: Pick<IngestOptions, "retry">,
): Promise<Receipt> {
  const progress = progressLine(setting.terminal);
  try {
    return await ingest({
      ...ingestOptions(setting, folder, sources ?? sourcesOfCase(folder)),
      ...more,
      onProgress: progress.show,
      signal: setting.signal,
    });
  } finally {
    progress.end();
  }
}

/** What of a command line concerns an ingest. Throws `UsageError` for a budget that is none. */
export function ingestOptions(
  { params }: Pick<Setting, "params">,
  folder: string,
  sources: readonly string[],
): IngestOptions {
  const options: IngestOptions = {
    case: folder,
    sources: [...sources],
    limits: limitsIn(textParam(params, "budget")),
  };
  const link = textParam(params, "link");
  if (link === "copy" || link === "hardlink" || link === "reference") options.link = link;
  if (params.prune === true) options.prune = true;
  if (typeof params.workers === "number") options.workers = params.workers;
  return options;
}

const limitNames: Record<string, keyof Limits> = {
  time: "timeMs",
  bytes: "bytesOut",
  ratio: "ratio",
  depth: "depth",
  members: "members",
};

function limitsIn(budget: string | undefined): Limits {
  const limits = { ...defaultLimits };
  for (const part of budget?.split(",") ?? []) {
    const [, name = "", value = ""] = /^\s*(\w+)=(\d+)\s*$/.exec(part) ?? [];
    const limit = limitNames[name];
    if (!limit) throw new UsageError(messages.budgetWrong, { value: part });
    limits[limit] = limit === "timeMs" ? Number(value) * 1000 : Number(value);
  }
  return limits;
}
