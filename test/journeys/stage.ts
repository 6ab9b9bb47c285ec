/**
 * What the journeys stand on: a case that the program itself built, served by the program itself, and a browser. Pages are opened
 * with the cookie of that server, and held to it: see `browser.ts`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright-core";
import { openBrowser, openWindow, type View, type Window, withPage } from "./browser.ts";

const root = path.resolve(import.meta.dirname, "../..");
const program = path.join(root, "bin", "stemma.js");
export const exampleSources = path.join(root, "examples", "castellane");

export interface Stage {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The folder of the case. */
  case: string;
  /** For what a test puts down; taken away at the end. */
  folder: string;
  /** Asks the HTTP interface. */
  ask: <Answer>(question: string, params?: Record<string, string | number>) => Promise<Answer>;
  /** Any request with the cookie. */
  fetch: (address: string, options?: RequestInit) => Promise<Response>;
  /** Opens a window that stays. */
  window: (view: View) => Promise<Window>;
  /** Opens an address of the case in a window of its own. */
  visit: (view: View, address: string, use: (page: Page) => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

/** The example case under the name that its users see. */
export async function exampleStage(): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), "stemma-journey-"));
  const made = path.join(folder, "The Castellane release.stemma");
  const ingest = start(["ingest", exampleSources, "--case", made]);
  let said = "";
  ingest.stderr?.on("data", (piece: Buffer) => {
    said += piece.toString();
  });
  const code = await ended(ingest);
  // 3: the example holds files that cannot be read, on purpose.
  if (code !== 3) throw new Error(`the example case was not built (exit ${code}): ${said}`);
  return stageOf(folder, made, ["serve", "--case", made, "--json"]);
}

/** `stemma open SOURCE`: the ingest goes on while the case is served. */
export async function openStage(make: (folder: string) => Promise<string>): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), "stemma-journey-"));
  const source = await make(folder);
  const made = path.join(folder, "opened.stemma");
  return stageOf(folder, made, ["open", source, "--case", made, "--no-browser", "--json"]);
}

async function stageOf(folder: string, made: string, args: string[]): Promise<Stage> {
  await appIsBuilt();
  const server = start(args);
  // Read, so that the program never waits for a reader; what it says of an ingest is on its pages.
  server.stderr?.resume();
  const address = await addressOf(server);
  const { origin } = new URL(address);
  const cookie = await cookieOf(address);
  const seat = { origin, cookie };
  // Only for those who want a window.
  let opened: Promise<Browser> | null = null;
  const browser = (): Promise<Browser> => {
    opened ??= openBrowser();
    return opened;
  };
  const ask = (where: string, options: RequestInit = {}): Promise<Response> =>
    fetch(origin + where, {
      ...options,
      headers: { ...options.headers, cookie: `${cookie.name}=${cookie.value}` },
    });
  return {
    origin,
    case: made,
    folder,
    fetch: ask,
    ask: async (question, params = {}) => {
      const search = new URLSearchParams(
        Object.entries(params).map(([name, value]) => [name, String(value)]),
      );
      const answer = await ask(`/api/${question}?${search}`);
      if (!answer.ok) throw new Error(`${question}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    window: async (view) => openWindow(await browser(), { ...view, ...seat }),
    visit: async (view, where, use) => {
      await withPage(await browser(), { ...view, ...seat }, async (page) => {
        await page.goto(origin + where);
        await settled(page);
        await use(page);
      });
    },
    close: async () => {
      await (await opened)?.close();
      server.kill("SIGINT");
      await ended(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The page is drawn, and its fonts are there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector("main h1", { state: "attached" });
  await page.waitForFunction(() => document.querySelector("main .shape") === null);
  await page.evaluate(() => document.fonts.ready);
}

/** `npm test` builds the app before any test; this is for whoever runs one file alone in a fresh clone. */
export async function appIsBuilt(): Promise<void> {
  if (existsSync(path.join(root, "dist", "web", "index.html"))) return;
  const setup = (await import(new URL("../../bin/setup.js", import.meta.url).href)) as {
    ensureBuilt: () => void;
  };
  setup.ensureBuilt();
}

function start(args: string[]): ChildProcess {
  const env = { ...process.env, LANG: "C.UTF-8", NO_COLOR: "1" };
  return spawn(process.execPath, [program, ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

/** What `--json` prints once the case is served. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (server.stdout === null) return reject(new Error("the server has no output"));
    let printed = "";
    createInterface({ input: server.stdout }).on("line", (line) => {
      printed += line;
      try {
        resolve((JSON.parse(printed) as { url: string }).url);
      } catch {
        // JSON over several lines: the rest is still to come.
      }
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}

async function cookieOf(address: string): Promise<{ name: string; value: string }> {
  const answer = await fetch(address, { redirect: "manual" });
  const [pair = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
  const equals = pair.indexOf("=");
  if (equals < 0) throw new Error("the address with the token gave no cookie");
  return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
}
