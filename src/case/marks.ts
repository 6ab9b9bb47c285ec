/** Marks as stored: one JSON text a document, since nobody asks by them. */
import { type Mark, markKinds } from "../text/document.ts";

/** Marks as stored: `[kind, start, end, value?]`, kinds by their index. Null when there are none. */
export function packMarks(marks: readonly Mark[]): string | null {
  if (marks.length === 0) return null;
  return JSON.stringify(
    marks.map(({ kind, start, end, value }) => {
      const packed: (string | number)[] = [markKinds.indexOf(kind), start, end];
      if (value !== undefined && value !== "") packed.push(value);
      return packed;
    }),
  );
}

/** The reverse of `packMarks`. */
export function unpackMarks(packed: string | null): Mark[] {
  if (!packed) return [];
  return (JSON.parse(packed) as [number, number, number, (string | number)?][]).map(
    ([kind, start, end, value]) => {
      const mark: Mark = { kind: markKinds[kind] ?? "paragraph", start, end };
      if (value !== undefined) mark.value = value;
      else if (mark.kind === "redaction") mark.value = "";
      return mark;
    },
  );
}
