/**
 * Who may ask: decided from the head of a request alone, before anything is routed. Three attackers are kept out: a page that
 * lets its own name point at this machine (DNS rebinding: `Host`), a page that sends requests across (`Origin`,
 * `Sec-Fetch-Site`), and whoever has not been given the address (the token).
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Refusal } from "./refusals.ts";

/** The head of a request, as `node:http` gives it. */
export interface Head {
  method?: string | undefined;
  headers: IncomingHttpHeaders;
  rawHeaders: readonly string[];
}

/** The names under which this server may be addressed. Ports are part of the name. */
export function ownHosts(port: number): ReadonlySet<string> {
  const names = ["127.0.0.1", "localhost", "[::1]"];
  return new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}

/** Null when the request comes from this machine's own app, or straight from its user; the reason otherwise. */
export function refuseForeign(head: Head, hosts: ReadonlySet<string>): Refusal | null {
  const host = head.headers.host?.toLowerCase();
  if (host === undefined || !hosts.has(host)) return { code: "foreign-host" };
  // `node:http` keeps the first of several Host fields: whoever sends two wants two readers to see different ones.
  let hostFields = 0;
  for (let at = 0; at < head.rawHeaders.length; at += 2)
    if (head.rawHeaders[at]?.toLowerCase() === "host") hostFields += 1;
  if (hostFields !== 1) return { code: "foreign-host" };

  const { origin } = head.headers;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) return { code: "foreign-origin" };

  // `same-site` is foreign as well: every server on this machine, on whatever port, is of the same site.
  const site = head.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return { code: "foreign-origin" };
  return null;
}

/** The keys of one running server. */
export class Keys {
  readonly #token: string;
  readonly #cookieName: string;
  readonly #cookieValue: string;
  readonly #tickets = new Set<string>();

  /** Cookies are shared by all ports of a host, so the port is part of the name. */
  constructor(token: string, port: number) {
    this.#token = token;
    this.#cookieName = `stemma-${port}`;
    // Another value than the token: who sees the one has not got the other.
    this.#cookieValue = createHmac("sha256", token).update("stemma cookie").digest("base64url");
  }

  /** A key for an address that is used once: command lines, where a browser is started with it, can be read by others. */
  ticket(): string {
    const ticket = randomBytes(24).toString("base64url");
    this.#tickets.add(digest(ticket));
    return ticket;
  }

  /** Whether `key` from an address lets in. A ticket is spent by this. */
  admits(key: string): boolean {
    return this.#tickets.delete(digest(key)) || same(key, this.#token);
  }

  /** Whether the `Cookie` field of a request holds the cookie of this server. */
  knows(cookieField: string | undefined): boolean {
    if (cookieField === undefined) return false;
    for (const pair of cookieField.split(";")) {
      const equals = pair.indexOf("=");
      if (equals < 0 || pair.slice(0, equals).trim() !== this.#cookieName) continue;
      if (same(pair.slice(equals + 1).trim(), this.#cookieValue)) return true;
    }
    return false;
  }

  /** Value of `Set-Cookie`. Gone when the browser is closed. */
  cookie(): string {
    return `${this.#cookieName}=${this.#cookieValue}; Path=/; HttpOnly; SameSite=Strict`;
  }
}

/** Compares without telling by its time how much was right: digests have one length and no guessable beginnings. */
function same(given: string, wanted: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(given).digest(),
    createHash("sha256").update(wanted).digest(),
  );
}

function digest(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
