/** Names of attachments: labels for people, and hints for what is inside. */
import { oneLine } from "./encoded-words.ts";
import type { Part } from "./mime.ts";

const endings: Record<string, string> = {
  "application/gzip": "gz",
  "application/msword": "doc",
  "application/octet-stream": "bin",
  "application/pdf": "pdf",
  "application/pgp-encrypted": "asc",
  "application/pgp-keys": "asc",
  "application/pgp-signature": "asc",
  "application/pkcs7-mime": "p7m",
  "application/pkcs7-signature": "p7s",
  "application/postscript": "ps",
  "application/rtf": "rtf",
  "application/vnd.ms-excel": "xls",
  "application/vnd.ms-powerpoint": "ppt",
  "application/vnd.ms-tnef": "dat",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/x-pkcs7-mime": "p7m",
  "application/x-pkcs7-signature": "p7s",
  "application/xml": "xml",
  "application/zip": "zip",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/jpg": "jpg",
  "image/png": "png",
  "image/svg+xml": "svg",
  "image/tiff": "tif",
  "message/global": "eml",
  "message/news": "eml",
  "message/rfc822": "eml",
  "text/calendar": "ics",
  "text/css": "css",
  "text/csv": "csv",
  "text/html": "html",
  "text/rtf": "rtf",
  "text/vcard": "vcf",
  "text/x-vcard": "vcf",
  "text/xml": "xml",
  "video/mp4": "mp4",
};

/** The declared name, or `part-2.pdf` where none is: `number` counts the leaf parts of the message from 1. */
export function attachmentName(part: Part, number: number): string {
  const declared = part.fileName === null ? "" : oneLine(part.fileName);
  if (declared !== "") return declared;
  const ending = endings[part.type] ?? (/^(?:text|message)\//.test(part.type) ? "txt" : "bin");
  return `part-${number}.${ending}`;
}
