/** `stemma contacts`: who dealt with whom and when, each with the lines that show it. */
import type { Answer, Contact } from "../ask/answers.ts";
import { contacts } from "../ask/contacts.ts";
import { asking, printListEnd } from "./command.ts";
import { fromToText, partiesText } from "./terminal.ts";

export const contactsCommand = asking<Answer<Contact>>(contacts, (answer, setting) => {
  const { terminal } = setting;
  for (const contact of answer.items) {
    const copies = contact.cc.length ? ` (cc ${partiesText(contact.cc, 2)})` : "";
    terminal.row(
      `${terminal.style("bold", terminal.date(contact.date))}  ${fromToText(contact.from, contact.to, 2, 4)}${copies}`,
    );
    for (const passage of contact.evidence.slice(0, 4))
      terminal.row(terminal.style("dim", `    ${passage.text.replace(/\s+/g, " ").slice(0, 140)}`));
    const [first] = contact.evidence;
    if (first)
      terminal.row(
        terminal.style(
          "dim",
          `    ${first.document} ${first.start}-${contact.evidence.at(-1)?.end ?? first.end}`,
        ),
      );
  }
  printListEnd(answer, setting);
});
