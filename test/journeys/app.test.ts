/** What a person does with the app, in a real browser, against made-up answers: finding, narrowing, opening, going back, retrying. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { assertAccessible, assertFits, findBrowser, openBrowser, views, withPage } from "./browser.ts";
import { type FixtureServer, startFixtureServer } from "./fixture-server.ts";

const wide = { width: 1440, theme: "light", tongue: "en" } as const;
const narrow = { width: 360, theme: "light", tongue: "en" } as const;
const skip = findBrowser() === null ? "no Chromium, Chrome or Edge here; CHROME_PATH names one" : false;

describe("the app in a browser", { skip }, () => {
  let folder: string;
  let server: FixtureServer;
  let browser: Browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "stemma-app-"));
    await build({
      configFile: fileURLToPath(new URL("../../vite.config.ts", import.meta.url)),
      logLevel: "error",
      build: { outDir: folder },
    });
    server = await startFixtureServer(folder);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const pages: [name: string, address: string, state?: "empty" | "reading"][] = [
    ["overview", "/"],
    ["overview of an empty case", "/", "empty"],
    ["overview while an ingest runs", "/", "reading"],
    ["search", "/search?q=with:holt"],
    ["search that finds nothing", "/search?q=with:holt+nothing"],
    ["problems", "/problems"],
    ["containers", "/problems?state=containers"],
    ["files that are the same", "/problems?state=same"],
  ];
  for (const [name, address, state = "built"] of pages) {
    test(`${name}: fits, is accessible, keeps the policy, in both themes and languages, narrow and wide`, async () => {
      server.fixture.state = state;
      for (const view of views) {
        await withPage(browser, view, async (page) => {
          await page.goto(server.url + address);
          await settled(page);
          await assertAccessible(page);
          await assertFits(page);
        });
      }
      server.fixture.state = "built";
    });
  }

  test("a slash goes to the box, Enter searches, j moves, Enter opens the passage, Back returns to the same place", async () => {
    server.fixture.hits = 145;
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/`);
      await settled(page);
      await page.keyboard.press("/");
      await page.keyboard.type('with:holt "information centre"');
      await page.keyboard.press("Enter");
      await page.waitForURL("**/search?q=with:holt+%22information+centre%22");
      await page.waitForSelector(".result mark");
      for (let i = 0; i < 30; i++) await page.keyboard.press("j");
      await page.waitForFunction(
        () => document.activeElement?.closest("li")?.getAttribute("data-index") === "29",
      );
      const before = await page.evaluate(() => window.scrollY);
      assert.ok(before > 1000);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/d/d_29?q=*#120-138");
      await page.goBack();
      await page.waitForSelector("[data-index='29'] .result mark");
      await page.waitForFunction((y) => Math.abs(window.scrollY - y) < 4, before);
      await page.keyboard.press("j");
      await page.waitForFunction(
        () => document.activeElement?.closest("li")?.getAttribute("data-index") === "30",
      );
    });
  });

  test("j after scrolling goes on with what is in view", async () => {
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/search?q=b`);
      await page.waitForSelector(".result mark");
      await page.keyboard.press("j");
      await page.waitForFunction(
        () => document.activeElement?.closest("li")?.getAttribute("data-index") === "0",
      );
      await page.evaluate(() => window.scrollTo(0, 6000));
      await page.waitForSelector("[data-index='45']");
      await page.waitForFunction(() => {
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
        return Number(document.activeElement?.closest("li")?.getAttribute("data-index")) > 40;
      });
    });
  });

  test("a million results: the total is exact, and the last can be reached", async () => {
    server.fixture.hits = 1_000_003;
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/search?q=a`);
      await page.waitForSelector(".result mark");
      assert.match((await page.textContent(".search-heading p")) ?? "", /1,000,003 documents/);
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await page.getByRole("link", { name: "To the end" }).click();
      await page.waitForURL("**at=1000000");
      await page.waitForSelector("[aria-posinset='1000003'] .result mark");
      assert.equal(await page.getAttribute("[aria-posinset='1000003']", "aria-setsize"), "1000003");
    });
    server.fixture.hits = 145;
  });

  test("scrolling far down asks for the pages in view only", async () => {
    server.fixture.hits = 40_000;
    await withPage(browser, wide, async (page) => {
      const offsets: string[] = [];
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.pathname === "/api/search") offsets.push(url.searchParams.get("offset") ?? "");
      });
      await page.goto(`${server.url}/search?q=a`);
      await page.waitForSelector(".result mark");
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForSelector("[aria-posinset='40000'] .result mark");
      assert.ok(offsets.length <= 6, `asked for ${offsets.join(", ")}`);
      assert.ok(offsets.includes("39950"));
    });
    server.fixture.hits = 145;
  });

  test("a facet adds its term, again takes it away, and Back undoes", async () => {
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/search?q=centre`);
      await page.getByRole("link", { name: "Story" }).click();
      await page.waitForURL("**/search?q=centre+kind:story");
      await page.getByRole("link", { name: /Story/ }).click();
      await page.waitForURL("**/search?q=centre");
      await page.goBack();
      await page.waitForURL("**/search?q=centre+kind:story");
      assert.equal(await page.inputValue("main input[type=search]"), "centre kind:story");
    });
  });

  test("months are chosen by dragging, and by the keyboard alone", async () => {
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/`);
      await page.waitForSelector(".bar-papers");
      const box = await page.locator(".histogram-bars").boundingBox();
      assert.ok(box !== null);
      const slot = box.width / 24;
      await page.mouse.move(box.x + slot * 2.5, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + slot * 4.5, box.y + 60);
      await page.mouse.up();
      await page.waitForURL("**/search?q=date:2020-03..2020-05");
      await page.goBack();
      await page.waitForSelector(".bar-papers");
      await page.locator(".histogram-bars").focus();
      for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"])
        await page.keyboard.press(key);
      await page.waitForURL("**/search?q=date:2020-02..2020-03");
    });
  });

  test("an ingest is followed to its end, and the figures with it", async () => {
    server.fixture.state = "reading";
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/`);
      await page.getByText("2,186 of 5,204 files").waitFor();
      assert.match((await page.textContent(".case")) ?? "", /reading · 42%/);
      server.finish("done");
      await page.getByText("Built 4 minutes ago").waitFor();
      await page.getByText("5,204 files found, all accounted for").waitFor();
      assert.equal(await page.locator(".ingest").count(), 0);
    });
  });

  test("an ingest that stopped says why", async () => {
    server.fixture.state = "reading";
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/`);
      await page.getByText("2,186 of 5,204 files").waitFor();
      server.finish("failed");
      await page.getByText("The disk is full.").waitFor();
    });
  });

  test("a server that says no is quoted, and can be asked again", async () => {
    server.fixture.state = "broken";
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.url}/search?q=a`);
    await page.getByText("The case is locked.").waitFor();
    await page.getByText("End the other program, then try again.").waitFor();
    server.fixture.state = "built";
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector(".result mark");
    await context.close();
  });

  test("a failed file is tried again, and the row says so", async () => {
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/problems`);
      await page.getByRole("button", { name: "Try again: annex-c.pdf" }).first().click();
      await page.getByText("Queued").first().waitFor();
      assert.deepEqual(server.retried, ["drop-2/annexes.zip › annex-c.pdf"]);
    });
  });

  test("language and theme change at once and stay", async () => {
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/`);
      await settled(page);
      await page.locator(".settings-button").click();
      await page.getByLabel("Français").check();
      await page.getByLabel("Sombre").check();
      await page.getByRole("link", { name: "Aperçu" }).waitFor();
      await page.reload();
      await page.getByRole("link", { name: "Aperçu" }).waitFor();
      assert.equal(await page.getAttribute("html", "lang"), "fr");
      assert.equal(await page.getAttribute("html", "data-theme"), "dark");
    });
  });

  test("keys: g and a letter go to a page, ? shows all keys, and there they can be switched off", async () => {
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/`);
      await settled(page);
      await page.keyboard.press("g");
      await page.keyboard.press("p");
      await page.waitForURL("**/problems");
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
      await assertAccessible(page);
      await page.getByLabel("Single-key shortcuts are on").uncheck();
      await page.keyboard.press("Escape");
      await page.keyboard.press("g");
      await page.keyboard.press("o");
      assert.ok(page.url().endsWith("/problems"));
    });
  });

  test("a narrow window has its pages, its search and its settings in a menu", async () => {
    await withPage(browser, narrow, async (page) => {
      await page.goto(`${server.url}/`);
      await settled(page);
      await page.getByRole("button", { name: "Menu" }).click();
      await assertAccessible(page);
      await assertFits(page);
      await page.getByRole("link", { name: "Problems" }).click();
      await page.waitForURL("**/problems");
      assert.equal(await page.getByRole("button", { name: "Menu" }).getAttribute("aria-expanded"), "false");
    });
  });

  test("content can be reached past the bar, and a new page puts the keyboard at its content", async () => {
    await withPage(browser, wide, async (page) => {
      await page.goto(`${server.url}/`);
      await settled(page);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to content");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
      await page.getByRole("link", { name: "Problems", exact: true }).click();
      await page.waitForURL("**/problems");
      await page.waitForFunction(() => document.activeElement?.id === "main");
    });
  });
});

/** The page is drawn and its fonts are there. */
async function settled(page: Page): Promise<void> {
  await page.waitForSelector("main h1", { state: "attached" });
  await page.evaluate(() => document.fonts.ready);
}
