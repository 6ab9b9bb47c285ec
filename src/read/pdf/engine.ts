/**
 * Holds PDF.js: loads it at the first PDF, opens documents without network, system fonts or canvas, and bounds what
 * it decodes. Nothing else in Stemma knows PDF.js.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "pdfjs-dist";
import type { Budget } from "../budget.ts";
import type { Input } from "../reader.ts";
import { wakeWatcher, within } from "./within.ts";

export interface OpenPdf {
  pdf: PDFDocumentProxy;
  /** Frees everything; to be called once, also after work was stopped. */
  close(): Promise<void>;
}

/** What PDF.js said of a file that it could not open. */
export class PdfUnreadable extends Error {
  readonly why: "password" | "damaged";
  constructor(why: "password" | "damaged", message: string) {
    super(message);
    this.name = "PdfUnreadable";
    this.why = why;
  }
}

let engine: Promise<typeof import("pdfjs-dist")> | null = null;

/**
 * PDF.js takes 90 ms and 35 MB to load: only once there is a PDF. Its worker half is the `legacy` build, which brings what
 * Node still lacks of the language (`Math.sumPrecise`); its other half is the standard build, because the legacy one loads a
 * native canvas that text does not need and that not every machine can load.
 */
function loadEngine(): Promise<typeof import("pdfjs-dist")> {
  engine ??= (async () => {
    const { warn } = console;
    // The standard build says, before it can be told to be quiet, that Node should use the other one.
    console.warn = () => {};
    try {
      // With this module loaded PDF.js works in this thread: readers run in workers already. The name is no literal because
      // the package has no types for it.
      const worker: string = "pdfjs-dist/legacy/build/pdf.worker.mjs";
      await import(worker);
      globalThis.DecompressionStream = BoundedDecompressionStream;
      return await import("pdfjs-dist");
    } finally {
      console.warn = warn;
    }
  })();
  return engine;
}

/** Folder of the package: it holds the character maps and the fonts that PDF files may take for granted. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist")));
  while (!existsSync(join(folder, "cmaps")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Larger files are read piece by piece: most of a large PDF is pictures, which are never touched. */
const wholeBytes = 32 * 1024 ** 2;
const pieceBytes = 256 * 1024;

function pieceByPiece(
  input: Input,
  Transport: typeof import("pdfjs-dist")["PDFDataRangeTransport"],
): InstanceType<typeof Transport> {
  const transport = new Transport(input.sizeBytes, new Uint8Array(input.bytes(0, pieceBytes)));
  transport.requestDataRange = (begin: number, end: number) => {
    queueMicrotask(() => {
      wakeWatcher();
      transport.onDataRange(begin, new Uint8Array(input.bytes(begin, end)));
    });
  };
  return transport;
}

/**
 * Opens a PDF. Encrypted ones open when the empty password does.
 * @throws PdfUnreadable, BudgetSpent
 */
export async function openPdf(input: Input, budget: Budget): Promise<OpenPdf> {
  const { getDocument, PDFDataRangeTransport } = await loadEngine();
  const folder = packageFolder();
  const task: PDFDocumentLoadingTask = getDocument({
    ...(input.sizeBytes <= wholeBytes
      ? // PDF.js takes its bytes for itself and leaves none behind: it gets a copy. (`slice` of a Buffer would be no copy.)
        { data: new Uint8Array(input.bytes()) }
      : { range: pieceByPiece(input, PDFDataRangeTransport), disableAutoFetch: true, disableStream: true }),
    rangeChunkSize: pieceBytes,
    verbosity: 0,
    cMapUrl: join(folder, "cmaps", "/"),
    cMapPacked: true,
    standardFontDataUrl: join(folder, "standard_fonts", "/"),
    BinaryDataFactory: PackageFiles,
    useSystemFonts: false,
    useWorkerFetch: false,
    // Only pictures need it.
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    disableFontFace: true,
    enableXfa: false,
    // Images of more than one pixel are left out, so that none is ever decoded; `scan.ts` finds where they stood.
    maxImageSize: 1,
  });
  // PDF.js would wait for a password for ever.
  const password = Promise.withResolvers<never>();
  password.promise.catch(() => {});
  task.onPassword = () => password.reject(new PdfUnreadable("password", "needs a password"));
  const close = () => task.destroy();
  try {
    return { pdf: await within(budget, Promise.race([task.promise, password.promise])), close };
  } catch (error) {
    await close().catch(() => {});
    // PDF.js gives its errors names of their own and no common class.
    if (error instanceof Error && /Exception$/.test(error.name))
      throw new PdfUnreadable(error.name === "PasswordException" ? "password" : "damaged", error.message);
    throw error;
  }
}

/** Bytes that one page's streams may decode to: pages of maps reach tens of megabytes, a bomb any number. */
export const decodingLimit = 128 * 1024 ** 2;

let decodedBytesLeft = decodingLimit;
let wasCut = false;

/** To be called before each page. */
export function renewDecoding(): void {
  decodedBytesLeft = decodingLimit;
  wasCut = false;
}

/** Bytes that streams decoded to since `renewDecoding`. */
export function decodedBytes(): number {
  return decodingLimit - decodedBytesLeft;
}

/** Whether a stream was left out since `renewDecoding`, because it decodes to more than is allowed. */
export function decodingWasCut(): boolean {
  return wasCut;
}

/**
 * PDF.js inflates the contents of pages with this. Node's own has no limit, and hands its result over by way of the event loop,
 * which is where the watcher of `within` loses sight of what runs. This one has a limit and
 * works at once. Nobody else in a reading thread uses this class; whoever would shares the limit.
 */
class BoundedDecompressionStream implements DecompressionStream {
  readonly readable: DecompressionStream["readable"];
  readonly writable: DecompressionStream["writable"];

  constructor(format: ConstructorParameters<typeof DecompressionStream>[0]) {
    const chunks: Uint8Array[] = [];
    const stream = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk) {
        chunks.push(chunk);
      },
      flush(controller) {
        wakeWatcher();
        controller.enqueue(
          inflated(format, chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
        );
      },
    });
    this.readable = stream.readable;
    this.writable = stream.writable as DecompressionStream["writable"];
  }
}

/** Throws what zlib throws; but nothing at all comes out of a stream that swells beyond what is allowed. */
function inflated(format: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const inflate = inflaters[format];
  if (!inflate) throw new TypeError(`unknown format ${format}`);
  try {
    const out = inflate(bytes, { maxOutputLength: Math.max(decodedBytesLeft, 1) });
    decodedBytesLeft -= out.byteLength;
    return out;
  } catch (error) {
    // An error would make PDF.js decode it once more by other means, without a limit.
    if (!(error instanceof RangeError)) throw error;
    wasCut = true;
    return new Uint8Array();
  }
}

const inflaters: Record<
  string,
  (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer<ArrayBuffer>
> = {
  deflate: inflateSync,
  "deflate-raw": inflateRawSync,
  gzip: gunzipSync,
  brotli: brotliDecompressSync,
};

/** Character maps and standard fonts, from the package's folder; read at once, for the same reason. */
class PackageFiles {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const folder = kind === "cMapUrl" ? "cmaps" : kind === "standardFontDataUrl" ? "standard_fonts" : null;
    if (folder === null || filename !== basename(filename)) throw new Error(`no file ${kind} ${filename}`);
    wakeWatcher();
    return new Uint8Array(readFileSync(join(packageFolder(), folder, filename)));
  }
}

/** The numbers of PDF.js for the operators of a page. */
export async function operators(): Promise<typeof import("pdfjs-dist")["OPS"]> {
  return (await loadEngine()).OPS;
}
