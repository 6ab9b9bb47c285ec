/** A folder is opened: what is read so far can be searched while the rest comes in; a file that was mended is tried again. */
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Overview, SearchAnswer } from "../../src/ask/answers.ts";
import { assertAccessible, assertFits, findBrowser } from "./browser.ts";
import { inkOf } from "./ink.ts";
import { makeScan } from "./make-scan.ts";
import { openStage, type Stage, settled } from "./stage.ts";

const wide = { width: 1440, theme: "light", tongue: "en" } as const;
const skip = findBrowser() === null ? "no Chromium, Chrome or Edge here; CHROME_PATH names one" : false;
const long = "vaporetto".repeat(14);
const mailboxes = 100;
const messagesOfEach = 250;

describe("a folder that is opened", { skip }, () => {
  let stage: Stage;
  let source = "";

  before(async () => {
    stage = await openStage(async (folder) => {
      source = path.join(folder, "source");
      await mkdir(source);
      for (let number = 0; number < mailboxes; number++)
        await writeFile(path.join(source, `box-${String(number).padStart(3, "0")}.mbox`), mailbox(number));
      await mkdir(path.join(source, long));
      await writeFile(path.join(source, long, `${long}.eml`), longMessage());
      await writeFile(path.join(source, long, `${long}.pst`), `!BDN${"\0".repeat(600)}`);
      await writeFile(path.join(source, "scan.pdf"), makeScan("A letter between two scans"));
      await writeFile(path.join(source, "torn.pdf"), makeScan("A page that was torn").subarray(0, 400));
      return source;
    });
  });
  after(() => stage?.close());

  test("how far it is can be followed, and what is read is found, before it ends", async () => {
    await stage.visit(wide, "/", async (page) => {
      await page.locator(".ingest progress").waitFor();
      await page.getByText("You can search already").waitFor();
      await assertAccessible(page);
      await page.keyboard.press("/");
      await page.keyboard.type("ferry timetable");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".result mark");
      assert.equal(await page.locator(".case-reading").count(), 1, "it still reads");
      const early = Number(
        (await page.textContent(".search-heading p"))?.match(/^[\d,]+/)?.[0].replace(",", ""),
      );
      const whole = mailboxes * messagesOfEach;
      assert.ok(early > 0 && early < whole, `${early} of ${whole} were there`);
      await page.locator(".case-reading").waitFor({ state: "detached", timeout: 90_000 });
      await page.getByText(`${whole.toLocaleString("en-GB")} documents in`).waitFor();
      await page.getByRole("link", { name: "Overview", exact: true }).click();
      await page.getByText(/Built (now|\d+ seconds? ago)/).waitFor();
      assert.equal(await page.locator(".ingest").count(), 0);
      await page.getByText("all accounted for").waitFor();
    });
  });

  test("a file that failed, mended and tried again, is read: its line goes, and it is found", async () => {
    await stage.visit(wide, "/problems", async (page) => {
      const line = page.locator(".record", { hasText: "torn.pdf" });
      await line.waitFor();
      await writeFile(path.join(source, "torn.pdf"), makeScan("A page that was torn"));
      await line.getByRole("button", { name: "Try again: torn.pdf" }).click();
      await line.waitFor({ state: "detached" });
    });
    const { total } = await stage.ask<SearchAnswer>("search", { q: '"page that was torn"' });
    assert.equal(total, 1);
    const { receipt } = await stage.ask<Overview>("overview");
    assert.equal(receipt.failed, 0);
  });

  test("names, folders, subjects and words without an end fit a narrow window", async () => {
    const { items } = await stage.ask<SearchAnswer>("search", { q: "barge" });
    const id = items[0]?.id;
    const view = { width: 360, theme: "light", tongue: "fr" } as const;
    await stage.visit(view, "/", async (page) => {
      for (const where of [
        "/",
        "/search?q=barge",
        "/problems",
        "/mail?q=barge",
        `/mail/${id}`,
        `/d/${id}`,
        `/d/${id}?tab=about`,
        `/d/${id}?tab=headers`,
      ]) {
        await page.goto(stage.origin + where);
        await settled(page);
        if (where !== "/") await page.getByText("vaporetto").first().waitFor({ state: "attached" });
        await assertFits(page);
      }
    });
  });

  test("pictures as scanners pack them are drawn, though nothing but the worker may compile", async () => {
    const { items } = await stage.ask<SearchAnswer>("search", { q: "file:scan.pdf" });
    await stage.visit(wide, `/d/${items[0]?.id}`, async (page) => {
      await page.locator(".pdf-page canvas:not(.waiting)").waitFor();
      // Two black pictures of 400 by 250 points on a page of 612 by 792.
      const ink = await inkOf(page);
      assert.ok(ink > 0.4, `${Math.round(ink * 100)} % of the page is black`);
    });
  });
});

function longMessage(): string {
  return [
    `From: ${long} <${long}@harbour.example>`,
    `To: ${`${long} <a@harbour.example>, `.repeat(20)}b@harbour.example`,
    "Date: 1 Mar 2021 09:00:00 +0000",
    `Subject: ${long} ${long}`,
    `Message-ID: <${long.repeat(3)}@harbour.example>`,
    "",
    `A barge: ${long.repeat(4)}`,
    "",
  ].join("\n");
}

/** Messages that differ in everything that tells messages apart. */
function mailbox(number: number): string {
  const parts: string[] = [];
  for (let index = 0; index < messagesOfEach; index++) {
    const day = String(1 + (index % 28)).padStart(2, "0");
    const key = `${number}.${index}`;
    parts.push(
      [
        `From clerk@harbour.example Mon Mar ${day} 09:00:00 2021`,
        `From: Clerk ${number} <clerk-${number}@harbour.example>`,
        `To: Pilot ${index} <pilot-${index}@harbour.example>`,
        `Date: ${day} Mar 2021 09:${String(index % 60).padStart(2, "0")}:00 +0000`,
        `Subject: Sailing ${key}`,
        `Message-ID: <${key}@harbour.example>`,
        "",
        `The ferry timetable of day ${day} was changed under number ${key}.`,
        ...Array.from(
          { length: 12 },
          (_, line) => `Pier ${line}, berth ${index}: the boat waits for the tide of ${key}.`,
        ),
        "",
        "",
      ].join("\n"),
    );
  }
  return parts.join("");
}
