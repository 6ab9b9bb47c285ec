/**
 * Stemma against the mail indexers of the system, over the same messages in one run: building the index at two sizes, then ten
 * searches as whole command lines, then the same searches in a server that is warm. Rounds are interleaved, because only what
 * ran side by side on one machine can be compared; ratios are paired by round.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Maildir, makeMaildir, thinned } from "./maildir.ts";
import { type Cost, costOf, median, sizeOnDisk } from "./process.ts";
import { typicalSearches } from "./searches.ts";
import { peers, type Search, stemma, stemmaProgram, type Tool } from "./tools.ts";

interface Indexed {
  tool: string;
  rounds: Cost[];
  indexBytes: number;
}

interface Searched {
  search: Search;
  tools: { tool: string; wallMs: number; cpuMs: number; hits: number | null }[];
}

const searchRounds = 5;
const warmRounds = 20;

export async function mail(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      corpus: { type: "string" },
      peers: { type: "boolean", default: false },
      rounds: { type: "string", default: "3" },
      only: { type: "string" },
      out: { type: "string" },
      link: { type: "string" },
      keep: { type: "boolean", default: false },
    },
  });
  if (values.corpus === undefined) throw new Error("--corpus DIR names the folder of mail to measure with");
  const here = process.env.INIT_CWD ?? process.cwd();
  const only = values.only?.split(",");
  const home = mkdtempSync(path.join(tmpdir(), "stemma-bench-"));
  const report: string[] = [];
  const write = (line: string): void => {
    report.push(line);
    process.stdout.write(`${line}\n`);
  };
  try {
    const whole = makeMaildir(path.resolve(here, values.corpus), path.join(home, "whole"));
    const quarter = thinned(whole, path.join(home, "quarter"), 4);
    write(`# Mail: ${whole.files.length.toLocaleString("en")} messages, ${megabytes(whole.bytes)} MB`);
    write("");
    write(
      `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}.`,
    );
    for (const maildir of [quarter, whole]) {
      const tools = [
        stemma(
          maildir.folder,
          path.join(home, "stemma"),
          values.link === undefined ? [] : ["--link", values.link],
        ),
        ...(values.peers ? peers(maildir.folder, path.join(home, "peers")) : []),
      ].filter((tool) => only?.includes(tool.name) ?? true);
      write(
        `\n## Building the index: ${maildir.files.length.toLocaleString("en")} messages, ${megabytes(maildir.bytes)} MB\n`,
      );
      writeIndexed(await indexAll(tools, maildir, Number(values.rounds)), maildir, write);
      if (maildir === whole) await searchAll(tools, typicalSearches(whole), write);
    }
  } finally {
    if (!values.keep) rmSync(home, { recursive: true, force: true });
    else process.stderr.write(`kept: ${home}\n`);
  }
  if (values.out !== undefined) {
    const file = path.resolve(here, values.out);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${report.join("\n")}\n`);
  }
}

/** Every tool once in every round, the first of a round another each time. */
async function indexAll(tools: readonly Tool[], maildir: Maildir, rounds: number): Promise<Indexed[]> {
  const indexed: Indexed[] = tools.map(({ name }) => ({ tool: name, rounds: [], indexBytes: 0 }));
  // All files once, so that nobody pays for the disk.
  for (const file of maildir.files) readFileSync(file);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < tools.length; turn += 1) {
      const at = (turn + round) % tools.length;
      const [tool, own] = [tools[at], indexed[at]];
      if (tool === undefined || own === undefined) continue;
      await tool.prepare();
      own.rounds.push(await costOf(tool.index));
      own.indexBytes = tool.indexBytes();
    }
  }
  return indexed;
}

function writeIndexed(indexed: readonly Indexed[], maildir: Maildir, write: (line: string) => void): void {
  const first = indexed[0];
  write(
    `| program | CPU s (rounds) | wall s | messages per CPU s | messages/s | MB/s | peak MB | index MB | CPU against ${first?.tool} |`,
  );
  write("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  for (const { tool, rounds, indexBytes } of indexed) {
    const cpu = median(rounds.map((cost) => cost.cpuSeconds));
    const wall = median(rounds.map((cost) => cost.wallSeconds));
    const peaks = rounds.map((cost) => cost.peakBytes).filter((bytes) => bytes !== null);
    const ratio = median(
      rounds.map((cost, round) => cost.cpuSeconds / (first?.rounds[round]?.cpuSeconds ?? Number.NaN)),
    );
    const cells = [
      tool,
      `${cpu.toFixed(2)} (${rounds.map((cost) => cost.cpuSeconds.toFixed(2)).join(" / ")})`,
      wall.toFixed(2),
      figure(maildir.files.length / cpu),
      figure(maildir.files.length / wall),
      (maildir.bytes / 1e6 / wall).toFixed(1),
      peaks.length === 0 ? "–" : megabytes(Math.max(...peaks)),
      megabytes(indexBytes),
      `${ratio.toFixed(2)}×`,
    ];
    write(`| ${cells.join(" | ")} |`);
  }
}

async function searchAll(
  tools: readonly Tool[],
  searches: readonly Search[],
  write: (line: string) => void,
): Promise<void> {
  const searched: Searched[] = [];
  for (const search of searches) {
    const costs = new Map<string, Cost[]>(tools.map(({ name }) => [name, []]));
    for (let round = 0; round < searchRounds; round += 1) {
      for (const tool of tools) costs.get(tool.name)?.push(await costOf(tool.search(search)));
    }
    const row: Searched = { search, tools: [] };
    for (const tool of tools) {
      const own = costs.get(tool.name) ?? [];
      row.tools.push({
        tool: tool.name,
        wallMs: 1000 * median(own.map((cost) => cost.wallSeconds)),
        cpuMs: 1000 * median(own.map((cost) => cost.cpuSeconds)),
        hits: await tool.hits(search),
      });
    }
    searched.push(row);
  }
  const names = tools.map(({ name }) => name);
  write(
    `\n## Searching: whole command lines, first 50, median of ${searchRounds} (CPU ms / wall ms / hits)\n`,
  );
  write(`| search | ${names.join(" | ")} |`);
  write(`| --- |${names.map(() => " --- |").join("")}`);
  const cell = (cpu: number, wall: number, hits: number | null): string =>
    `${cpu.toFixed(0)} / ${wall.toFixed(0)} / ${hits === null ? "–" : figure(hits)}`;
  for (const { search, tools: cells } of searched) {
    write(
      `| ${search.label} (${search.terms.join(" ")}) | ${cells.map((one) => cell(one.cpuMs, one.wallMs, one.hits)).join(" | ")} |`,
    );
  }
  const medians = names.map((_, at) => {
    const own = searched.map((row) => row.tools[at]).filter((one) => one !== undefined);
    return `${median(own.map((one) => one.cpuMs)).toFixed(0)} / ${median(own.map((one) => one.wallMs)).toFixed(0)} /`;
  });
  write(`| **median** | ${medians.join(" | ")} |`);
  const own = tools.find((tool) => tool.name === "stemma");
  if (own !== undefined) await searchWarm(own as ReturnType<typeof stemma>, searches, write);
}

/** The same searches in a server that has the case open, asked over HTTP, facets and snippets included. */
async function searchWarm(
  tool: ReturnType<typeof stemma>,
  searches: readonly Search[],
  write: (line: string) => void,
): Promise<void> {
  const server = spawn(stemmaProgram, ["serve", "--case", tool.caseFolder], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const first = await addressOf(server);
    const letIn = await fetch(first, { redirect: "manual" });
    const cookie = letIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const { origin } = new URL(first);
    write(
      `\n## Searching in the running server: snippets and facets, warm, median of ${warmRounds} (inside / over HTTP, ms)\n`,
    );
    write("| search | median | slowest |");
    write("| --- | --- | --- |");
    const all: number[] = [];
    for (const search of searches) {
      const query = String(tool.search(search).args.at(-1));
      const inside: number[] = [];
      const outside: number[] = [];
      for (let round = 0; round <= warmRounds; round += 1) {
        const startedMs = performance.now();
        const reply = await fetch(
          `${origin}/api/search?${new URLSearchParams({ q: query, limit: "50", facets: "true" })}`,
          {
            headers: { cookie },
          },
        );
        const answer = (await reply.json()) as { elapsedMs: number };
        if (!reply.ok) throw new Error(`search ${query}: ${JSON.stringify(answer)}`);
        // The first warms up.
        if (round === 0) continue;
        outside.push(performance.now() - startedMs);
        inside.push(answer.elapsedMs);
      }
      all.push(median(inside));
      const pair = (a: number, b: number): string => `${a.toFixed(1)} / ${b.toFixed(1)}`;
      write(
        `| ${search.label} (${search.terms.join(" ")}) | ${pair(median(inside), median(outside))} | ${pair(Math.max(...inside), Math.max(...outside))} |`,
      );
    }
    write(
      `\nMedian of the medians, inside: ${median(all).toFixed(1)} ms. Case folder: ${megabytes(sizeOnDisk(tool.caseFolder))} MB.`,
    );
  } finally {
    server.kill("SIGTERM");
  }
}

/** The address that a server prints when it is ready. */
function addressOf(server: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const look = (chunk: Buffer): void => {
      printed += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*[?&]t=[\w-]+/.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    };
    server.stdout?.on("data", look);
    server.stderr?.on("data", look);
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

function figure(value: number): string {
  return Math.round(value).toLocaleString("en");
}
