/** Ten typical searches for a corpus that nobody has read: words and senders of the corpus itself, chosen by how often they occur. */
import { readFileSync } from "node:fs";
import type { Maildir } from "./maildir.ts";
import type { Search } from "./tools.ts";

const sampled = 3000;

/** The same corpus gives the same searches. */
export function typicalSearches(maildir: Maildir): Search[] {
  const step = Math.max(1, Math.floor(maildir.files.length / sampled));
  const words = new Map<string, number>();
  const pairs = new Map<string, number>();
  const senders = new Map<string, number>();
  const months = new Map<string, number>();
  const subjects = new Map<string, number>();
  let messages = 0;
  for (let at = 0; at < maildir.files.length; at += step) {
    const text = readFileSync(maildir.files[at] ?? "")
      .toString("latin1", 0, 20_000)
      .replace(/\r\n/g, "\n");
    const split = text.indexOf("\n\n");
    if (split < 0) continue;
    messages += 1;
    const head = text.slice(0, split);
    const subject = plainWords(field(head, "subject"));
    countOnce(subjects, subject);
    countOnce(words, plainWords(text.slice(split)));
    countOnce(pairs, adjacentWords(field(head, "subject")));
    const sender = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(field(head, "from"))?.[0];
    if (sender !== undefined) count(senders, sender.toLowerCase());
    const dated = new Date(field(head, "date"));
    if (!Number.isNaN(dated.getTime())) count(months, dated.toISOString().slice(0, 7));
  }
  const near = (share: number, skip = 0): string => nearest(words, Math.max(3, share * messages), skip);
  const [common, usual, other, rare] = [near(0.3), near(0.05), near(0.04, 1), near(0.002)];
  const pair = most(pairs).split(" ");
  return [
    { label: "a rare word", kind: "word", terms: [rare] },
    { label: "a usual word", kind: "word", terms: [usual] },
    { label: "a common word", kind: "word", terms: [common] },
    { label: "two words", kind: "and", terms: [common, usual] },
    { label: "a phrase", kind: "phrase", terms: pair },
    { label: "a sender", kind: "from", terms: [most(senders)] },
    { label: "a word of a subject", kind: "subject", terms: [most(subjects)] },
    { label: "a month", kind: "month", terms: [most(months)] },
    { label: "one word or another", kind: "or", terms: [usual, other] },
    { label: "one word without another", kind: "not", terms: [usual, common] },
  ];
}

/** Words that every program splits and spells alike, and that are no operator in any of them. */
function plainWords(text: string): string[] {
  return (text.toLowerCase().match(/(?<![\w.@/=-])[a-z]{4,12}(?![\w.@/=-])/g) ?? []).filter(
    (word) => !headWords.has(word),
  );
}

/** Every two plain words with one space between, as in a phrase. */
function adjacentWords(text: string): string[] {
  const pairs = text.toLowerCase().matchAll(/(?<![\w.@/=-])([a-z]{4,12}) (?=([a-z]{4,12})(?![\w.@/=-]))/g);
  return [...pairs].map(([, first, second]) => `${first} ${second}`);
}

const headWords = new Set(["from", "near", "date", "subject", "with", "that", "this", "have", "than"]);

function field(head: string, name: string): string {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, "im").exec(head)?.[1] ?? "";
}

function countOnce(counts: Map<string, number>, keys: readonly string[]): void {
  for (const key of new Set(keys)) count(counts, key);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function most(counts: ReadonlyMap<string, number>): string {
  return ranked(counts, (times) => -times)[0] ?? "";
}

/** The key that occurs most nearly `times` times; `skip` takes the next best ones. */
function nearest(counts: ReadonlyMap<string, number>, times: number, skip: number): string {
  return ranked(counts, (found) => Math.abs(found - times))[skip] ?? "";
}

function ranked(counts: ReadonlyMap<string, number>, cost: (times: number) => number): string[] {
  return [...counts]
    .map(([key, times]) => ({ key, cost: cost(times) }))
    .sort((a, b) => a.cost - b.cost || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
}
