/**
 * `node bin/run.js SCRIPT [arguments]`: runs a script of the project's tools under the Node that Stemma brings along, after
 * installing what the lock file names. For `npm run check`, `golden`, `measure` and `bench`.
 */
import path from "node:path";
import { bundledNode, ensureInstalled, handOver, launch, root } from "./setup.js";

await launch(async () => {
  const [script, ...rest] = process.argv.slice(2);
  if (script === undefined) {
    process.stderr.write("usage: node bin/run.js SCRIPT [arguments]\n");
    return 2;
  }
  ensureInstalled({ dev: true });
  return await handOver(bundledNode(), [path.resolve(root, script), ...rest]);
});
