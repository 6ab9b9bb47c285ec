/**
 * A server that stands in for the program where a real case cannot show it in a test: a million results, a locked case, an ingest
 * that the disk stops. Serves the built app, and made-up answers to the few questions that its search and its overview ask.
 */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Dated, Hit, Overview, Progress, SearchAnswer } from "../../src/ask/answers.ts";
import { safetyHeaders } from "../../src/server/headers.ts";

export interface StandIn {
  url: string;
  /** May be changed while it runs. */
  state: { case: "built" | "reading" | "locked"; hits: number };
  /** The ingest that is under way ends with an error. */
  stopIngest: (error: string) => void;
  close: () => Promise<void>;
}

/** Starts on a free port of the loopback. @param app the folder of the built app */
export async function startStandIn(app: string): Promise<StandIn> {
  const state: StandIn["state"] = { case: "built", hits: 0 };
  const streams: ServerResponse[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, app, state, streams);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    stopIngest: (error) => {
      state.case = "built";
      for (const one of streams.splice(0))
        one.end(`data: ${JSON.stringify({ ...progress, state: "failed", error } satisfies Progress)}\n\n`);
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  app: string,
  state: StandIn["state"],
  streams: ServerResponse[],
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  for (const [name, value] of Object.entries(safetyHeaders("app"))) response.setHeader(name, value);
  if (!url.pathname.startsWith("/api/")) return file(app, url.pathname, response);
  if (state.case === "locked") {
    const error = {
      code: "locked",
      message: "The case is locked.",
      hint: "End the other program, then try again.",
    };
    return json(response, 503, { error });
  }
  if (url.pathname === "/api/overview") return json(response, 200, overview(state));
  if (url.pathname === "/api/search") return json(response, 200, search(url, state.hits));
  if (url.pathname === "/api/progress") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify(progress)}\n\n`);
    streams.push(response);
    return;
  }
  json(response, 404, { error: { code: "unknown", message: "The stand-in does not know that.", hint: "" } });
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

async function file(app: string, path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) === "" ? "index.html" : normalize(path).replace(/^(\.\.[/\\])+/, "");
  try {
    const bytes = await readFile(join(app, name));
    response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream" });
    response.end(bytes);
  } catch {
    // Not there: as the real server would say it.
    response.writeHead(404).end();
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

const progress: Progress = {
  state: "reading",
  filesFound: 5204,
  filesDone: 2186,
  bytesFound: 1_900_000_000,
  bytesDone: 798_000_000,
  documents: 2100,
  problems: 3,
  bytesPerSecond: 12_400_000,
  secondsLeft: 89,
  current: "mail/archive-2019.mbox",
  error: null,
};

function overview(state: StandIn["state"]): Overview {
  const reading = state.case === "reading";
  return {
    name: "Harbour mail",
    documents: 2100,
    builtAt: reading ? null : new Date().toISOString(),
    sources: [{ path: "mail", files: 5204 }],
    bytes: 1_900_000_000,
    kinds: [{ kind: "message", count: 2100 }],
    printedMessages: 0,
    redactions: 0,
    attachments: 0,
    languages: [{ language: "en", count: 2100 }],
    months: [{ month: "2021-03", messages: 2100, papers: 0, stories: 0 }],
    undated: 0,
    inTouch: [],
    correspondents: [],
    outlets: [],
    receipt: {
      found: 5204,
      read: 2100,
      same: 0,
      failed: 0,
      unread: 0,
      skipped: 0,
      pending: 3104,
      partial: 0,
      gone: 0,
      bytes: 1_900_000_000,
    },
    ingest: reading ? progress : null,
  };
}

const date: Dated = { edtf: "2021-03-16", utc: null, zone: null, printed: null, certainty: 1 };

function search(url: URL, total: number): SearchAnswer {
  const offset = Number(url.searchParams.get("offset") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const items: Hit[] = [];
  for (let at = offset; at < Math.min(total, offset + limit); at++)
    items.push({
      id: `d_${at}`,
      kind: "message",
      title: `Sailing ${at + 1}`,
      language: "en",
      date,
      outlet: null,
      from: [],
      to: [],
      place: "mail/archive-2019.mbox",
      passage: null,
      snippet: [
        { text: "The ", kind: "text" },
        { text: "ferry", kind: "hit" },
        // Of different lengths, so that no row is as high as the next.
        { text: " waits for the tide.".repeat(1 + (at % 9)), kind: "text" },
      ],
      attachments: 0,
      redactions: 0,
    });
  return {
    query: { text: "ferry", sort: "best", readAs: [{ text: "ferry", kind: "hit" }] },
    total,
    offset,
    items,
    notes: [],
    facets: null,
    elapsedMs: 8.7,
  };
}
