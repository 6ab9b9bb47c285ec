/** Names of the members of zip archives. */
import { getFileNameLowLevel, parseExtraFields } from "yauzl";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The name as text, with whatever it says: `../x`, `C:\x`. Names that declare nothing are read as UTF-8 where they are that, for
 * macOS writes them so; else as CP437, as the specification has it (APPNOTE, appendix D).
 * @param flags general purpose bits; bit 11 declares UTF-8
 */
export function zipName(raw: Buffer, flags: number, extra: Buffer): string {
  const declared = (flags & 0x800) !== 0;
  if (!declared && raw.some((byte) => byte >= 0x80)) {
    try {
      return clean(strictUtf8.decode(raw));
    } catch {
      // Not UTF-8, so an older character set.
    }
  }
  return clean(getFileNameLowLevel(flags, raw, fieldsOf(extra), true));
}

function fieldsOf(extra: Buffer): ReturnType<typeof parseExtraFields> {
  try {
    return parseExtraFields(extra);
  } catch {
    // Broken extra fields cost what they say; the name itself is there.
    return [];
  }
}

function clean(name: string): string {
  return name.toWellFormed().replaceAll("\0", "\ufffd");
}
