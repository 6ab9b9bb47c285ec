/** How much a text looks like the header of a message: by the names of its fields. */
import { nameEnd } from "./headers.ts";

/** Fields that programs write; one of them is nearly proof. */
const machineFields = new Set(
  "message-id received return-path mime-version delivered-to x-mailer dkim-signature arc-seal references in-reply-to content-transfer-encoding x-originating-ip user-agent thread-index envelope-to x-received list-id status x-uid".split(
    " ",
  ),
);
/** Fields that also stand above a text that a person typed or printed. */
const humanFields = new Set("from to cc bcc date subject reply-to sender content-type".split(" "));

/** As print-outs and exports have it; never a field of a message. */
const printedFields = new Set("sent envoyé gesendet enviado".split(" "));

/** How much the fields at the head of a text look like those of a message. */
export function headerLikeness(text: string): number {
  const seen = new Set<string>();
  let machine = 0;
  let human = 0;
  let lines = 0;
  let at = 0;
  while (at < text.length && lines < 200) {
    const lineBreak = text.indexOf("\n", at);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const code = text.charCodeAt(at);
    if (end === at || code === 13) break;
    if (code !== 32 && code !== 9) {
      const afterName = nameEnd(text, at);
      if (afterName < 0) {
        if (lines === 0) return 0;
        break;
      }
      const name = text.slice(at, afterName).toLowerCase();
      if (printedFields.has(name)) return 0;
      if (!seen.has(name)) {
        seen.add(name);
        if (machineFields.has(name)) machine += 1;
        else if (humanFields.has(name)) human += 1;
      }
    } else if (lines === 0) return 0;
    lines += 1;
    at = end + 1;
  }
  if (machine >= 1 && machine + human >= 3) return 0.95;
  if (machine + human >= 3) return 0.8;
  if (machine + human === 2) return machine > 0 || seen.has("from") || seen.has("date") ? 0.6 : 0.4;
  return machine + human === 1 && seen.size <= 3 ? 0.2 : 0;
}
