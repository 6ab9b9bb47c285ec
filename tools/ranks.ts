/**
 * Holds the order of the house: who may know whom in `src/`. Written for TypeScript as it stands in the files, since
 * dependency-cruiser reads it only through a compiler interface that TypeScript 7 no longer has.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

/** A file imports from folders of a lower rank, and within its own folder. */
const ranks: Readonly<Record<string, number>> = {
  text: 0,
  case: 1,
  read: 1,
  find: 1,
  link: 2,
  ingest: 3,
  ask: 3,
  cli: 4,
  server: 4,
  web: 4,
};

interface Rule {
  sentence: string;
  /** Whether an import from one file to another breaks it. Paths are from the root, with `/`. */
  broken(from: string, to: string): boolean;
}

const rules: readonly Rule[] = [
  {
    sentence: "The program does not know its tests, tools and benchmarks.",
    broken: (_, to) => /^(test|tools|bench|measure|bin|docs|examples)\//.test(to),
  },
  {
    sentence: "The app knows of the rest only ask/answers.ts.",
    broken: (from, to) => folderOf(from) === "web" && folderOf(to) !== "web" && to !== "src/ask/answers.ts",
  },
  {
    sentence: "Nobody but the app knows the app.",
    broken: (from, to) => folderOf(from) !== "web" && folderOf(to) === "web",
  },
  {
    sentence: "ask/answers.ts knows nobody.",
    broken: (from) => from === "src/ask/answers.ts",
  },
  {
    sentence: "read/ and find/ do not know case/.",
    broken: (from, to) => ["read", "find"].includes(folderOf(from) ?? "") && folderOf(to) === "case",
  },
  {
    sentence:
      "A file imports from lower ranks, and within its own folder; only the command line may start the server.",
    broken: (from, to) => {
      const [own, other] = [folderOf(from), folderOf(to)];
      if (own === null || other === null || own === other) return false;
      if (own === "cli" && to.startsWith("src/server/")) return false;
      // What the app may know is said above.
      if (own === "web") return false;
      return (ranks[other] ?? Number.POSITIVE_INFINITY) >= (ranks[own] ?? -1);
    },
  },
];

/** One line for each import that breaks a rule, each cycle, and each folder without a rank. */
export function rankFaults(root: string): string[] {
  const files = globSync("src/**/*.{ts,tsx}", { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
  const graph = new Map(
    files.map((file) => [file, importsOf(root, file, readFileSync(path.join(root, file), "utf8"))]),
  );
  const faults: string[] = [];
  for (const folder of new Set(files.map(folderOf))) {
    if (folder !== null && ranks[folder] === undefined)
      faults.push(`src/${folder}/ has no rank in tools/ranks.ts`);
  }
  for (const [from, targets] of graph) {
    for (const to of targets) {
      for (const rule of rules) {
        if (rule.broken(from, to)) faults.push(`${from} imports ${to}. ${rule.sentence}`);
      }
    }
  }
  return [...faults, ...cyclesIn(graph).map((cycle) => `A cycle: ${cycle.join(" → ")}`)];
}

/** Folder below `src/`, or null for what lies elsewhere. */
function folderOf(file: string): string | null {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? null;
}

const importPatterns = [
  // import … from "x", export … from "x": up to the first quote, over several lines
  /^[ \t]*(?:import|export)\b[^;'"`]*?\bfrom\s*["']([^"']+)["']/gm,
  /^[ \t]*import\s*["']([^"']+)["']/gm,
  /\bimport\(\s*["']([^"']+)["']/g,
  // workers
  /\bnew URL\(\s*["'](\.[^"']+\.tsx?)["']\s*,\s*import\.meta\.url/g,
];

/** The project's own files that a file imports, types included. */
export function importsOf(root: string, file: string, source: string): string[] {
  const targets = new Set<string>();
  for (const pattern of importPatterns) {
    for (const [, specifier = ""] of source.matchAll(pattern)) {
      if (!specifier.startsWith(".")) continue;
      const target = path.posix.join(path.posix.dirname(file), specifier);
      if (existsSync(path.join(root, target))) targets.add(target);
    }
  }
  return [...targets];
}

/** One way round for each cycle that a walk along the imports meets. */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): void => {
    if (done.has(file)) return;
    const before = way.indexOf(file);
    if (before >= 0) {
      cycles.push([...way.slice(before), file]);
      return;
    }
    way.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    way.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}
