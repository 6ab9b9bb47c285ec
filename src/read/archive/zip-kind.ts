/** Tells what a zip file really is: many formats are zip files with agreed members. */
import { bufferOf } from "../input.ts";

/** Members that only one kind has, by how their names begin. */
const members: readonly [begin: string, mediaType: string][] = [
  ["word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ["visio/", "application/vnd.visio"],
];

/** Members that stand beside them; a folder `word/` alone makes no Word document. */
const officeMembers = ["[Content_Types].xml", "_rels/.rels"];

/** The media type of a zip file from its first bytes: `application/zip` when it is just that. */
export function zipKind(head: Uint8Array): string {
  const bytes = bufferOf(head);
  const names: string[] = [];
  // Names in the local headers that are within sight; a member's content may look like one, which does no harm here.
  for (let at = bytes.indexOf("PK\x03\x04", 0, "latin1"); at >= 0 && at + 30 <= bytes.length; ) {
    const length = bytes.readUInt16LE(at + 26);
    const extra = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("latin1", at + 30, at + 30 + length);
    if (names.length === 0 && name === "mimetype") {
      const declared = /^[a-z]+\/[a-z0-9.+-]+/.exec(
        bytes.toString("latin1", at + 30 + length + extra, at + 30 + length + extra + 100),
      )?.[0];
      if (declared?.startsWith("application/vnd.oasis.opendocument.") || declared === "application/epub+zip")
        return declared;
    }
    names.push(name);
    if (names.length > 2000) break;
    at = bytes.indexOf("PK\x03\x04", at + 30, "latin1");
  }
  if (names.some((name) => officeMembers.includes(name)))
    for (const [begin, mediaType] of members)
      if (names.some((name) => name.startsWith(begin))) return mediaType;
  if (names.includes("AndroidManifest.xml")) return "application/vnd.android.package-archive";
  if (names[0] === "META-INF/" || names.includes("META-INF/MANIFEST.MF")) return "application/java-archive";
  return "application/zip";
}
