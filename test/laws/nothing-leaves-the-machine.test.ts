/** Law 7: nothing leaves the machine. An ingest and every question run with all sockets poisoned, in all threads: none is tried. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { makeZip } from "../../src/read/archive/make-archive.ts";
import { plant, temporaryFolder } from "../support/folder.ts";
import { releaseOf } from "../support/mail.ts";
import { projectFolder, type Ran, run } from "../support/program.ts";

const page = `<!doctype html><html lang="en"><head><title>The harbour</title><base href="https://far.example/">
<link rel="stylesheet" href="https://far.example/a.css"><script src="https://far.example/a.js"></script>
<meta http-equiv="refresh" content="0;url=https://far.example/"></head><body><img src="https://far.example/pixel.png">
<article><h1>The harbour</h1><p>${"The contract was signed in March, and nobody had been asked. ".repeat(20)}</p></article></body></html>`;

const calling = `From: a@far.example\r\nTo: b@far.example\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${page}`;

test("an ingest and every question open no socket, look no name up and start no program", async (t) => {
  const folder = temporaryFolder(t);
  const tried = join(folder, "tried");
  const source = join(folder, "release");
  const made = join(folder, "made.stemma");
  plant(source, {
    ...releaseOf(20),
    "page.html": page,
    "calling.eml": calling,
    "a.zip": makeZip([{ name: "page.html", bytes: Buffer.from(page) }]).bytes,
  });
  const guarded = (...args: string[]): Promise<Ran> =>
    run([...args, "--case", made], {
      node: ["--import", pathToFileURL(join(projectFolder, "test/support/no-network.ts")).href],
      env: { SOCKETS_TRIED: tried },
    });
  const examples = join(projectFolder, "examples/castellane");
  const ingested = await guarded(
    "ingest",
    source,
    ...(existsSync(examples) ? [examples] : []),
    "--workers",
    "2",
  );
  assert.ok([0, 3].includes(ingested.code ?? -1), ingested.err);
  const found = JSON.parse((await guarded("search", "harbour", "--facets", "--json")).out) as {
    items: { id: string; kind: string }[];
  };
  const message = found.items.find(({ kind }) => kind === "message")?.id ?? "";
  for (const args of [
    ["search", "kind:story"],
    ["documents"],
    ["show", message, "--json"],
    ["show", message, "--headers"],
    ["show", message, "--original"],
    ["thread", message],
    ["contacts"],
    ["timeline"],
    ["problems"],
    ["export", "--format", "csv"],
  ]) {
    const { code, err } = await guarded(...args);
    assert.equal(code, 0, `${args.join(" ")}: ${err}`);
  }
  assert.equal(existsSync(tried) ? readFileSync(tried, "utf8") : "", "");
});

test("the guard itself works: whoever tries is caught, in a worker too", (t) => {
  const folder = temporaryFolder(t);
  const tried = join(folder, "tried");
  plant(folder, {
    "main.mjs": `import { Worker } from "node:worker_threads"; new Worker(new URL("./worker.mjs", import.meta.url));`,
    "worker.mjs": `import net from "node:net"; import { connect } from "node:tls";
      for (const attempt of [() => net.connect(9), () => new net.Socket().connect(9), () => fetch("http://x.example"), () => connect(9)]) try { await attempt(); } catch {}`,
  });
  const guard = pathToFileURL(join(projectFolder, "test/support/no-network.ts")).href;
  spawnSync(process.execPath, ["--import", guard, join(folder, "main.mjs")], {
    env: { ...process.env, SOCKETS_TRIED: tried },
  });
  assert.deepEqual(
    readFileSync(tried, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith(" ") && !line.startsWith("Error")),
    ["node:net.connect", "Socket.connect", "fetch", "node:tls.connect"],
  );
});
