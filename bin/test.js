/**
 * `npm test [-- PATTERN… | --node-option…]`: all tests, or those whose path holds one of the patterns, under the Node that
 * Stemma brings along. Installs, builds the app and finds a browser first. Ends with the line `N passed, N failed, N skipped`.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import {
  bundledNode,
  ensureBuilt,
  ensureInstalled,
  filesBelow,
  handOver,
  launch,
  root,
  SetupFailure,
} from "./setup.js";

/** More would fight for the cores: tests start workers and browsers of their own. */
const concurrency = 2;
/** A test that hangs must not hang the suite. */
const longestTestMs = 10 * 60 * 1000;

await launch(async () => {
  const options = process.argv.slice(2).filter((argument) => argument.startsWith("-"));
  const patterns = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
  const files = ["src", "test", "examples", "tools"]
    .flatMap((folder) => filesBelow(path.join(root, folder)))
    .map((file) => path.relative(root, file).replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".test.ts"))
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)));
  if (files.length === 0) throw new SetupFailure(`no test file has ${patterns.join(" or ")} in its path.`);

  ensureInstalled({ dev: true });
  ensureBuilt();
  const browser = findBrowser() ?? installBrowser();
  if (browser === null) {
    const message = "no Chromium, Chrome or Edge was found; CHROME_PATH can name one";
    if (process.env.CI) throw new SetupFailure(`${message}.`);
    process.stderr.write(`stemma: ${message}. Journeys are skipped.\n`);
  }
  return await handOver(
    bundledNode(),
    [
      "--test",
      `--test-concurrency=${concurrency}`,
      `--test-timeout=${longestTestMs}`,
      "--test-reporter=./tools/test-reporter.ts",
      "--test-reporter-destination=stdout",
      ...options,
      ...files,
    ],
    { cwd: root, env: { ...process.env, ...(browser === null ? {} : { CHROME_PATH: browser }) } },
  );
});

/** Path of a browser that the journeys can drive, or null. */
function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return named;
    throw new SetupFailure(`CHROME_PATH names ${named}, which does not exist.`);
  }
  return usualPlaces().find((place) => existsSync(place)) ?? null;
}

function usualPlaces() {
  if (process.platform === "darwin")
    return ["/Applications", path.join(process.env.HOME ?? "", "Applications")].flatMap((folder) =>
      ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) =>
        path.join(folder, `${name}.app`, "Contents", "MacOS", name),
      ),
    );
  if (process.platform === "win32")
    return [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        path.join(folder, "Google", "Chrome", "Application", "chrome.exe"),
        path.join(folder, "Chromium", "Application", "chrome.exe"),
        path.join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
      ]);
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .concat("/usr/bin", "/usr/local/bin", "/snap/bin")
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
}

/** On a Debian machine of one's own (a container, a build machine) the system's Chromium is one command away. */
function installBrowser() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return null;
  process.stderr.write(
    "stemma: no browser for the journeys: installing Debian's chromium and fonts-liberation …\n",
  );
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const steps = [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
  ];
  for (const step of steps) {
    const done = spawnSync("apt-get", step, { env, stdio: ["ignore", 2, 2] });
    if (done.status !== 0) {
      process.stderr.write(`stemma: apt-get ${step[0]} failed.\n`);
      return null;
    }
  }
  return findBrowser();
}
