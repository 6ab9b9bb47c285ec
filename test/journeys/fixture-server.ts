/**
 * A small server that stands in for the program, so that the app can be driven on its own: serves `dist/web` under the strictest
 * content security policy, and made-up answers of the Castellane affair (fictional). Any number of hits, an ingest under way, an
 * empty case and errors can be asked for.
 */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type {
  Answer,
  ConversationLine,
  Dated,
  DocumentAnswer,
  Facets,
  Hit,
  MailFolders,
  Overview,
  Party,
  Problem,
  ProblemsAnswer,
  Progress,
  Receipt,
  SameAs,
  SearchAnswer,
} from "../../src/ask/answers.ts";

export interface Fixture {
  /** What the case is like. */
  state: "built" | "empty" | "reading" | "broken";
  /** Hits of any search. */
  hits: number;
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export interface FixtureServer {
  url: string;
  /** May be changed while the server runs. */
  fixture: Fixture;
  /** Paths that were to be tried again, in order. */
  retried: string[];
  /** Ends the ingest that is under way. */
  finish: (how: "done" | "failed") => void;
  close: () => Promise<void>;
}

/** Starts on a free port of the loopback. @param app the folder of the built app */
export async function startFixtureServer(app: string): Promise<FixtureServer> {
  const fixture: Fixture = { state: "built", hits: 145 };
  const retried: string[] = [];
  const streams: ServerResponse[] = [];
  const server = createServer((request, response) => {
    void serve(request, response, app, fixture, retried, streams);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    fixture,
    retried,
    finish: (how) => {
      fixture.state = "built";
      const error = how === "failed" ? "The disk is full." : null;
      for (const one of streams.splice(0)) {
        one.end(`data: ${JSON.stringify({ ...progress(1), state: how, error })}\n\n`);
      }
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  app: string,
  fixture: Fixture,
  retried: string[],
  streams: ServerResponse[],
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  response.setHeader("content-security-policy", policy);
  response.setHeader("x-content-type-options", "nosniff");
  if (!url.pathname.startsWith("/api/")) return file(app, url.pathname, response);
  if (fixture.state === "broken") {
    return json(response, 500, {
      error: {
        code: "locked",
        message: "The case is locked.",
        hint: "End the other program, then try again.",
      },
    });
  }
  const number = (name: string) => Number(url.searchParams.get(name) ?? 0);
  switch (url.pathname) {
    case "/api/overview":
      return json(response, 200, overview(fixture));
    case "/api/search":
      return json(response, 200, search(url, fixture.hits));
    case "/api/problems":
      return json(
        response,
        200,
        problems(url.searchParams.get("state"), number("offset"), number("limit"), fixture),
      );
    case "/api/same":
      return json(response, 200, same(number("offset"), number("limit")));
    case "/api/conversations":
      return json(response, 200, conversations(number("offset"), number("limit")));
    case "/api/show":
      return json(response, 200, message(url.searchParams.get("document") ?? ""));
    case "/api/hits":
      return json(response, 200, {
        document: url.searchParams.get("document"),
        hits: [{ start: 120, end: 138 }],
      });
    case "/api/boxes":
      return json(response, 200, { document: url.searchParams.get("document"), boxes: [] });
    case "/api/headers":
      return json(response, 200, { document: url.searchParams.get("document"), fields: [] });
    case "/api/thread":
      return json(response, 200, { id: "c_1", title: "Information centre", messages: [], links: [] });
    case "/api/folders":
      return json(response, 200, folders);
    case "/api/retry": {
      let body = "";
      for await (const piece of request) body += String(piece);
      retried.push((JSON.parse(body) as { path: string }).path);
      return json(response, 200, {});
    }
    case "/api/progress":
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(progress(0.42))}\n\n`);
      streams.push(response);
      return;
    default:
      return json(response, 404, {
        error: { code: "not-found", message: "There is no such document.", hint: "" },
      });
  }
}

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

/* ---- the affair ---------------------------------------------------------------------------------------------- */

const party = (name: string, address: string | null = null): Party => ({ entity: null, name, address });
const holt = party("Adrian Holt", "holt@lumen.example");
const castellane = party("Miriam Castellane", "castellane@niph.example");
const aldous = party("Jon Aldous", "aldous@niph.example");
const ribeiro = party("Ana Ribeiro", "ribeiro@niph.example");
const press = party("Press office", "press@niph.example");
const staff = party("all staff", "staff@niph.example");

const receipt: Receipt = {
  found: 5204,
  read: 4812,
  same: 301,
  failed: 9,
  unread: 78,
  skipped: 4,
  pending: 0,
  partial: 3,
  gone: 0,
  bytes: 1_900_000_000,
};

const perMonth = [
  9, 12, 18, 27, 42, 90, 156, 192, 174, 123, 99, 66, 54, 42, 36, 27, 30, 24, 21, 18, 27, 48, 114, 66,
];
const storiesPerMonth: Record<number, number> = { 21: 2, 22: 15, 23: 6 };

function overview(fixture: Fixture): Overview {
  const empty = fixture.state === "empty";
  const reading = fixture.state === "reading";
  const months = perMonth.map((count, i) => ({
    month: `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
    messages: Math.round(count * 0.9),
    papers: Math.round(count * 0.1),
    stories: storiesPerMonth[i] ?? 0,
  }));
  return {
    name: "The Castellane release",
    documents: empty ? 0 : 4812,
    builtAt: empty || reading ? null : new Date(Date.now() - 4 * 60_000).toISOString(),
    sources: empty ? [] : ["drop-1", "drop-2", "stories"].map((path) => ({ path, files: 1700 })),
    bytes: empty ? 0 : 1_900_000_000,
    kinds: empty
      ? []
      : [
          { kind: "message", count: 4210 },
          { kind: "story", count: 23 },
          { kind: "paper", count: 161 },
          { kind: "filing", count: 4 },
        ],
    printedMessages: empty ? 0 : 412,
    redactions: empty ? 0 : 1026,
    attachments: empty ? 0 : 388,
    languages: empty
      ? []
      : [
          { language: "en", count: 4235 },
          { language: "fr", count: 577 },
        ],
    months: empty ? [] : months,
    undated: empty ? 0 : 12,
    inTouch: empty
      ? []
      : [
          { a: press, b: staff, count: 612, back: 0, query: "from:press to:staff" },
          { a: aldous, b: castellane, count: 100, back: 88, query: "with:aldous with:castellane" },
          { a: holt, b: castellane, count: 20, back: 17, query: "with:holt with:castellane" },
          { a: ribeiro, b: aldous, count: 31, back: 0, query: "from:ribeiro to:aldous" },
        ],
    correspondents: empty
      ? []
      : [castellane, press, aldous, holt, ribeiro, staff, party("V. Lindqvist"), party("Duty desk")].map(
          (one, i) => ({
            party: one,
            sent: 700 - i * 80,
            received: 400 - i * 45,
            query: `with:"${one.name}"`,
          }),
        ),
    outlets: empty
      ? []
      : [
          { query: 'outlet:"The Meridian"', label: "The Meridian", count: 9 },
          { query: 'outlet:"Le Relais du Nord"', label: "Le Relais du Nord", count: 5 },
          { query: 'outlet:"Northgate Post"', label: "Northgate Post", count: 4 },
        ],
    receipt: empty
      ? { ...receipt, found: 0, read: 0, same: 0, failed: 0, unread: 0, skipped: 0, partial: 0, bytes: 0 }
      : reading
        ? { ...receipt, read: 2100, pending: 2712 }
        : receipt,
    ingest: reading ? progress(0.41) : null,
  };
}

function progress(part: number): Progress {
  return {
    state: "reading",
    filesFound: 5204,
    filesDone: Math.round(5204 * part),
    bytesFound: 1_900_000_000,
    bytesDone: 1_900_000_000 * part,
    documents: 2100,
    problems: 3,
    bytesPerSecond: 12_400_000,
    secondsLeft: 89,
    current: "drop-1/mail/archive-2019.mbox",
    error: null,
  };
}

const dated = (edtf: string | null): Dated => ({ edtf, utc: null, zone: null, printed: edtf, certainty: 1 });

const samples: Pick<
  Hit,
  "kind" | "title" | "language" | "date" | "outlet" | "from" | "to" | "snippet" | "redactions"
>[] = [
  {
    kind: "message",
    title: "Information centre",
    language: "en",
    date: dated("2021-03-16T23:41:00-04:00"),
    outlet: null,
    from: [castellane],
    to: [holt],
    snippet: [
      { text: "The idea of a central ", kind: "text" },
      { text: "information centre", kind: "hit" },
      { text: " on your platform is very good; I would be glad to do a short video for it.", kind: "text" },
    ],
    redactions: 0,
  },
  {
    kind: "message",
    title: "Information centre",
    language: "en",
    date: dated("2021-03-15T21:04:00-04:00"),
    outlet: null,
    from: [holt],
    to: [castellane],
    snippet: [
      { text: "We are building an ", kind: "text" },
      { text: "information centre", kind: "hit" },
      { text: " at the top of the feed, with reports from the institute and answers to ", kind: "text" },
      { text: "(b)(4)", kind: "redaction" },
    ],
    redactions: 1,
  },
  {
    kind: "story",
    title: "Le patron de Lumen a proposé les données personnelles de ses utilisateurs",
    language: "fr",
    date: dated("2021-12-04"),
    outlet: "Le Relais du Nord",
    from: [],
    to: [],
    snippet: [
      { text: "… des courriels séparés discutant du « ", kind: "text" },
      { text: "Centre d’information", kind: "hit" },
      { text: " » de la plateforme …", kind: "text" },
    ],
    redactions: 0,
  },
  {
    kind: "paper",
    title: null,
    language: "en",
    date: dated("2021-03"),
    outlet: null,
    from: [],
    to: [],
    snippet: [
      { text: "Outline of the ", kind: "text" },
      { text: "information centre", kind: "hit" },
      {
        text: ", second draft, with a table of who answers what and by when; not for circulation.",
        kind: "text",
      },
    ],
    redactions: 0,
  },
];

function search(url: URL, hits: number): SearchAnswer {
  const text = url.searchParams.get("q") ?? "";
  const total = text.includes("nothing") ? 0 : hits;
  const offset = Number(url.searchParams.get("offset") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const sort = url.searchParams.get("sort");
  const items: Hit[] = [];
  for (let i = offset; i < Math.min(total, offset + limit); i++) {
    const sample = samples[i % samples.length];
    if (sample === undefined) continue;
    items.push({
      ...sample,
      id: `d_${i}`,
      title: sample.title === null || i < samples.length ? sample.title : `${sample.title} (${i + 1})`,
      place: "drop-2/annexes.zip › outline.pdf",
      passage: {
        document: `d_${i}`,
        start: 120,
        end: 138,
        text: "information centre",
        link: `/d/d_${i}#120-138`,
      },
      attachments: i % 5 === 1 ? 2 : 0,
    });
  }
  return {
    query: {
      text,
      sort: sort === "newest" || sort === "oldest" ? sort : "best",
      readAs:
        text === ""
          ? []
          : [
              { text: "messages with ", kind: "text" },
              { text: "Adrian Holt", kind: "hit" },
              { text: " and the phrase ", kind: "text" },
              { text: "information centre", kind: "hit" },
              { text: ", March 2021", kind: "text" },
            ],
    },
    total,
    offset,
    items,
    notes: text.includes("(") ? ["The bracket is never closed; it was searched as it stands."] : [],
    facets: url.searchParams.has("facets") ? facets() : null,
    elapsedMs: 8.7,
  };
}

function facets(): Facets {
  return {
    kind: [
      { query: "kind:message", label: "message", count: 118 },
      { query: "kind:story", label: "story", count: 23 },
      { query: "kind:filing", label: "filing", count: 4 },
    ],
    language: [
      { query: "lang:en", label: "en", count: 121 },
      { query: "lang:fr", label: "fr", count: 24 },
    ],
    sender: [
      "Adrian Holt",
      "Press office",
      "Jon Aldous",
      "Ana Ribeiro",
      "V. Lindqvist",
      "Duty desk",
      "Miriam Castellane",
      "Records and Correspondence Unit",
    ].map((name, i) => ({ query: `from:"${name}"`, label: name, count: 19 - 2 * i })),
    outlet: [{ query: 'outlet:"The Meridian"', label: "The Meridian", count: 9 }],
    year: [{ query: "date:2021", label: "2021", count: 145 }],
    folder: [{ query: 'in:"drop-1/mail"', label: "drop-1/mail", count: 118 }],
    months: [10, 14, 42, 32, 9, 5, 7, 4, 16, 4, 2].map((count, i) => ({
      month: `2021-${String(i + 1).padStart(2, "0")}`,
      count,
    })),
    undated: 0,
  };
}

const failed: Problem[] = [
  {
    id: "p_1",
    path: "drop-1/mail/archive-2019.mbox",
    original: "o_1",
    stage: "read",
    state: "failed",
    partial: true,
    what: "Mailbox",
    reason: "Cut off: the end is missing. What came before was read (1,204).",
    hint: "Ask for the file again, or compare its size with the sender's.",
    retry: "stemma problems --retry drop-1/mail/archive-2019.mbox",
  },
  {
    id: "p_2",
    path: "drop-2/annexes.zip › annex-c.pdf",
    original: "o_2",
    stage: "read",
    state: "failed",
    partial: false,
    what: "PDF",
    reason: "Needs a password.",
    hint: "Save a copy without a password beside it.",
    retry: "stemma problems --retry annex-c.pdf",
  },
  {
    id: "p_3",
    path: "drop-2/deep.zip",
    original: null,
    stage: "read",
    state: "failed",
    partial: false,
    what: "Archive",
    reason: "Stopped at 16 levels of nesting (limit: depth).",
    hint: "Nothing honest nests so deep. --budget depth=… lifts the limit.",
    retry: "stemma problems --retry drop-2/deep.zip",
  },
];

function problems(state: string | null, offset: number, limit: number, fixture: Fixture): ProblemsAnswer {
  const counts: Record<string, number> = { failed: 9, skipped: 4, unread: 78, partial: 3 };
  const total = fixture.state === "empty" ? 0 : (counts[state ?? "failed"] ?? 0);
  const items: Problem[] = [];
  for (let i = offset; i < Math.min(total, offset + limit); i++) {
    const sample = failed[i % failed.length];
    if (sample !== undefined) items.push({ ...sample, id: `p_${i}` });
  }
  return {
    query: {},
    total,
    offset,
    items,
    notes: [],
    receipt: overview(fixture).receipt,
    containers: [
      {
        path: "drop-1/mail/archive-2018.mbox",
        found: 2210,
        read: 2201,
        same: 8,
        failed: 0,
        unread: 1,
        skipped: 0,
      },
      { path: "drop-2/annexes.zip", found: 41, read: 38, same: 0, failed: 1, unread: 0, skipped: 0 },
    ],
    compared: { since: "2021-12-02T09:00:00Z", added: 12, changed: 1, gone: 0 },
  };
}

function same(offset: number, limit: number): Answer<SameAs> {
  const total = 301;
  const items: SameAs[] = [];
  for (let i = offset; i < Math.min(total, offset + limit); i++) {
    items.push({
      path: `drop-2/again/message-${i}.eml`,
      as: `drop-1/mail/archive-2018.mbox › message ${i}`,
      original: `o_${i}`,
    });
  }
  return { query: {}, total, offset, items, notes: [] };
}

function conversations(offset: number, limit: number): Answer<ConversationLine> {
  const total = 1800;
  const items: ConversationLine[] = [];
  for (let i = offset; i < Math.min(total, offset + limit); i++) {
    items.push({
      id: `c_${i}`,
      title: "Information centre",
      messages: 4,
      people: [holt, castellane],
      date: dated("2021-03-16"),
      newest: `d_${i}`,
      snippet: "Good talking with you. Will call tomorrow",
      attachments: 0,
      printed: false,
    });
  }
  return { query: {}, total, offset, items, notes: [] };
}

/** One message; the passage 120-138 is “information centre”. */
function message(id: string): DocumentAnswer {
  const head =
    "From: Miriam Castellane\nTo: Adrian Holt\nDate: 16 March 2021, 23:41 -0400\nSubject: Information centre\n\n";
  const text = `${head}Adrian,\n\nThe idea of a central `
    .padEnd(120, " ")
    .concat("information centre on your platform is very good.\n\nMiriam\n");
  return {
    id,
    kind: "message",
    title: "Information centre",
    language: "en",
    date: dated("2021-03-16T23:41:00-04:00"),
    outlet: null,
    author: null,
    place: "drop-1/mail/archive-2018.mbox › message 88",
    characters: text.length,
    text,
    marks: [],
    url: null,
    pages: [],
    original: {
      id: "o_1",
      sha256: "9f2c".repeat(16),
      sizeBytes: 2048,
      mediaType: "message/rfc822",
      held: "member",
      reader: "mail 1",
    },
    occurrences: [{ path: ["drop-1/mail/archive-2018.mbox", "message 88"], sizeBytes: 2048, gone: false }],
    origin: null,
    printed: [],
    message: {
      method: "header",
      messageId: "88@niph.example",
      from: [castellane],
      to: [holt],
      cc: [],
      bcc: [],
      conversation: "c_1",
    },
    attachments: [],
    partOf: null,
    redactions: [],
    problems: [],
  };
}

const folders: MailFolders = {
  all: 4210,
  folders: [{ path: "Inbox", label: "Inbox", query: "in:Inbox", count: 2966 }],
  prints: [],
  people: [{ party: holt, query: "with:holt", count: 37 }],
};
