/**
 * To be loaded with `--import` before the program, in every thread: whoever tries to open a socket, to listen, to look a name up or
 * to start a process is written down in the file that SOCKETS_TRIED names, and gets an error.
 */

import { appendFileSync } from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";

const require = createRequire(import.meta.url);

function poison(module: string, names: readonly string[]): void {
  const there = require(module) as Record<string, unknown>;
  for (const name of names) {
    if (typeof there[name] !== "function") throw new Error(`${module} has no ${name} to watch`);
    there[name] = () => refuse(`${module}.${name}`);
  }
}

function refuse(what: string): never {
  const file = process.env.SOCKETS_TRIED;
  if (file) appendFileSync(file, `${what}\n${new Error().stack}\n`);
  throw new Error(`${what} was tried`);
}

poison("node:dgram", ["createSocket"]);
poison("node:dns", ["lookup", "resolve", "resolve4", "resolve6"]);
poison("node:http", ["request", "get"]);
poison("node:https", ["request", "get"]);
poison("node:http2", ["connect"]);
poison("node:tls", ["connect"]);
poison("node:child_process", ["spawn", "exec", "execFile", "fork", "spawnSync", "execSync", "execFileSync"]);
poison("node:net", ["connect", "createConnection"]);
const { Socket, Server } = require("node:net") as typeof import("node:net");
Socket.prototype.connect = () => refuse("Socket.connect");
Server.prototype.listen = () => refuse("Server.listen");
globalThis.fetch = () => refuse("fetch");
globalThis.WebSocket = class {
  constructor() {
    refuse("WebSocket");
  }
} as unknown as typeof WebSocket;
syncBuiltinESMExports();
