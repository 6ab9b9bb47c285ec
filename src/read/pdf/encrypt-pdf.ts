/** Writes an encrypted PDF of one line for tests: the oldest way, RC4 with 40 bits (ISO 32000-1, 7.6.2 to 7.6.4, revision 2). */
import { createHash } from "node:crypto";
import { rawPdf } from "./make-pdf.ts";

/** What passwords are filled up with. */
const padding = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");

/** `text` on one page, behind `password`. */
export function encryptedPdf(text: string, password: string): Uint8Array {
  const user = Buffer.concat([Buffer.from(password, "latin1"), padding]).subarray(0, 32);
  const owner = rc4(md5(user).subarray(0, 5), user);
  const permissions = Buffer.from("fcffffff", "hex");
  const id = Buffer.from("0123456789abcdef");
  const key = md5(Buffer.concat([user, owner, permissions, id])).subarray(0, 5);
  const contents = encrypted(key, 5, `BT /F 12 Tf 72 700 Td (${text}) Tj ET`);
  return rawPdf(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      `<< /Length ${contents.length} >>\nstream\n${contents}\nendstream`,
      `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${owner.toString("hex")}> /U <${rc4(key, padding).toString("hex")}> >>`,
    ],
    `/Encrypt 6 0 R /ID [<${id.toString("hex")}> <${id.toString("hex")}>]`,
  );
}

/** The key of an object follows from its number. */
function encrypted(key: Buffer, object: number, text: string): string {
  const own = md5(Buffer.concat([key, Buffer.from([object, 0, 0, 0, 0])])).subarray(0, 10);
  return rc4(own, Buffer.from(text, "latin1")).toString("latin1");
}

function md5(bytes: Uint8Array): Buffer {
  return createHash("md5").update(bytes).digest();
}

function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (i: number, j: number) => {
    [state[i], state[j]] = [state[j] ?? 0, state[i] ?? 0];
  };
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  j = 0;
  return Buffer.from(bytes).map((byte) => {
    i = (i + 1) & 255;
    j = (j + (state[i] ?? 0)) & 255;
    swap(i, j);
    return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
  }) as Buffer;
}
