/**
 * `node bin/run.js tools/pictures.ts`: takes the pictures of `docs/pictures` anew, of the example case, in a real browser. Run by
 * hand after a change of how the app looks; the pictures are looked at before they are committed.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import type { ConversationLine, SearchAnswer } from "../src/ask/answers.ts";
import type { View } from "../test/journeys/browser.ts";
import { exampleStage } from "../test/journeys/stage.ts";

const folder = path.resolve(import.meta.dirname, "../docs/pictures");
const wide: View = { width: 1440, theme: "light", tongue: "en" };

const stage = await exampleStage();
try {
  await mkdir(folder, { recursive: true });
  const picture = async (name: string, view: View, where: string, drawn: (page: Page) => Promise<void>) => {
    await stage.visit(view, where, async (page) => {
      await drawn(page);
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
    });
    process.stdout.write(`${name}.png\n`);
  };
  const results = (page: Page): Promise<void> => page.locator(".result mark").first().waitFor();

  await picture("overview", wide, "/", (page) => page.locator(".bar-papers").first().waitFor());
  await picture("search", wide, '/search?q="information centre"', results);
  await picture("document", wide, await printOut('"two digits were swapped"'), async (page) => {
    await page.locator(".pdf-page canvas:not(.waiting)").waitFor();
    await page.locator(".outline-edge rect").first().waitFor({ state: "attached" });
    await page.evaluate(() => window.scrollTo(0, 0));
  });
  await picture("mail", wide, await conversation('"information centre"'), (page) =>
    page.locator(".thread-item.open .document-text").waitFor(),
  );
  await picture("problems", wide, "/problems?state=unread", (page) =>
    page.locator(".record-name").first().waitFor(),
  );
  const night: View = { width: 360, theme: "dark", tongue: "fr" };
  await picture("search-360-dark-fr", night, '/search?q="information centre"', results);
} finally {
  await stage.close();
}

/** The print-out at the passage that a phrase finds. */
async function printOut(phrase: string): Promise<string> {
  const { items } = await stage.ask<SearchAnswer>("search", {
    q: `file:niph-release-1.pdf kind:paper ${phrase}`,
  });
  const [hit] = items;
  if (!hit?.passage) throw new Error(`the print-out does not hold ${phrase}`);
  return `/d/${hit.id}#${hit.passage.start}-${hit.passage.end}`;
}

/** The longest conversation in a mailbox that a query finds, at its newest message. */
async function conversation(query: string): Promise<string> {
  const { items } = await stage.ask<{ items: ConversationLine[] }>("conversations", { q: query });
  const longest = items.filter((one) => !one.printed).toSorted((a, b) => b.messages - a.messages)[0];
  if (longest === undefined) throw new Error(`no conversation holds ${query}`);
  return `/mail/${longest.newest}?q=${encodeURIComponent(query)}`;
}
