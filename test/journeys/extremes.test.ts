/** What the example case cannot show: a million results, a case that is locked, an ingest that the disk stops. */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { findBrowser, openBrowser, withPage } from "./browser.ts";
import { appIsBuilt } from "./stage.ts";
import { type StandIn, startStandIn } from "./stand-in.ts";

const skip = findBrowser() === null ? "no Chromium, Chrome or Edge here; CHROME_PATH names one" : false;

describe("extremes", { skip }, () => {
  let server: StandIn;
  let browser: Browser;

  before(async () => {
    await appIsBuilt();
    server = await startStandIn(path.resolve(import.meta.dirname, "../../dist/web"));
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const visit = (where: string, use: (page: Page) => Promise<void>): Promise<void> =>
    withPage(browser, { width: 1440, theme: "light", tongue: "en", origin: server.url }, async (page) => {
      await page.goto(server.url + where);
      await use(page);
    });

  test("a million results: the total is exact, and the last can be reached", async () => {
    server.state.hits = 1_000_003;
    await visit("/search?q=ferry", async (page) => {
      await page.waitForSelector(".result mark");
      assert.match((await page.textContent(".search-heading p")) ?? "", /1,000,003 documents/);
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await page.getByRole("link", { name: "To the end" }).click();
      await page.waitForURL("**at=1000000");
      await page.waitForSelector("[aria-posinset='1000003'] .result mark");
      assert.equal(await page.getAttribute("[aria-posinset='1000003']", "aria-setsize"), "1000003");
    });
  });

  test("scrolling far down asks for the pages in view only", async () => {
    server.state.hits = 40_000;
    await visit("/search?q=ferry", async (page) => {
      const offsets: string[] = [];
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.pathname === "/api/search") offsets.push(url.searchParams.get("offset") ?? "");
      });
      await page.waitForSelector(".result mark");
      await page.waitForFunction(() => {
        window.scrollTo(0, document.documentElement.scrollHeight);
        return document.querySelector("[aria-posinset='40000'] .result mark") !== null;
      });
      assert.ok(offsets.length <= 6, `asked for ${offsets.join(", ")}`);
      assert.ok(offsets.includes("39950"));
    });
  });

  test("j after scrolling goes on with what is in view", async () => {
    server.state.hits = 145;
    await visit("/search?q=ferry", async (page) => {
      await page.waitForSelector(".result mark");
      await page.keyboard.press("j");
      await page.waitForFunction(() => document.activeElement?.closest("li")?.dataset.index === "0");
      await page.evaluate(() => window.scrollTo(0, 6000));
      await page.waitForSelector("[data-index='45']");
      await page.waitForFunction(() => {
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
        return Number(document.activeElement?.closest("li")?.dataset.index) > 40;
      });
    });
  });

  test("an ingest that stopped says why", async () => {
    server.state.case = "reading";
    await visit("/", async (page) => {
      await page.getByText("2,186 of 5,204 files").waitFor();
      assert.match((await page.textContent(".case")) ?? "", /reading · 42%/);
      server.stopIngest("The disk is full.");
      await page.getByText("The disk is full.").waitFor();
    });
  });

  test("a server that says no is quoted, and can be asked again", async () => {
    server.state.case = "locked";
    // A window of its own: that the browser tells of the refusal in its console is as it should be.
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.url}/search?q=ferry`);
    await page.getByText("The case is locked.").waitFor();
    await page.getByText("End the other program, then try again.").waitFor();
    server.state.case = "built";
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector(".result mark");
    await context.close();
  });
});
