import assert from "node:assert/strict";
import { test } from "node:test";
import { type Mark, undated } from "../text/document.ts";
import { replyParts } from "./reply-parts.ts";

const header = "From: Ann\nTo: Bob\nSubject: Lunch\n";

/** Marks `>` lines as the mail reader does. */
function readerMarks(text: string): Mark[] {
  const marks: Mark[] = [{ kind: "header", start: 0, end: header.length - 1, value: "subject" }];
  let at = 0;
  for (const line of text.split("\n")) {
    if (line.startsWith(">")) {
      const last = marks.at(-1);
      if (last?.kind === "quoted" && last.end + 1 === at) last.end = at + line.length;
      else marks.push({ kind: "quoted", start: at, end: at + line.length, value: 1 });
    }
    at += line.length + 1;
  }
  return marks;
}

function parts(body: string, title = "Lunch"): [string, string][] {
  const text = `${header}\n${body}`;
  return replyParts
    .find({
      kind: "message",
      title,
      text,
      marks: readerMarks(text),
      language: null,
      date: undated,
      message: null,
    })
    .flatMap((finding) =>
      finding.kind === "mark"
        ? [[finding.mark.kind, text.slice(finding.mark.start, finding.mark.end)] as [string, string]]
        : [],
    );
}

test("the line that introduces a quotation belongs to it", () => {
  assert.deepEqual(
    parts("Yes.\n\nOn Mon, Mar 16, 2020 at 9:04 AM Bob Ray <bob@b.example> wrote:\n\n> Lunch?\n"),
    [["quoted", "On Mon, Mar 16, 2020 at 9:04 AM Bob Ray <bob@b.example> wrote:"]],
  );
  assert.deepEqual(parts("Oui.\n\nLe 16 mars 2020 à 09:04, Bob Ray\n<bob@b.example> a écrit :\n> Midi ?\n"), [
    ["quoted", "Le 16 mars 2020 à 09:04, Bob Ray\n<bob@b.example> a écrit :"],
  ]);
  assert.deepEqual(parts("Ja.\n\nAm 16.03.2020 um 09:04 schrieb Bob Ray <bob@b.example>:\n> Mittag?\n"), [
    ["quoted", "Am 16.03.2020 um 09:04 schrieb Bob Ray <bob@b.example>:"],
  ]);
});

test("without marks of quotation all below a dated attribution is quoted", () => {
  assert.deepEqual(parts("Yes.\n\nOn Mar 16, 2020, at 9:04 AM, Bob Ray wrote:\n\nLunch?\nBob\n"), [
    ["quoted", "On Mar 16, 2020, at 9:04 AM, Bob Ray wrote:\n\nLunch?\nBob"],
  ]);
});

test("somebody who wrote something in a sentence is not quoted", () => {
  assert.deepEqual(parts("As the minister wrote: no comment.\nI disagree.\n"), []);
  assert.deepEqual(parts("Here is what he wrote:\n\nNothing of use.\n"), []);
});

test("a header block and the mail below it are quoted, forwarded when the subject says so", () => {
  const tail =
    "________________________________\nFrom: Bob Ray <bob@b.example>\nSent: Monday, March 16, 2020 9:04 AM\nTo: Ann\nSubject: Lunch\n\nLunch?";
  assert.deepEqual(parts(`Yes.\n\n${tail}\n`, "RE: Lunch"), [["quoted", tail]]);
  assert.deepEqual(parts(`See below.\n\n${tail}\n`, "FW: Lunch"), [["forwarded", tail]]);
  const french = "De : Bob Ray\nEnvoyé : lundi 16 mars 2020 09:04\nÀ : Ann\nObjet : Déjeuner\n\nMidi ?";
  assert.deepEqual(parts(`Oui.\n\n${french}\n`, "RE: Déjeuner"), [["quoted", french]]);
});

test("lines of devices, dashes without their blank and footers of lists are told apart", () => {
  assert.deepEqual(parts("Yes.\n\nSent from my iPhone\n"), [["signature", "Sent from my iPhone"]]);
  assert.deepEqual(parts("Oui.\n\nEnvoyé de mon iPhone\n"), [["signature", "Envoyé de mon iPhone"]]);
  assert.deepEqual(parts("Yes.\n--\nAnn Lee\nDirector\n"), [["signature", "--\nAnn Lee\nDirector"]]);
  const footer = "_______________________________________________\nlunch mailing list\nlunch@lists.example";
  assert.deepEqual(parts(`Yes.\n\n${footer}\n`), [["boilerplate", footer]]);
});

test("notices of confidentiality are found in English, French and German", () => {
  const english =
    "This e-mail and any attachments are confidential and intended solely for the use of the addressee. If you have received this e-mail in error, please delete it.";
  const french =
    "Ce message et ses pièces jointes sont confidentiels et établis à l’attention exclusive de leur destinataire. S’il vous est parvenu par erreur, merci de le détruire.";
  const german =
    "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Empfänger sind oder diese E-Mail irrtümlich erhalten haben, löschen Sie sie.";
  for (const notice of [english, french, german])
    assert.deepEqual(parts(`Yes.\n\nAnn\n\n${notice}\n`), [["disclaimer", notice]]);
  assert.deepEqual(parts("The list is confidential. Do not show it to Bob.\n"), []);
});

test("hostile bodies take time in proportion to their length", () => {
  for (const piece of [
    "wrote:\n",
    "On On On ",
    "From: a\n",
    "--\n",
    "confidential\n\n",
    "> \nconfidential\n",
    "____________________\n",
    " ",
  ]) {
    const started = performance.now();
    parts(piece.repeat(60_000));
    assert.ok(performance.now() - started < 3000, JSON.stringify(piece));
  }
});
