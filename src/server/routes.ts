/**
 * What is where:
 *
 * | path | what |
 * | --- | --- |
 * | `GET /api/NAME?…` | the answer of a question |
 * | `GET /api/progress` | how far an ingest is, as server-sent events |
 * | `POST /api/retry` | tries one file again, `{"path": …}` |
 * | `GET /original/ID` | the bytes of an original, as a download; `?inline=1` for a PDF |
 * | `GET /frame/ID` | rebuilt HTML of a document, for a frame without scripts and network |
 * | the rest | files of the app; its pages are all `index.html` |
 */
import { Readable } from "node:stream";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as v from "valibot";
import type { ErrorAnswer } from "../ask/answers.ts";
import { Failure, UsageError } from "../text/errors.ts";
import type { Tongue } from "../text/messages.ts";
import { looksLikeAsset, readAssets } from "./assets.ts";
import type { Keys } from "./guard.ts";
import { attachment, byteRange, neverStored, ofAsset, safetyHeaders, storedForever } from "./headers.ts";
import { ProgressStreams } from "./progress.ts";
import { type Refusal, refusalAnswer, refusalPage, refusalStatus } from "./refusals.ts";
import type { Served, ServedOriginal } from "./served.ts";

const largestBodyBytes = 1024 ** 2;
const retryBody = v.strictObject({ path: v.string() });

/** The language to answer in: the one asked for, otherwise the browser's first. */
export function tongueOf(asked: string | undefined, acceptLanguage: string | undefined): Tongue {
  if (asked === "en" || asked === "fr") return asked;
  return /^\s*fr\b/i.test(acceptLanguage ?? "") ? "fr" : "en";
}

/** Whether a refusal is read by a person (a page was asked for) or by a program. */
export function wantsPage(url: string, accept: string | undefined): boolean {
  return !url.startsWith("/api/") && (accept ?? "").includes("text/html");
}

/** The application, and what ends its open streams. */
export function routes<View>(served: Served<View>, keys: Keys): { app: Hono; stop: () => void } {
  const app = new Hono();
  const questions = new Map(served.questions.map((question) => [question.name, question]));
  const assets = readAssets(served.assetFolder);
  const streams = new ProgressStreams((listener) => served.progress(listener));

  app.use(async (c, next) => {
    const letIn = exchangeToken(c, keys);
    if (letIn !== null) return letIn;
    if (!keys.knows(c.req.header("cookie"))) return refuse(c, { code: "no-token" });
    const methods = c.req.path === "/api/retry" ? ["POST", "OPTIONS"] : ["GET", "HEAD", "OPTIONS"];
    if (!methods.includes(c.req.method)) {
      return refuse(
        c,
        { code: "wrong-method", args: { method: c.req.method } },
        { allow: methods.join(", ") },
      );
    }
    if (c.req.method === "OPTIONS") {
      return new Response(null, { status: 204, headers: { ...plainHeaders(), allow: methods.join(", ") } });
    }
    return next();
  });

  app.get("/api/progress", (c) => {
    const headers = { ...plainHeaders(), "content-type": "text/event-stream; charset=utf-8" };
    return new Response(c.req.method === "HEAD" ? null : streams.open(), { headers });
  });

  app.post(
    "/api/retry",
    bodyLimit({ maxSize: largestBodyBytes, onError: (c) => refuse(c, { code: "too-large" }) }),
    (c) =>
      answerOf(c, async (tongue) => {
        if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? ""))
          return { code: "not-json" };
        const body = v.safeParse(retryBody, await jsonOf(c));
        if (!body.success) return { code: "bad-request" };
        return { answer: (await served.retry(body.output.path, tongue)) ?? {} };
      }),
  );

  app.get("/api/:name{.*}", (c) =>
    answerOf(c, async (tongue) => {
      const name = c.req.param("name");
      const question = questions.get(name);
      if (question === undefined) {
        return { code: "unknown-question", args: { name, names: [...questions.keys()].join(", ") } };
      }
      const raw: Record<string, string> = Object.create(null);
      for (const [key, value] of new URL(c.req.url).searchParams) {
        if (key in raw) return { code: "twice-given", args: { name: key } };
        raw[key] = value;
      }
      // How to answer, not what is asked.
      delete raw.lang;
      return { answer: await question.ask(served.view, question.readParams(raw), tongue) };
    }),
  );

  app.get("/original/:id", async (c) => {
    const id = c.req.param("id");
    const original = await served.original(id);
    return original === null
      ? refuse(c, { code: "unknown-original", args: { id } })
      : sendOriginal(c, original);
  });

  app.get("/frame/:id", async (c) => {
    const id = c.req.param("id");
    const html = await served.frame(id);
    if (html === null) return refuse(c, { code: "no-frame", args: { id } });
    return new Response(html, {
      headers: {
        ...safetyHeaders("frame"),
        "cache-control": neverStored,
        "content-type": "text/html; charset=utf-8",
      },
    });
  });

  app.get("*", async (c) => {
    const path = c.req.path;
    const page = !looksLikeAsset(path) && !/^\/(assets|original|frame)(\/|$)/.test(path);
    const found = assets.get(path) ?? (page ? assets.get("/index.html") : undefined);
    if (found === undefined) {
      return refuse(c, page ? { code: "not-built" } : { code: "not-found", args: { path } });
    }
    const { bytes, encoding } = await found.encoded(c.req.header("accept-encoding"));
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        ...safetyHeaders(ofAsset(path)),
        "cache-control": found.immutable ? storedForever : neverStored,
        "content-type": found.mediaType,
        "content-length": String(bytes.length),
        vary: "accept-encoding",
        ...(encoding === null ? {} : { "content-encoding": encoding }),
      },
    });
  });

  app.onError((error, c) => refuseError(c, error, served.onBug));
  return { app, stop: () => streams.endAll() };
}

/** Turns a token in the address into a cookie and sends the browser to the address without it. */
function exchangeToken(c: Context, keys: Keys): Response | null {
  const url = new URL(c.req.url);
  const key = url.searchParams.get("t");
  if (key === null || url.pathname.startsWith("/api/") || !["GET", "HEAD"].includes(c.req.method))
    return null;
  const admitted = keys.admits(key);
  if (!admitted && !keys.knows(c.req.header("cookie"))) return refuse(c, { code: "wrong-token" });
  url.searchParams.delete("t");
  // Two slashes at the beginning would lead to another host.
  const clean = `/${url.pathname.replace(/^[/\\]+/, "")}${url.search}`;
  return new Response(null, {
    status: 303,
    headers: { ...plainHeaders(), location: clean, ...(admitted ? { "set-cookie": keys.cookie() } : {}) },
  });
}

/** Makes an answer in the language of whoever asks. */
async function answerOf(
  c: Context,
  make: (tongue: Tongue) => Promise<{ answer: unknown } | Refusal>,
): Promise<Response> {
  const made = await make(tongueIn(c));
  return "code" in made ? refuse(c, made) : json(made.answer, 200);
}

/** What was thrown: the user's doing, the world's, or a bug, of which the browser learns no more than that it happened. */
function refuseError(c: Context, error: Error, onBug: (error: unknown) => void): Response {
  if (error instanceof UsageError) return json(spoken("usage", error.in(tongueIn(c))), 400);
  if (error instanceof Failure) return json(spoken("failure", error.in(tongueIn(c))), 503);
  onBug(error);
  return refuse(c, { code: "bug" });
}

function spoken(code: string, message: string): ErrorAnswer {
  return { error: { code, message, hint: "" } };
}

/** The body as JSON; null where it is none, which no schema takes. Who went away before the end of it gets no answer anyway. */
async function jsonOf(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch {
    return null;
  }
}

function sendOriginal(c: Context, original: ServedOriginal): Response {
  const { sizeBytes } = original;
  const inline = c.req.query("inline") === "1" && original.mediaType === "application/pdf";
  const headers: Record<string, string> = {
    ...safetyHeaders("original"),
    "cache-control": neverStored,
    "content-type": inline ? "application/pdf" : "application/octet-stream",
    "content-disposition": attachment(original.name, inline ? "inline" : "attachment"),
    "accept-ranges": "bytes",
  };
  // There is no validator, so an `If-Range` can never match: then all is sent (RFC 9110, 13.1.5).
  const range = byteRange(
    c.req.header("if-range") === undefined ? c.req.header("range") : undefined,
    sizeBytes,
  );
  if (range === "outside") {
    original.close?.();
    return refuse(c, { code: "outside-range" }, { "content-range": `bytes */${sizeBytes}` });
  }
  const { start, end } = range ?? { start: 0, end: sizeBytes };
  headers["content-length"] = String(end - start);
  if (range !== null) headers["content-range"] = `bytes ${start}-${end - 1}/${sizeBytes}`;
  return new Response(bodyOf(original, start, end, c.req.method), {
    status: range === null ? 200 : 206,
    headers,
  });
}

function bodyOf(original: ServedOriginal, start: number, end: number, method: string): BodyInit | null {
  const { content } = original;
  if (method !== "HEAD" && typeof content === "function") {
    const stream = Readable.from(content(start, end), { objectMode: false });
    // Also when the reader goes away before the first byte: then the generator is never entered, nor its `finally`.
    stream.once("close", () => original.close?.());
    return Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>;
  }
  original.close?.();
  return method === "HEAD" || typeof content === "function"
    ? null
    : (content.subarray(start, end) as Uint8Array<ArrayBuffer>);
}

function refuse(c: Context, refusal: Refusal, headers: Record<string, string> = {}): Response {
  const tongue = tongueIn(c);
  const status = refusalStatus(refusal);
  if (!wantsPage(c.req.path, c.req.header("accept")))
    return json(refusalAnswer(refusal, tongue), status, headers);
  return new Response(refusalPage(refusal, tongue), {
    status,
    headers: { ...plainHeaders(), "content-type": "text/html; charset=utf-8", ...headers },
  });
}

function json(answer: unknown, status: number, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(answer), {
    status,
    headers: { ...plainHeaders(), "content-type": "application/json", ...headers },
  });
}

function plainHeaders(): Record<string, string> {
  return { ...safetyHeaders("app"), "cache-control": neverStored };
}

function tongueIn(c: Context): Tongue {
  return tongueOf(c.req.query("lang"), c.req.header("accept-language"));
}
