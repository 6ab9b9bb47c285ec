import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Draft } from "../../text/document.ts";
import { Budget, defaultLimits } from "../budget.ts";
import { bytesInput } from "../input.ts";
import type { ReadProblem } from "../reader.ts";
import { htmlReader, pageDocument } from "./html.ts";

const paragraphs = [
  "The mayor met a lobbyist for the port company twice in the spring, according to calendars that the city released on Thursday, and he said on Friday that he had forgotten about it.",
  "“I have nothing to hide,” the mayor said. The calendars show two dinners, one in March and one in April, each of them with the head of the company and with two members of the council.",
  "The company, which did not answer calls, has rented the quay since 1998, and its lease ends this year, the records say. The council votes on the lease on Tuesday, and the clerk expects a crowd.",
];

interface Page {
  head?: string;
  before?: string;
  inside?: string;
  after?: string;
}
const page = ({ head = "", before = "", inside = "", after = "" }: Page): string =>
  `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">${head}</head><body>${before}<article>${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}${inside}</article>${after}</body></html>`;

async function read(bytes: Uint8Array): Promise<{ documents: Draft[]; problems: ReadProblem[] }> {
  const documents: Draft[] = [];
  const problems: ReadProblem[] = [];
  for await (const reading of htmlReader.read(
    bytesInput("page.html", bytes),
    Budget.of(defaultLimits, bytes.length),
  )) {
    if ("document" in reading) documents.push(reading.document);
    if ("problem" in reading) problems.push(reading.problem);
  }
  return { documents, problems };
}
const bytesOf = (html: string): Uint8Array => new TextEncoder().encode(html);
const accepts = (content: string, name = "file"): number =>
  htmlReader.accepts({ name, head: bytesOf(content), sizeBytes: content.length });
const jsonLd = (data: object): string =>
  `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

test("pages are known by their content, whatever their name", () => {
  for (const start of [
    "<!DOCTYPE html>",
    '  <!doctype HTML PUBLIC "x">',
    "<html lang=en>",
    "\ufeff<html>",
    "<!-- saved --><html>",
    '<?xml version="1.0"?>\n<html xmlns="x">',
  ])
    assert.ok(accepts(`${start}<body><p>x`) >= 0.9, start);
  assert.ok(accepts("<div><p>one</p><p>two</p></div>") >= 0.6);
  assert.ok(accepts("<p>one", "a.htm") >= 0.6);
});

test("mail, feeds and text with a sign in it are not pages", () => {
  for (const other of [
    "From: a@example.org\nContent-Type: text/html\n\n<html><body>x",
    "From a@example.org Mon Feb  3 10:00:00 2020\nSubject: x\n\n<html>",
    '<?xml version="1.0"?><rss><channel>',
    "<svg xmlns='x'></svg>",
    "a < b and c > d",
    "Dear all,\n<b>see below</b>",
    "",
  ])
    assert.equal(accepts(other), 0, other);
});

test("the story is read without menus, banners, share bars, related links and comments", async () => {
  const html = page({
    head: "<title>Mayor met lobbyist twice</title>",
    before:
      '<nav><a href="/">Home</a><a href="/w">World</a></nav><div class="cookie-banner">We use cookies.</div>',
    inside: '<div class="share-bar"><a href="#">Share on Facebook</a></div><p>Read more: Something else</p>',
    after:
      '<aside>Most read</aside><section id="comments"><p>First! This is a comment by a reader, and it is long enough, one would think, to be a paragraph.</p></section><footer>© 2021</footer>',
  });
  const { documents } = await read(bytesOf(html));
  const [story] = documents;
  assert.equal(story?.kind, "story");
  assert.equal(story?.title, "Mayor met lobbyist twice");
  assert.equal(
    story?.text.replace("\n\nRead more: Something else", ""),
    ["Mayor met lobbyist twice", ...paragraphs].join("\n\n"),
  );
  const left = story?.marks
    .filter(({ kind }) => kind === "boilerplate")
    .map(({ start, end }) => story.text.slice(start, end));
  assert.deepEqual(left, story?.text.includes("Read more") ? ["Read more: Something else"] : []);
  assert.equal(story?.language, "en");
  const [heading] = story?.marks ?? [];
  assert.deepEqual(heading, { kind: "heading", value: 1, start: 0, end: "Mayor met lobbyist twice".length });
});

test("JSON-LD gives title, date with its zone, authors and paper", () => {
  const head = `${jsonLd({
    "@context": "https://schema.org",
    "@graph": [
      { "@type": "WebSite", name: "Site" },
      {
        "@type": ["NewsArticle"],
        headline: "Mayor&#8217;s dinners",
        datePublished: "2021-03-04T09:15:00-05:00",
        author: [
          { "@type": "Person", name: "Ana Ruiz" },
          { "@type": "Person", name: "Tom O&#39;Dea" },
        ],
        publisher: { "@type": "Organization", name: "The Harbour Gazette" },
        mainEntityOfPage: { "@id": "https://gazette.example/dinners" },
      },
    ],
  })}<title>Mayor&#8217;s dinners | The Harbour Gazette</title>`;
  const story = pageDocument(page({ head }));
  assert.equal(story.title, "Mayor’s dinners");
  assert.equal(story.outlet, "The Harbour Gazette");
  assert.equal(story.author, "Ana Ruiz, Tom O'Dea");
  assert.deepEqual(story.date, {
    edtf: "2021-03-04T09:15:00-05:00",
    utc: "2021-03-04T14:15:00Z",
    zone: "-05:00",
    printed: "2021-03-04T09:15:00-05:00",
    certainty: 1,
  });
  assert.equal(story.url, "https://gazette.example/dinners");
});

test("Open Graph, meta and microdata give what JSON-LD does not", () => {
  const graph = pageDocument(
    page({
      head: '<meta property="og:type" content="article"><meta property="og:title" content="Dinners on the quay - Harbour Gazette"><meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="By Ana Ruiz"><meta property="article:published_time" content="2021-03-04"><link rel=canonical href="https://gazette.example/a">',
    }),
  );
  assert.deepEqual(
    [graph.title, graph.outlet, graph.author, graph.date.edtf, graph.url],
    ["Dinners on the quay", "Harbour Gazette", "Ana Ruiz", "2021-03-04", "https://gazette.example/a"],
  );
  const items = pageDocument(
    page({
      head: "<title>x</title>",
      before:
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Dinners on the quay</h1><span itemprop="author" itemscope><span itemprop="name">Ana Ruiz</span></span><time itemprop="datePublished" datetime="2021-03-04T10:00Z">4 March</time><span itemprop="publisher" itemscope><meta itemprop="name" content="Harbour Gazette"></span></div>',
    }),
  );
  assert.deepEqual(
    [items.title, items.outlet, items.author, items.date.utc],
    ["Dinners on the quay", "Harbour Gazette", "Ana Ruiz", "2021-03-04T10:00:00Z"],
  );
});

test("the name of the host is not the name of a paper, unless the title and the address agree on it", () => {
  const url = '<link rel=canonical href="https://www.harbourgazette.example/a">';
  assert.equal(pageDocument(page({ head: `<title>Dinners on the quay</title>${url}` })).outlet, null);
  assert.equal(
    pageDocument(
      page({
        head: `<title>Dinners on the quay | Opinion</title>${url}`,
        before: "<h1>Dinners on the quay</h1>",
      }),
    ).outlet,
    null,
  );
  const agreed = pageDocument(
    page({
      head: `<title>Dinners on the quay | The Harbour Gazette</title>${url}`,
      before: "<h1>Dinners on the quay</h1>",
    }),
  );
  assert.equal(agreed.outlet, "The Harbour Gazette");
  assert.equal(agreed.title, "Dinners on the quay");
});

test("dates that could be two, and dates of changes, are not the story's date", () => {
  assert.equal(pageDocument(page({ head: '<meta name="date" content="03/04/2021">' })).date.edtf, null);
  assert.equal(
    pageDocument(page({ head: '<meta property="article:modified_time" content="2021-03-09">' })).date.edtf,
    null,
  );
  assert.equal(
    pageDocument(page({ before: '<time class="updated" datetime="2021-03-09">9 March</time>' })).date.edtf,
    null,
  );
});

test("the date and byline that the page prints count where its head is silent", () => {
  const story = pageDocument(
    `<html><body><article><h1>Dinners on the quay were many</h1><p>By Ana Ruiz</p><p>March 4, 2021</p>${paragraphs.map((text) => `<p>${text}</p>`).join("")}</article></body></html>`,
  );
  assert.deepEqual(
    [story.kind, story.title, story.author, story.date.edtf],
    ["story", "Dinners on the quay were many", "Ana Ruiz", "2021-03-04"],
  );
});

test("a page that tells no story keeps all of its text", () => {
  const paper = pageDocument(
    "<html><head><title>Price list</title></head><body><nav>Home</nav><table><tr><td>Rope<td>12<tr><td>Tar<td>3</table><footer>Harbour stores</footer></body></html>",
  );
  assert.equal(paper.kind, "paper");
  assert.equal(paper.title, "Price list");
  assert.equal(paper.text, "Home\n\nRope\t12\nTar\t3\n\nHarbour stores");
});

test("the language is that of the text, not that of the template", () => {
  const french = `<html lang="en-US"><body><article>${"<p>Le maire a rencontré deux fois le lobbyiste du port, selon les agendas que la ville a publiés jeudi, et il a dit vendredi qu’il l’avait oublié.</p>".repeat(4)}</article></body></html>`;
  assert.equal(pageDocument(french).language, "fr");
  assert.equal(pageDocument('<html lang="fr"><body><p>12 34</p>OK</body></html>').language, "fr");
  assert.equal(pageDocument("<html><body><p>12 34</p></body></html>").language, null);
});

test("the character set comes from the page, and a wrong one is a problem line", async () => {
  const latin = Buffer.from(
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body><p>D\u00e9j\u00e0 vu, d\u00eener \u00e0 No\u00ebl</p></body></html>',
    "latin1",
  );
  assert.match((await read(latin)).documents[0]?.text ?? "", /Déjà vu, dîner à Noël/);
  const wide = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from("<html><body><p>Déjà vu</p></body></html>", "utf16le"),
  ]);
  assert.ok(htmlReader.accepts({ name: "x", head: wide, sizeBytes: wide.length }) > 0.5);
  assert.equal((await read(wide)).documents[0]?.text, "Déjà vu");
  const wrong = Buffer.from(
    '<html><head><meta charset="no-such-set"></head><body><p>Déjà vu</p></body></html>',
  );
  const { documents, problems } = await read(wrong);
  assert.equal(documents[0]?.text, "Déjà vu");
  assert.equal(problems[0]?.code, "unknown-charset");
});

test("a page without text is said to have none", async () => {
  const { documents, problems } = await read(bytesOf("<html><body><script>x()</script></body></html>"));
  assert.equal(documents.length, 0);
  assert.equal(problems[0]?.code, "no-text");
});

test("offsets still fit when the normal form makes the text shorter", () => {
  const story = pageDocument(
    `<html><body><p>Cafe\u0301 de l\u2019E\u0301toile</p><h2>Re\u0301sume\u0301</h2><p>fin</p></body></html>`,
  );
  assert.deepEqual(
    story.marks.map(({ start, end }) => story.text.slice(start, end)),
    ["Café de l’Étoile", "Résumé", "fin"],
  );
});

test("pages that nest, repeat or never end are read in time that grows with their length only", () => {
  const started = process.cpuUsage();
  for (const unit of [
    "<div>",
    "<b><i>",
    "<table><tr><td>",
    "<p><span>",
    "<",
    "&lt;",
    "<a href=x>y</a> ",
    "<!--",
    "<!-- -- ",
    '<p title="',
    "<li><ul>",
    "\u00a0",
    "<h1>x",
    "<time>1",
  ]) {
    const html = `<html><body>${unit.repeat(Math.ceil(150_000 / unit.length))}`;
    assert.doesNotThrow(() => pageDocument(html), unit);
  }
  assert.ok(process.cpuUsage(started).user < 20_000_000);
});

test("whatever the bytes are, there is one document or one problem, and its marks fit", async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "<html>",
      "<head>",
      "<title>",
      "</title>",
      "<p>",
      "<article>",
      "</article>",
      "<script type='application/ld+json'>",
      '{"@type":"NewsArticle","headline":[1]}',
      "</script>",
      "<meta property='og:title' content='",
      "'>",
      "<time datetime=2020>",
      "<h1>",
      "text ",
    ),
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      const { documents, problems } = await read(bytesOf(pieces.join("")));
      assert.equal(documents.length + problems.filter(({ partial }) => !partial).length, 1);
      for (const { text, marks } of documents)
        for (const { start, end } of marks) assert.ok(start < end && end <= text.length);
    }),
    { numRuns: 200 },
  );
});
