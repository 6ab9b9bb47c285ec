/** Ids from content: the same content has the same id on every machine, so that workers need not ask each other. */
import { createHash } from "node:crypto";

/** d document, e entity, f finding, o original, p problem. */
export type IdKind = "d" | "e" | "f" | "o" | "p";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** The first 80 bits of `digest` in Crockford base32, lower case, 16 characters. */
export function base32(digest: Uint8Array): string {
  let out = "";
  for (let i = 0; i < 10; i += 5) {
    // 40 bits at a time fit a double exactly.
    let bits = 0;
    for (let j = 0; j < 5; j++) bits = bits * 256 + (digest[i + j] ?? 0);
    let chunk = "";
    for (let j = 0; j < 8; j++) {
      chunk = alphabet[bits % 32] + chunk;
      bits = Math.floor(bits / 32);
    }
    out += chunk;
  }
  return out;
}

/** The 80 bits of a key, the reverse of `base32`; null for what is none. */
export function bytesOfKey(key: string): Buffer | null {
  if (!/^[0-9a-hjkmnp-tv-z]{16}$/.test(key)) return null;
  let bits = 0n;
  for (const letter of key) bits = bits * 32n + BigInt(alphabet.indexOf(letter));
  return Buffer.from(bits.toString(16).padStart(20, "0"), "hex");
}

/** Key of the thing that these parts make what it is. Parts are told apart by a byte that cannot stand in them. */
export function contentKey(...parts: (string | number)[]): string {
  return base32(createHash("sha256").update(parts.join("\u0000")).digest());
}

/** Id with the letter of its kind: `d_3m4x…`. */
export function contentId(kind: IdKind, ...parts: (string | number)[]): string {
  return `${kind}_${contentKey(...parts)}`;
}

/** Id of an original: from its SHA-256 alone. */
export function originalId(sha256: Uint8Array): string {
  return `o_${base32(sha256)}`;
}
