/** The header fields that keep what is served from doing anything but being shown. */

const everywhere: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-dns-prefetch-control": "off",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

const appPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The worker in which PDFs are parsed. A worker goes by the policy of its own response: so this one alone may compile WebAssembly
 * (pdf.js decodes fax, JBIG2 and JPEG 2000 pictures, of which scans are made, with it), and has no network, unlike the app.
 */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'";
const workerPath = /^\/assets\/pdf-worker-[\w-]+\.js$/;

/** No script, no network, no style, an origin of its own; only the app may frame it. */
const framePolicy = [
  "sandbox",
  "default-src 'none'",
  "img-src data:",
  "style-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

/** Originals are the bytes of strangers: should one be shown all the same, it can do nothing. */
const originalPolicy =
  "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Which headers a file of the app takes. */
export function ofAsset(path: string): "app" | "worker" {
  return workerPath.test(path) ? "worker" : "app";
}

/**
 * `app`: the app and everything else of ours; `worker`: the script that parses PDFs; `frame`: rebuilt HTML of a document;
 * `original`: bytes as they came.
 */
export function safetyHeaders(of: "app" | "worker" | "frame" | "original"): Record<string, string> {
  const policies = { app: appPolicy, worker: workerPolicy, frame: framePolicy, original: originalPolicy };
  return {
    ...everywhere,
    // A frame in a sandbox has an origin of its own already; asked for again there, Chromium warns of it at every page.
    ...(of === "frame" ? {} : { "origin-agent-cluster": "?1" }),
    "content-security-policy": policies[of],
    "x-frame-options": of === "frame" ? "SAMEORIGIN" : "DENY",
  };
}

/** Cases are confidential: a browser keeps no copy of what it shows of them. */
export const neverStored = "no-store";
/** The name of the file holds a hash of its content. */
export const storedForever = "public, max-age=31536000, immutable";

/**
 * `Content-Disposition` of a download (RFC 6266): a plain ASCII name for old clients, the whole name in UTF-8 beside it.
 * Names come from strangers: separators, control characters and invisible direction marks are taken out.
 */
export function attachment(name: string, disposition: "attachment" | "inline" = "attachment"): string {
  const whole = safeFileName(name);
  const ascii = whole.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(whole).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const unsafeInNames =
  /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name that no system takes for a path, a device or a hidden file; its ending is kept, 150 characters at most. */
export function safeFileName(name: string): string {
  let safe = name
    .toWellFormed()
    .replace(unsafeInNames, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  if (deviceName.test(safe)) safe = `_${safe}`;
  const characters = [...safe];
  if (characters.length > 150) {
    const ending = /\.[A-Za-z0-9]{1,8}$/.exec(safe)?.[0] ?? "";
    safe = characters.slice(0, 150 - ending.length).join("") + ending;
  }
  return safe === "" ? "original" : safe;
}

/**
 * Reads a `Range` field for one stretch of bytes (RFC 9110, 14.2). Null: send all (no range, several, or another unit);
 * `outside`: nothing of the file lies there.
 */
export function byteRange(
  field: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | "outside" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(field?.trim() ?? "");
  if (match === null) return null;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return null;
  if (first === "") {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? "outside" : { start: sizeBytes - length, end: sizeBytes };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  if (start >= sizeBytes) return "outside";
  return { start, end: last === "" ? sizeBytes : Math.min(Number(last) + 1, sizeBytes) };
}
