/** `stemma show DOCUMENT`: its text, a passage of it, its header fields, or the bytes of its original. */
import type { DocumentAnswer } from "../ask/answers.ts";
import { headersOf, openOriginal } from "../ask/originals.ts";
import { textParam } from "../ask/question.ts";
import { documentNamed, passageOf } from "../ask/shapes.ts";
import { show } from "../ask/show.ts";
import { kindNames } from "../ask/words.ts";
import { UsageError } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import { type Command, done, type Setting, viewFor } from "./command.ts";
import { printJson } from "./terminal.ts";

const windowBytes = 1024 ** 2;

export const showCommand: Command = {
  params: [
    ...show.params,
    {
      name: "passage",
      type: "text",
      summary: { en: "only this passage, A-B", fr: "seulement ce passage, A-B" },
    },
    {
      name: "original",
      type: "flag",
      summary: { en: "the bytes as they were found", fr: "les octets tels que trouvés" },
    },
    {
      name: "headers",
      type: "flag",
      summary: { en: "all header fields of the message", fr: "tous les champs d’en-tête du message" },
    },
  ],
  examples: show.examples,
  async run(setting) {
    const view = viewFor(setting);
    const { params, terminal } = setting;
    const id = textParam(params, "document") ?? "";
    if (params.original) return writeOriginal(setting, id);
    if (params.headers) {
      const answer = await headersOf(view, params);
      if (setting.json) printJson(answer);
      else
        for (const { name, value } of answer.fields)
          terminal.row(`${terminal.style("bold", name)}: ${value}`);
      return done;
    }
    const passage = textParam(params, "passage");
    if (passage !== undefined) {
      const document = documentNamed(view.case, id);
      const answer = passageOf(view.case, document, ...rangeIn(passage, document));
      if (setting.json) printJson(answer);
      else terminal.line(answer.text);
      return done;
    }
    const answer = (await show.ask(view, params)) as DocumentAnswer;
    if (setting.json) printJson(answer);
    else printDocument(answer, setting);
    return done;
  },
};

/** The two ends of `A-B`. Throws `UsageError` when they are none, or not of this text. */
function rangeIn(passage: string, { id, characters }: { id: string; characters: number }): [number, number] {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(passage) ?? [];
  if (!first || !last)
    throw new UsageError(messages.paramWrong, { name: "passage", value: passage, wanted: "A-B" });
  const [start, end] = [Number(first), Number(last)];
  if (start > end || end > characters)
    throw new UsageError(messages.passageOutside, { value: passage, id, characters: String(characters) });
  return [start, end];
}

/** Bytes go out as they are, piece by piece. A terminal is spared: it would obey the codes in them. */
async function writeOriginal(setting: Setting, id: string): Promise<number> {
  if (process.stdout.isTTY) throw new UsageError(messages.originalToTerminal, { id });
  const view = viewFor(setting);
  const document = (await show.ask(view, { document: id })) as DocumentAnswer;
  const original = await openOriginal(view.case, document.original.id);
  if (!original) throw new UsageError(messages.noSuchDocument, { id });
  try {
    for (let at = 0; at < original.input.sizeBytes; at += windowBytes) {
      const more = process.stdout.write(original.input.bytes(at, at + windowBytes));
      if (!more) await new Promise((resolve) => process.stdout.once("drain", resolve));
    }
  } finally {
    original.close();
  }
  return done;
}

function printDocument(answer: DocumentAnswer, { terminal, tongue }: Setting): void {
  const fr = tongue === "fr";
  const fact = (name: string, value: string | null) => {
    if (value) terminal.row(`${terminal.style("dim", name.padEnd(12))} ${value}`);
  };
  terminal.row(terminal.style("bold", answer.title ?? (fr ? "(sans titre)" : "(no title)")));
  fact(fr ? "genre" : "kind", kindNames[answer.kind][tongue]);
  fact("date", terminal.date(answer.date));
  fact(fr ? "presse" : "outlet", answer.outlet);
  fact(fr ? "auteur" : "author", answer.author);
  fact(fr ? "langue" : "language", answer.language);
  for (const place of answer.occurrences)
    fact(
      fr ? "fichier" : "file",
      place.path.join(" › ") + (place.gone ? (fr ? " (disparu)" : " (gone)") : ""),
    );
  fact("sha256", answer.original.sha256);
  if (answer.origin)
    fact(
      fr ? "imprimé dans" : "printed in",
      `${answer.origin.document} ${answer.origin.start}-${answer.origin.end}`,
    );
  for (const { name, sizeBytes, documents } of answer.attachments)
    fact(
      fr ? "pièce jointe" : "attached",
      `${name} · ${terminal.bytes(sizeBytes)}${documents.length ? ` · ${documents.join(" ")}` : ""}`,
    );
  for (const { reason } of answer.problems) fact(fr ? "problème" : "problem", reason);
  terminal.line();
  terminal.line(answer.text);
}
