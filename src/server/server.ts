/**
 * Serves a case over HTTP to the browsers of this machine: the questions of `ask/` as JSON, the app, originals and rebuilt
 * HTML. Nothing is computed here, and nothing is known of where answers come from: all of it is handed in. In comes what is
 * served (`Served`), out goes an address. Read on in `served.ts` (what is handed in), `guard.ts` (who may ask), `routes.ts`
 * (what is where), `headers.ts`.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Failure } from "../text/errors.ts";
import type { Message } from "../text/messages.ts";
import { Keys, ownHosts, refuseForeign } from "./guard.ts";
import { neverStored, safetyHeaders } from "./headers.ts";
import { type Refusal, refusalAnswer, refusalPage, refusalStatus } from "./refusals.ts";
import { routes, tongueOf, wantsPage } from "./routes.ts";
import type { Served } from "./served.ts";

export interface RunningServer {
  /** With the token: for the user's eyes only. */
  url: string;
  port: number;
  /** An address that lets in once: safe to pass on a command line, which others on the machine can read. */
  urlForOnce(): string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** S-T-E-M on the keys of a telephone. */
const firstPort = 7836;
const triedPorts = 50;

const portTaken: Message = {
  en: "Port {port} is taken by another program. Choose another with --port, or leave --port out.",
  fr: "Le port {port} est occupé par un autre programme. Choisissez-en un autre avec --port, ou omettez --port.",
};
const portForbidden: Message = {
  en: "Port {port} may not be used by you. Choose one above 1023 with --port.",
  fr: "Le port {port} vous est interdit. Choisissez-en un au-dessus de 1023 avec --port.",
};

/** @throws Failure when the port asked for cannot be had */
export async function serve<View>(served: Served<View>): Promise<RunningServer> {
  const token = served.token ?? randomBytes(24).toString("base64url");
  const server = createServer();
  const port = await listen(server, served.port);
  const keys = new Keys(token, port);
  const hosts = ownHosts(port);
  const { app, stop } = routes(served, keys);
  const answer = getRequestListener(app.fetch);

  // No connection is taken between `listen` and here: both run before the event loop turns again.
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const refusal: Refusal | null =
      refuseForeign(request, hosts) ?? (request.url?.startsWith("/") ? null : { code: "bad-request" });
    if (refusal === null) void answer(request, response);
    else refuse(request, response, refusal);
  });

  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/?t=${token}`,
    port,
    urlForOnce: () => `${origin}/?t=${keys.ticket()}`,
    close: () =>
      new Promise((resolve) => {
        stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, wanted: number | undefined): Promise<number> {
  const ports =
    wanted === undefined ? [...Array.from({ length: triedPorts }, (_, at) => firstPort + at), 0] : [wanted];
  for (const port of ports) {
    const error = await tryListening(server, port);
    if (error === null) return (server.address() as AddressInfo).port;
    if (error.code === "EACCES" && wanted !== undefined)
      throw new Failure(portForbidden, { port: String(port) });
    if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
  }
  throw new Failure(portTaken, { port: String(wanted ?? firstPort) });
}

function tryListening(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const ended = (error: NodeJS.ErrnoException | null): void => {
      server.off("error", ended);
      server.off("listening", listening);
      resolve(error);
    };
    const listening = (): void => ended(null);
    server.once("error", ended);
    server.once("listening", listening);
    server.listen({ port, host: "127.0.0.1", exclusive: true });
  });
}

/** Answers a stranger without letting the request any further. */
function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { headers } = request;
  const tongue = tongueOf(undefined, headers["accept-language"]);
  const page = wantsPage(request.url ?? "/", headers.accept);
  const body = page ? refusalPage(refusal, tongue) : JSON.stringify(refusalAnswer(refusal, tongue));
  response.writeHead(refusalStatus(refusal), {
    ...safetyHeaders("app"),
    "cache-control": neverStored,
    "content-type": page ? "text/html; charset=utf-8" : "application/json",
    "content-length": Buffer.byteLength(body),
    // Whatever body the stranger still sends is not read.
    connection: "close",
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
