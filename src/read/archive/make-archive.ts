/** Small writers of zip and tar archives for tests, which can also lie in every field that readers trust. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipFile {
  name: string | Buffer;
  bytes: Uint8Array;
  /** Stored when false. */
  compress?: boolean;
  /** What the central directory says instead of the truth. */
  declares?: { sizeBytes?: number; packed?: number; crc?: number; at?: number };
  flags?: number;
  method?: number;
  /** Unix mode with type bits. */
  mode?: number;
  /** Sizes behind the data instead of before them. */
  streamed?: boolean;
}

export interface MadeZip {
  bytes: Buffer;
  /** Where the central directory begins. */
  directory: number;
  /** Where each member's local header begins. */
  members: number[];
}

/** A zip archive; `count` is what its end says of the number of members. */
export function makeZip(files: readonly ZipFile[], count: number = files.length): MadeZip {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  const members: number[] = [];
  let at = 0;
  for (const file of files) {
    const data = file.compress === false ? Buffer.from(file.bytes) : deflateRawSync(file.bytes);
    const method = file.method ?? (file.compress === false ? 0 : 8);
    const name = Buffer.from(file.name);
    const flags = (file.flags ?? 0) | (file.streamed ? 8 : 0);
    const sizes = { crc: crc32(file.bytes), packed: data.length, size: file.bytes.length };
    const local = header(
      "PK\x03\x04",
      [20, flags, method, 0, 0],
      file.streamed ? { crc: 0, packed: 0, size: 0 } : sizes,
      [name.length, 0],
    );
    const descriptor = file.streamed
      ? Buffer.concat([Buffer.from("PK\x07\x08", "latin1"), words(sizes)])
      : Buffer.alloc(0);
    const declared = {
      crc: file.declares?.crc ?? sizes.crc,
      packed: file.declares?.packed ?? sizes.packed,
      size: file.declares?.sizeBytes ?? sizes.size,
    };
    const entry = header("PK\x01\x02", [(3 << 8) | 20, 20, flags, method, 0, 0], declared, [
      name.length,
      0,
      0,
      0,
      0,
    ]);
    const tail = Buffer.alloc(8);
    tail.writeUInt32LE(((file.mode ?? 0o100644) << 16) >>> 0, 0);
    tail.writeUInt32LE(file.declares?.at ?? at, 4);
    central.push(entry, tail, name);
    members.push(at);
    parts.push(local, name, data, descriptor);
    at += local.length + name.length + data.length + descriptor.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return { bytes: Buffer.concat([...parts, directory, end]), directory: at, members };
}

function header(
  mark: string,
  before: readonly number[],
  sizes: { crc: number; packed: number; size: number },
  after: readonly number[],
): Buffer {
  return Buffer.concat([Buffer.from(mark, "latin1"), halves(before), words(sizes), halves(after)]);
}

function halves(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => {
    bytes.writeUInt16LE(value, index * 2);
  });
  return bytes;
}

function words(sizes: { crc: number; packed: number; size: number }): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32LE(sizes.crc, 0);
  bytes.writeUInt32LE(sizes.packed, 4);
  bytes.writeUInt32LE(sizes.size, 8);
  return bytes;
}

export interface TarFile {
  name: string;
  bytes?: Uint8Array;
  /** Type flag; `0` for a file. */
  type?: string;
  /** What the header says instead of the length. */
  sizeBytes?: number;
}

/** A ustar archive with its two blocks of zeros. */
export function makeTar(files: readonly TarFile[]): Buffer {
  const parts = files.flatMap((file) => {
    const bytes = Buffer.from(file.bytes ?? []);
    return [tarBlock(file, bytes.length), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

function tarBlock(file: TarFile, length: number): Buffer {
  const block = Buffer.alloc(512);
  block.write(file.name, 0, 100, "utf8");
  block.write("0000644\0", 100, "latin1");
  block.write(`${(file.sizeBytes ?? length).toString(8).padStart(11, "0")}\0`, 124, "latin1");
  block.write("00000000000\0", 136, "latin1");
  block.write("        ", 148, "latin1");
  block.write(file.type ?? "0", 156, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

/** One record of a pax extended header; the length counts itself. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + 1;
  while (String(length).length + bytes !== length) length += 1;
  return `${length}${rest}`;
}
