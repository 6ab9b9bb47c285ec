/**
 * Measures the mail readers on messages and mailboxes from the test sets of other parsers: nothing crashes, hangs or is lost; the
 * part trees, texts and attachments are those that the others expect. Prints one line a measure, and writes every difference with
 * both values to `differences.tsv`, so that each can be judged by eye.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { Budget, defaultLimits } from "../src/read/budget.ts";
import { bytesInput } from "../src/read/input.ts";
import { decodeHeaderText } from "../src/read/mail/encoded-words.ts";
import { fieldValue } from "../src/read/mail/headers.ts";
import { htmlToText } from "../src/read/mail/html-text.ts";
import { messageBounds } from "../src/read/mail/likeness.ts";
import { mailReader } from "../src/read/mail/mail.ts";
import { mboxReader } from "../src/read/mail/mbox.ts";
import { type Part, parseMessage } from "../src/read/mail/mime.ts";
import { decodeTransfer } from "../src/read/mail/transfer-encoding.ts";
import type { Reader, Reading } from "../src/read/reader.ts";
import type { Draft } from "../src/text/document.ts";
import type { MeasureOptions } from "./measure.ts";

interface Difference {
  measure: string;
  path: string;
  what: string;
  expected: string;
  ours: string;
}

/** How often a measure was right. */
interface Tally {
  right: number;
  of: number;
}

class Results {
  readonly differences: Difference[] = [];
  readonly tallies = new Map<string, Tally>();

  compare(measure: string, path: string, what: string, expected: string, ours: string): boolean {
    const equal = expected === ours;
    this.count(`${measure}: ${what}`, equal);
    if (!equal) this.differences.push({ measure, path, what, expected, ours });
    return equal;
  }

  count(name: string, right: boolean): void {
    const tally = this.tallies.get(name) ?? { right: 0, of: 0 };
    tally.of += 1;
    if (right) tally.right += 1;
    this.tallies.set(name, tally);
  }
}

export function measure({ folder, out }: MeasureOptions): void {
  const results = new Results();
  const work = mkdtempSync(join(tmpdir(), "measure-mime-"));
  try {
    for (const archive of ["mimekit.tar.xz", "mbox-dialects.tar.xz"])
      if (existsSync(join(folder, archive))) spawnSync("tar", ["-xJf", join(folder, archive), "-C", work]);
    everyInput(folder, work, results);
    mime4jTrees(folder, results);
    stalwart(folder, results);
    secondOpinion(folder, work, results);
    mboxDialects(join(work, "mbox-dialects"), results);
    mimekitMailboxes(join(work, "mimekit", "mbox"), results);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const lines = results.differences.map((row) =>
    [row.measure, row.path, row.what, row.expected, row.ours].map(cell).join("\t"),
  );
  writeFileSync(
    join(out, "differences.tsv"),
    `${["measure\tpath\twhat\texpected\tours", ...lines].join("\n")}\n`,
  );
  const table = [...results.tallies].map(([name, { right, of }]) => ({
    name,
    right,
    of,
    share: (right / of).toFixed(4),
  }));
  writeFileSync(join(out, "figures.json"), `${JSON.stringify(table, null, 1)}\n`);
  console.table(table);
}

function cell(text: string): string {
  return text.replace(/[\t\r\n]/g, (character) => JSON.stringify(character).slice(1, -1)).slice(0, 2000);
}

/* ---- no crash, no hang, nothing lost ----------------------------------------------------------------------- */

const longestMs = 2000;

function everyInput(folder: string, work: string, results: Results): void {
  const [, ...rows] = readFileSync(join(folder, "index.tsv"), "utf8").trimEnd().split("\n");
  for (const row of rows) {
    const [path = "", role, format] = row.split("\t");
    if (role !== "input" || !["message", "mbox", "emlx"].includes(format ?? "")) continue;
    const file = locate(folder, work, path);
    if (file === null) continue;
    const bytes = readFileSync(file);
    const started = performance.now();
    let outcome = "ok";
    try {
      const members = format === "mbox" ? readAll(mboxReader, path, bytes).flatMap(childBytes) : [bytes];
      if (members.length === 0) outcome = "no message";
      for (const member of members) {
        const documents = readAll(mailReader, path, member).filter((reading) => "document" in reading);
        if (documents.length !== 1 && member.length > 0) outcome = `${documents.length} documents`;
      }
    } catch (error) {
      outcome = String(error);
    }
    results.compare("every input", path, "read without a fault", "ok", outcome);
    const elapsed = performance.now() - started;
    results.compare(
      "every input",
      path,
      "in time",
      "ok",
      elapsed < longestMs ? "ok" : `${Math.round(elapsed)} ms`,
    );
    const peek = { name: basename(path), head: bytes.subarray(0, 65_536), sizeBytes: bytes.length };
    const scores = { mail: mailReader.accepts(peek), mbox: mboxReader.accepts(peek) };
    const taken =
      Math.max(scores.mail, scores.mbox) < 0.2 ? "nobody" : scores.mbox > scores.mail ? "mbox" : "mail";
    results.compare("every input", path, "taken by its reader", format === "mbox" ? "mbox" : "mail", taken);
  }
}

function locate(folder: string, work: string, path: string): string | null {
  for (const root of [folder, work]) if (existsSync(join(root, path))) return join(root, path);
  return null;
}

function readAll(reader: Reader, name: string, bytes: Uint8Array): Reading[] {
  const readings = reader.read(bytesInput(name, bytes), Budget.of(defaultLimits, bytes.length));
  if (!(Symbol.iterator in readings)) throw new Error(`${reader.name} is read asynchronously`);
  return [...readings];
}

function childBytes(reading: Reading): Buffer[] {
  if (!("child" in reading) || !("sizeBytes" in reading.child.content)) return [];
  return [Buffer.from(reading.child.content.bytes())];
}

function draftOf(readings: readonly Reading[]): Draft {
  for (const reading of readings) if ("document" in reading) return reading.document;
  throw new Error("no document");
}

/* ---- mime4j: part trees and decoded bodies ------------------------------------------------------------------ */

function mime4jTrees(folder: string, results: Results): void {
  for (const file of filesUnder(join(folder, "mime4j"))) {
    if (!file.endsWith("_decoded.xml")) continue;
    const stem = file.slice(0, -"_decoded.xml".length);
    if (!existsSync(`${stem}.msg`)) continue;
    const path = relative(folder, `${stem}.msg`);
    const bytes = readFileSync(`${stem}.msg`);
    const { root } = parseMessage(bytes, messageBounds(bytes).start);
    const expected = expectedTree(readFileSync(file, "utf8"));
    results.compare("mime4j", path, "part tree", shapeOf(expected), shapeOf(ourTree(bytes, root)));
    const bodies = leafBodies(expected).map((name) => digest(readFileSync(join(dirname(file), name))));
    const ours = leafContents(bytes, root).map(digest);
    results.compare("mime4j", path, "decoded bodies", bodies.join(" "), ours.join(" "));
  }
}

interface Tree {
  kind: "multipart" | "message" | "leaf";
  /** Of a leaf: name of the file with its body. */
  body: string;
  children: Tree[];
}

/** Reads the structure out of the XML: only the elements that make the tree matter. */
function expectedTree(xml: string): Tree {
  const root: Tree = { kind: "message", body: "", children: [] };
  const open: Tree[] = [root];
  const body = xml.replace(
    /<field>[\s\S]*?<\/field>|<(?:preamble|epilogue)>[\s\S]*?<\/(?:preamble|epilogue)>/g,
    "",
  );
  let depth = 0;
  for (const [, closing, name, attributes = ""] of body.matchAll(
    /<(\/?)(message|multipart|text-body|binary-body)([^>]*)>/g,
  )) {
    if (name === "message" && depth === 0 && closing === "") {
      depth += 1;
      continue;
    }
    const parent = open.at(-1) ?? root;
    if (closing !== "") {
      if (open.length > 1) open.pop();
    } else if (name === "message" || name === "multipart") {
      const node: Tree = { kind: name, body: "", children: [] };
      parent.children.push(node);
      open.push(node);
    } else {
      const file = /name="([^"]*)"/.exec(attributes)?.[1] ?? "";
      parent.children.push({ kind: "leaf", body: file, children: [] });
    }
  }
  return root.children[0] ?? { kind: "leaf", body: "", children: [] };
}

function shapeOf(tree: Tree): string {
  if (tree.kind === "leaf") return ".";
  return `${tree.kind === "message" ? "m" : ""}(${tree.children.map(shapeOf).join("")})`;
}

function leafBodies(tree: Tree): string[] {
  return tree.kind === "leaf" ? [tree.body] : tree.children.flatMap(leafBodies);
}

function isAttachedMessage(part: Part): boolean {
  return part.type === "message/rfc822" && part.parts.length === 0;
}

function decodedPart(bytes: Buffer, part: Part): Buffer {
  return decodeTransfer(bytes.subarray(part.body.start, part.body.end), part.encoding).bytes;
}

function ourTree(bytes: Buffer, part: Part): Tree {
  if (part.parts.length > 0)
    return { kind: "multipart", body: "", children: part.parts.map((child) => ourTree(bytes, child)) };
  if (!isAttachedMessage(part)) return { kind: "leaf", body: "", children: [] };
  const inner = decodedPart(bytes, part);
  return { kind: "message", body: "", children: [ourTree(inner, parseMessage(inner).root)] };
}

function leafContents(bytes: Buffer, part: Part): Buffer[] {
  if (part.parts.length > 0) return part.parts.flatMap((child) => leafContents(bytes, child));
  const content = decodedPart(bytes, part);
  return isAttachedMessage(part) ? leafContents(content, parseMessage(content).root) : [content];
}

/** Of the bytes with LF line ends, without line breaks at the end: parsers differ in which of them belong to a part. */
function digest(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1").replace(/\r\n/g, "\n").replace(/\s+$/, "");
  return createHash("sha256").update(text, "latin1").digest("hex").slice(0, 12);
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/* ---- stalwart: header fields, bodies, attachments ----------------------------------------------------------- */

interface StalwartAddress {
  name: string | null;
  address: string | null;
}

interface StalwartDate {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  tz_before_gmt: boolean;
  tz_hour: number;
  tz_minute: number;
}

interface StalwartType {
  attributes?: { name: string; value: string }[] | null;
}

interface StalwartValue {
  Text?: string;
  DateTime?: StalwartDate;
  ContentType?: StalwartType;
  Address?: { List?: StalwartAddress[]; Group?: { addresses: StalwartAddress[] }[] };
}

interface StalwartPart {
  headers: { name: string | object; value: StalwartValue | string }[];
  body: {
    Text?: string;
    Html?: string;
    Binary?: number[];
    InlineBinary?: number[];
    Message?: object;
    Multipart?: number[];
  };
  offset_body: number;
  offset_end: number;
}

interface StalwartMessage {
  text_body: number[];
  html_body: number[];
  attachments: number[];
  parts: StalwartPart[];
}

function stalwart(folder: string, results: Results): void {
  for (const file of filesUnder(join(folder, "stalwart"))) {
    if (!file.endsWith(".eml")) continue;
    const path = relative(folder, file);
    const expected = JSON.parse(readFileSync(file.replace(/eml$/, "json"), "utf8")) as StalwartMessage;
    const bytes = readFileSync(file);
    const readings = readAll(mailReader, path, bytes);
    const draft = draftOf(readings);
    const root = expected.parts[0];
    if (root === undefined) continue;
    const compare = (what: string, theirs: string, ours: string) =>
      results.compare("stalwart", path, what, theirs, ours);
    const header = (name: string) => root.headers.findLast((field) => field.name === name)?.value;
    compare("subject", spaced(textOf(header("subject"))), draft.title ?? "");
    for (const role of ["from", "to"] as const) {
      const ours = draft.message?.parties.filter((party) => party.role === role) ?? [];
      compare(role, addressesOf(header(role)), ours.map(party).join(" | "));
    }
    compare("date", momentOf(header("date")), draft.date.utc ?? draft.date.edtf ?? "");
    const texts = expected.text_body.map((id) => expected.parts[id]?.body ?? {});
    const body = texts.map(({ Text, Html }) => Text ?? htmlToText(Html ?? "").text).join(" ");
    compare("body text", spaced(body), spaced(bodyOf(draft)));
    const names = expected.attachments.map((id) => fileName(expected.parts[id]));
    const children = readings.flatMap((reading) => ("child" in reading ? [reading.child] : []));
    const named = (name: string) => (/^part-\d+\.\w+$/.test(name) ? "" : name);
    compare("attachment names", names.join(" | "), children.map((child) => named(child.path)).join(" | "));
    const theirBytes = expected.attachments.map((id) => digest(contentOf(expected.parts[id], bytes)));
    const ourBytes = readings.flatMap(childBytes).map(digest);
    compare("attachment bytes", theirBytes.join(" "), ourBytes.join(" "));
  }
}

function textOf(value: StalwartValue | string | undefined): string {
  return typeof value === "object" ? (value.Text ?? "") : "";
}

function party({ name, address }: StalwartAddress): string {
  const [local, domain] = (address ?? "").split(/@(?=[^@]*$)/);
  const plain = domain === undefined ? (local ?? "") : `${local}@${domain.toLowerCase()}`;
  const shown = name === null || name.toLowerCase() === plain.toLowerCase() ? "" : name;
  return `${spaced(shown)} <${plain}>`;
}

function addressesOf(value: StalwartValue | string | undefined): string {
  if (typeof value !== "object") return "";
  const { List = [], Group = [] } = value.Address ?? {};
  return [...List, ...Group.flatMap((group) => group.addresses)].map(party).join(" | ");
}

function momentOf(value: StalwartValue | string | undefined): string {
  const date = typeof value === "object" ? value.DateTime : undefined;
  if (date === undefined) return "";
  const minutes = (date.tz_hour * 60 + date.tz_minute) * (date.tz_before_gmt ? -1 : 1);
  const moment = Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute - minutes, date.second);
  return Number.isNaN(moment) ? "impossible" : `${new Date(moment).toISOString().slice(0, 19)}Z`;
}

function fileName(part: StalwartPart | undefined): string {
  for (const [header, attribute] of [
    ["content_disposition", "filename"],
    ["content_type", "name"],
  ]) {
    const value = part?.headers.find((field) => field.name === header)?.value;
    const attributes = typeof value === "object" ? (value.ContentType?.attributes ?? []) : [];
    const found = attributes.find((entry) => entry.name === attribute);
    if (found !== undefined) return spaced(found.value);
  }
  return "";
}

function contentOf(part: StalwartPart | undefined, bytes: Buffer): Uint8Array {
  if (part === undefined) return new Uint8Array();
  const { Binary, InlineBinary, Text, Html } = part.body;
  const numbers = Binary ?? InlineBinary;
  if (numbers !== undefined) return Uint8Array.from(numbers);
  const text = Text ?? Html;
  return text === undefined ? bytes.subarray(part.offset_body, part.offset_end) : Buffer.from(text);
}

/** The text after the header lines. */
function bodyOf(draft: Draft): string {
  const lines = draft.marks.filter((mark) => mark.kind === "header");
  return draft.text.slice(lines.at(-1)?.end ?? 0);
}

function spaced(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\u00a0\ufeff]+/g, " ")
    .trim();
}

/* ---- second opinions: Python's email and mailparser --------------------------------------------------------- */

function secondOpinion(folder: string, work: string, results: Results): void {
  const [head = "", ...rows] = readFileSync(join(folder, "second-opinion.tsv"), "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  for (const row of rows) {
    const values = row.split("\t");
    if (values.length !== columns.length) continue;
    const get = (name: string) => values[columns.indexOf(name)] ?? "";
    const file = locate(folder, work, get("path"));
    if (file === null) continue;
    const bytes = readFileSync(file);
    if (bytes.length === 0) continue;
    const readings = readAll(mailReader, get("path"), bytes);
    const subject = draftOf(readings).title ?? "";
    const both =
      get("agree_subject") === "y" ? "subject, where both agree" : "subject, where they differ: Python";
    results.compare("second opinion", get("path"), both, spaced(get("python_subject")), subject);
    if (get("agree_subject") !== "y")
      results.compare(
        "second opinion",
        get("path"),
        "subject, where they differ: mailparser",
        spaced(get("mailparser_subject")),
        subject,
      );
    const names = readings
      .flatMap((reading) => ("child" in reading ? [reading.child.path] : []))
      .filter((name) => !/^part-\d+\.\w+$/.test(name))
      .toSorted()
      .join("; ");
    const theirs = (column: string) =>
      get(column)
        .split("; ")
        .filter((name) => name !== "")
        .map(spaced)
        .toSorted()
        .join("; ");
    if (get("agree_names") === "y")
      results.compare(
        "second opinion",
        get("path"),
        "file names, where both agree",
        theirs("python_file_names"),
        names,
      );
    else {
      results.compare(
        "second opinion",
        get("path"),
        "file names, else: Python",
        theirs("python_file_names"),
        names,
      );
      results.compare(
        "second opinion",
        get("path"),
        "file names, else: mailparser",
        theirs("mailparser_names"),
        names,
      );
    }
  }
}

/* ---- mailboxes ---------------------------------------------------------------------------------------------- */

interface DialectTruth {
  messages: {
    body_sha256: string;
    body_sha256_if_mboxo_is_read_without_unquoting: string;
    body_sha256_if_mboxo_is_unquoted: string;
  }[];
}

function mboxDialects(folder: string, results: Results): void {
  if (!existsSync(folder)) return;
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as DialectTruth;
  for (const file of filesUnder(folder)) {
    if (!file.endsWith(".mbox")) continue;
    const name = basename(file);
    const messages = readAll(mboxReader, name, readFileSync(file)).flatMap(childBytes);
    results.compare(
      "mbox dialects",
      name,
      "messages",
      String(truth.messages.length),
      String(messages.length),
    );
    for (const [index, expected] of truth.messages.entries()) {
      const text = messages[index]?.toString("latin1").replace(/\r\n/g, "\n") ?? "";
      const body = text.slice(text.indexOf("\n\n") + 2);
      const hash = createHash("sha256").update(body, "latin1").digest("hex");
      const accepted = [expected.body_sha256];
      if (/^mboxo|^mboxcl\./.test(name))
        accepted.push(
          expected.body_sha256_if_mboxo_is_read_without_unquoting,
          expected.body_sha256_if_mboxo_is_unquoted,
        );
      const ours = accepted.includes(hash) ? expected.body_sha256 : hash;
      results.compare(
        "mbox dialects",
        `${name} message ${index + 1}`,
        `bodies of ${name}`,
        expected.body_sha256,
        ours,
      );
    }
  }
}

interface MimekitOffsets {
  beginOffset: number;
  headersEndOffset: number;
  endOffset: number;
}

function mimekitMailboxes(folder: string, results: Results): void {
  for (const file of filesUnder(folder)) {
    if (!file.endsWith(".unix-offsets.json")) continue;
    const name = basename(file).replace(".unix-offsets.json", ".mbox.txt");
    const bytes = readFileSync(join(folder, name));
    const expected = JSON.parse(readFileSync(file, "utf8")) as MimekitOffsets[];
    const ranges = readAll(mboxReader, name, bytes).flatMap((reading) =>
      "child" in reading && reading.child.range !== null ? [reading.child.range] : [],
    );
    results.compare("MimeKit mailboxes", name, "messages", String(expected.length), String(ranges.length));
    for (const [index, message] of expected.entries()) {
      const place = `${name} message ${index + 1}`;
      results.compare(
        "MimeKit mailboxes",
        place,
        "start",
        String(message.beginOffset),
        String(ranges[index]?.start),
      );
    }
    const summary = readFileSync(join(folder, name.replace(".mbox.txt", "-summary.txt")), "utf8");
    const theirs = [...summary.matchAll(/^Subject: (.*)$/gm)].map((match) => spaced(match[1] ?? ""));
    const ours = ranges.map(({ start, end }) => {
      const { root } = parseMessage(bytes, start, end);
      return decodeHeaderText(fieldValue(root.header, "subject") ?? "", null);
    });
    results.compare(
      "MimeKit mailboxes",
      name,
      "subjects",
      theirs.join(" | "),
      ours.filter((text) => text !== "").join(" | "),
    );
  }
}
