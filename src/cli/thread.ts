/** `stemma thread MESSAGE`: the conversation as a tree. */
import type { LinkReason, ThreadAnswer } from "../ask/answers.ts";
import { thread } from "../ask/thread.ts";
import { asking } from "./command.ts";
import { fromToText } from "./terminal.ts";

const reasons: Record<LinkReason, { en: string; fr: string }> = {
  "in-reply-to": { en: "names it in In-Reply-To", fr: "le nomme dans In-Reply-To" },
  references: { en: "names it in References", fr: "le nomme dans References" },
  "printed-together": { en: "printed above it", fr: "imprimé au-dessus" },
  none: { en: "", fr: "" },
};

export const threadCommand = asking<ThreadAnswer>(thread, (answer, { terminal, tongue }) => {
  terminal.row(terminal.style("bold", answer.title ?? (tongue === "fr" ? "(sans objet)" : "(no subject)")));
  for (const message of answer.messages) {
    const reason = reasons[message.reason][tongue];
    const indent = "  ".repeat(Math.min(message.depth, 12) + 1);
    terminal.row(`${indent}${terminal.date(message.date)} · ${fromToText(message.from, message.to)}`);
    terminal.row(`${indent}${message.snippet.trim()}`);
    terminal.row(
      terminal.style(
        "dim",
        `${indent}${message.id}${reason ? ` · ${reason} (${Math.round(message.certainty * 100)} %)` : ""}`,
      ),
    );
  }
});
