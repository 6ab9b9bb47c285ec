/**
 * A PDF of one page with two pictures as scanners pack them, each all black: fax (CCITT group 4) above, JBIG2 below. Made here, byte
 * by byte; whoever draws the page without decoding them leaves it white.
 */

const page = { width: 612, height: 792 };
const side = 64;

/** First row: a run of no white, then a run of 64 black; every other row as the one above it (ITU-T T.6). */
function blackFax(): Uint8Array {
  const firstRow = "001" + "00110101" + "0000001111" + "0000110111";
  const endOfBlock = "000000000001".repeat(2);
  return packed(firstRow + "11".repeat(side - 1) + endOfBlock);
}

/** Nothing but the head of a page whose pixels are black from the beginning (ITU-T T.88, 7.4.8). */
function blackJbig2(): Uint8Array {
  const head = new DataView(new ArrayBuffer(30));
  head.setUint32(0, 0);
  head.setUint8(4, 48);
  head.setUint8(5, 0);
  head.setUint8(6, 1);
  head.setUint32(7, 19);
  head.setUint32(11, side);
  head.setUint32(15, side);
  head.setUint8(27, 0b100);
  return new Uint8Array(head.buffer);
}

function packed(bits: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let at = 0; at < bits.length; at++)
    if (bits[at] === "1") bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
  return bytes;
}

/** The PDF: fax in the upper half of the page, JBIG2 in the lower, a line of text between them. */
export function makeScan(words: string): Uint8Array {
  const content = [
    `q 400 0 0 250 100 480 cm /Fax Do Q`,
    `q 400 0 0 250 100 60 cm /Jbig2 Do Q`,
    `BT /F 14 Tf 100 400 Td (${words.replace(/[\\()]/g, "\\$&")}) Tj ET`,
  ].join("\n");
  const picture = (filter: string, bytes: Uint8Array): [string, Uint8Array] => [
    `<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} /BitsPerComponent 1 /ColorSpace /DeviceGray ${filter} /Length ${bytes.length} >>`,
    bytes,
  ];
  const objects: [head: string, stream?: Uint8Array][] = [
    ["<< /Type /Catalog /Pages 2 0 R >>"],
    ["<< /Type /Pages /Kids [3 0 R] /Count 1 >>"],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents 4 0 R /Resources << /Font << /F 7 0 R >> /XObject << /Fax 5 0 R /Jbig2 6 0 R >> >> >>`,
    ],
    [`<< /Length ${content.length} >>`, Buffer.from(content, "latin1")],
    picture(`/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${side} /Rows ${side} >>`, blackFax()),
    picture("/Filter /JBIG2Decode", blackJbig2()),
    ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
  ];
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n", "latin1")];
  const places: number[] = [];
  let place = 9;
  const put = (bytes: Uint8Array | string): void => {
    const part = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : Buffer.from(bytes);
    parts.push(part);
    place += part.length;
  };
  objects.forEach(([head, stream], index) => {
    places.push(place);
    put(`${index + 1} 0 obj\n${head}\n`);
    if (stream !== undefined) {
      put("stream\n");
      put(stream);
      put("\nendstream\n");
    }
    put("endobj\n");
  });
  const table = place;
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const one of places) put(`${String(one).padStart(10, "0")} 00000 n \n`);
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return Buffer.concat(parts);
}
