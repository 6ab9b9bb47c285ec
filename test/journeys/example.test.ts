/** What a reporter does with a case, from the first look to the pasted link: on the example case, in a real browser. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Download, Locator, Page } from "playwright-core";
import type { DocumentAnswer, Hit, Overview, SearchAnswer } from "../../src/ask/answers.ts";
import { assertAccessible, assertFits, findBrowser } from "./browser.ts";
import { inkOf } from "./ink.ts";
import { exampleSources, exampleStage, type Stage, settled } from "./stage.ts";

const wide = { width: 1440, theme: "light", tongue: "en" } as const;
const narrow = { width: 360, theme: "light", tongue: "en" } as const;
const skip = findBrowser() === null ? "no Chromium, Chrome or Edge here; CHROME_PATH names one" : false;

describe("the example case", { skip }, () => {
  let stage: Stage;
  before(async () => {
    stage = await exampleStage();
  });
  after(() => stage?.close());

  const find = async (q: string): Promise<Hit> => {
    const [hit] = (await stage.ask<SearchAnswer>("search", { q, limit: 1 })).items;
    assert.ok(hit !== undefined, `${q} finds something`);
    return hit;
  };
  const show = (document: string): Promise<DocumentAnswer> => stage.ask("show", { document });

  test("the overview says what is there, and a figure leads to what it counts", async () => {
    const overview = await stage.ask<Overview>("overview");
    await stage.visit(wide, "/", async (page) => {
      assert.equal(await page.textContent("h1"), "The Castellane release");
      await page.getByText(`${overview.receipt.found} files found, all accounted for`).waitFor();
      const stories = overview.kinds.find((one) => one.kind === "story")?.count;
      await page
        .getByRole("link", { name: `${stories} stories` })
        .first()
        .click();
      await page.waitForURL("**/search?q=kind:story");
      await page.getByText(`${stories} documents in`).waitFor();
      await page.goBack();
      await page.getByRole("link", { name: /without a date/ }).click();
      await page.getByText(`${overview.undated} documents in`).waitFor();
    });
  });

  test("months are chosen by dragging, and by the keyboard alone", async () => {
    await stage.visit(wide, "/", async (page) => {
      await page.waitForSelector(".bar-papers");
      const bars = page.locator(".histogram-bars");
      const box = await bars.boundingBox();
      assert.ok(box !== null);
      const slot = Math.min(box.width / 10, 64);
      await page.mouse.move(box.x + slot * 0.5, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + slot * 1.5, box.y + 60);
      await page.mouse.up();
      await page.waitForURL("**/search?q=date:2021-03..2021-04");
      await page.goBack();
      await page.waitForSelector(".bar-papers");
      await bars.focus();
      for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"])
        await page.keyboard.press(key);
      await page.waitForURL("**/search?q=date:2021-04..2021-05");
    });
  });

  test("a phrase is searched, narrowed by a facet, and opened at its passage; n and N go through the hits", async () => {
    await stage.visit(wide, "/", async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type('"information centre"');
      await page.keyboard.press("Enter");
      await page.waitForURL("**/search?q=%22information+centre%22");
      await page.waitForSelector(".result mark");
      const line = page.locator(".facet-lines li", { hasText: "Paper" });
      const count = await line.locator(".count").textContent();
      await line.getByRole("link").click();
      await page.waitForURL("**/search?q=%22information+centre%22+kind:paper");
      await page.getByText(`${count} documents in`).waitFor();

      await page.getByRole("link", { name: "Information centre: outline" }).click();
      await page.waitForURL(/\/d\/d_\w+\?q=[^#]+#\d+-\d+$/);
      await inWindow(page.locator(".passage, mark.current").first());
      const steps = page.locator(".hit-steps [role=status]");
      await steps.filter({ hasText: /^1 of \d+ hits$/ }).waitFor();
      await page.keyboard.press("n");
      await steps.filter({ hasText: /^2 of/ }).waitFor();
      await inWindow(page.locator("mark.current").first());
      await page.keyboard.press("Shift+N");
      await steps.filter({ hasText: /^1 of/ }).waitFor();
    });
  });

  test("Back returns to the same result, and taking the term away to the wider search", async () => {
    await stage.visit(wide, "/search?q=castellane", async (page) => {
      await page.waitForSelector(".result mark");
      for (let i = 0; i < 12; i++) await page.keyboard.press("j");
      await page.waitForFunction(() => document.activeElement?.closest("li")?.dataset.index === "11");
      const before = await page.evaluate(() => window.scrollY);
      assert.ok(before > 400, `scrolled to ${before}`);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/d/**");
      await page.waitForSelector("main h1");
      await page.goBack();
      await page.waitForSelector("[data-index='11'] .result");
      await page.waitForFunction((y) => Math.abs(window.scrollY - y) < 4, before);
      await page.getByRole("link", { name: "Message", exact: true }).click();
      await page.waitForURL("**/search?q=castellane+kind:message");
      await page.getByRole("link", { name: "Message remove from the search" }).click();
      await page.waitForURL("**/search?q=castellane");
      await page.goBack();
      await page.waitForURL("**/search?q=castellane+kind:message");
      assert.equal(await page.inputValue("main input[type=search]"), "castellane kind:message");
    });
  });

  test("a search that finds nothing says that this proves nothing, and offers less", async () => {
    await stage.visit(wide, "/search?q=centre+zebra", async (page) => {
      await page.getByText("is not evidence that it does not exist").waitFor();
      await page.getByRole("button", { name: "centre", exact: true }).click();
      await page.waitForURL("**/search?q=centre");
      await page.waitForSelector(".result mark");
    });
  });

  test("a conversation is read: quoted text unfolds, the others open, header fields stand as they were sent", async () => {
    await stage.visit(wide, "/mail", async (page) => {
      await page.getByRole("searchbox", { name: "Search in mail" }).fill("file:re-information-centre.eml");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/mail?q=file:re-information-centre.eml");
      await page.locator(".conversation").first().click();
      await page.getByRole("heading", { name: "Information centre" }).waitFor();
      const message = page.locator(".thread-item.open").last();
      const quoted = message.getByRole("button", { name: /^Show quoted text · \d+ lines/ });
      const before = await message.innerText();
      assert.doesNotMatch(before, /Thank you for your leadership/);
      await quoted.click();
      await message.getByText("Thank you for your leadership").waitFor();
      await message.getByRole("button", { name: "Headers" }).click();
      await message.getByText("<RB21.0316.2341.08@mail.niph.example>").first().waitFor();
      await page.getByRole("button", { name: "Open all" }).click();
      await page.getByRole("button", { name: "Close all" }).click();
      await page.waitForFunction(() => document.querySelector(".thread-item.open") === null);
    });
  });

  test("in a print-out what is blacked out is black, and the page stands beside it with the passage outlined", async () => {
    const hit = await find('file:niph-release-1.pdf kind:paper "central information centre"');
    assert.ok(hit.passage !== null);
    const { start, end } = hit.passage;
    await stage.visit(wide, `/d/${hit.id}#${start}-${end}`, async (page) => {
      await page.locator(".pdf-page canvas:not(.waiting)").waitFor();
      await page.locator(".outline-edge rect").first().waitFor({ state: "attached" });
      assert.equal(await page.inputValue(".page-turner input"), "2");
      assert.ok((await inkOf(page)) > 0.01, "the page is drawn");
      const bar = page.locator(".redaction", { hasText: "(b)(6)" }).first();
      const colours = await bar.evaluate((element) => {
        const style = getComputedStyle(element);
        return [style.backgroundColor, style.color];
      });
      assert.deepEqual(colours, ["rgb(29, 27, 23)", "rgb(251, 250, 246)"]);
      assert.equal(await bar.getAttribute("aria-label"), "blacked out, (b)(6)");
      await page.getByRole("button", { name: "Next page" }).click();
      await page.waitForFunction(
        () => document.querySelector<HTMLInputElement>(".page-turner input")?.value === "3",
      );
      await page.getByRole("link", { name: /^Messages on these pages/ }).click();
      await page.locator(".printed-title").first().click();
      await page.getByText("from a print-out, page 1").waitFor();
      await page.locator(".outline-edge rect").first().waitFor({ state: "attached" });
    });
  });

  test("a story stands beside its own page, which has no scripts, no links and no way out", async () => {
    const hit = await find('outlet:"Le Relais du Nord"');
    await stage.visit(wide, `/d/${hit.id}`, async (page) => {
      const frame = page.locator("iframe.html-frame");
      assert.equal(await frame.getAttribute("sandbox"), "");
      const inside = page.frameLocator("iframe.html-frame");
      await inside
        .getByRole("heading", { name: hit.title ?? "" })
        .first()
        .waitFor();
      assert.equal(await inside.locator("script, a[href], img, form, link, style").count(), 0);
      const headers = (await stage.fetch(`/frame/${hit.id}`)).headers;
      assert.match(headers.get("content-security-policy") ?? "", /^sandbox; default-src 'none'/);
    });
  });

  test("an attachment opens as a document, says what it was attached to, and can be saved", async () => {
    const hit = await find("file:county-table.csv");
    const { partOf } = await show(hit.id);
    assert.ok(partOf !== null);
    await stage.visit(wide, `/d/${partOf.id}`, async (page) => {
      const line = page.locator(".attachments li", { hasText: "county-table.csv" });
      const saved = await download(page, line.getByRole("link", { name: "Save county-table.csv" }));
      assert.match(saved.bytes.toString(), /^county,cases_total/);
      assert.equal(saved.name, "county-table.csv");
      await line.getByRole("link", { name: "county-table.csv", exact: true }).click();
      await page.getByRole("heading", { name: "county-table.csv" }).waitFor();
      await page.getByRole("cell", { name: "West Haven" }).waitFor();
      await page.getByText("Attached to").getByRole("link").click();
      await page.waitForURL(`**/d/${partOf.id}`);
    });
  });

  test("an original is saved byte for byte: its SHA-256 is the one that the page shows", async () => {
    for (const [query, file] of [
      ["file:niph-release-1.pdf kind:paper", "drop-1/niph-release-1.pdf"],
      ['subject:"transcript" kind:message', null],
    ] as const) {
      const hit = await find(query);
      const { original } = await show(hit.id);
      await stage.visit(wide, `/d/${hit.id}`, async (page) => {
        const saved = await download(page, page.getByRole("link", { name: "Original", exact: true }));
        assert.equal(sha256(saved.bytes), original.sha256);
        if (file !== null)
          assert.equal(sha256(await readFile(path.join(exampleSources, file))), original.sha256);
        await page.getByRole("link", { name: "About this file" }).click();
        const shown = await page.locator(".about dd").first().textContent();
        assert.equal(shown?.replaceAll(" ", ""), original.sha256);
      });
    }
  });

  test("a problem says why and what helps; trying again tells how it went; the original can be saved", async () => {
    await stage.visit(wide, "/problems", async (page) => {
      const line = page.locator(".record", { hasText: "annex-c.pdf" });
      await line.getByText("damaged").waitFor();
      await line.getByRole("button", { name: "Try again: annex-c.pdf" }).click();
      await line.getByText("Tried again: no change").waitFor();
      const saved = await download(page, line.getByRole("link", { name: "Save original" }));
      assert.match(saved.bytes.subarray(0, 5).toString(), /^%PDF-/);
      for (const tab of ["Not read yet", "Same as another", "Containers"]) {
        await page.getByRole("link", { name: new RegExp(`^${tab} · [1-9]`) }).click();
        await page.locator(".record:not(.record-head), .containers tbody tr").first().waitFor();
      }
    });
  });

  test("everything by keyboard: pages, list, conversation, help, settings, and shortcuts can be switched off", async () => {
    await stage.visit(wide, "/", async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "Skip to content");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
      await keys(page, "g", "m");
      await page.waitForURL("**/mail");
      await page.waitForSelector(".conversation:not(.waiting)");
      await keys(page, "j", "j");
      await page.waitForFunction(() => document.activeElement?.closest("li")?.dataset.index === "1");
      await keys(page, "Enter");
      await page.waitForURL("**/mail/d_*");
      await page.locator(".thread-title").waitFor();
      await keys(page, "g", "s");
      await page.waitForURL("**/search");
      await keys(page, "/");
      await page.keyboard.type("has:redaction kind:paper");
      await keys(page, "Enter");
      await page.waitForURL("**/search?q=has:redaction+kind:paper");
      await page.waitForSelector(".result");
      await keys(page, "j", "Enter");
      await page.waitForURL("**/d/d_*");
      await keys(page, "g", "p");
      await page.waitForURL("**/problems");
      await keys(page, "?");
      await page.getByRole("dialog").waitFor();
      await assertAccessible(page);
      await page.getByLabel("Single-key shortcuts are on").uncheck();
      await keys(page, "Escape", "g", "o");
      assert.ok(page.url().endsWith("/problems"));
    });
  });

  test("a new page puts the keyboard at its content", async () => {
    await stage.visit(wide, "/", async (page) => {
      await page.getByRole("link", { name: "Problems", exact: true }).click();
      await page.waitForURL("**/problems");
      await page.waitForFunction(() => document.activeElement?.id === "main");
    });
  });

  test("language and theme change at once and stay; the answers of the program speak it too", async () => {
    await stage.visit(wide, "/problems", async (page) => {
      await page.locator(".settings-button").click();
      await page.getByLabel("Français").check();
      await page.getByLabel("Sombre").check();
      await page.getByRole("link", { name: "Aperçu" }).first().waitFor();
      await page.getByText("Le fichier est endommagé").waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "le compte y est" }).waitFor();
      assert.equal(await page.getAttribute("html", "lang"), "fr");
      assert.equal(
        await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
        "rgb(22, 21, 19)",
      );
    });
  });

  test("a narrow window has its pages, facets and original behind their names", async () => {
    const hit = await find("file:niph-release-1.pdf kind:paper");
    await stage.visit(narrow, "/", async (page) => {
      const menu = page.getByRole("button", { name: "Menu" });
      await menu.click();
      await assertAccessible(page);
      await assertFits(page);
      await page.getByRole("link", { name: "Search", exact: true }).click();
      await page.waitForURL("**/search");
      assert.equal(await menu.getAttribute("aria-expanded"), "false");
      await page.getByRole("button", { name: "Narrow" }).click();
      await page.getByRole("link", { name: "Story", exact: true }).click();
      await page.waitForURL("**/search?q=kind:story");
      await page.goto(`${stage.origin}/d/${hit.id}`);
      await settled(page);
      await page.getByRole("button", { name: "Show the original" }).click();
      await page.locator(".pdf-page canvas:not(.waiting)").waitFor();
      await assertFits(page);
      await page.goto(`${stage.origin}/mail`);
      await page.locator(".conversation:not(.waiting)").first().click();
      await page.getByRole("link", { name: "Back to the list" }).click();
      await page.locator(".conversation:not(.waiting)").first().waitFor();
      await page.locator(".mail-folders summary").click();
      await page.getByRole("link", { name: /castellane\.mbox/ }).click();
      await page.waitForURL(/\/mail\?q=.*castellane\.mbox/);
    });
  });

  test("on paper there is the text and where it comes from, and no controls", async () => {
    const hit = await find('outlet:"Northgate Post"');
    await stage.visit(wide, `/d/${hit.id}`, async (page) => {
      await page.locator(".document-text").waitFor();
      await page.emulateMedia({ media: "print" });
      await assertFits(page);
      assert.ok(
        await page
          .getByRole("heading", { name: hit.title ?? "" })
          .first()
          .isVisible(),
      );
      assert.ok(await page.getByText("found in").isVisible());
      for (const control of [".bar-menu", ".tabs", ".doc-beside", ".acts", "button"])
        for (const one of await page.locator(control).all())
          assert.equal(await one.isVisible(), false, `${control} is not printed`);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), "rgb(0, 0, 0)");
      assert.ok((await page.pdf()).length > 1000);
    });
  });

  test("the link to a passage is copied, pasted to a colleague, and opens there", async () => {
    const hit = await find("file:minutes-2021-03-22.txt");
    const { text } = await show(hit.id);
    let link = "";
    let words = "";
    await stage.visit(wide, `/d/${hit.id}`, async (page) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: stage.origin });
      words = await page.evaluate(() => {
        const blocks = document.querySelectorAll(".document-text .block");
        const last = blocks[blocks.length - 1];
        if (last === undefined) return "";
        last.scrollIntoView();
        getSelection()?.selectAllChildren(last);
        document.dispatchEvent(new Event("pointerup"));
        return getSelection()?.toString() ?? "";
      });
      await page.getByRole("button", { name: "Copy link to passage" }).first().click();
      await page.getByText("Link copied").first().waitFor({ state: "attached" });
      link = await page.evaluate(() => navigator.clipboard.readText());
    });
    const range = /#(\d+)-(\d+)$/.exec(link);
    assert.ok(range !== null && words !== "", link);
    const passage = text.slice(Number(range[1]), Number(range[2]));
    assert.equal(squeezed(passage), squeezed(words));
    await stage.visit(wide, link.slice(stage.origin.length), async (page) => {
      const shown = page.locator(".passage").first();
      await inWindow(shown);
      assert.equal(squeezed((await page.locator(".passage").allTextContents()).join(" ")), squeezed(passage));
    });
  });
});

/* ---- what the steps are made of -------------------------------------------------------------------------------- */

async function keys(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.keyboard.press(name);
}

function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}

/** Waits until it stands inside the window. */
async function inWindow(piece: Locator): Promise<void> {
  await piece.waitFor();
  const handle = await piece.elementHandle();
  await piece.page().waitForFunction((element) => {
    const box = element?.getBoundingClientRect();
    return box !== undefined && box.top >= 0 && box.bottom <= window.innerHeight;
  }, handle);
}

async function download(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [begun] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const saved: Download = begun;
  return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
