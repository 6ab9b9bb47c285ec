/** The HTTP interface against a real, listening server: who is let in, what is answered, what nothing may do. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { ErrorAnswer, Progress } from "../../src/ask/answers.ts";
import type { Served, ServedOriginal } from "../../src/server/served.ts";
import { type RunningServer, serve } from "../../src/server/server.ts";
import { Failure, UsageError } from "../../src/text/errors.ts";

const token = "the-token-of-this-test";
const script = `export const words = ${JSON.stringify("reading room ".repeat(400))};\n`;
const pdf = new TextEncoder().encode("%PDF-1.7 0123456789");
const said = (text: string) => ({ en: text, fr: `${text} (fr)` });

const underWay: Progress = {
  state: "reading",
  filesFound: 3,
  filesDone: 1,
  bytesFound: 30,
  bytesDone: 10,
  documents: 1,
  problems: 0,
  bytesPerSecond: 5,
  secondsLeft: 4,
  current: "letters.mbox",
  error: null,
};

let folder = "";
let server: RunningServer;
let cookie = "";
const bugs: unknown[] = [];
const retried: string[] = [];
const listeners = new Set<(progress: Progress) => void>();
/** Of the large original: taken when it is asked for, given back when the answer is over. */
let handles = 0;
let opened = 0;
let closed = 0;

async function* largeFile(start: number, end: number): AsyncIterable<Uint8Array> {
  opened += 1;
  try {
    for (let at = start; at < end; at += 65_536) yield new Uint8Array(Math.min(65_536, end - at)).fill(7);
  } finally {
    closed += 1;
  }
}

const originals: Record<string, ServedOriginal> = {
  o_pdf: { name: "mémo “final”.pdf", mediaType: "application/pdf", sizeBytes: pdf.length, content: pdf },
  o_page: {
    name: "../../etc/passwd\r\nset-cookie: a=b",
    mediaType: "text/html",
    sizeBytes: 8,
    content: Buffer.from("<script>"),
  },
  o_large: {
    name: "large.bin",
    mediaType: "application/zip",
    sizeBytes: 40 * 1024 ** 2,
    content: largeFile,
    close: () => {
      handles -= 1;
    },
  },
};

const served: Served<{ case: string }> = {
  questions: [
    {
      name: "echo",
      readParams: (raw) => ({ ...raw }),
      ask: (view, params, tongue) => ({ case: view.case, params, tongue }),
    },
    {
      name: "strict",
      readParams: () => {
        throw new UsageError(said("“limit” must be a number."));
      },
      ask: () => null,
    },
    {
      name: "full",
      readParams: (raw) => raw,
      ask: async () => {
        throw new Failure(said("The disk is full."));
      },
    },
    {
      name: "broken",
      readParams: (raw) => raw,
      ask: () => {
        throw new TypeError("secret detail");
      },
    },
  ],
  view: { case: "letters" },
  assetFolder: "",
  original: async (id) => {
    if (id === "o_large") handles += 1;
    if (id === "o_moved") throw new Failure(said("The original is no longer where it was."));
    return originals[id] ?? null;
  },
  frame: (id) => (id === "d_html" ? "<!doctype html><p>Rebuilt" : null),
  progress: (listener) => {
    listeners.add(listener);
    listener(underWay);
    return () => listeners.delete(listener);
  },
  retry: (file) => {
    if (file === "gone.pdf") throw new UsageError(said("There is no such file."));
    retried.push(file);
    return { path: file };
  },
  onBug: (error) => bugs.push(error),
  token,
};

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "stemma-http-"));
  mkdirSync(path.join(folder, "assets"));
  writeFileSync(path.join(folder, "index.html"), "<!doctype html><title>Stemma</title>");
  writeFileSync(path.join(folder, "theme.js"), "// small");
  writeFileSync(path.join(folder, "assets", "main-a1B2c3D4.js"), script);
  writeFileSync(path.join(path.dirname(folder), `${path.basename(folder)}-secret.txt`), "outside");
  server = await serve({ ...served, assetFolder: folder });
  const first = await ask(`/?t=${token}`, { cookie: null });
  cookie = String(first.headers["set-cookie"]).split(";")[0] ?? "";
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}-secret.txt`, { force: true });
});

interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Null: without; otherwise the one of the session. */
  cookie?: string | null;
  port?: number;
}

function ask(target: string, asking: Asking = {}): Promise<Reply> {
  const { method = "GET", headers = {}, body, port = server.port } = asking;
  const sent = asking.cookie === null ? {} : { cookie: asking.cookie ?? cookie };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port, path: target, method, headers: { ...sent, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const whole = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: whole,
            text: whole.toString(),
          });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** Sends bytes as they are and gives back the first line of the answer. */
function raw(head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, "127.0.0.1", () => socket.write(head));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (text.includes("\r\n")) socket.destroy();
    });
    socket.on("close", () => resolve(text.split("\r\n")[0] ?? ""));
    socket.on("error", reject);
  });
}

function errorOf(reply: Reply): ErrorAnswer["error"] {
  const { error } = JSON.parse(reply.text) as ErrorAnswer;
  assert.deepEqual(Object.keys(error).sort(), ["code", "hint", "message"]);
  return error;
}

describe("the address", () => {
  it("listens on loopback only", async () => {
    const addresses = new Set<string>();
    const { networkInterfaces } = await import("node:os");
    for (const list of Object.values(networkInterfaces())) {
      for (const entry of list ?? [])
        if (!entry.internal && entry.family === "IPv4") addresses.add(entry.address);
    }
    for (const address of addresses) {
      const refused = await new Promise<boolean>((resolve) => {
        const socket = net.connect({ port: server.port, host: address }, () => {
          socket.destroy();
          resolve(false);
        });
        socket.on("error", () => resolve(true));
      });
      assert.equal(refused, true, address);
    }
  });

  it("takes the next free port when the usual one is taken", async () => {
    const second = await serve({ ...served, assetFolder: folder });
    assert.notEqual(second.port, server.port);
    await second.close();
  });

  it("is a failure with a sentence when the port that was asked for is taken", async () => {
    await assert.rejects(serve({ ...served, assetFolder: folder, port: server.port }), (error) => {
      assert.ok(error instanceof Failure);
      assert.match(error.in("en"), new RegExp(`Port ${server.port} is taken`));
      return true;
    });
  });
});

describe("the token", () => {
  it("becomes a cookie that scripts and other sites cannot use, and leaves the address", async () => {
    const reply = await ask(`/search?q=a&t=${token}`, { cookie: null });
    assert.equal(reply.status, 303);
    assert.equal(reply.headers.location, "/search?q=a");
    const [value = ""] = reply.headers["set-cookie"] ?? [];
    assert.match(value, /^stemma-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    assert.doesNotMatch(value, new RegExp(token));
  });

  it("is needed for everything: pages, questions, originals, frames, files of the app", async () => {
    for (const target of [
      "/",
      "/search",
      "/api/echo",
      "/api/nothing",
      "/original/o_pdf",
      "/frame/d_html",
      "/theme.js",
    ]) {
      const reply = await ask(target, { cookie: null });
      assert.equal(reply.status, 401, target);
      assert.equal(errorOf(reply).code, "no-token");
    }
  });

  it("is refused when it is wrong, empty or nearly right", async () => {
    for (const wrong of ["", "x", token.slice(0, -1), `${token}x`, token.toUpperCase()]) {
      const reply = await ask(`/?t=${wrong}`, { cookie: null });
      assert.equal(reply.status, 401, wrong);
      assert.equal(reply.headers["set-cookie"], undefined);
    }
  });

  it("does not let in as a cookie, nor does the cookie of another port", async () => {
    const [name = "", value = ""] = cookie.split("=");
    for (const wrong of [`${name}=${token}`, `${name}1=${value}`, `${name}=`, value, `${name}=${value}x`]) {
      assert.equal((await ask("/api/echo", { cookie: wrong })).status, 401, wrong);
    }
    assert.equal((await ask("/api/echo", { cookie: `a=b; ${name}=other; ${cookie}` })).status, 200);
  });

  it("of an address for once lets in once", async () => {
    const once = new URL(server.urlForOnce());
    assert.equal((await ask(once.pathname + once.search, { cookie: null })).status, 303);
    assert.equal((await ask(once.pathname + once.search, { cookie: null })).status, 401);
  });

  it("never sends the browser to another host", async () => {
    for (const target of ["//evil.example/a", "///evil.example", "/\\evil.example", "/%5cevil.example"]) {
      const reply = await ask(`${target}?t=${token}`, { cookie: null });
      if (reply.status === 400) continue;
      assert.equal(reply.status, 303, target);
      assert.match(reply.headers.location ?? "", /^\/(?![/\\])/, target);
    }
  });

  it("is asked for in words a person understands, in his language", async () => {
    const reply = await ask("/d/d_1", {
      cookie: null,
      headers: { accept: "text/html", "accept-language": "fr-CH,fr" },
    });
    assert.equal(reply.status, 401);
    assert.match(reply.headers["content-type"] ?? "", /^text\/html/);
    assert.match(reply.text, /Ouvrez l’adresse/);
  });
});

describe("a stranger", () => {
  it("with another Host is refused, token or not (DNS rebinding)", async () => {
    const { port } = server;
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1",
      `127.0.0.1:${port + 1}`,
      `127.0.0.1:${port}.evil.example`,
      `localhost.:${port}`,
      `127.0.0.2:${port}`,
      `0.0.0.0:${port}`,
      `[::]:${port}`,
    ]) {
      const reply = await ask("/api/echo", { headers: { host } });
      assert.equal(reply.status, 403, host);
      assert.equal(errorOf(reply).code, "foreign-host");
      assert.equal((await ask(`/?t=${token}`, { headers: { host }, cookie: null })).status, 403, host);
    }
  });

  it("is not whoever uses one of the three names of this machine", async () => {
    for (const name of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"]) {
      assert.equal(
        (await ask("/api/echo", { headers: { host: `${name}:${server.port}` } })).status,
        200,
        name,
      );
    }
  });

  it("with no Host, two Hosts or a whole URL as its target is refused", async () => {
    const own = `127.0.0.1:${server.port}`;
    const fields = `Cookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    assert.match(await raw(`GET /api/echo HTTP/1.1\r\n${fields}`), / 400 /);
    assert.match(await raw(`GET /api/echo HTTP/1.0\r\n${fields}`), / 403 /);
    assert.match(
      await raw(`GET /api/echo HTTP/1.1\r\nHost: ${own}\r\nHost: evil.example\r\n${fields}`),
      / 40[03] /,
    );
    assert.match(
      await raw(`GET http://evil.example/api/echo HTTP/1.1\r\nHost: ${own}\r\n${fields}`),
      / 400 /,
    );
    assert.match(await raw(`GET /api/echo HTTP/1.1\r\nHost: ${own}\r\n${fields}`), / 200 /);
  });

  it("with another Origin is refused", async () => {
    const { port } = server;
    for (const origin of [
      "https://evil.example",
      "null",
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port + 1}`,
      `http://localhost:${port}`,
      "http://127.0.0.1",
      "file://",
    ]) {
      const reply = await ask("/api/echo", { headers: { origin } });
      assert.equal(reply.status, 403, origin);
      assert.equal(errorOf(reply).code, "foreign-origin");
      assert.equal(reply.headers["access-control-allow-origin"], undefined);
    }
    assert.equal((await ask("/api/echo", { headers: { origin: `http://127.0.0.1:${port}` } })).status, 200);
  });

  it("that fetches across sites, or from another port of this machine, is refused", async () => {
    for (const site of ["cross-site", "same-site", "anything"]) {
      for (const target of ["/", "/api/echo", "/original/o_pdf", `/?t=${token}`]) {
        const reply = await ask(target, { headers: { "sec-fetch-site": site } });
        assert.equal(reply.status, 403, `${site} ${target}`);
      }
    }
    for (const site of ["same-origin", "none"]) {
      assert.equal((await ask("/api/echo", { headers: { "sec-fetch-site": site } })).status, 200, site);
    }
  });
});

describe("questions", () => {
  it("are answered as JSON that no browser keeps", async () => {
    const reply = await ask("/api/echo?q=h%C3%A9l%C3%A8ne+%2Bx&lang=fr");
    assert.equal(reply.status, 200);
    assert.equal(reply.headers["content-type"], "application/json");
    assert.equal(reply.headers["cache-control"], "no-store");
    assert.deepEqual(JSON.parse(reply.text), { case: "letters", params: { q: "hélène +x" }, tongue: "fr" });
  });

  it("that do not exist are a 404 in JSON that names those that do", async () => {
    const reply = await ask("/api/serach");
    assert.equal(reply.status, 404);
    assert.deepEqual(errorOf(reply), {
      code: "unknown-question",
      message: "There is no question “serach”.",
      hint: "The questions are: echo, strict, full, broken.",
    });
    for (const target of ["/api/", "/api/a/b", "/api/__proto__", "/api/constructor"]) {
      assert.equal((await ask(target)).status, 404, target);
    }
  });

  it("asked wrongly are a 400 with the sentence, in the language asked for", async () => {
    const reply = await ask("/api/strict?lang=fr");
    assert.equal(reply.status, 400);
    assert.deepEqual(errorOf(reply), { code: "usage", message: "“limit” must be a number. (fr)", hint: "" });
    const twice = await ask("/api/echo?q=a&q=b");
    assert.equal(twice.status, 400);
    assert.equal(errorOf(twice).code, "twice-given");
  });

  it("that the world prevents are a 503 with the sentence", async () => {
    const reply = await ask("/api/full");
    assert.equal(reply.status, 503);
    assert.deepEqual(errorOf(reply), { code: "failure", message: "The disk is full.", hint: "" });
  });

  it("that meet a bug are a 500 that tells the terminal, not the browser", async () => {
    const reply = await ask("/api/broken");
    assert.equal(reply.status, 500);
    assert.equal(errorOf(reply).code, "bug");
    assert.doesNotMatch(reply.text, /secret detail/);
    assert.equal((bugs.at(-1) as Error).message, "secret detail");
  });

  it("take any parameter name without touching objects' prototypes", async () => {
    const reply = await ask("/api/echo?__proto__=x&constructor=y");
    assert.equal(reply.status, 200);
    assert.equal((Object.prototype as Record<string, unknown>).x, undefined);
  });
});

describe("methods", () => {
  it("HEAD answers like GET, without a body and without opening a stream", async () => {
    for (const target of [
      "/",
      "/api/echo",
      "/api/progress",
      "/original/o_large",
      "/assets/main-a1B2c3D4.js",
    ]) {
      const before = [listeners.size, opened];
      const reply = await ask(target, { method: "HEAD" });
      assert.equal(reply.status, 200, target);
      assert.equal(reply.body.length, 0);
      assert.deepEqual([listeners.size, opened], before);
    }
    assert.equal(
      (await ask("/original/o_large", { method: "HEAD" })).headers["content-length"],
      String(40 * 1024 ** 2),
    );
  });

  it("OPTIONS tells what is allowed and never allows another site", async () => {
    const reply = await ask("/api/retry", { method: "OPTIONS" });
    assert.equal(reply.status, 204);
    assert.equal(reply.headers.allow, "POST, OPTIONS");
    const preflight = await ask("/api/retry", {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    assert.equal(preflight.status, 403);
    for (const one of [reply, preflight]) {
      for (const name of Object.keys(one.headers)) assert.doesNotMatch(name, /^access-control/);
    }
  });

  it("others are a 405", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "POST", "TRACE"]) {
      const reply = await ask("/api/echo", { method });
      assert.equal(reply.status, 405, method);
      assert.equal(reply.headers.allow, "GET, HEAD, OPTIONS");
      assert.equal(errorOf(reply).code, "wrong-method");
    }
    assert.equal((await ask("/api/retry")).status, 405);
  });

  it("POST takes JSON only: what a form or a plain text can send is refused", async () => {
    const body = JSON.stringify({ path: "a.pdf" });
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=a",
      "application/jsonx",
    ]) {
      const reply = await ask("/api/retry", { method: "POST", body, headers: { "content-type": type } });
      assert.equal(reply.status, 415, type);
      assert.equal(errorOf(reply).code, "not-json");
    }
    assert.equal((await ask("/api/retry", { method: "POST", body })).status, 415);
    assert.deepEqual(retried, []);
  });

  it("POST checks the shape and the size of the body, then does what is asked", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    const post = (body: string) => ask("/api/retry", { method: "POST", body, headers });
    for (const body of ["", "{", "null", "[]", "{}", '{"path":1}', '{"path":"a","more":1}']) {
      assert.equal((await post(body)).status, 400, body);
    }
    assert.equal((await post(JSON.stringify({ path: "x".repeat(1024 ** 2) }))).status, 413);
    assert.equal(errorOf(await post('{"path":"gone.pdf"}')).code, "usage");
    assert.deepEqual(retried, []);
    const done = await post('{"path":"a.pdf"}');
    assert.equal(done.status, 200);
    assert.deepEqual(JSON.parse(done.text), { path: "a.pdf" });
    assert.deepEqual(retried, ["a.pdf"]);
  });
});

describe("what is served can do nothing but be shown", () => {
  const everywhere = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
  const appPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; " +
    "connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  it("the app and every answer carry the strict policy, refusals too", async () => {
    for (const [target, asking] of [
      ["/", {}],
      ["/theme.js", {}],
      ["/api/echo", {}],
      ["/api/none", {}],
      ["/api/broken", {}],
      ["/", { cookie: null }],
      ["/", { headers: { host: "evil.example" } }],
      [`/?t=${token}`, {}],
    ] as [string, Asking][]) {
      const { headers } = await ask(target, asking);
      assert.equal(headers["content-security-policy"], appPolicy, target);
      assert.equal(headers["x-frame-options"], "DENY");
      for (const [name, value] of Object.entries(everywhere))
        assert.equal(headers[name], value, `${target} ${name}`);
    }
  });

  it("rebuilt HTML is sandboxed: no script, no style, no network, framed by the app alone", async () => {
    const reply = await ask("/frame/d_html");
    assert.equal(reply.status, 200);
    assert.equal(reply.text, "<!doctype html><p>Rebuilt");
    const policy = String(reply.headers["content-security-policy"]).split("; ");
    assert.deepEqual(policy, [
      "sandbox",
      "default-src 'none'",
      "img-src data:",
      "style-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ]);
    assert.equal(reply.headers["cache-control"], "no-store");
    assert.equal((await ask("/frame/d_none")).status, 404);
  });

  it("originals are downloads of no type, sandboxed all the same", async () => {
    const { headers } = await ask("/original/o_page?inline=1");
    assert.equal(headers["content-type"], "application/octet-stream");
    assert.match(headers["content-disposition"] ?? "", /^attachment; /);
    assert.match(String(headers["content-security-policy"]), /^sandbox; default-src 'none'; /);
    assert.equal(headers["set-cookie"], undefined);
    for (const [name, value] of Object.entries(everywhere)) assert.equal(headers[name], value);
  });
});

describe("originals", () => {
  it("keep their name as far as a name is harmless (RFC 6266)", async () => {
    assert.equal(
      (await ask("/original/o_pdf")).headers["content-disposition"],
      "attachment; filename=\"m_mo _final_.pdf\"; filename*=UTF-8''m%C3%A9mo%20%E2%80%9Cfinal%E2%80%9D.pdf",
    );
    const hostile = (await ask("/original/o_page")).headers["content-disposition"] ?? "";
    assert.doesNotMatch(hostile, /[\r\n]|\.\.\/|\//);
  });

  it("that are PDFs may be shown in place when asked for so", async () => {
    const { headers, body } = await ask("/original/o_pdf?inline=1");
    assert.equal(headers["content-type"], "application/pdf");
    assert.match(headers["content-disposition"] ?? "", /^inline; /);
    assert.deepEqual(new Uint8Array(body), pdf);
  });

  it("can be had in stretches", async () => {
    for (const [range, status, text, contentRange] of [
      ["bytes=0-3", 206, "%PDF", "bytes 0-3/19"],
      ["bytes=9-", 206, "0123456789", "bytes 9-18/19"],
      ["bytes=-4", 206, "6789", "bytes 15-18/19"],
      ["bytes=15-999", 206, "6789", "bytes 15-18/19"],
      ["bytes=-999", 206, "%PDF-1.7 0123456789", "bytes 0-18/19"],
      ["bytes=0-1,4-5", 200, "%PDF-1.7 0123456789", undefined],
      ["bytes=5-2", 200, "%PDF-1.7 0123456789", undefined],
      ["lines=0-1", 200, "%PDF-1.7 0123456789", undefined],
    ] as const) {
      const reply = await ask("/original/o_pdf", { headers: { range } });
      assert.equal(reply.status, status, range);
      assert.equal(reply.text, text, range);
      assert.equal(reply.headers["content-range"], contentRange, range);
      assert.equal(reply.headers["content-length"], String(text.length), range);
    }
    for (const range of ["bytes=19-", "bytes=99-100", "bytes=-0"]) {
      const reply = await ask("/original/o_pdf", { headers: { range } });
      assert.equal(reply.status, 416, range);
      assert.equal(reply.headers["content-range"], "bytes */19", range);
    }
    assert.equal(
      (await ask("/original/o_pdf", { headers: { range: "bytes=0-3", "if-range": '"x"' } })).status,
      200,
    );
  });

  it("that are large are streamed, and closed when the reader goes away", async () => {
    const whole = await ask("/original/o_large");
    assert.equal(whole.body.length, 40 * 1024 ** 2);
    const part = await ask("/original/o_large", { headers: { range: "bytes=100-199999" } });
    assert.equal(part.body.length, 199_900);
    const before = closed;
    await new Promise<void>((resolve, reject) => {
      const request = http.get(
        {
          host: "127.0.0.1",
          port: server.port,
          path: "/original/o_large",
          headers: { cookie },
          agent: false,
        },
        (response) =>
          response.once("data", () => {
            response.destroy();
            resolve();
          }),
      );
      request.on("error", reject);
    });
    await until(() => closed === before + 1);
    assert.equal(opened, closed);
    await ask("/original/o_large", { method: "HEAD" });
    await ask("/original/o_large", { headers: { range: "bytes=99999999-" } });
    await until(() => handles === 0);
  });

  it("that the case does not hold are a 404", async () => {
    for (const id of ["o_none", "..%2f..%2fetc%2fpasswd", "__proto__x"]) {
      assert.equal((await ask(`/original/${id}`)).status, 404, id);
    }
  });

  it("that cannot be opened are a 503 with the sentence", async () => {
    const reply = await ask("/original/o_moved?lang=fr");
    assert.equal(reply.status, 503);
    assert.equal(errorOf(reply).message, "The original is no longer where it was. (fr)");
  });
});

describe("the app", () => {
  it("is one page under every address of a page, never kept", async () => {
    for (const target of [
      "/",
      "/search?q=a",
      "/d/d_1",
      "/people/J.%20Doe",
      "/stemma/d_1/d_2",
      "/no/such/page",
    ]) {
      const reply = await ask(target);
      assert.equal(reply.status, 200, target);
      assert.match(reply.text, /<title>Stemma/);
      assert.equal(reply.headers["cache-control"], "no-store");
    }
  });

  it("has files that are kept for ever where their name holds a hash, and compressed", async () => {
    const plain = await ask("/assets/main-a1B2c3D4.js");
    assert.equal(plain.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.equal(plain.headers["content-type"], "text/javascript; charset=utf-8");
    assert.equal(plain.text, script);
    const br = await ask("/assets/main-a1B2c3D4.js", { headers: { "accept-encoding": "gzip, br" } });
    assert.equal(br.headers["content-encoding"], "br");
    assert.equal(brotliDecompressSync(br.body).toString(), script);
    const gzip = await ask("/assets/main-a1B2c3D4.js", { headers: { "accept-encoding": "br;q=0, gzip" } });
    assert.equal(gzip.headers["content-encoding"], "gzip");
    assert.equal(gunzipSync(gzip.body).toString(), script);
    assert.equal((await ask("/theme.js")).headers["cache-control"], "no-store");
  });

  it("serves nothing outside its table, however the path is written", async () => {
    const secret = `${path.basename(folder)}-secret.txt`;
    for (const target of [
      `/../${secret}`,
      `/assets/../../${secret}`,
      `/%2e%2e/${secret}`,
      `/..%2f${secret}`,
      `/assets/..%5c..%5c${secret}`,
      `//${secret}`,
      `/.${secret}`,
      "/assets/",
      "/assets/none.js",
      "/none.js",
    ]) {
      const reply = await ask(target);
      assert.ok([400, 404].includes(reply.status), `${target} ${reply.status}`);
      assert.doesNotMatch(reply.text, /outside/);
    }
  });

  it("that has not been built says how to build it", async () => {
    const bare = await serve({ ...served, assetFolder: path.join(folder, "none") });
    const first = await ask(`/?t=${token}`, { cookie: null, port: bare.port });
    const own = String(first.headers["set-cookie"]).split(";")[0] ?? "";
    const reply = await ask("/", { cookie: own, port: bare.port, headers: { accept: "text/html" } });
    assert.equal(reply.status, 503);
    assert.match(reply.text, /npm start/);
    assert.equal((await ask("/api/echo", { cookie: own, port: bare.port })).status, 200);
    await bare.close();
  });
});

describe("progress", () => {
  it("comes as server-sent events, at once and with every change, and ends with the client", async () => {
    const before = listeners.size;
    const events: Progress[] = [];
    await new Promise<void>((resolve, reject) => {
      const request = http.get(
        { host: "127.0.0.1", port: server.port, path: "/api/progress", headers: { cookie }, agent: false },
        (response) => {
          assert.equal(response.headers["content-type"], "text/event-stream; charset=utf-8");
          assert.equal(response.headers["cache-control"], "no-store");
          let text = "";
          response.on("data", (chunk: Buffer) => {
            text += chunk.toString();
            const lines = text.split("\n\n").slice(0, -1);
            events.length = 0;
            for (const line of lines) {
              if (line.startsWith("data: ")) events.push(JSON.parse(line.slice(6)) as Progress);
            }
            if (events.length === 1)
              for (const listener of listeners) listener({ ...underWay, filesDone: 2 });
            if (events.length === 2) {
              response.destroy();
              resolve();
            }
          });
        },
      );
      request.on("error", reject);
    });
    assert.deepEqual(events, [underWay, { ...underWay, filesDone: 2 }]);
    await until(() => listeners.size === before);
  });

  it("does not keep the server from closing", async () => {
    const other = await serve({ ...served, assetFolder: folder });
    const first = await ask(`/?t=${token}`, { cookie: null, port: other.port });
    const own = String(first.headers["set-cookie"]).split(";")[0] ?? "";
    const ended = new Promise<void>((resolve) => {
      http
        .get({
          host: "127.0.0.1",
          port: other.port,
          path: "/api/progress",
          headers: { cookie: own },
          agent: false,
        })
        .on("response", (response) => {
          response.once("data", () => void other.close().then(resolve));
          response.on("error", () => {});
        })
        .on("error", () => {});
    });
    await ended;
    await assert.rejects(ask("/", { port: other.port }));
  });
});

/** Waits for something that happens with the next turns of the event loop; the runner's time limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
