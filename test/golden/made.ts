/** Fixtures that are made by code, because nobody could review their bytes: PDFs and archives. */
import { makeTar, makeZip } from "../../src/read/archive/make-archive.ts";
import { makePdf, type PdfLine } from "../../src/read/pdf/make-pdf.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Lines below each other, from the top of a letter page. */
const linesOf = (top: number, ...texts: string[]): PdfLine[] =>
  texts.map((text, n) => ({ x: 72, y: top + n * 14, size: 11, text, font: "Times-Roman" }));

const letter = (): Uint8Array =>
  makePdf(
    [
      {
        lines: [
          { x: 72, y: 80, size: 18, text: "Harbour office", font: "Helvetica-Bold" },
          ...linesOf(
            130,
            "Quay 3, 11 March 2021",
            "",
            "Dear Mr Quist,",
            "",
            "Berth 2 was to stay open. It did not. The crews found it shut on Wed-",
            "nesday, and nobody had told them.",
            "",
            "Odile Marchétti",
          ),
        ],
        boxes: [],
        label: "i",
      },
      { lines: linesOf(80, "Enclosure: a list of berths."), boxes: [], label: "ii" },
    ],
    { title: "Letter to the port authority", created: "D:20210311090000Z" },
  );

const printOut = (): Uint8Array =>
  makePdf([
    {
      lines: [
        ...linesOf(
          80,
          "From: Quist, Peer (Port) (b)(6)",
          "Sent: Tuesday, March 9, 2021 12:00 PM",
          "To: Marchétti, Odile (b)(6)",
          "Subject: RE: berth 2",
          "",
          "Berth 2 stays open. (b)(5)",
          "Tell nobody.",
          "",
          "From: Marchétti, Odile (b)(6)",
          "Sent: Monday, March 8, 2021 9:05 AM",
          "To: Quist, Peer (Port)",
          "Subject: berth 2",
          "",
          "Is it true about",
        ),
        { x: 72, y: 760, size: 9, text: "PORT-000017", font: "Helvetica" },
      ],
      boxes: [
        { x: 200, y: 71, width: 60, height: 12 },
        { x: 180, y: 141, width: 120, height: 12 },
      ],
    },
    {
      lines: [
        ...linesOf(80, "berth 2?", "", "Odile"),
        { x: 72, y: 760, size: 9, text: "PORT-000018", font: "Helvetica" },
      ],
      boxes: [],
    },
  ]);

const twoColumnsAndAScan = (): Uint8Array =>
  makePdf([
    {
      lines: [
        ...[
          "The crews have laid",
          "down their work. Berth 1",
          "has been closed since",
          "Monday morning.",
        ].map((text, n): PdfLine => ({ x: 72, y: 100 + n * 14, size: 11, text })),
        ...["“Berth 2 stays open,”", "said a spokesman. He", "did not say for how", "long."].map(
          (text, n): PdfLine => ({ x: 330, y: 100 + n * 14, size: 11, text }),
        ),
      ],
      boxes: [],
    },
    { lines: [], boxes: [], images: [{ x: 0, y: 0, width: 612, height: 792 }] },
  ]);

const note = "The note inside.\n";
const mail =
  "From: Odile <odile.marchetti@harbour.example>\nTo: peer.quist@port.example\nDate: Fri, 5 Mar 2021 09:00:00 +0100\nSubject: in a box\nMessage-ID: <box@harbour.example>\n\nIn a box.\n";

const nestedZip = (): Uint8Array => {
  const inner = makeZip([{ name: "deep/note.txt", bytes: encode(note), compress: false }]).bytes;
  return makeZip([
    { name: "mail/box.eml", bytes: encode(mail), compress: false },
    { name: "../../outside.txt", bytes: encode("A label, not a way out.\n"), compress: false },
    { name: "inner.zip", bytes: inner, compress: false },
    { name: "broken.txt", bytes: encode("Broken.\n"), compress: false, declares: { crc: 1 } },
    { name: "empty.txt", bytes: new Uint8Array(), compress: false },
  ]).bytes;
};

const tar = (): Uint8Array =>
  makeTar([
    { name: "drop/note.txt", bytes: encode(note) },
    { name: "drop/box.eml", bytes: encode(mail) },
  ]);

/** Name of each made fixture, and its bytes: the same every time. */
export const madeFixtures: Readonly<Record<string, () => Uint8Array>> = {
  "pdf/letter.pdf": letter,
  "pdf/print-out.pdf": printOut,
  "pdf/two-columns-and-a-scan.pdf": twoColumnsAndAScan,
  "archive/nested.zip": nestedZip,
  "archive/drop.tar": tar,
};
