/** `stemma documents [QUERY]`: one line each. */
import type { Answer, DocumentLine } from "../ask/answers.ts";
import { documents } from "../ask/documents.ts";
import { kindNames } from "../ask/words.ts";
import { asking, printListEnd } from "./command.ts";

export const documentsCommand = asking<Answer<DocumentLine>>(documents, (answer, setting) => {
  const { terminal } = setting;
  for (const line of answer.items)
    terminal.row(
      [
        line.id,
        kindNames[line.kind][terminal.tongue].padEnd(8),
        line.date.edtf ?? "",
        line.title ?? "",
        terminal.style("dim", line.place),
      ].join("  "),
    );
  printListEnd(answer, setting);
});
