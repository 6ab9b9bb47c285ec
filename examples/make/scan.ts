/** Draws a page as a scanner leaves it: a grey PNG on which lines of writing are strokes. There is no text in it to be read. */
import { crc32 } from "node:zlib";

/** A PNG of `width` by `height` points in 8-bit grey, its data stored uncompressed so that the bytes are the same everywhere. */
export function scannedPage(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width + 1) * height, 0xf4);
  for (let y = 0; y < height; y++) {
    const row = y * (width + 1);
    rows[row] = 0;
    const line = Math.floor(y / 12);
    const inLine = y % 12 >= 4 && y % 12 < 8 && line > 1 && line < Math.floor(height / 12) - 2;
    if (!inLine) continue;
    // Words of uneven length, by a fixed rule.
    const end = width - 16 - ((line * 37) % 60);
    for (let x = 16; x < end; x++) if ((x * 7 + line * 13) % 61 > 9) rows[row + 1 + x] = 0x48;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", stored(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), out.length - 4);
  return out;
}

/** A zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4). */
function stored(data: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x78, 0x01])];
  for (let at = 0; at < data.length; at += 65535) {
    const block = data.subarray(at, at + 65535);
    const head = Buffer.alloc(5);
    head[0] = at + block.length === data.length ? 1 : 0;
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(block.length ^ 0xffff, 3);
    parts.push(head, block);
  }
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(((b << 16) | a) >>> 0, 0);
  return Buffer.concat([...parts, sum]);
}
