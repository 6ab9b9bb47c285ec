/**
 * The files of the app, held in memory by the path under which they are asked for: what is not in the table cannot be served,
 * whatever the path says. Compressed once, when first asked for.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export interface Asset {
  mediaType: string;
  /** True when the name holds a hash of the content. */
  immutable: boolean;
  /** The bytes in the best of the encodings that the client takes; `encoding` is null for the bytes as they are. */
  encoded(acceptEncoding: string | undefined): Promise<{ bytes: Uint8Array; encoding: "br" | "gzip" | null }>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};
const compressible = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;
const smallestWorthBytes = 1024;

/** Whether the last part of a path looks like a file of the app, not like a page. */
export function looksLikeAsset(pathname: string): boolean {
  return path.posix.extname(pathname).toLowerCase() in mediaTypes;
}

/** All files of a folder by URL path (`/assets/main-1a2b3c4d.js`). Empty when the folder does not exist. */
export function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  const walk = (below: string, prefix: string): void => {
    for (const entry of readdirSync(below, { withFileTypes: true })) {
      const full = path.join(below, entry.name);
      if (entry.isDirectory()) walk(full, `${prefix}${entry.name}/`);
      else if (entry.isFile())
        assets.set(`${prefix}${entry.name}`, asset(readFileSync(full), prefix, entry.name));
    }
  };
  try {
    walk(folder, "/");
  } catch (error) {
    // Not built yet: the server says so on its pages, and its questions are answered all the same.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return assets;
}

function asset(bytes: Uint8Array, prefix: string, name: string): Asset {
  const mediaType = mediaTypes[path.extname(name).toLowerCase()] ?? "application/octet-stream";
  const worth = compressible.test(mediaType) && bytes.length >= smallestWorthBytes;
  const made: { br?: Promise<Uint8Array>; gzip?: Promise<Uint8Array> } = {};
  return {
    mediaType,
    immutable: prefix === "/assets/" && /-[\w-]{8}\.\w+$/.test(name),
    async encoded(acceptEncoding) {
      if (worth && takes(acceptEncoding, "br")) {
        made.br ??= brotli(bytes);
        return { bytes: await made.br, encoding: "br" };
      }
      if (worth && takes(acceptEncoding, "gzip")) {
        made.gzip ??= promisify(gzip)(bytes);
        return { bytes: await made.gzip, encoding: "gzip" };
      }
      return { bytes, encoding: null };
    },
  };
}

function brotli(bytes: Uint8Array): Promise<Uint8Array> {
  // Quality 5 of 11: a tenth of the time of the best for a few per cent more bytes.
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** Whether an `Accept-Encoding` field names an encoding and does not refuse it. */
function takes(acceptEncoding: string | undefined, encoding: string): boolean {
  return (acceptEncoding ?? "").split(",").some((entry) => {
    const [name = "", ...settings] = entry.split(";").map((part) => part.trim().toLowerCase());
    return name === encoding && !settings.some((setting) => /^q=0(\.0*)?$/.test(setting));
  });
}
