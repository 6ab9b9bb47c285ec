import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Gathered } from "./gathered.ts";
import { partiesIn, senderIn } from "./people.ts";

function gathered(text: string): Gathered {
  return { text, offsets: Array.from({ length: text.length }, (_, index) => index) };
}

const names = (text: string) => partiesIn(gathered(text)).map(({ name, address }) => name ?? address);

test("lists are split at semicolons, and names keep their form", () => {
  assert.deepEqual(names("Holt, Marianne (DEQ); Ray, Bob"), ["Holt, Marianne (DEQ)", "Ray, Bob"]);
  assert.deepEqual(names("Holt, Marianne (DEQ/WATER) [E];Ray, Bob [C]"), [
    "Holt, Marianne (DEQ/WATER) [E]",
    "Ray, Bob [C]",
  ]);
  assert.deepEqual(names("'Ray, Bob L'"), ["Ray, Bob L"]);
});

test("addresses are read beside, before and without a name", () => {
  assert.deepEqual(
    partiesIn(
      gathered('"Holt, Marianne" <MHolt@DEQ.example>, bob@b.example; Ray, Bob [mailto:ray@b.example]'),
    ).map(({ name, address }) => [name, address]),
    [
      ["Holt, Marianne", "MHolt@deq.example"],
      [null, "bob@b.example"],
      ["Ray, Bob", "ray@b.example"],
    ],
  );
});

test("spaces that OCR put into an address or a name are taken out", () => {
  assert.deepEqual(
    partiesIn(gathered("M arianne Ho lt <mh olt@de q.exam ple.org>")).map(({ name, address }) => [
      name,
      address,
    ]),
    [["Marianne Holt", "mholt@deq.example.org"]],
  );
  assert.deepEqual(names("Mar k Sorensen; Georg e Ray"), ["Mark Sorensen", "George Ray"]);
  assert.deepEqual(names("Holt, Ann (DEQ/ WA TER )"), ["Holt, Ann (DEQ/WATER)"]);
});

test("particles and small names are not glued to the word before", () => {
  assert.deepEqual(names("Carlos del Rio; Ann van Dam; Maria de los Santos"), [
    "Carlos del Rio",
    "Ann van Dam",
    "Maria de los Santos",
  ]);
  assert.deepEqual(names("Michael liu"), ["Michael liu"]);
});

test("a blacked-out address ends a name, with or without the mark that stood behind it", () => {
  assert.deepEqual(names("Holt, Marianne (DEQ/WATER) [E]        (b)(6) Ray, Bob (DEQ/AIR) [E]"), [
    "Holt, Marianne (DEQ/WATER) [E]",
    "Ray, Bob (DEQ/AIR) [E]",
  ]);
  assert.deepEqual(names("Holt, Marianne (DEQ/WATER) [El------~=      (b)(6J>; Ray, Bob (DEQ/AIR) [CJ"), [
    "Holt, Marianne (DEQ/WATER) [E]",
    "Ray, Bob (DEQ/AIR) [C]",
  ]);
  assert.deepEqual(names("Ann Lee     Cb)(6)·Ray, Bob (DEQ/AIR) [E]"), ["Ann Lee", "Ray, Bob (DEQ/AIR) [E]"]);
  assert.deepEqual(names("Ann Lee                    Ray, Bob (DEQ/AIR) [E]"), [
    "Ann Lee",
    "Ray, Bob (DEQ/AIR) [E]",
  ]);
});

test("people of whom only the black remains are not named", () => {
  for (const value of [
    "(b)(6)",
    "(b) (6) (DEQ/WATER)",
    "Cb)(6)>",
    "------~=",
    "[REDACTED]",
    "█████",
    "",
    "@@>",
  ])
    assert.deepEqual(names(value), [], value);
});

test("a rule drawn through an unfinished name does not end it", () => {
  assert.deepEqual(names("Ray,\n___     _;_Bob (DEQ/AIR) [E]"), ["Ray, Bob (DEQ/AIR) [E]"]);
});

test("commas part people only where they cannot stand inside a name", () => {
  assert.deepEqual(names("Ann Lee, Bob Ray"), ["Ann Lee", "Bob Ray"]);
  assert.deepEqual(names("Lee, Ann"), ["Lee, Ann"]);
  assert.deepEqual(names("Lee, Ann, Ray, Bob"), ["Lee, Ann", "Ray, Bob"]);
  assert.deepEqual(names("Van Dam, Johan B."), ["Van Dam, Johan B."]);
  assert.deepEqual(names("Hill Jr, Ann M"), ["Hill Jr, Ann M"]);
  assert.deepEqual(names("Lee, Ann; Ray Jones, Bob Carl"), ["Lee, Ann", "Ray Jones, Bob Carl"]);
  assert.deepEqual(names("a@a.example, b@b.example"), ["a@a.example", "b@b.example"]);
});

test("names of Notes are kept whole", () => {
  assert.deepEqual(names("Marianne Holt/R7/DEQ/US@DEQ"), ["Marianne Holt/R7/DEQ/US@DEQ"]);
});

test("A on behalf of B: B is who it is from, A who sent it", () => {
  const { from, sender } = senderIn(gathered("Holt, Marianne (DEQ) [El on behalf of Ray, Bob (DEQ) [E]"));
  assert.deepEqual(
    [from?.name, sender?.name],
    ["Ray, Bob (DEQ)", "Holt, Marianne (DEQ) [E]"].map((name, index) =>
      index === 0 ? "Ray, Bob (DEQ) [E]" : name,
    ),
  );
  assert.equal(senderIn(gathered("Journal <onbehalfof@journal.example>")).sender, null);
});

test("the place of a party holds its words", () => {
  const text = "  Holt, Marianne (DEQ) [E]   (b)(6)>;  bob@b.example ";
  assert.deepEqual(
    partiesIn(gathered(text)).map(({ start, end }) => text.slice(start, end)),
    ["Holt, Marianne (DEQ) [E]", "bob@b.example"],
  );
});

test("places lie in the input and names are never empty", () => {
  const pieces = fc.constantFrom(
    "Lee, Ann",
    "Bob Ray",
    ";",
    ",",
    "(b)(6)",
    ">",
    "<a@b.example>",
    "[E]",
    "(DEQ/AIR)",
    "------~=",
    " ",
    "\n",
    "@@",
    "Cb)(",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join(" ");
      for (const { name, address, start, end } of partiesIn(gathered(text))) {
        assert.ok(start >= 0 && end <= text.length && start < end);
        assert.ok(name !== "" && (name !== null || address !== null));
      }
    }),
  );
});

test("hostile lists take time in proportion to their length", () => {
  for (const piece of ["'", "-", "_;", "(", "<a", "a@", "Lee, ", "(b)", "[E", "A ", "x.y@", " "]) {
    const started = performance.now();
    partiesIn(gathered(piece.repeat(100_000 / piece.length)));
    assert.ok(performance.now() - started < 3000, JSON.stringify(piece));
  }
});
