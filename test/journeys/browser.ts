/**
 * A real browser for the journeys: finds Chromium, Chrome or Edge on this machine (or where CHROME_PATH says), opens a page, and
 * holds that nothing was blocked by the content security policy, nothing failed in the console, and axe has nothing to say.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";

const usualPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Path of a browser; null when this machine has none. */
export function findBrowser(): string | null {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== "") return chosen;
  return usualPaths.find((path) => existsSync(path)) ?? null;
}

/** Starts the browser; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("No Chromium, Chrome or Edge here; set CHROME_PATH.");
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface View {
  width: number;
  theme: "light" | "dark";
  tongue: "en" | "fr";
}

/** Both themes, both languages, narrow and wide. */
export const views: readonly View[] = [
  { width: 1440, theme: "light", tongue: "en" },
  { width: 1440, theme: "dark", tongue: "fr" },
  { width: 360, theme: "light", tongue: "fr" },
  { width: 360, theme: "dark", tongue: "en" },
];

/** Where the page comes from, and the cookie that lets it in. */
interface Seat {
  origin?: string;
  cookie?: { name: string; value: string };
}

/** A window of its own: what one does in it is unknown to the others. */
export interface Window {
  page: Page;
  /**
   * Fails when the page had an error or a warning in its console (a breach of its content security policy is one), or asked
   * anyone but its own server for anything.
   */
  assertQuiet: () => void;
  close: () => Promise<void>;
}

export async function openWindow(browser: Browser, view: View & Seat): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.width < 600 ? 740 : 900 },
    colorScheme: view.theme,
    reducedMotion: "reduce",
  });
  if (view.origin !== undefined && view.cookie !== undefined)
    await context.addCookies([{ ...view.cookie, url: view.origin, httpOnly: true, sameSite: "Strict" }]);
  await context.addInitScript((tongue) => {
    // A frame in a sandbox has no storage.
    if (window.top !== window) return;
    if (localStorage.getItem("stemma.tongue") === null) localStorage.setItem("stemma.tongue", tongue);
  }, view.tongue);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
  const strangers: string[] = [];
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    const own = ["blob:", "data:", "about:"].includes(protocol) || origin === view.origin;
    if (view.origin !== undefined && !own) strangers.push(request.url());
  });
  return {
    page,
    assertQuiet: () => {
      assert.deepEqual(complaints, [], "the console is silent");
      assert.deepEqual(strangers, [], "nothing is asked of anyone but the case's own server");
    },
    close: () => context.close(),
  };
}

/** Opens a window for one use, and holds that it was quiet. */
export async function withPage(
  browser: Browser,
  view: View & Seat,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, assertQuiet, close } = await openWindow(browser, view);
  try {
    await use(page);
    assertQuiet();
  } finally {
    await close();
  }
}

let axeSource: string | null = null;

/** Rules of WCAG 2.2 AA and of good practice, by axe-core; the message names what broke and where. */
export async function assertAccessible(page: Page): Promise<void> {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: typeof import("axe-core") }).axe;
    // Not into frames: the only one there is has no scripts, and so no axe to answer.
    const result = await axe.run(document, { resultTypes: ["violations"], iframes: false });
    return result.violations.map(
      (one) =>
        `${one.id}: ${one.help}: ${one.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join(" | ")}`,
    );
  });
  assert.deepEqual(violations, []);
}

/** Nothing sticks out to the side: the page does not scroll sideways. */
export async function assertFits(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `the page is ${over} pixels too wide`);
}
