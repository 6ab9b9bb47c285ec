/** The example case's generated files are what its sources make, byte for byte; its signatures hold where they should. */
import assert from "node:assert/strict";
import { createHash, createPublicKey, createVerify } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { generatedFiles, release, writeExample } from "./make.ts";
import { printIndex } from "./sources/papers.ts";

const folder = join(import.meta.dirname, "castellane");

function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

test("the files in the folder are the bytes that the sources make", () => {
  const scratch = mkdtempSync(join(tmpdir(), "stemma-example-"));
  try {
    writeExample(scratch);
    const made = filesIn(scratch);
    assert.deepEqual(made, [...generatedFiles().keys()].sort());
    for (const path of made)
      assert.ok(
        readFileSync(join(scratch, path)).equals(readFileSync(join(folder, path))),
        `${path} is stale`,
      );
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

test("making the files twice gives the same bytes", () => {
  const again = generatedFiles();
  for (const [path, bytes] of generatedFiles()) assert.deepEqual(again.get(path), bytes, path);
});

test("the case is small enough to ship", () => {
  const total = filesIn(folder).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  assert.ok(total < 400_000, `${total} bytes`);
});

test("the index of print-outs names the pages on which they begin", () => {
  const pages = printIndex
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[1]);
  assert.deepEqual(pages, release().firstPages);
});

/** The messages of the mailbox, with the `>` of mboxrd taken off again. */
function mailboxMessages(): string[] {
  const box = readFileSync(join(folder, "drop-1/mail/castellane.mbox"), "latin1");
  return box
    .split(/^From .*\n/m)
    .slice(1)
    .map((message) => message.slice(0, -1).replace(/^>(>*From )/gm, "$1"));
}

test("one line of the mailbox needs the mboxrd quoting, and the copy beside it is the same bytes", () => {
  const box = readFileSync(join(folder, "drop-1/mail/castellane.mbox"), "latin1");
  assert.equal(box.match(/^>From /gm)?.length, 1);
  const copy = readFileSync(join(folder, "drop-1/mail/kept/re-information-centre.eml"), "latin1");
  assert.equal(mailboxMessages().filter((message) => message === copy).length, 1);
});

interface PublicKey {
  selector: string;
  domain: string;
  key: string;
}

/** Checks a relaxed/relaxed rsa-sha256 signature (RFC 6376) against the published keys. */
function signatureOf(message: string): "holds" | "fails" | "none" {
  const cut = message.indexOf("\n\n");
  const fields = message.slice(0, cut).split(/\n(?![ \t])/);
  const signed = fields.find((field) => field.startsWith("DKIM-Signature:"));
  if (!signed) return "none";
  const relaxed = (field: string): string => {
    const colon = field.indexOf(":");
    const value = field
      .slice(colon + 1)
      .replaceAll("\n", "")
      .replace(/[ \t]+/g, " ")
      .trim();
    return `${field.slice(0, colon).toLowerCase()}:${value}`;
  };
  const tag = (name: string): string =>
    relaxed(signed)
      .match(new RegExp(`[:; ]${name}=([^;]*)`))?.[1]
      ?.replaceAll(" ", "") ?? "";
  let body = message
    .slice(cut + 2)
    .replace(/[ \t]+/g, " ")
    .replace(/ \n/g, "\n");
  while (body.endsWith("\n")) body = body.slice(0, -1);
  const crlf = `${body.replaceAll("\n", "\r\n")}\r\n`;
  if (createHash("sha256").update(crlf, "latin1").digest("base64") !== tag("bh")) return "fails";
  const covered = tag("h")
    .split(":")
    .map(
      (name) => `${relaxed(fields.find((field) => field.toLowerCase().startsWith(`${name}:`)) ?? "")}\r\n`,
    );
  const data = covered.join("") + relaxed(signed).replace(/ b=.*$/, " b=");
  const keys = JSON.parse(readFileSync(join(import.meta.dirname, "dkim-keys.json"), "utf8")) as PublicKey[];
  const key = keys.find(({ selector, domain }) => selector === tag("s") && domain === tag("d"));
  if (!key) return "fails";
  const publicKey = createPublicKey({ key: Buffer.from(key.key, "base64"), format: "der", type: "spki" });
  return createVerify("sha256").update(data, "latin1").verify(publicKey, tag("b"), "base64")
    ? "holds"
    : "fails";
}

test("the signatures in the mailbox hold, that of the circulating copy does not", () => {
  const found = mailboxMessages().map(signatureOf);
  assert.equal(found.filter((state) => state === "holds").length, 5);
  assert.equal(found.filter((state) => state === "fails").length, 0);
  assert.equal(signatureOf(readFileSync(join(folder, "drop-2/circulating-copy.eml"), "latin1")), "fails");
});
