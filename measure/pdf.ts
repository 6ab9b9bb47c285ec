/**
 * Measures the reading of PDFs against a folder with `expected.json` (the README beside the material tells its fields): page
 * counts, phrases on their pages, scans that need OCR, passwords, and how hostile files end. Writes `pdf.json` with every
 * difference.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Budget, defaultLimits } from "../src/read/budget.ts";
import { bytesInput } from "../src/read/input.ts";
import { pdfReader } from "../src/read/pdf/pdf.ts";
import type { ReadProblem } from "../src/read/reader.ts";
import type { Draft } from "../src/text/document.ts";

interface Expected {
  pages: number | null;
  textLayer: "yes" | "some pages" | "no" | null;
  pagesWithText?: number[];
  password?: string;
  broken?: boolean;
  hostile?: boolean;
  bodyText?: boolean;
  phrases?: { page: number; text: string }[];
  goodReader?: string;
}

interface Share {
  right: number;
  of: number;
}

/** Hostile files that take longer have hung. */
const hangMs = 20_000;

export async function measure(options: { folder: string; out: string; score?: string }): Promise<void> {
  const expected: Record<string, Expected> = JSON.parse(
    readFileSync(join(options.folder, "expected.json"), "utf8"),
  );
  const pageCount: Share = { right: 0, of: 0 };
  const phrases: Share = { right: 0, of: 0 };
  const needsOcr: Share = { right: 0, of: 0 };
  const password: Share = { right: 0, of: 0 };
  const unreadable: Share = { right: 0, of: 0 };
  const offsets: Share = { right: 0, of: 0 };
  const differences: string[] = [];
  const hostile: Record<string, string> = {};
  let pagesRead = 0;
  const count = (share: Share, right: boolean, difference: string) => {
    share.of += 1;
    if (right) share.right += 1;
    else differences.push(difference);
  };
  const cpu = process.cpuUsage();

  for (const [path, truth] of Object.entries(expected)) {
    const { draft, problems, error, passedMs } = await reading(
      readFileSync(join(options.folder, path)),
      path,
    );
    const said = problems.map(({ code, partial }) => (partial ? `${code} (partial)` : code)).join(", ");
    const has = (code: string) => problems.some((problem) => problem.code === code);
    pagesRead += draft?.pages?.length ?? 0;
    if (truth.hostile) {
      const end =
        error ?? (draft ? `${draft.pages?.length} pages, ${draft.text.length} letters` : "no document");
      hostile[path] =
        `${passedMs} ms; ${end}; ${said || "no problem named"}; wanted: ${truth.goodReader ?? ""}`;
      if (passedMs > hangMs || error) differences.push(`${path}: ${hostile[path]}`);
    }
    if (truth.password !== undefined && truth.password !== "") {
      count(password, has("password-needed") && !draft, `${path}: needs a password; said: ${said}`);
      continue;
    }
    if (truth.pages === null) {
      // Some readers do find a page in what others refuse: right is whoever says something and invents no text.
      const honest = problems.length > 0 && (draft?.text ?? "") === "";
      count(unreadable, honest, `${path}: not readable; got ${draft?.pages?.length} pages, said: ${said}`);
      continue;
    }
    count(
      pageCount,
      draft?.pages?.length === truth.pages,
      `${path}: ${truth.pages} pages, got ${draft?.pages?.length}`,
    );
    for (const phrase of truth.phrases ?? []) {
      const page = draft?.pages?.[phrase.page - 1];
      const text = page ? (draft?.text.slice(page.start, page.end) ?? "") : "";
      count(
        phrases,
        squeezed(text).includes(squeezed(phrase.text)),
        `${path}: page ${phrase.page} lacks “${phrase.text}”`,
      );
    }
    const wantsOcr = truth.textLayer === "no" || truth.bodyText === false || truth.textLayer === "some pages";
    if (!truth.hostile)
      count(
        needsOcr,
        wantsOcr === has("no-text-layer"),
        `${path}: OCR ${wantsOcr ? "" : "not "}needed; said: ${said}`,
      );
    if (draft) count(offsets, offsetsHold(draft), `${path}: a word's box names no word`);
  }

  const spent = process.cpuUsage(cpu);
  const cpuSeconds = (spent.user + spent.system) / 1e6;
  const figures = {
    files: Object.keys(expected).length,
    pageCount,
    phrases,
    needsOcr,
    password,
    unreadable,
    offsets,
    hostile: Object.keys(hostile).length,
    pagesRead,
    cpuSeconds: Number(cpuSeconds.toFixed(2)),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  mkdirSync(options.out, { recursive: true });
  writeFileSync(
    join(options.out, "pdf.json"),
    `${JSON.stringify({ figures, differences, hostile }, null, 2)}\n`,
  );
  console.log(JSON.stringify(figures, null, 2));
  for (const difference of differences) console.log(difference);
}

interface Outcome {
  draft: Draft | null;
  problems: ReadProblem[];
  /** A limit that was spent, or a mistake of the reader. */
  error: string | null;
  passedMs: number;
}

async function reading(bytes: Uint8Array, name: string): Promise<Outcome> {
  const start = performance.now();
  const outcome: Outcome = { draft: null, problems: [], error: null, passedMs: 0 };
  try {
    for await (const one of pdfReader.read(bytesInput(name, bytes), Budget.of(defaultLimits, bytes.length))) {
      if ("document" in one) outcome.draft = one.document;
      if ("problem" in one) outcome.problems.push(one.problem);
    }
  } catch (error) {
    outcome.error = String(error);
  }
  outcome.passedMs = Math.round(performance.now() - start);
  return outcome;
}

function squeezed(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "");
}

/** Every box must name a word: no space in it, a space or an edge around the pieces of its line. */
function offsetsHold(draft: Draft): boolean {
  return (draft.pages ?? []).every((page) => {
    for (let index = 0; index < page.words.length; index += 6) {
      const start = page.words[index] ?? 0;
      const end = page.words[index + 1] ?? 0;
      const word = draft.text.slice(start, end);
      if (start < page.start || end > page.end || word === "" || /\s/.test(word)) return false;
      if (!/^\s?$/.test(draft.text.charAt(end)) || !/^\s?$/.test(draft.text.charAt(start - 1))) return false;
    }
    return true;
  });
}
