/** Every page of the example case, as it is first seen: fits its window, shuts nobody out, in both themes, both languages, two widths. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import type { ConversationLine, SearchAnswer } from "../../src/ask/answers.ts";
import { assertAccessible, assertFits, findBrowser, views, type Window } from "./browser.ts";
import { exampleStage, openStage, type Stage, settled } from "./stage.ts";

const skip = findBrowser() === null ? "no Chromium, Chrome or Edge here; CHROME_PATH names one" : false;

describe("pages of the example case", { skip }, () => {
  let stage: Stage;
  const first = async (query: string): Promise<string> => {
    const answer = await stage.ask<SearchAnswer>("search", { q: query, limit: 1 });
    const [hit] = answer.items;
    if (hit === undefined) throw new Error(`nothing is found by ${query}`);
    return `/d/${hit.id}`;
  };
  const conversation = async (): Promise<string> => {
    const { items } = await stage.ask<{ items: ConversationLine[] }>("conversations", {
      q: "subject:numbers",
    });
    const longest = items.toSorted((a, b) => b.messages - a.messages)[0];
    if (longest === undefined) throw new Error("there is no conversation");
    return `/mail/${longest.newest}`;
  };

  let windows: Window[];
  before(async () => {
    stage = await exampleStage();
    windows = await Promise.all(views.map((view) => stage.window(view)));
  });
  after(() => stage?.close());

  const pages: [
    name: string,
    address: () => string | Promise<string>,
    prepare?: (page: Page) => Promise<void>,
  ][] = [
    ["overview", () => "/"],
    ["search", () => "/search?q=centre"],
    ["everything", () => "/search"],
    ["a search that finds nothing", () => "/search?q=centre+zebra"],
    ["mail", () => "/mail"],
    ["a conversation, all of it open", conversation, openAll],
    ["no conversation", () => "/mail?q=zebra"],
    ["a message", () => first('from:holt kind:message "information centre"')],
    ["header fields", async () => `${await first("file:re-information-centre.eml")}?tab=headers`],
    ["about a file", async () => `${await first("file:again.pdf kind:paper")}?tab=about`],
    [
      "a print-out",
      async () => `${await first("file:niph-release-1.pdf kind:paper")}?q=centre`,
      showOriginal,
    ],
    [
      "messages on its pages",
      async () => `${await first("file:niph-release-1.pdf kind:paper")}?tab=messages`,
    ],
    ["a story", async () => `${await first("outlet:meridian letters")}?q=letters`, showOriginal],
    ["a table", () => first("file:county-table.csv")],
    ["problems", () => "/problems"],
    ["what is not read yet", () => "/problems?state=unread"],
    ["containers", () => "/problems?state=containers"],
    ["files that are the same", () => "/problems?state=same"],
    ["nowhere", () => "/nowhere"],
  ];
  for (const [name, address, prepare] of pages) {
    test(name, async () => {
      const where = await address();
      await Promise.all(
        windows.map(async ({ page, assertQuiet }) => {
          await page.goto(stage.origin + where);
          await settled(page);
          await prepare?.(page);
          await assertAccessible(page);
          await assertFits(page);
          assertQuiet();
        }),
      );
    });
  }
});

describe("pages of an empty case", { skip }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage(async (folder) => {
      const source = path.join(folder, "nothing");
      await mkdir(source);
      return source;
    });
  });
  after(() => stage?.close());

  for (const [where, says] of [
    ["/", "Nothing is in this case yet"],
    ["/search", "No document matches"],
    ["/mail", "No mail in this case yet"],
    ["/problems", "No files yet"],
  ] as const) {
    test(`${where} says what would be here`, () =>
      stage.visit({ width: 360, theme: "light", tongue: "en" }, where, async (page) => {
        await page.getByText(says).first().waitFor();
        await assertAccessible(page);
        await assertFits(page);
      }));
  }
});

/** Beside the text on wide windows; behind its name on narrow ones. */
async function showOriginal(page: Page): Promise<void> {
  const button = page.locator(".beside-open");
  if (await button.isVisible()) await button.click();
  await page.locator(".pdf-page canvas:not(.waiting), .html-frame").waitFor();
}

async function openAll(page: Page): Promise<void> {
  await page.locator(".thread-sub button").click();
  await page.waitForFunction(() => document.querySelector(".thread .shape, .thread-line") === null);
}
