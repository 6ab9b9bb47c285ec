import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import type { Draft } from "../../text/document.ts";
import { normalText } from "../../text/text.ts";
import { readAll } from "../archive/read-all.ts";
import { Budget, BudgetSpent, defaultLimits, type Limits } from "../budget.ts";
import { bytesInput } from "../input.ts";
import type { Input } from "../reader.ts";
import { encryptedPdf } from "./encrypt-pdf.ts";
import { makePdf, type PdfLine, type PdfPage, rawPdf } from "./make-pdf.ts";
import { pdfReader } from "./pdf.ts";

const fullPage = { x: 0, y: 0, width: 612, height: 792 };

function line(x: number, y: number, text: string, size = 11, font?: PdfLine["font"]): PdfLine {
  return { x, y, size, text, ...(font ? { font } : {}) };
}

function page(lines: PdfLine[], more: Partial<PdfPage> = {}): PdfPage {
  return { lines, boxes: [], ...more };
}

async function read(bytes: Uint8Array, limits: Partial<Limits> = {}, name = "sample.pdf") {
  const found = await readAll(pdfReader, bytes, { name, limits });
  const draft =
    found.readings.flatMap((reading) => ("document" in reading ? [reading.document] : []))[0] ?? null;
  return { ...found, draft };
}

function textOf(draft: Draft | null): string {
  assert.ok(draft);
  return draft.text;
}

/** Words of a page with the left, top, right and bottom of their boxes, rounded. */
function boxesOf(draft: Draft | null, number = 1): [string, number[]][] {
  const words = draft?.pages?.[number - 1]?.words ?? new Float32Array();
  return Array.from({ length: words.length / 6 }, (_, word) => {
    const [start = 0, end = 0, x = 0, y = 0, width = 0, height = 0] = words.slice(word * 6, word * 6 + 6);
    return [draft?.text.slice(start, end) ?? "", [x, y, x + width, y + height].map(Math.round)];
  });
}

test("a PDF becomes one paper with its pages, and every box names a word", async () => {
  const { draft, codes } = await read(
    makePdf([
      page([line(72, 72, "First page"), line(72, 86, "of “two”, déjà")]),
      page([line(72, 72, "Second")]),
    ]),
  );
  assert.deepEqual(codes, []);
  assert.equal(draft?.kind, "paper");
  assert.equal(draft?.text, "First page\nof “two”, déjà\nSecond");
  assert.deepEqual(draft?.marks, [
    { kind: "page", start: 0, end: 25, value: 1 },
    { kind: "page", start: 26, end: 32, value: 2 },
  ]);
  assert.deepEqual(
    draft?.pages?.map(({ number, width, height }) => [number, width, height]),
    [
      [1, 612, 792],
      [2, 612, 792],
    ],
  );
  assert.deepEqual(
    boxesOf(draft).map(([word]) => word),
    ["First", "page", "of", "“two”,", "déjà"],
  );
  assert.deepEqual(boxesOf(draft, 2), [["Second", [72, 62, 109, 74]]]);
});

test("boxes are exact in fixed width print and near in any other", async () => {
  const { draft } = await read(
    makePdf([page([line(100, 100, "ab cd ef", 10, "Courier"), line(100, 200, "will WWWW ill", 10)])]),
  );
  const [first, second, third, will, wide] = boxesOf(draft);
  assert.deepEqual([first?.[1][0], second?.[1][0], third?.[1][0], third?.[1][2]], [100, 118, 136, 148]);
  // Helvetica: `will ` is 16.7 points wide at 10 points.
  assert.ok(Math.abs((wide?.[1][0] ?? 0) - 116.7) < 2, String(wide));
  assert.equal(will?.[1][0], 100);
});

test("pieces on one line are joined in their order, wide gaps and indents are kept as spaces", async () => {
  const { draft } = await read(
    makePdf([
      page([
        // Values first, labels later, as some programs write.
        line(150, 100, "Ann Lee", 10, "Courier"),
        line(150, 112, "Bo Ek", 10, "Courier"),
        line(72, 100, "From:", 10, "Courier"),
        line(72, 112, "To:", 10, "Courier"),
        line(150, 124, "Cy Roe", 10, "Courier"),
        line(72, 148, "Hello", 10, "Courier"),
      ]),
    ]),
  );
  assert.equal(textOf(draft), "From:        Ann Lee\nTo:          Bo Ek\n             Cy Roe\n\nHello");
});

test("a word that changes font is one word", async () => {
  const { draft } = await read(
    makePdf([page([line(72, 100, "im", 10, "Courier"), line(84, 100, "possible", 10, "Courier-Bold")])]),
  );
  assert.equal(textOf(draft), "impossible");
  assert.deepEqual(
    boxesOf(draft).map(([word]) => word),
    ["impossible"],
  );
});

test("columns of running text are read one after the other, whatever the order in the file", async () => {
  const left = Array.from({ length: 12 }, (_, row) => `left column line ${row} of running`);
  const right = Array.from({ length: 12 }, (_, row) => `right column line ${row} that runs`);
  const lines = left.flatMap((text, row) => [
    line(72, 100 + row * 13, text, 10),
    line(330, 100 + row * 13, right[row] ?? "", 10),
  ]);
  const { draft } = await read(makePdf([page([line(200, 60, "A heading over both", 16), ...lines])]));
  const text = textOf(draft);
  assert.ok(text.indexOf("left column line 11") < text.indexOf("right column line 0"), text);
  assert.ok(text.includes("left column line 3 of running\nleft column line 4"));
});

test("a table is read row by row", async () => {
  const lines = Array.from({ length: 10 }, (_, row) => [
    line(72, 100 + row * 13, ["Paris", "Lyon", "Luxembourg-Ville"][row % 3] ?? "", 10),
    line(220, 100 + row * 13, `${row * 137}`, 10),
    line(330, 100 + row * 13, `note ${row}`, 10),
  ]).flat();
  const text = textOf((await read(makePdf([page(lines)]))).draft);
  assert.match(text.split("\n")[4] ?? "", /^Lyon {2,}548 {2,}note 4$/);
});

test("text that is printed twice for fatness is read once, text printed over other text stays apart", async () => {
  const { draft } = await read(
    makePdf([
      page([
        line(72, 100, "Fat"),
        line(72.4, 100, "Fat"),
        line(72, 200, "Document 26 Filed"),
        line(75, 201, "Document 27 Struck"),
      ]),
    ]),
  );
  const lines = textOf(draft)
    .split("\n")
    .filter((one) => one !== "");
  assert.deepEqual(
    lines.map((one) => one.trim()),
    ["Fat", "Document 26 Filed", "Document 27 Struck"],
  );
});

test("turned pages give their text upright, with boxes as the page is shown", async () => {
  for (const rotate of [0, 90, 180, 270] as const) {
    const { draft } = await read(
      makePdf([page([line(72, 100, "One two"), line(72, 114, "three")], { rotate })]),
    );
    const shown = draft?.pages?.[0];
    assert.deepEqual([shown?.width, shown?.height], rotate % 180 === 0 ? [612, 792] : [792, 612]);
    assert.equal(textOf(draft), "One two\nthree");
    const [x = 0, y = 0] = boxesOf(draft)[0]?.[1] ?? [];
    if (rotate === 90) assert.ok(Math.abs(y - 72) <= 1 && x > 680, `${x} ${y}`);
  }
});

test("labels that say more than the number are kept", async () => {
  const pages = [page([line(72, 72, "x")], { label: "iv" }), page([line(72, 72, "y")], { label: "2" })];
  assert.deepEqual(
    (await read(makePdf(pages))).draft?.pages?.map(({ label }) => label),
    ["iv", null],
  );
});

test("titles that are names of files or programs are none", async () => {
  const titled = async (title: string) =>
    (await read(makePdf([page([line(72, 72, "x")])], { title }), {}, "note.pdf")).draft?.title;
  assert.equal(await titled("Rapport sur l’eau, édition 2"), "Rapport sur l’eau, édition 2");
  for (const title of [
    "Microsoft Word - x.doc",
    "note",
    "report_final.docx",
    "Untitled",
    "C:\\tmp\\a",
    "scan0001",
    "1234",
    "http://x.example/a",
  ])
    assert.equal(await titled(title), null, title);
});

test("a date in the metadata does not date the document", async () => {
  const { draft } = await read(makePdf([page([line(72, 72, "x")])], { created: "D:20210315120000Z" }));
  assert.equal(draft?.date.edtf, null);
});

test("files attached to a PDF are children", async () => {
  const attachments = [{ name: "été.csv", bytes: Buffer.from("a;b") }];
  const { children, codes } = await read(makePdf([page([line(72, 72, "x")])], { attachments }));
  assert.deepEqual(children, [["été.csv", "a;b"]]);
  assert.deepEqual(codes, []);
});

test("what is typed into a form and written in notes is text too", async () => {
  const { draft } = await read(
    rawPdf([
      "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
      "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [5 0 R 6 0 R] >>",
      "<< >>",
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ann Lee) /Rect [100 700 300 720] >>",
      "<< /Type /Annot /Subtype /Text /Contents (Who is she?) /Rect [400 700 420 720] >>",
    ]),
  );
  assert.match(textOf(draft), /^Ann Lee\n+Who is she\?$/);
});

test("a page that is a picture needs OCR, and so does one with a stamp along its edge", async () => {
  const scan = page([], { images: [fullPage] });
  const stamped = page([line(150, 20, "Case 1:20-cv-00001 Document 12 Filed 03/15/21 Page 2 of 3", 9)], {
    images: [fullPage],
  });
  const typed = page(
    [line(72, 300, "A letter of many words that stand in the middle of the page, over a picture.")],
    { images: [fullPage] },
  );
  const strips = page([], {
    images: Array.from({ length: 8 }, (_, strip) => ({ x: 0, y: strip * 99, width: 612, height: 99 })),
  });
  const logo = page([], { images: [{ x: 20, y: 20, width: 80, height: 40 }] });
  const mixed = await read(makePdf([scan, stamped, typed, strips, logo]));
  assert.deepEqual(mixed.problems, [
    { code: "no-text-layer", state: "unread", partial: true, args: { pages: 3, of: 5 } },
  ]);
  const whole = await read(makePdf([scan, stamped]));
  assert.deepEqual(whole.problems, [{ code: "no-text-layer", state: "unread", args: { pages: 2, of: 2 } }]);
  assert.equal(whole.draft?.pages?.length, 2);
});

test("a PDF without text or pictures says so", async () => {
  const { draft, codes } = await read(makePdf([page([])]));
  assert.equal(draft?.text, "");
  assert.deepEqual(codes, ["no-text"]);
});

test("encrypted PDFs open when the empty password does, others need theirs", async () => {
  const open = await read(encryptedPdf("Open to all", ""));
  assert.equal(textOf(open.draft), "Open to all");
  const closed = await read(encryptedPdf("Closed", "sesame"));
  assert.equal(closed.draft, null);
  assert.deepEqual(closed.problems, [{ code: "password-needed", state: "failed" }]);
});

test("broken files give what can be had, or are named damaged; none throws", async () => {
  const whole = makePdf([page([line(72, 72, "Still here")]), page([line(72, 72, "and here")])]);
  const pointer = Buffer.from(whole)
    .toString("latin1")
    .replace(/startxref\n\d+/, "startxref\n999999");
  assert.match(textOf((await read(Buffer.from(pointer, "latin1"))).draft), /Still here\nand here/);
  for (const bytes of [
    Buffer.from("%PDF-1.7\n"),
    Buffer.from("%PDF-1.7\nno more\n%%EOF"),
    whole.subarray(0, 200),
  ]) {
    const { draft, codes, error } = await read(bytes);
    assert.equal(error, null);
    assert.equal(draft, null);
    assert.deepEqual(codes, ["damaged"]);
  }
  assert.deepEqual((await read(new Uint8Array())).codes, ["empty"]);
});

test("a page that cannot be loaded costs itself only", async () => {
  const { draft, problems } = await read(
    rawPdf([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 3 /Kids [3 0 R 2 0 R 4 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
    ]),
  );
  assert.ok((draft?.pages?.length ?? 0) >= 1);
  assert.ok(problems.some(({ code, partial }) => code === "member-damaged" && partial));
});

test("any damage at all ends in an answer", async () => {
  const whole = makePdf([page([line(72, 72, "Words to lose")], { images: [fullPage] })], {
    attachments: [{ name: "a", bytes: Buffer.from("b") }],
  });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.boolean(),
      async (at, noise, cut) => {
        const bytes = cut ? whole.slice(0, at + 1) : whole.slice();
        if (!cut) bytes.set(noise.subarray(0, bytes.length - at), at);
        const { draft, problems, error } = await read(bytes);
        assert.equal(error, null);
        assert.ok(draft || problems.length > 0);
      },
    ),
    { numRuns: 60 },
  );
});

test("offsets hold for any text, and the text is in normal form", async () => {
  const letters = fc.string({ unit: fc.constantFrom(..."abcé œ“x(\\)—€ 1"), maxLength: 30 });
  const lines = fc.array(
    fc.record({
      x: fc.nat(500),
      y: fc.integer({ min: 20, max: 780 }),
      size: fc.integer({ min: 4, max: 30 }),
      text: letters,
    }),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(lines, async (given) => {
      const { draft } = await read(makePdf([page(given), page(given)]));
      const text = textOf(draft);
      assert.equal(normalText(text), text);
      for (const { words, start, end } of draft?.pages ?? [])
        for (let index = 0; index < words.length; index += 6) {
          const [from = -1, to = -1] = words.slice(index, index + 2);
          assert.ok(from >= start && to <= end && from < to);
          assert.match(text.slice(from, to), /^\S+$/);
        }
    }),
    { numRuns: 30 },
  );
});

/** Forms in forms, each drawing the next ten times. */
function nestedForms(levels: number): Uint8Array {
  const form = (next: number | null) =>
    `<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F 4 0 R >> /XObject << /X ${next ?? 4} 0 R >> >> /Length 60 >>\nstream\n${(next ? "/X Do ".repeat(10) : "BT /F 12 Tf 10 10 Td (x) Tj ET").padEnd(60)}\nendstream`;
  const forms = Array.from({ length: levels }, (_, level) => form(level + 1 < levels ? 7 + level : null));
  return rawPdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "<< /Length 5 >>\nstream\n/X Do\nendstream",
    ...forms,
  ]);
}

test("a page of endless drawings is stopped in time, and what came before is kept", async () => {
  const { draft, error } = await read(nestedForms(12), { timeMs: 400, timePerMegabyteMs: 0 });
  assert.ok(error instanceof BudgetSpent);
  assert.equal(error.limit, "timeMs");
  assert.equal(draft?.pages?.length, 0);
});

test("a page that swells without end is left out and told", async () => {
  const bomb = deflateSync(Buffer.alloc(140 * 1024 ** 2, " ")).toString("latin1");
  const { draft, codes } = await read(
    rawPdf([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
      `<< /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb}\nendstream`,
    ]),
  );
  assert.equal(draft?.pages?.length, 1);
  assert.ok(codes.includes("budget-bytesOut"));
});

test("a large PDF is read piece by piece: what is not text is not touched", async () => {
  const attachments = [{ name: "film", bytes: Buffer.alloc(34 * 1024 ** 2, "film") }];
  const bytes = makePdf([page([line(72, 72, "Few words")])], { attachments });
  const whole = bytesInput("large.pdf", bytes);
  let asked = 0;
  const input: Input = {
    ...whole,
    bytes: (start = 0, end = whole.sizeBytes) => {
      asked += end - start;
      return whole.bytes(start, end);
    },
  };
  for await (const reading of pdfReader.read(input, Budget.of(defaultLimits, bytes.length)))
    if ("document" in reading) {
      assert.equal(reading.document.text, "Few words");
      assert.ok(asked < 4 * 1024 ** 2, String(asked));
    } else if ("child" in reading) assert.equal(reading.child.path, "film");
    else assert.fail(JSON.stringify(reading));
});

test("PDFs are told by their mark, not by their name", () => {
  const score = (text: string) =>
    pdfReader.accepts({ name: "x.pdf", head: Buffer.from(text, "latin1"), sizeBytes: 9 });
  assert.equal(score("%PDF-1.4"), 1);
  assert.equal(score("\x00\x01junk%PDF-1.4"), 0.9);
  assert.equal(score("<html>Not found"), 0);
  assert.ok(score("Subject: %PDF-1.4") < 0.5);
});
