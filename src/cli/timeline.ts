/** `stemma timeline`: everything dated, oldest first. */
import type { Answer, TimelineEntry } from "../ask/answers.ts";
import { timeline } from "../ask/contacts.ts";
import { kindNames } from "../ask/words.ts";
import { asking, printListEnd } from "./command.ts";
import { partiesText } from "./terminal.ts";

export const timelineCommand = asking<Answer<TimelineEntry>>(timeline, (answer, setting) => {
  const { terminal, tongue } = setting;
  for (const entry of answer.items)
    terminal.row(
      [
        terminal.date(entry.date).padEnd(30),
        kindNames[entry.kind][tongue].padEnd(8),
        entry.who.length ? partiesText(entry.who, 2) : "",
        entry.title ?? "",
        terminal.style("dim", entry.document),
      ].join("  "),
    );
  printListEnd(answer, setting);
});
