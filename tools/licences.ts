/**
 * What ships is under a permissive licence, and every package that is named in package.json has its line in
 * docs/dependencies.md. Read from the lock file, so that packages for other systems count as well.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Packages under another licence, with the reason for which they may stay. */
const exceptions: readonly { name: RegExp; licence: string; reason: string }[] = [
  {
    name: /^lightningcss(-|$)/,
    licence: "MPL-2.0",
    reason:
      "part of Vite: builds the app unmodified on the user’s machine, and nothing of it is in what is built",
  },
];

interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
}

interface Manifest {
  license?: unknown;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export function licenceFaults(root: string): string[] {
  const { packages } = json<{ packages: Record<string, Locked> }>(path.join(root, "package-lock.json"));
  const faults: string[] = [];
  for (const [place, entry] of Object.entries(packages)) {
    if (place === "" || entry.dev === true || entry.devOptional === true) continue;
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    const licence = entry.license ?? installedLicence(path.join(root, place));
    const excepted = exceptions.some((one) => one.name.test(name) && one.licence === licence);
    if (!excepted && !isPermissive(licence))
      faults.push(`${name} ${entry.version}: ${licence ?? "no licence given"}`);
  }
  return [...faults, ...undocumented(root)];
}

/** Understands `A OR B`, `A AND B` and brackets of SPDX as far as they occur: one of the choices, all of the parts. */
export function isPermissive(licence: string | undefined): boolean {
  if (licence === undefined) return false;
  const bare = licence.replace(/[()]/g, " ").trim();
  return bare
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((part) => permissive.has(part.trim())));
}

function installedLicence(folder: string): string | undefined {
  const file = path.join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  const { license } = json<Manifest>(file);
  return typeof license === "string" ? license : undefined;
}

function undocumented(root: string): string[] {
  const manifest = json<Manifest>(path.join(root, "package.json"));
  const page = readFileSync(path.join(root, "docs", "dependencies.md"), "utf8");
  const named = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
  const missing = Object.keys(named).filter((name) => !page.includes(`\`${name}\``));
  const cells = [...page.matchAll(/^\| `([^`]+)`/gm)];
  const gone = cells.map((cell) => cell[1] ?? "").filter((name) => !(name in named));
  return [
    ...missing.map((name) => `${name} is not in docs/dependencies.md`),
    ...gone.map((name) => `${name} is in docs/dependencies.md, but not in package.json`),
  ];
}

function json<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
