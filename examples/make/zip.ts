/** Writes a zip whose members are stored, not compressed: compressors differ from machine to machine, these bytes do not. */
import { crc32 } from "node:zlib";

export interface Member {
  name: string;
  bytes: Uint8Array;
}

/** 18 November 2021, 09:00: all members carry this date. */
const dosDate = ((2021 - 1980) << 9) | (11 << 5) | 18;
const dosTime = 9 << 11;

/** A zip archive (APPNOTE 6.3, method 0, names in UTF-8) with these members in this order. */
export function zip(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of members) {
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(dosTime, 6);
    common.writeUInt16LE(dosDate, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(label.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, label);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, label, bytes]);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
