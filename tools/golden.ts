/**
 * `npm run golden [-- PART…]`: writes the golden files anew, all or those whose name holds one of the parts, and says which have
 * changed. The change is read in review: a golden file is never written to make a test pass.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expectedFolder, goldens, written } from "../test/golden/golden.ts";

const parts = process.argv.slice(2);
const all = goldens();
let changed = 0;
const say = (what: string, file: string): void => {
  changed += 1;
  process.stdout.write(`${what}  test/golden/expected/${file}\n`);
};

for (const { file, make } of all.filter(
  ({ file }) => parts.length === 0 || parts.some((part) => file.includes(part)),
)) {
  const target = path.join(expectedFolder, file);
  const text = written(await make());
  const before = existsSync(target) ? readFileSync(target, "utf8") : null;
  if (before === text) continue;
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  say(before === null ? "new    " : "changed", file);
}

if (parts.length === 0) {
  const known = new Set(all.map(({ file }) => file));
  for (const file of globSync("**/*.json", { cwd: expectedFolder }).map((found) =>
    found.replaceAll("\\", "/"),
  ))
    if (!known.has(file)) {
      rmSync(path.join(expectedFolder, file));
      say("gone   ", file);
    }
}
process.stdout.write(changed === 0 ? "nothing changed\n" : "read the difference before you commit it\n");
