/**
 * The reader of PDFs: one paper with its pages and the boxes of its words, and the files attached to it. In come bytes, out comes
 * one document. `engine.ts` holds PDF.js, `pieces.ts` takes text with places from it, `layout.ts` makes lines of them, `scan.ts`
 * finds pages that are pictures.
 */
import type { PDFDocumentProxy } from "pdfjs-dist";
import { type DocumentPage, type Draft, type Mark, undated } from "../../text/document.ts";
import { type Budget, BudgetSpent } from "../budget.ts";
import { bytesInput } from "../input.ts";
import type { Input, Peek, Reader, Reading, ReadProblem } from "../reader.ts";
import {
  decodingLimit,
  decodingWasCut,
  type OpenPdf,
  openPdf,
  PdfUnreadable,
  renewDecoding,
} from "./engine.ts";
import { appendNote, layoutPage, type PageText } from "./layout.ts";
import { longestPageMs, PageTooLong, pagePieces } from "./pieces.ts";
import { drawsPicture, mayBePicture } from "./scan.ts";
import { realTitle } from "./title.ts";
import { within } from "./within.ts";

export const pdfReader: Reader = { name: "pdf", version: 1, accepts, read };

/** The mark `%PDF-` may stand anywhere in the first kilobyte (Adobe's readers have always allowed it). */
function accepts(peek: Peek): number {
  const head = Buffer.from(peek.head.buffer, peek.head.byteOffset, Math.min(peek.head.length, 1029));
  const at = head.indexOf("%PDF-", 0, "latin1");
  if (at === 0) return 1;
  // Behind other bytes it may be a mail or a page that quotes it.
  return at > 0 && !/^[\s\x20-\x7e]*$/.test(head.toString("latin1", 0, at)) ? 0.9 : at > 0 ? 0.3 : 0;
}

/** Pages in a row that cannot be loaded before the rest is given up: a lying count must not cost a minute. */
const brokenInARow = 100;
/** Pages that took too long before the rest is given up. */
const slowPages = 3;

async function* read(input: Input, budget: Budget): AsyncGenerator<Reading> {
  if (input.sizeBytes === 0) {
    yield { problem: { code: "empty", state: "failed" } };
    return;
  }
  let open: OpenPdf;
  try {
    open = await openPdf(input, budget);
  } catch (error) {
    if (!(error instanceof PdfUnreadable)) throw error;
    yield { problem: unopened(error) };
    return;
  }
  const pages: ReadPage[] = [];
  const problems: ReadProblem[] = [];
  const files = new Map<string, string>();
  let spent: BudgetSpent | null = null;
  try {
    const labels = await pageLabels(open.pdf, budget);
    const title = await within(budget, metadataTitle(open.pdf, input.name));
    let brokenNow = 0;
    let slow = 0;
    try {
      for (let number = 1; number <= open.pdf.numPages; number++) {
        budget.checkTime();
        renewDecoding();
        const label = labels[number - 1] ?? null;
        try {
          pages.push({ label, ...(await readPage(open.pdf, number, budget, files)) });
          brokenNow = 0;
        } catch (error) {
          if (error instanceof BudgetSpent || !(error instanceof Error)) throw error;
          pages.push({ label, number, width: 0, height: 0, text: "", words: [], picture: false });
          if (error instanceof PageTooLong) {
            problems.push({
              code: "budget-timeMs",
              state: "skipped",
              partial: true,
              args: { allowed: longestPageMs },
            });
            // What the page set going runs on until its document is closed.
            await open.close();
            open = await openPdf(input, budget);
            if (++slow === slowPages) break;
          } else {
            problems.push(brokenPage(number, error));
            if (++brokenNow === brokenInARow) break;
          }
        }
        if (decodingWasCut())
          problems.push({
            code: "budget-bytesOut",
            state: "skipped",
            partial: true,
            args: { allowed: decodingLimit },
          });
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      spent = error;
    }
    yield { document: draftOf(pages, title, input.sizeBytes) };
    const textless = textProblem(pages, problems.length > 0 || spent !== null);
    if (textless) problems.push(textless);
    yield* problems.map((problem) => ({ problem }));
    if (spent) throw spent;
    yield* attachments(open.pdf, files, budget);
  } finally {
    await open.close();
  }
}

interface ReadPage extends PageText {
  number: number;
  label: string | null;
  width: number;
  height: number;
  /** A picture of a page, with no text but a stamp. */
  picture: boolean;
}

async function readPage(
  document: PDFDocumentProxy,
  number: number,
  budget: Budget,
  files: Map<string, string>,
): Promise<Omit<ReadPage, "label">> {
  const page = await within(budget, document.getPage(number));
  try {
    const { pieces, notes, width, height, files: pinned } = await pagePieces(page, budget);
    for (const { id, name } of pinned) files.set(id, name);
    const laid = layoutPage(pieces);
    const facts = { width, height, words: laid.words };
    const picture = mayBePicture(facts) && (await drawsPicture(page, facts, budget));
    for (const note of notes) appendNote(laid, note);
    return { number, width, height, picture, ...laid };
  } finally {
    page.cleanup();
  }
}

function draftOf(pages: readonly ReadPage[], title: string | null, sizeBytes: number): Draft {
  const texts: string[] = [];
  const marks: Mark[] = [];
  const documentPages: DocumentPage[] = [];
  let offset = 0;
  for (const page of pages) {
    if (page.text !== "" && offset > 0) {
      texts.push("\n");
      offset += 1;
    }
    const { number, label, width, height } = page;
    const start = offset;
    texts.push(page.text);
    offset += page.text.length;
    const words = Float32Array.from(page.words, (value, index) => (index % 6 < 2 ? value + start : value));
    documentPages.push({ start, end: offset, number, label, width, height, words });
    marks.push({ kind: "page", start, end: offset, value: number });
  }
  return {
    key: "",
    kind: "paper",
    title,
    text: texts.join(""),
    marks,
    language: null,
    date: undated,
    outlet: null,
    author: null,
    url: null,
    origin: { kind: "bytes", start: 0, end: sizeBytes },
    pages: documentPages,
  };
}

/** Labels that say more than the number of the page. */
async function pageLabels(document: PDFDocumentProxy, budget: Budget): Promise<(string | null)[]> {
  try {
    const labels = (await within(budget, document.getPageLabels())) ?? [];
    return labels.map((label, index) => (label === "" || label === String(index + 1) ? null : label));
  } catch (error) {
    if (error instanceof BudgetSpent) throw error;
    // Broken labels cost the labels only.
    return [];
  }
}

async function metadataTitle(document: PDFDocumentProxy, fileName: string): Promise<string | null> {
  try {
    const { info } = await document.getMetadata();
    const title: unknown = (info as { Title?: unknown }).Title;
    return typeof title === "string" ? realTitle(title, fileName) : null;
  } catch {
    // Broken metadata cost the title only.
    return null;
  }
}

/** Files attached to the document, then those pinned to its pages. */
async function* attachments(
  document: PDFDocumentProxy,
  pinned: ReadonlyMap<string, string>,
  budget: Budget,
): AsyncGenerator<Reading> {
  const files = new Map<string, string>();
  try {
    const attached = (await within(budget, document.getAttachments())) as Map<
      string,
      { filename?: string }
    > | null;
    for (const [id, file] of attached ?? []) files.set(id, file.filename ?? id);
  } catch (error) {
    if (error instanceof BudgetSpent || !(error instanceof Error)) throw error;
    yield { problem: { code: "damaged", state: "failed", partial: true, args: { error: sentence(error) } } };
  }
  for (const [id, name] of pinned) if (!files.has(id)) files.set(id, name);
  for (const [id, name] of files) {
    budget.spendMember();
    budget.checkTime();
    try {
      renewDecoding();
      const content: unknown = await within(budget, document.getAttachmentContent(id) as Promise<unknown>);
      if (!(content instanceof Uint8Array)) throw new Error("no content");
      budget.spendBytes(content.length);
      yield { child: { path: name, content: bytesInput(name, content), range: null } };
    } catch (error) {
      if (error instanceof BudgetSpent || !(error instanceof Error)) throw error;
      yield {
        problem: {
          code: "member-damaged",
          state: "failed",
          partial: true,
          args: { member: name, error: sentence(error) },
        },
      };
    }
  }
}

function textProblem(pages: readonly ReadPage[], broken: boolean): ReadProblem | null {
  const pictures = pages.filter((page) => page.picture).length;
  if (pictures > 0) {
    const args = { pages: pictures, of: pages.length };
    if (pictures === pages.length) return { code: "no-text-layer", state: "unread", args };
    return { code: "no-text-layer", state: "unread", partial: true, args };
  }
  // Where a page is broken that has been said already.
  if (broken || pages.some((page) => page.text !== "")) return null;
  return { code: "no-text", state: "unread" };
}

function unopened(error: PdfUnreadable): ReadProblem {
  if (error.why === "password") return { code: "password-needed", state: "failed" };
  return { code: "damaged", state: "failed", args: { error: sentence(error) } };
}

function brokenPage(number: number, error: Error): ReadProblem {
  return {
    code: "member-damaged",
    state: "failed",
    partial: true,
    args: { member: `page ${number}`, error: sentence(error) },
  };
}

/** What PDF.js said, to stand inside a sentence. */
function sentence(error: Error): string {
  return error.message.replace(/[.\s]+$/, "").slice(0, 200);
}
