/** No committed file names a path that only one machine has, or the host of a package registry. */
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";

/** A file larger than this is data: a picture, a font, a mailbox. */
const largestBytes = 2 * 1024 ** 2;

// In parts, so that this file does not find itself.
const patterns: readonly RegExp[] = [
  new RegExp(`(?<![\\w.~-])/${"(work|tmp|root)"}/[\\w.-]`),
  new RegExp(`(?<![\\w.~-])/${"(home|Users)"}/[A-Za-z]`),
  new RegExp(`\\b[A-Za-z]:\\\\${"Users"}\\\\`),
  new RegExp(`\\b${"registry"}\\.[a-z0-9-]+\\.[a-z]{2,}\\b`),
];

export function pathFaults(root: string): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
  });
  const faults: string[] = [];
  for (const file of new Set(listed.toString().split("\0"))) {
    if (file === "") continue;
    const full = path.join(root, file);
    const found = statSync(full, { throwIfNoEntry: false });
    if (found === undefined || !found.isFile() || found.size > largestBytes) continue;
    const text = readFileSync(full, "latin1");
    if (text.includes("\0")) continue;
    text.split("\n").forEach((line, at) => {
      if (patterns.some((pattern) => pattern.test(line)))
        faults.push(`${file}:${at + 1}  ${line.trim().slice(0, 160)}`);
    });
  }
  return faults;
}
