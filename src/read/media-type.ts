/**
 * What a file is, by its first bytes: its media type, and that type in plain words. Names are only asked where bytes cannot tell:
 * between kinds of plain text.
 */
import type { Tongue } from "../text/messages.ts";
import { zipKind } from "./archive/zip-kind.ts";
import { bufferOf } from "./input.ts";
import type { Peek } from "./reader.ts";

/** Bytes at a place that only one format has. `?` in a pattern stands for any byte. */
const signatures: readonly [mediaType: string, offset: number, bytes: string][] = [
  ["application/pdf", 0, "%PDF-"],
  ["application/gzip", 0, "\x1f\x8b\x08"],
  ["application/x-bzip2", 0, "BZh?1AY&SY"],
  ["application/x-xz", 0, "\xfd7zXZ\0"],
  ["application/x-7z-compressed", 0, "7z\xbc\xaf\x27\x1c"],
  ["application/vnd.rar", 0, "Rar!\x1a\x07"],
  ["application/zstd", 0, "\x28\xb5\x2f\xfd"],
  ["application/x-tar", 257, "ustar"],
  ["application/vnd.ms-outlook-pst", 0, "!BDN"],
  ["application/vnd.ms-tnef", 0, "\x78\x9f\x3e\x22"],
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF8?a"],
  ["image/tiff", 0, "II*\0"],
  ["image/tiff", 0, "MM\0*"],
  ["image/webp", 0, "RIFF????WEBP"],
  ["image/bmp", 0, "BM????\0\0\0\0"],
  ["audio/wav", 0, "RIFF????WAVE"],
  ["video/x-msvideo", 0, "RIFF????AVI "],
  ["audio/ogg", 0, "OggS"],
  ["audio/mpeg", 0, "ID3"],
  ["audio/flac", 0, "fLaC"],
  ["video/webm", 0, "\x1aE\xdf\xa3"],
  ["image/heic", 4, "ftyphei"],
  ["image/heic", 4, "ftypmif1"],
  ["image/avif", 4, "ftypavif"],
  ["audio/mp4", 4, "ftypM4A"],
  ["video/quicktime", 4, "ftypqt"],
  ["video/mp4", 4, "ftyp"],
  ["application/vnd.sqlite3", 0, "SQLite format 3\0"],
  ["application/x-elf", 0, "\x7fELF"],
  ["application/rtf", 0, "{\\rtf"],
  ["application/postscript", 0, "%!PS"],
  ["image/vnd.djvu", 0, "AT&TFORM"],
  ["application/vnd.ms-cab-compressed", 0, "MSCF\0\0\0\0"],
  ["font/ttf", 0, "\0\x01\0\0\0"],
  ["font/otf", 0, "OTTO"],
  ["font/woff2", 0, "wOF2"],
];

/** The media type of an original. `application/octet-stream` when nothing tells. */
export function mediaTypeOf(peek: Peek): string {
  const { head } = peek;
  if (peek.sizeBytes === 0) return "application/x-empty";
  const known = signatures.find(([, offset, bytes]) => holds(head, offset, bytes));
  if (known) return known[0];
  if (holds(head, 0, "PK\x03\x04") || holds(head, 0, "PK\x05\x06") || holds(head, 0, "PK\x07\x08PK\x03\x04"))
    return zipKind(head);
  if (holds(head, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return compoundKind(head);
  if (holds(head, 0, "MZ") && isProgram(head)) return "application/vnd.microsoft.portable-executable";
  if (isMpegAudio(head)) return "audio/mpeg";
  if (isOldTar(head)) return "application/x-tar";
  const pdf = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1029)).indexOf(
    "%PDF-",
    0,
    "latin1",
  );
  const text = textOf(head);
  if (text === null) return pdf > 0 ? "application/pdf" : "application/octet-stream";
  return textKind(text, peek.name, peek.sizeBytes > head.length);
}

function holds(head: Uint8Array, offset: number, bytes: string): boolean {
  if (head.length < offset + bytes.length) return false;
  for (let index = 0; index < bytes.length; index++) {
    const code = bytes.charCodeAt(index);
    if (code !== 0x3f && head[offset + index] !== code) return false;
  }
  return true;
}

/**
 * Kinds of Microsoft's compound files. Their directory is anywhere in the file; the names of its entries, in UTF-16, are mostly
 * within the first bytes.
 */
function compoundKind(head: Uint8Array): string {
  const bytes = bufferOf(head);
  const names = (name: string) => bytes.includes(Buffer.from(name, "utf16le"));
  if (names("__properties_version1.0") || names("__nameid_version1.0") || names("__substg1.0_"))
    return "application/vnd.ms-outlook";
  if (names("WordDocument")) return "application/msword";
  if (names("PowerPoint Document")) return "application/vnd.ms-powerpoint";
  if (names("Workbook") || names("Book\0")) return "application/vnd.ms-excel";
  return "application/x-ole-storage";
}

/** `MZ` alone begins many a text; programs say at 0x3c where their second header is. */
function isProgram(head: Uint8Array): boolean {
  const at = (head[0x3c] ?? 0) + (head[0x3d] ?? 0) * 256;
  return at >= 0x40 && (holds(head, at, "PE\0\0") || holds(head, at, "NE") || holds(head, at, "LE"));
}

/** MPEG audio without a tag: eleven set bits, then a version, layer and rate that exist, and no text. */
function isMpegAudio(head: Uint8Array): boolean {
  const [first, second = 0, third = 0] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return false;
  return (
    (second & 0x18) !== 0x08 && (second & 0x06) === 0x02 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c
  );
}

/** Tar from before `ustar` has no mark but the sum of its first header. */
function isOldTar(head: Uint8Array): boolean {
  if (head.length < 512 || head[0] === 0) return false;
  const field = Buffer.from(head.buffer, head.byteOffset + 148, 8).toString("latin1");
  if (!/^ *[0-7]{1,7}[\0 ]*$/.test(field)) return false;
  let sum = 0;
  for (let index = 0; index < 512; index++) sum += index >= 148 && index < 156 ? 0x20 : (head[index] ?? 0);
  return Number.parseInt(field.trim(), 8) === sum;
}

/** The beginning of a text; null when the bytes are none. */
function textOf(head: Uint8Array): string | null {
  if (holds(head, 0, "\xff\xfe")) return new TextDecoder("utf-16le").decode(head);
  if (holds(head, 0, "\xfe\xff")) return new TextDecoder("utf-16be").decode(head);
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return null;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b)
      controls += 1;
  }
  if (controls * 100 > head.length) return null;
  return new TextDecoder().decode(head);
}

const headerField =
  /^(from|to|subject|date|message-id|received|return-path|delivered-to|mime-version|content-type|x-[a-z-]+|dkim-signature|arc-[a-z-]+|sender|reply-to|references|in-reply-to|user-agent|cc|bcc):/i;

function textKind(text: string, name: string, cutOff: boolean): string {
  const begin = text.replace(/^\ufeff/, "").trimStart();
  const head = begin.slice(0, 1024);
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (/^BEGIN:VCALENDAR\b/i.test(head)) return "text/calendar";
  if (/^BEGIN:VCARD\b/i.test(head)) return "text/vcard";
  if (/^From \S+ .*\d{4}\s/.test(head)) return "application/mbox";
  if (looksLikeMessage(begin)) return "message/rfc822";
  if (/^<!doctype html|^<html[\s>]|^<(head|body|script|meta|title)[\s>]/i.test(head)) return "text/html";
  if (/^<\?xml\s/i.test(head)) {
    if (/<html[\s>]/i.test(head)) return "application/xhtml+xml";
    return /<svg[\s>]/i.test(head) ? "image/svg+xml" : "application/xml";
  }
  if (/^<svg[\s>]/i.test(head)) return "image/svg+xml";
  if (
    /^(<!--[^>]{0,500}-->\s*)+<(!doctype html|html)/i.test(head) ||
    (ending.startsWith("htm") && /<[a-z]+[\s>]/i.test(head))
  )
    return "text/html";
  if (/^[[{]/.test(head) && isJson(begin, cutOff)) return "application/json";
  if (ending === "csv") return "text/csv";
  if (ending === "tsv") return "text/tab-separated-values";
  if (ending === "md" || ending === "markdown") return "text/markdown";
  if (ending === "jsonl" || ending === "ndjson") return "application/jsonl";
  return "text/plain";
}

/** Header fields to begin with, two of them known, or one and the blank line. */
function looksLikeMessage(text: string): boolean {
  const lines = text.slice(0, 16_384).split(/\r?\n/, 60);
  let known = 0;
  for (const line of lines) {
    if (line === "") break;
    if (/^[ \t]/.test(line)) continue;
    if (!/^[!-9;-~]{1,80}:/.test(line)) return false;
    if (headerField.test(line)) known += 1;
  }
  return known >= 2;
}

/** Whole texts are parsed; of one that is cut off the beginning must do. */
function isJson(text: string, cutOff: boolean): boolean {
  if (cutOff) return /^(\{\s*("([^"\\]|\\.){0,200}"\s*:|\})|\[\s*([[{"\-\d\]]|true|false|null))/.test(text);
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Lines of JSON, one value each.
    return /^\{\s*"([^"\\]|\\.){0,200}"\s*:[^\n]*\}\s*\n\s*\{/.test(text);
  }
}

const formats: Record<string, { en: string; fr: string }> = {
  "application/pdf": { en: "PDF", fr: "PDF" },
  "application/mbox": { en: "Mailbox", fr: "Boîte aux lettres" },
  "message/rfc822": { en: "Message", fr: "Message" },
  "application/vnd.ms-outlook-pst": { en: "Outlook data file (PST)", fr: "Fichier de données Outlook (PST)" },
  "application/vnd.ms-outlook": { en: "Outlook message (MSG)", fr: "Message Outlook (MSG)" },
  "application/vnd.ms-tnef": {
    en: "Outlook attachment (winmail.dat)",
    fr: "Pièce jointe Outlook (winmail.dat)",
  },
  "application/zip": { en: "Zip archive", fr: "Archive zip" },
  "application/x-tar": { en: "Tar archive", fr: "Archive tar" },
  "application/gzip": { en: "Gzip file", fr: "Fichier gzip" },
  "application/x-bzip2": { en: "Bzip2 file", fr: "Fichier bzip2" },
  "application/x-xz": { en: "XZ file", fr: "Fichier xz" },
  "application/x-7z-compressed": { en: "7z archive", fr: "Archive 7z" },
  "application/vnd.rar": { en: "RAR archive", fr: "Archive RAR" },
  "application/zstd": { en: "Zstandard file", fr: "Fichier Zstandard" },
  "application/vnd.ms-cab-compressed": { en: "Cabinet archive", fr: "Archive cabinet" },
  "application/java-archive": { en: "Java archive", fr: "Archive Java" },
  "application/vnd.android.package-archive": { en: "Android app", fr: "Application Android" },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
    en: "Word document",
    fr: "Document Word",
  },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
    en: "Excel workbook",
    fr: "Classeur Excel",
  },
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": {
    en: "PowerPoint presentation",
    fr: "Présentation PowerPoint",
  },
  "application/msword": { en: "Word document", fr: "Document Word" },
  "application/vnd.ms-excel": { en: "Excel workbook", fr: "Classeur Excel" },
  "application/vnd.ms-powerpoint": { en: "PowerPoint presentation", fr: "Présentation PowerPoint" },
  "application/x-ole-storage": { en: "Microsoft compound file", fr: "Fichier composé Microsoft" },
  "application/vnd.visio": { en: "Visio drawing", fr: "Dessin Visio" },
  "application/vnd.oasis.opendocument.text": { en: "OpenDocument text", fr: "Texte OpenDocument" },
  "application/vnd.oasis.opendocument.spreadsheet": {
    en: "OpenDocument spreadsheet",
    fr: "Classeur OpenDocument",
  },
  "application/vnd.oasis.opendocument.presentation": {
    en: "OpenDocument presentation",
    fr: "Présentation OpenDocument",
  },
  "application/epub+zip": { en: "E-book (EPUB)", fr: "Livre numérique (EPUB)" },
  "application/rtf": { en: "Rich text (RTF)", fr: "Texte enrichi (RTF)" },
  "application/postscript": { en: "PostScript", fr: "PostScript" },
  "text/html": { en: "Web page", fr: "Page web" },
  "application/xhtml+xml": { en: "Web page", fr: "Page web" },
  "application/xml": { en: "XML", fr: "XML" },
  "application/json": { en: "JSON", fr: "JSON" },
  "application/jsonl": { en: "JSON lines", fr: "Lignes JSON" },
  "text/csv": { en: "Table (CSV)", fr: "Tableau (CSV)" },
  "text/tab-separated-values": { en: "Table (TSV)", fr: "Tableau (TSV)" },
  "text/markdown": { en: "Text (Markdown)", fr: "Texte (Markdown)" },
  "text/plain": { en: "Text", fr: "Texte" },
  "text/calendar": { en: "Calendar", fr: "Calendrier" },
  "text/vcard": { en: "Address card", fr: "Carte de visite" },
  "image/png": { en: "Picture (PNG)", fr: "Image (PNG)" },
  "image/jpeg": { en: "Picture (JPEG)", fr: "Image (JPEG)" },
  "image/gif": { en: "Picture (GIF)", fr: "Image (GIF)" },
  "image/tiff": { en: "Picture (TIFF)", fr: "Image (TIFF)" },
  "image/webp": { en: "Picture (WebP)", fr: "Image (WebP)" },
  "image/bmp": { en: "Picture (BMP)", fr: "Image (BMP)" },
  "image/heic": { en: "Picture (HEIC)", fr: "Image (HEIC)" },
  "image/avif": { en: "Picture (AVIF)", fr: "Image (AVIF)" },
  "image/svg+xml": { en: "Drawing (SVG)", fr: "Dessin (SVG)" },
  "image/vnd.djvu": { en: "Scan (DjVu)", fr: "Numérisation (DjVu)" },
  "audio/mpeg": { en: "Sound (MP3)", fr: "Son (MP3)" },
  "audio/mp4": { en: "Sound (MP4)", fr: "Son (MP4)" },
  "audio/wav": { en: "Sound (WAV)", fr: "Son (WAV)" },
  "audio/ogg": { en: "Sound (Ogg)", fr: "Son (Ogg)" },
  "audio/flac": { en: "Sound (FLAC)", fr: "Son (FLAC)" },
  "video/mp4": { en: "Video (MP4)", fr: "Vidéo (MP4)" },
  "video/quicktime": { en: "Video (QuickTime)", fr: "Vidéo (QuickTime)" },
  "video/x-msvideo": { en: "Video (AVI)", fr: "Vidéo (AVI)" },
  "video/webm": { en: "Video (WebM)", fr: "Vidéo (WebM)" },
  "application/vnd.sqlite3": { en: "Database (SQLite)", fr: "Base de données (SQLite)" },
  "application/vnd.microsoft.portable-executable": { en: "Windows program", fr: "Programme Windows" },
  "application/x-elf": { en: "Program", fr: "Programme" },
  "font/ttf": { en: "Font", fr: "Police de caractères" },
  "font/otf": { en: "Font", fr: "Police de caractères" },
  "font/woff2": { en: "Font", fr: "Police de caractères" },
  "application/x-empty": { en: "Empty file", fr: "Fichier vide" },
  "application/octet-stream": { en: "Unknown data", fr: "Données inconnues" },
};

const families: Record<string, { en: string; fr: string }> = {
  text: { en: "Text", fr: "Texte" },
  image: { en: "Picture", fr: "Image" },
  audio: { en: "Sound", fr: "Son" },
  video: { en: "Video", fr: "Vidéo" },
  font: { en: "Font", fr: "Police de caractères" },
  message: { en: "Message", fr: "Message" },
};

/** A media type in plain words; the type itself where there are none. */
export function formatName(mediaType: string, tongue: Tongue): string {
  const bare = mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return (formats[bare] ?? families[bare.split("/", 1)[0] ?? ""])?.[tongue] ?? mediaType;
}
