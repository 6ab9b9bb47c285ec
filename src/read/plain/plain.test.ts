import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Draft, MarkKind } from "../../text/document.ts";
import { Budget, defaultLimits } from "../budget.ts";
import { bytesInput } from "../input.ts";
import { bylineAt } from "./byline.ts";
import { plainReader, textDocument } from "./plain.ts";

const lead =
  "The mayor met a lobbyist for the port company twice in the spring, according to calendars that the city released on Thursday, and he said that he had forgotten about it.";
const body = [
  lead,
  "“I have nothing to hide,” the mayor said at a meeting of the council. The calendars show two dinners, one in March and one in April.",
  "The company, which did not answer calls, has rented the quay since 1998, and its lease ends this year, the records say.",
];
const french = [
  "Le maire a rencontré deux fois le lobbyiste de la société du port au printemps, selon les agendas que la ville a publiés jeudi, et il a dit qu’il l’avait oublié.",
  "« Je n’ai rien à cacher », a déclaré le maire devant le conseil. Les agendas montrent deux dîners, l’un en mars et l’autre en avril.",
  "La société, qui n’a pas répondu, loue le quai depuis 1998, et son bail s’achève cette année, selon les registres de la ville.",
];
const story = (...head: string[]): Draft => textDocument([...head, ...body].join("\n\n"), "page.txt");
const marked = (draft: Draft, kind: MarkKind): string[] =>
  draft.marks.filter((mark) => mark.kind === kind).map(({ start, end }) => draft.text.slice(start, end));

test("title, date line and byline are found above the first sentence", () => {
  const draft = story("Mayor met lobbyist twice, records show", "By Ana Ruiz and Tom O’Dea", "March 4, 2021");
  assert.deepEqual(
    [draft.kind, draft.title, draft.author, draft.date.edtf, draft.language],
    ["story", "Mayor met lobbyist twice, records show", "Ana Ruiz and Tom O’Dea", "2021-03-04", "en"],
  );
  assert.deepEqual(marked(draft, "heading"), ["Mayor met lobbyist twice, records show"]);
});

test("sections, icons, languages, buttons and credits of pictures are boilerplate, and not the title", () => {
  const draft = story(
    "icon mail-bicon searchicon shareicon chevron upicon chevron downicon close",
    "World",
    "Mayor met lobbyist twice, records show",
    "29 Sep, 2017 03:30",
    "EnglishFrançaisDeutschEspañolItaliano日本語",
    "Facebook Twitter WhatsApp",
    "The mayor at the quay Reuters |",
    "mayor-on-the-quay",
  );
  assert.equal(draft.title, "Mayor met lobbyist twice, records show");
  assert.equal(draft.date.edtf, "2017-09-29T03:30");
  assert.equal(draft.language, "en");
  assert.equal(marked(draft, "boilerplate").length, 6);
});

test("links, forms and counters after the story are boilerplate", () => {
  const tail = [
    "Read more: Another story",
    "You may also like",
    "Harbour fees rise again",
    "Leave a comment",
    "Your email address will not be published. Required fields are marked *",
    "Podcasts",
    "0:00",
    "28:18",
  ];
  const draft = textDocument([...body, ...tail].join("\n\n"), "page.txt");
  assert.deepEqual(marked(draft, "boilerplate"), tail);
});

test("a text that begins with its first sentence has no title", () => {
  assert.equal(textDocument(body.join("\n"), "page.txt").title, null);
  assert.equal(textDocument(body.join("\n\n"), "page.txt").title, null);
});

test("a paper that is cited is not the paper of the page", () => {
  for (const cited of [
    "Source: https://gazette.example/2021/03/mayor",
    "Sources : Harbour Gazette via Quay News – Traduit par Quelqu’un",
    "This article was originally published by The Harbour Gazette.",
    "(Photo by Ana Ruiz for The Harbour Gazette)",
  ])
    assert.equal(textDocument([...body, cited].join("\n\n"), "page.txt").outlet, null, cited);
  const retold =
    "In letters obtained exclusively by The Harbour Gazette, the mayor thanks the company for two dinners and for its patience, and he asks for a third.";
  assert.equal(
    textDocument([retold, ...body, "Source https://gazette.example/letters"].join("\n\n"), "x.txt").outlet,
    null,
  );
  assert.equal(
    textDocument(
      [retold, ...body, "The Harbour Gazette reported on the letters first."].join("\n\n"),
      "x.txt",
    ).outlet,
    null,
  );
  assert.equal(
    story(
      "WASHINGTON (Reuters) - The mayor said on Thursday that he had met the lobbyist twice in the spring and had forgotten it.",
    ).outlet,
    null,
  );
});

test("a paper that speaks of itself is the paper of the page", () => {
  const own =
    "In letters obtained exclusively by The Harbour Gazette, the mayor thanks the company for two dinners and for its patience, and he asks for a third.";
  assert.equal(textDocument([own, ...body, "by Ana Ruiz"].join("\n"), "x.txt").outlet, "The Harbour Gazette");
  assert.equal(textDocument([own, ...body, "by Ana Ruiz"].join("\n"), "x.txt").author, "Ana Ruiz");
  assert.equal(
    textDocument([...body, "© 2021 Harbour Gazette. All rights reserved."].join("\n\n"), "x.txt").outlet,
    "Harbour Gazette",
  );
  assert.equal(
    story(
      "Mayor met lobbyist twice, records show | The Harbour Gazette",
      "Mayor met lobbyist twice, records show",
    ).outlet,
    "The Harbour Gazette",
  );
});

test("French stories: byline run into the first sentence, date before the dash", () => {
  const draft = textDocument(
    [
      "Politique,  Ville",
      "Le maire a dîné deux fois avec le lobbyiste du port",
      `Par Julie G. ${french[0]}`,
      ...french.slice(1),
    ].join("\n\n"),
    "page.txt",
  );
  assert.deepEqual(
    [draft.kind, draft.title, draft.author, draft.language, draft.outlet],
    ["story", "Le maire a dîné deux fois avec le lobbyiste du port", "Julie G.", "fr", null],
  );
  assert.deepEqual(marked(draft, "boilerplate"), ["Politique,  Ville"]);
  for (const place of ["8 novembre 2016 . – ", "8 novembre 2016 . –\n", "PARIS, 8 novembre 2016 (AFP) – "])
    assert.equal(
      textDocument(`Le maire a dîné avec le lobbyiste\n\n${place}${french.join("\n\n")}`, "x.txt").date.edtf,
      "2016-11-08",
      place,
    );
});

test("dates inside sentences and captions, dates of changes and dates that could be two are not the story's", () => {
  for (const line of [
    "The mayor dined there on March 4, 2021.",
    "Updated March 9, 2021",
    "03/04/2021",
    "4 March 2021, the mayor and the head of the company at the quay |",
  ])
    assert.equal(story("Mayor met lobbyist twice, records show", line).date.edtf, null, line);
  assert.equal(
    story("Mayor met lobbyist twice, records show", "Published March 4, 2021 | Updated March 9, 2021").date
      .edtf,
    "2021-03-04",
  );
  assert.equal(
    story(
      "Mayor met lobbyist twice, records show",
      "Publié le 4 mars 2021 à 14h30, mis à jour le 9 mars 2021",
    ).date.edtf,
    "2021-03-04T14:30",
  );
});

const bylines: [string, string | null][] = [
  ["By Jane Doe", "Jane Doe"],
  ["By JANE DOE | The Post", "JANE DOE"],
  ["By Jane Doe, Senior Reporter", "Jane Doe"],
  ["By Jean-Luc O'Brien, Anne de la Tour and Li Wei", "Jean-Luc O'Brien, Anne de la Tour and Li Wei"],
  ["By Jane Doe March 3, 2020", "Jane Doe"],
  ["Par Anne Martin avec AFP", "Anne Martin"],
  ["Publié par Jean Valjean le 3 mars 2020", "Jean Valjean"],
  ["Auteur : Jean Valjean", "Jean Valjean"],
  ["By Wednesday, the Senate had agreed", null],
  ["By the time he came", null],
  ["By Donald Duck's own account", null],
  ["Par Jean Valjean, le maire de la ville, la mesure a été annoncée hier soir à tous les habitants", null],
  ["Jane Doe", null],
];
for (const [line, author] of bylines)
  test(`byline: “${line}” is by ${author ?? "nobody"}`, () =>
    assert.equal(bylineAt(line)?.author ?? null, author));

test("letters, notes and code are papers", () => {
  for (const text of [
    `Dear Ana,\n\n${body.join("\n\n")}\n\nYours,\nTom`,
    "To: Ana\nFrom: Tom\nSubject: Quay\n\nThe lease ends this year and the council votes on Tuesday.",
    "buy rope\nbuy tar",
    "int main(void)\n{\n\treturn 0;\n}\n",
  ])
    assert.equal(textDocument(text, "x.txt").kind, "paper", text.slice(0, 20));
});

test("front matter gives title, author, date, paper and language, and is marked", () => {
  const text =
    '---\ntitle: "Dinners: on the quay"\nauthor: [Ana Ruiz, "Tom O’Dea"]\ndate: 2021-03-04\noutlet: Harbour Gazette\nlang: fr-CA\n---\n\n# Dinners\n\nText';
  const draft = textDocument(text, "a.md");
  assert.deepEqual(
    [draft.kind, draft.title, draft.author, draft.date.edtf, draft.outlet, draft.language],
    ["story", "Dinners: on the quay", "Ana Ruiz, Tom O’Dea", "2021-03-04", "Harbour Gazette", "fr"],
  );
  assert.equal(draft.text, text);
  assert.equal(marked(draft, "header").length, 5);
});

test("headings and block quotes of Markdown are marked, not those in code", () => {
  const draft = textDocument(
    "# The *quay*\n\nText.\n\n## Lease ##\n\n> quoted\n>> deeper\n\nUnder\n-----\n\n```\n# no heading\n```\n",
    "notes.md",
  );
  assert.equal(draft.title, "The quay");
  assert.deepEqual(marked(draft, "heading"), ["The *quay*", "Lease", "Under"]);
  assert.deepEqual(
    draft.marks.filter(({ kind }) => kind === "quoted").map(({ value }) => value),
    [1, 2],
  );
});

test("delimited text is a table with its cells marked", () => {
  const draft = textDocument(
    'name,date,"amount, EUR"\nRope,2021-03-04,12\nTar,2021-03-05,3\n"Sail, old",2021-03-06,"1 ""x"" 2"\nOil,,7\n',
    "x",
  );
  assert.equal(draft.kind, "table");
  assert.deepEqual(marked(draft, "cell").slice(0, 4), ["name", "date", "amount, EUR", "Rope"]);
  assert.ok(marked(draft, "cell").includes("Sail, old"));
  assert.equal(textDocument("a\tb\tc\n".repeat(6), "x").kind, "table");
});

test("prose with commas is no table", () =>
  assert.notEqual(textDocument("One, two, and three things were there.\n".repeat(8), "x").kind, "table"));

const accepts = (head: Uint8Array, name = "x"): number =>
  plainReader.accepts({ name, head, sizeBytes: head.length });

test("text in any encoding is taken, bytes are not", () => {
  assert.ok(accepts(Buffer.from("Déjà vu")) > 0);
  assert.ok(accepts(Buffer.from("Déjà vu", "latin1")) > 0);
  assert.ok(accepts(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("Déjà vu", "utf16le")])) > 0);
  assert.equal(accepts(Buffer.alloc(100)), 0);
  assert.equal(
    accepts(Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919 + (at >> 3)) & 0xff))),
    0,
  );
  assert.equal(accepts(Buffer.alloc(0)), 0);
  assert.ok(accepts(Buffer.from("text"), "a.txt") > accepts(Buffer.from("text"), "a.bin"));
});

test("the reader gives one document whose origin is the whole file", async () => {
  const bytes = Buffer.from("Une note\r\nen français, où l’on dit que c’est pour demain.\r\n");
  const readings = [];
  for await (const reading of plainReader.read(
    bytesInput("note.txt", bytes),
    Budget.of(defaultLimits, bytes.length),
  ))
    readings.push(reading);
  assert.equal(readings.length, 1);
  const [first] = readings;
  assert.ok(first !== undefined && "document" in first);
  assert.equal(first.document.text, "Une note\nen français, où l’on dit que c’est pour demain.\n");
  assert.equal(first.document.language, "fr");
  assert.deepEqual(first.document.origin, { kind: "bytes", start: 0, end: bytes.length });
});

test("whatever the text is, its marks fit and nothing is lost", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "# ",
      "> ",
      "---\n",
      "title: x\n",
      "By Jane Doe",
      "\n",
      "\n\n",
      "a,b,c\n",
      "29 Sep 2017",
      "Share",
      " | ",
      "| ",
      "Word word word word word. ",
      "\u00a0",
      "—",
      "```\n",
      '"',
    ),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const draft = textDocument(pieces.join(""), "x.md");
      for (const { start, end } of draft.marks)
        assert.ok(start >= 0 && start < end && end <= draft.text.length);
    }),
    { numRuns: 500 },
  );
});

test("a megabyte of any one sign is read in time that grows with its length", () => {
  const started = process.cpuUsage();
  for (const unit of [
    "<",
    "a",
    "A",
    " ",
    "\n",
    '"',
    ",",
    ".",
    "! ",
    "# ",
    "> ",
    "-",
    "By Jane Doe, ",
    "a | ",
    "29 Sep 2017 ",
    "*a",
    "\u00a0",
  ])
    textDocument(unit.repeat(Math.ceil(1_000_000 / unit.length)), "x.md");
  assert.ok(process.cpuUsage(started).user < 20_000_000);
});
