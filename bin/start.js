/**
 * `npm start -- [FOLDER] [options]`: installs and builds what is missing, then opens the folder with `bin/stemma.js open`.
 * Runs on any Node from 20 on with nothing installed. Paths are meant from where the user stands, not from the project.
 */
import path from "node:path";
import { bundledNode, ensureBuilt, ensureInstalled, handOver, launch, root } from "./setup.js";

await launch(async () => {
  ensureInstalled({ dev: false });
  ensureBuilt();
  const program = path.join(root, "bin", "stemma.js");
  return await handOver(bundledNode(), [program, "open", ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
});
