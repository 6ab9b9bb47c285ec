/**
 * `npm run measure -- NAME FOLDER --out DIR [--score SCRIPT]`: runs the measure `NAME.ts` of this folder on a folder of material. It
 * writes its answers to DIR in the layout that the material's scorer reads. With `--score` the measure runs that scorer on them: each
 * knows how its own is called.
 */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";

/** What every measure is given. */
export interface MeasureOptions {
  /** The material. Not written to. */
  folder: string;
  /** Where the answers go; exists. */
  out: string;
  score?: string;
}

type Measure = (options: MeasureOptions) => void | Promise<void>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string" }, score: { type: "string" } },
});
const [name, folder] = positionals;
const file = join(import.meta.dirname, `${name}.ts`);
if (
  name === undefined ||
  folder === undefined ||
  values.out === undefined ||
  !/^[\w-]+$/.test(name) ||
  !existsSync(file)
) {
  const names = readdirSync(import.meta.dirname)
    .filter((entry) => entry.endsWith(".ts") && entry !== "measure.ts")
    .map((entry) => basename(entry, ".ts"));
  console.error(
    `usage: npm run measure -- NAME FOLDER --out DIR [--score SCRIPT]\nNAME is one of: ${names.join(", ")}`,
  );
  process.exit(2);
}
const options: MeasureOptions = { folder: resolve(folder), out: resolve(values.out) };
if (values.score !== undefined) options.score = resolve(values.score);
mkdirSync(options.out, { recursive: true });
const { measure } = (await import(file)) as { measure: Measure };
await measure(options);
