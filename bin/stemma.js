#!/bin/sh
":" //; p=$0; case $p in */*) ;; *) p=./$p ;; esac; while [ -L "$p" ]; do l=$(readlink "$p"); case $l in /*) p=$l ;; *) p=${p%/*}/$l ;; esac; done; n=${p%/*}/../node_modules/.bin/node; [ -x "$n" ] || n=node; exec "$n" "$p" "$@"

// Stemma. A shell reads only the line above: it starts the Node that Stemma brings along, without paying for another one
// first. A Node reads this file as JavaScript; one that is too old (or Windows, which knows no first line) hands over here.
import { accessSync, constants } from "node:fs";
import module from "node:module";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

if (Number.parseInt(process.versions.node, 10) >= 24) {
  // Stripping the types costs ten times as much as all the rest of a start: keep the outcome. Where it cannot be kept, go on.
  const cache = process.env.NODE_COMPILE_CACHE ?? compileCacheFolder();
  if (path.isAbsolute(cache)) {
    // Worker threads look for it in the environment only.
    process.env.NODE_COMPILE_CACHE = cache;
    module.enableCompileCache(cache);
  }
  // `stemma search … | head` closes our output early: that is the reader's right, not an error.
  process.stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  const { main } = await import("../src/cli/cli.ts");
  process.exitCode = await main(process.argv.slice(2));
} else {
  const { bundledNode, handOver, launch } = await import("./setup.js");
  await launch(() => handOver(bundledNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)]));
}

/** Beside the packages where that can be written, otherwise where the system keeps caches. */
function compileCacheFolder() {
  const modules = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "node_modules");
  try {
    accessSync(modules, constants.W_OK);
    return path.join(modules, ".cache", "stemma");
  } catch {
    const caches =
      process.env.XDG_CACHE_HOME ??
      (process.platform === "win32" ? process.env.LOCALAPPDATA : undefined) ??
      path.join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
    return path.join(caches, "stemma", "compiled");
  }
}
