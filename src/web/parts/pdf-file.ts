/**
 * PDFs by pdf.js: loaded only when one is to be shown, fetched in ranges, parsed in a worker. Nothing of a PDF runs: no scripts,
 * no forms, no links. Character maps, the fourteen standard fonts and image decoders are files of the app.
 */

import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "pdfjs-dist";
import * as pdf from "pdfjs-dist";

const assets: Record<string, string> = import.meta.glob(
  [
    "../../../node_modules/pdfjs-dist/cmaps/*.bcmap",
    "../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}",
    "../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm",
  ],
  { query: "?url", import: "default", eager: true },
);
const urls = new Map(
  Object.entries(assets).map(([path, url]) => [path.slice(path.lastIndexOf("/") + 1), url]),
);

/** Answers pdf.js's wishes for its own files; built files have other names than it knows. */
class AppFiles {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const url = urls.get(filename);
    if (url === undefined) throw new Error(`pdf.js asks for ${filename}, which the app does not have`);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

let worker: pdf.PDFWorker | null = null;

function theWorker(): pdf.PDFWorker {
  if (worker === null || worker.destroyed) {
    const port = new Worker(new URL("./pdf-worker.ts", import.meta.url), { type: "module" });
    worker = pdf.PDFWorker.create({ port });
  }
  return worker;
}

/** PDFs that stay open: going back and forth between two documents is common, more cost memory. */
const most = 2;
const open = new Map<string, PDFDocumentLoadingTask>();

/** The PDF with that original's id. @throws what pdf.js throws: not a PDF, a password, no answer */
async function openPdf(original: string): Promise<PDFDocumentProxy> {
  let task = open.get(original);
  if (task === undefined) {
    task = pdf.getDocument({
      url: `/original/${encodeURIComponent(original)}?inline=1`,
      worker: theWorker(),
      // Without these a file of a thousand pages is fetched whole for the sake of one.
      disableAutoFetch: true,
      disableStream: true,
      rangeChunkSize: 262_144,
      useWorkerFetch: false,
      BinaryDataFactory: AppFiles,
      disableWorkerRendering: true,
      enableXfa: false,
      stopAtErrors: false,
    });
  } else open.delete(original);
  open.set(original, task);
  for (const [id, other] of open) {
    if (open.size <= most) break;
    open.delete(id);
    void other.destroy();
  }
  try {
    return await task.promise;
  } catch (error) {
    open.delete(original);
    throw error;
  }
}

export interface Sheet {
  /** Points. */
  width: number;
  height: number;
  /** Draws the page as wide as asked (CSS px), sharp on any screen. */
  draw(
    canvas: HTMLCanvasElement,
    widthPx: number,
    pixelRatio: number,
  ): { done: Promise<void>; cancel: () => void };
}

/** More pixels than this some browsers refuse to draw. */
const mostPixels = 16_000_000;

/** One page, from 1. @throws what pdf.js throws */
export async function openSheet(original: string, number: number): Promise<Sheet> {
  const file = await openPdf(original);
  const page = await file.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  return {
    width,
    height,
    draw(canvas, widthPx, pixelRatio) {
      const wanted = (widthPx / width) * pixelRatio;
      const scale = Math.min(wanted, Math.sqrt(mostPixels / (width * height)));
      const viewport = page.getViewport({ scale });
      canvas.width = Math.max(1, Math.floor(viewport.width));
      canvas.height = Math.max(1, Math.floor(viewport.height));
      const drawing = page.render({ canvas, viewport, annotationMode: pdf.AnnotationMode.ENABLE });
      return { done: drawing.promise, cancel: () => drawing.cancel() };
    },
  };
}
