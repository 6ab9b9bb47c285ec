import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure, UsageError } from "./errors.ts";
import { messages, problemMessages, say } from "./messages.ts";

test("an error speaks the tongue of who meets it", () => {
  const error = new Failure(messages.caseMissing, { path: "affair.stemma" });
  assert.equal(error.message, error.in("en"));
  assert.match(error.in("en"), /^There is no case at affair\.stemma\./);
  assert.match(error.in("fr"), /^Il n’y a pas de dossier Stemma à affair\.stemma\./);
  assert.ok(error instanceof Error && !(error instanceof UsageError));
  assert.equal(new UsageError(messages.seeHelp).name, "UsageError");
});

test("numbers are set by locale, text as it is, and what is not given stays visible", () => {
  assert.equal(
    say({ en: "{n} of {name}", fr: "{n} de {name}" }, "en", { n: 1234567, name: "x {n}" }),
    "1,234,567 of x {n}",
  );
  assert.match(say({ en: "", fr: "{n} lus" }, "fr", { n: 1234567 }), /^1\s234\s567 lus$/u);
  assert.equal(say({ en: "{missing}", fr: "" }, "en"), "{missing}");
});

/** Names of the places that a sentence leaves open. */
function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""))].sort();
}

test("every message is there in both tongues, with the same places", () => {
  const all = [
    ...Object.entries(messages),
    ...Object.entries(problemMessages).flatMap(([name, { reason, hint }]) => [
      [name, reason] as const,
      [name, hint] as const,
    ]),
  ];
  for (const [name, { en, fr }] of all) {
    assert.deepEqual(placesIn(en), placesIn(fr), name);
    assert.equal(en.trim() === "", fr.trim() === "", name);
  }
});
