import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseAddresses } from "./addresses.ts";

/** `name|address`, with the group in front where there is one. */
function list(raw: string): string[] {
  return parseAddresses(raw, null).map(
    ({ name, address, group }) => `${group === null ? "" : `${group}: `}${name ?? ""}|${address ?? ""}`,
  );
}

const latin1 = (text: string) => Buffer.from(text).toString("latin1");

test("the usual forms give name and address; the domain in lower case, the local part as written", () => {
  assert.deepEqual(list("Ann Lee <Ann.Lee@Example.ORG>"), ["Ann Lee|Ann.Lee@example.org"]);
  assert.deepEqual(list("ann@example.org"), ["|ann@example.org"]);
  assert.deepEqual(list('"Lee, Ann" <a@b.c>, Bob <d@e.f>'), ["Lee, Ann|a@b.c", "Bob|d@e.f"]);
  assert.deepEqual(list("a@b.c (Ann Lee)"), ["Ann Lee|a@b.c"]);
  assert.deepEqual(list("a@b.c <a@b.c>"), ["|a@b.c"]);
});

test("an address never comes from a name, a comment or a quoted local part", () => {
  assert.deepEqual(list('"boss@corp.example" <other@evil.example>'), [
    "boss@corp.example|other@evil.example",
  ]);
  assert.deepEqual(list("boss@corp.example <other@evil.example>"), ["boss@corp.example|other@evil.example"]);
  assert.deepEqual(list("other@evil.example (boss@corp.example)"), ["boss@corp.example|other@evil.example"]);
  assert.deepEqual(list('"x@a y"@b.c'), ['|"x@a y"@b.c']);
  assert.deepEqual(list('"boss@corp.example"'), ["boss@corp.example|"]);
  assert.deepEqual(list("=?utf-8?Q?boss=40corp.example?= <other@evil.example>"), [
    "boss@corp.example|other@evil.example",
  ]);
  assert.deepEqual(list("=?utf-8?Q?Boss_=3Cboss=40corp.example=3E?= <o@evil.example>"), [
    "Boss <boss@corp.example>|o@evil.example",
  ]);
});

test("the obsolete forms of RFC 5322 are read", () => {
  assert.deepEqual(list("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>"), [
    "Pete|pete@silly.test",
  ]);
  assert.deepEqual(list("<@a.test,@b.test:mary@x.test>"), ["|mary@x.test"]);
  assert.deepEqual(list("john . doe @ example . org"), ["|john.doe@example.org"]);
  assert.deepEqual(list('"a b"@c.d, "plain"@c.d, x@[IPv6:::1]'), [
    '|"a b"@c.d',
    "|plain@c.d",
    "|x@[ipv6:::1]",
  ]);
});

test("groups are kept, also empty ones", () => {
  assert.deepEqual(list("Team: Ann <a@b.c>, d@e.f;, Bob <g@h.i>"), [
    "Team: Ann|a@b.c",
    "Team: |d@e.f",
    "Bob|g@h.i",
  ]);
  assert.deepEqual(list("undisclosed-recipients:;"), ["undisclosed-recipients: |"]);
  assert.deepEqual(list("<undisclosed-recipients:;>"), ["undisclosed-recipients: |"]);
});

test("what list archives write for addresses is read", () => {
  assert.deepEqual(list("ann at stat.example.org (Ann Lee)"), ["Ann Lee|ann@stat.example.org"]);
  assert.deepEqual(list("Ann <ann at stat.example.org>"), ["Ann|ann@stat.example.org"]);
  assert.deepEqual(list("Meet me at home"), ["Meet me at home|"]);
});

test("what programs write wrongly is read as it is meant", () => {
  assert.deepEqual(list("Lee, Ann <a@b.c>, Roe, Bob <d@e.f>"), ["Lee, Ann|a@b.c", "Roe, Bob|d@e.f"]);
  assert.deepEqual(list("a@b.c; d@e.f"), ["|a@b.c", "|d@e.f"]);
  assert.deepEqual(list("a@b.c d@e.f"), ["|a@b.c", "|d@e.f"]);
  assert.deepEqual(list("Ann <a@b.c> Bob <d@e.f>"), ["Ann|a@b.c", "Bob|d@e.f"]);
  assert.deepEqual(list("'a@b.c' <a@b.c>"), ["|a@b.c"]);
  assert.deepEqual(list("Ann <a@b.c"), ["Ann|a@b.c"]);
  assert.deepEqual(list('"Ann <a@b.c>'), ["Ann|a@b.c"]);
  assert.deepEqual(list("Ann <mailto:a@b.c>"), ["Ann|a@b.c"]);
  assert.deepEqual(list("Lee, Ann </O=CORP/OU=NA/CN=ALEE>"), ["Lee, Ann|/O=CORP/OU=NA/CN=ALEE"]);
});

test("a name without address is a name; a comment alone is nobody", () => {
  assert.deepEqual(list("Ann Lee"), ["Ann Lee|"]);
  assert.deepEqual(list("Mom, Dad"), ["Mom|", "Dad|"]);
  assert.deepEqual(list("(no To-header on input)"), []);
  assert.deepEqual(list("<>, ,"), []);
  assert.deepEqual(list(""), []);
});

test("names are decoded after the list is taken apart", () => {
  assert.deepEqual(list("=?utf-8?Q?Lee,_Ann?= <a@b.c>"), ["Lee, Ann|a@b.c"]);
  assert.deepEqual(list("=?utf-8?B?w4k=?= =?utf-8?B?dMOp?= <a@b.c>, d@e.f"), ["Été|a@b.c", "|d@e.f"]);
  assert.deepEqual(list('"=?iso-8859-1?Q?Ren=E9?=" <a@b.c>'), ["René|a@b.c"]);
  assert.deepEqual(list(latin1("René <a@b.c>, 漢字 <d@e.f>")), ["René|a@b.c", "漢字|d@e.f"]);
  assert.deepEqual(list("Ren\xe9 <a@b.c>"), ["René|a@b.c"]);
});

test("any names and addresses that are printed by the rules come back", () => {
  const name = fc
    .stringMatching(/^[A-Za-z,.<>@:;()'"\\ -]{1,30}$/)
    .map((text) => text.trim().replace(/\s+/g, " "));
  const address = fc.stringMatching(/^[a-z][a-z0-9+_-]{0,8}@[a-z][a-z0-9-]{0,8}\.(?:org|fr)$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, address), { minLength: 1, maxLength: 8 }), (people) => {
      fc.pre(
        people.every(
          ([shown, mail]) => shown !== "" && !/^['"]|['"]$/.test(shown) && shown.toLowerCase() !== mail,
        ),
      );
      const raw = people.map(([shown, mail]) => `"${shown.replace(/["\\]/g, "\\$&")}" <${mail}>`).join(", ");
      assert.deepEqual(
        parseAddresses(raw, null).map(({ name: shown, address: mail }) => [shown, mail]),
        people,
      );
    }),
    { numRuns: 500 },
  );
});

test("any text gives mailboxes with a name or an address, or empty groups", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(..."\"(),:;<>@. \\a'[]=?\xe9\n\t"), { maxLength: 60 }),
      (characters) => {
        for (const { name, address, group } of parseAddresses(characters.join(""), null))
          assert.ok(name !== null || address !== null || group !== null);
      },
    ),
    { numRuns: 3000 },
  );
});

test("hostile lists take linear time", () => {
  for (const piece of [
    '"',
    "<",
    "(",
    "a@b,",
    "a ",
    '"a\\',
    "a . ",
    '<"\\',
    "=?a?q?x ",
    "a<b>",
    "[a@[",
    "a:",
    '"a"',
    "a b, ",
  ]) {
    const started = performance.now();
    parseAddresses(piece.repeat(100_000), null);
    assert.ok(performance.now() - started < 3000, piece);
  }
});
