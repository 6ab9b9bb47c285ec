/**
 * A small PDF writer for tests and for the example case: lines of text at places, filled black boxes over them, images, page labels,
 * attachments. Same pages in, same bytes out: nothing is compressed, dated or random.
 */

/** One line of text. The font is one of the fonts that every PDF program has, so none is embedded. */
export interface PdfLine {
  /** Points from the left edge of the page to the first letter. */
  x: number;
  /** Points from the top edge of the page to the baseline. */
  y: number;
  /** Points. */
  size: number;
  /** Letters of Windows-1252 only. */
  text: string;
  font?: PdfFont;
}

export type PdfFont =
  | "Helvetica"
  | "Helvetica-Bold"
  | "Courier"
  | "Courier-Bold"
  | "Times-Roman"
  | "Times-Bold";

/** A rectangle in points; `x` and `y` are its top left corner, from the top left of the page. */
export interface PdfBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PdfPage {
  lines: readonly PdfLine[];
  /** Filled black, drawn over the lines. */
  boxes: readonly PdfBox[];
  /** Grey pictures, drawn under the lines: what a scanner leaves. */
  images?: readonly PdfBox[];
  /** Printed nowhere: the name that a PDF program shows for the page. */
  label?: string;
  /** Clockwise turn of the page when it is shown; places above are those before the turn. */
  rotate?: 0 | 90 | 180 | 270;
  /** Points; US letter when not given. */
  width?: number;
  height?: number;
}

export interface PdfOptions {
  title?: string;
  /** Date as PDF writes it: `D:20210315120000Z`. */
  created?: string;
  attachments?: readonly { name: string; bytes: Uint8Array }[];
}

const fonts: readonly PdfFont[] = [
  "Helvetica",
  "Helvetica-Bold",
  "Courier",
  "Courier-Bold",
  "Times-Roman",
  "Times-Bold",
];

/** Windows-1252 from 0x80 on; a space where it has no letter. */
const windows1252High = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/**
 * The bytes of a PDF (1.7) with these pages.
 * @throws RangeError when a line holds a letter that Windows-1252 has not.
 */
export function makePdf(pages: readonly PdfPage[], options: PdfOptions = {}): Uint8Array {
  // Objects in order of number, from 1: catalogue, page tree, information, image, fonts, then two a page, then two an attachment.
  const firstFont = 5;
  const firstPage = firstFont + fonts.length;
  const firstAttachment = firstPage + pages.length * 2;
  const attachments = options.attachments ?? [];

  const objects: string[] = [
    catalogue(pages, attachments, firstAttachment),
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(" ")}] >>`,
    information(options),
    stream(
      "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray",
      "\xd0\xe0\xe0\xd0",
    ),
    ...fonts.map((font) => `<< /Type /Font /Subtype /Type1 /BaseFont /${font} /Encoding /WinAnsiEncoding >>`),
  ];
  const resources = `<< /Font << ${fonts.map((_, index) => `/F${index} ${firstFont + index} 0 R`).join(" ")} >> /XObject << /Image 4 0 R >> >>`;
  pages.forEach((page, index) => {
    const { width = 612, height = 792, rotate = 0 } = page;
    const contents = firstPage + index * 2 + 1;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Resources ${resources} /Contents ${contents} 0 R >>`,
      stream("", drawing(page, height)),
    );
  });
  attachments.forEach(({ name, bytes }, index) => {
    const file = firstAttachment + index * 2 + 1;
    objects.push(
      `<< /Type /Filespec /F ${textString(name)} /UF ${textString(name)} /EF << /F ${file} 0 R >> >>`,
      stream("/Type /EmbeddedFile", Buffer.from(bytes).toString("latin1")),
    );
  });
  return rawPdf(objects, "/Info 3 0 R");
}

function catalogue(
  pages: readonly PdfPage[],
  attachments: readonly { name: string }[],
  firstAttachment: number,
): string {
  let entries = "/Type /Catalog /Pages 2 0 R";
  if (pages.some((page) => page.label !== undefined)) {
    const labels = pages.map(
      (page, index) => `${index} << /P ${textString(page.label ?? String(index + 1))} >>`,
    );
    entries += ` /PageLabels << /Nums [${labels.join(" ")}] >>`;
  }
  if (attachments.length > 0) {
    // A name tree must be sorted by name.
    const names = attachments.map(({ name }, index) => ({ name, object: firstAttachment + index * 2 }));
    names.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    entries += ` /Names << /EmbeddedFiles << /Names [${names.map((entry) => `${textString(entry.name)} ${entry.object} 0 R`).join(" ")}] >> >>`;
  }
  return `<< ${entries} >>`;
}

function information(options: PdfOptions): string {
  const title = options.title === undefined ? "" : ` /Title ${textString(options.title)}`;
  const created = options.created === undefined ? "" : ` /CreationDate (${options.created})`;
  return `<<${title}${created} >>`;
}

function drawing(page: PdfPage, height: number): string {
  const operators: string[] = [];
  for (const image of page.images ?? [])
    operators.push(
      `q ${number(image.width)} 0 0 ${number(image.height)} ${number(image.x)} ${number(height - image.y - image.height)} cm /Image Do Q`,
    );
  for (const line of page.lines) {
    const font = fonts.indexOf(line.font ?? "Helvetica");
    operators.push(
      `BT /F${font} ${number(line.size)} Tf 1 0 0 1 ${number(line.x)} ${number(height - line.y)} Tm (${escaped(windows1252(line.text))}) Tj ET`,
    );
  }
  if (page.boxes.length > 0) operators.push("0 g");
  for (const box of page.boxes)
    operators.push(
      `${number(box.x)} ${number(height - box.y - box.height)} ${number(box.width)} ${number(box.height)} re f`,
    );
  return operators.join("\n");
}

/** PDF knows no exponents: `1e-7` is not a number there. */
function number(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** One byte a letter, as a string of code points below 256. */
function windows1252(text: string): string {
  return Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return letter;
    const high = letter === " " ? -1 : windows1252High.indexOf(letter);
    if (high < 0) throw new RangeError(`“${letter}” is not a letter of Windows-1252`);
    return String.fromCharCode(0x80 + high);
  }).join("");
}

function escaped(bytes: string): string {
  return bytes
    .replace(/[\\()]/g, "\\$&")
    .replace(/\r/g, "\\r")
    .replace(/\n/g, "\\n");
}

/** A string of the document's own (title, label, name), which may hold any letter: UTF-16 with its mark unless it is ASCII. */
function textString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${escaped(text)})`;
  return `<feff${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
}

function stream(entries: string, data: string): string {
  return `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/**
 * A PDF of these objects, numbered from 1; the first is the catalogue. One character a byte. Header, objects, cross-reference table
 * (ISO 32000-1, 7.5.4), trailer: nothing is checked, so that tests can write broken and hostile files.
 */
export function rawPdf(objects: readonly string[], trailer = ""): Uint8Array {
  const header = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  const parts = [header];
  const entries = ["0000000000 65535 f \n"];
  let offset = header.length;
  objects.forEach((object, index) => {
    const part = `${index + 1} 0 obj\n${object}\nendobj\n`;
    entries.push(`${String(offset).padStart(10, "0")} 00000 n \n`);
    parts.push(part);
    offset += part.length;
  });
  const size = objects.length + 1;
  parts.push(`xref\n0 ${size}\n`, ...entries);
  parts.push(`trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${offset}\n%%EOF\n`);
  return new Uint8Array(Buffer.from(parts.join(""), "latin1"));
}
