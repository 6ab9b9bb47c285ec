/** Law 10: a machine never accuses. No sentence that Stemma says calls anybody a liar, in either language. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Message, messages, problemMessages } from "../../src/text/messages.ts";
import { projectFolder } from "../support/program.ts";

const accusation =
  /(?<!\p{L})(?:lied|lies?|liars?|lying|dishonest|deceit(?:ful)?|deceived?|fraud(?:ulent|ster)?|cheat(?:ed|er)?|guilty|falsified|perjur\p{L}+|menti|ment|mentait|menteurs?|menteuses?|mensonges?|mensongère?s?|malhonnête\p{L}*|fraud\p{L}+|trich\p{L}+|coupables?|falsifi\p{L}+|parjures?)(?!\p{L})/iu;

/** Places in a folder, not falsehoods. */
const harmless = /\b(?:lies|lie) (?:in|on|at|beside|within|inside|where|directly|there)\b/giu;

/** What stands between quotation marks in a source: the words that people may come to read. Comments are left out. */
function* sentencesIn(source: string): Generator<string> {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  for (const [text] of code.matchAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|>[^<>{}]+</g)) yield text;
}

function* sourcesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(join(projectFolder, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesBelow(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

test("no message of the tables accuses anybody, and each is there in English and French", () => {
  const said = [
    ...Object.values<Message>(messages),
    ...Object.values(problemMessages).flatMap(({ reason, hint }) => [reason, hint]),
  ];
  assert.ok(said.length > 50);
  for (const { en, fr } of said) {
    assert.equal(en === "", fr === "", en);
    for (const text of [en, fr]) assert.doesNotMatch(text.replace(harmless, ""), accusation);
  }
  for (const { reason } of Object.values(problemMessages))
    assert.ok(reason.en.length > 10 && reason.fr.length > 10);
});

test("nor does anything that the answers, the command line or the app are made of", () => {
  let read = 0;
  for (const path of ["src/ask", "src/cli", "src/server", "src/web", "src/text/messages.ts"].flatMap((one) =>
    one.endsWith(".ts") ? [one] : [...sourcesBelow(one)],
  ))
    for (const sentence of sentencesIn(readFileSync(join(projectFolder, path), "utf8"))) {
      read += 1;
      assert.doesNotMatch(sentence.replace(harmless, ""), accusation, path);
    }
  assert.ok(read > 1000, `${read} sentences`);
});
