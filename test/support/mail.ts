/** Mail made up from numbers: the same number gives the same message. English and French, answers, attachments, odd dates. */
import type { Tree } from "./folder.ts";

/** A small generator of numbers (mulberry32), so that what is made up can be made up again. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const people = [
  "Miriam Castellane <miriam.castellane@niph.example>",
  "Adrian Holt <adrian.holt@lumen.example>",
  "=?utf-8?q?Fran=C3=A7ois-Xavier_Th=C3=A9venin?= <fx.thevenin@mer.example>",
  "<press@harbour.example>",
  '"Okafor, Ada" <ada.okafor@harbour.example>',
];
const words =
  "the harbour report was sent to ministers before contracts were signed and nobody denied it négocié accord projet réunion chantier données reçu signée lettre après les ministres ont envoyé leurs réponses".split(
    " ",
  );

/** The `number`th message: its bytes, with CRLF line ends. About one in three answers an earlier one. */
export function mailNumber(number: number): string {
  const random = numbersFrom(number + 1);
  const sentence = (): string =>
    Array.from({ length: 6 + random(10) }, () => words[random(words.length)]).join(" ");
  const pick = (): string => people[random(people.length)] ?? "";
  const parent = number > 3 && random(3) === 0 ? random(number) : null;
  const date = `${1 + random(28)} ${["Jan", "Mar", "Sep"][random(3)]} ${2019 + random(4)} ${10 + random(10)}:${10 + random(50)}:00 +0${random(3)}00`;
  const head = [
    `From: ${pick()}`,
    `To: ${pick()}, ${pick()}`,
    ...(random(4) === 0 ? [`Cc: ${pick()}`] : []),
    `Subject: ${parent === null ? "" : "Re: "}${words[random(words.length)]} ${parent ?? number}`,
    ...(random(20) === 0 ? ["Date: the day after"] : [`Date: ${date}`]),
    `Message-ID: <m${number}@niph.example>`,
    ...(parent === null ? [] : [`In-Reply-To: <m${parent}@niph.example>`]),
    "MIME-Version: 1.0",
  ];
  const body = [
    sentence(),
    "",
    sentence(),
    ...(parent === null ? [] : ["", "On Monday Holt wrote:", `> ${sentence()}`]),
  ].join("\r\n");
  const plain = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", body];
  if (number % 5 !== 0) return [...head, ...plain, ""].join("\r\n");
  // Every fifth has a file attached; some files are attached to many messages.
  const attached = Buffer.from(`note ${random(7)}\n${sentence().slice(0, 10 * random(3))}\n`).toString(
    "base64",
  );
  return [
    ...head,
    `Content-Type: multipart/mixed; boundary="b${number}"`,
    "",
    `--b${number}`,
    ...plain,
    `--b${number}`,
    `Content-Type: text/plain; name="note-${random(3)}.txt"`,
    `Content-Disposition: attachment; filename="note-${random(3)}.txt"`,
    "Content-Transfer-Encoding: base64",
    "",
    attached,
    `--b${number}--`,
    "",
  ].join("\r\n");
}

/** Messages `from` to `to` (exclusive) as an mbox. */
export function mboxOf(from: number, to: number): string {
  let mbox = "";
  for (let number = from; number < to; number++)
    mbox += `From niph@example Mon Mar  1 10:00:00 2021\n${mailNumber(number)
      .replaceAll("\r\n", "\n")
      .replace(/^(>*From )/gm, ">$1")}\n`;
  return mbox;
}

/** Some of everything: mail one by one and in a mailbox, stories, notes, the same thing twice, broken and unreadable files. */
export function releaseOf(messages: number): Tree {
  const tree: Tree = {
    "notes/harbour.txt": "The harbour contract\n\nIt was signed on 3 March 2021. Nobody had been asked.\n",
    "notes/copie.txt": "The harbour contract\n\nIt was signed on 3 March 2021. Nobody had been asked.\n",
    "notes/été.md": "# Le chantier naval\n\nLa réunion a eu lieu à Saint-Nazaire, après négociation.\n",
    "broken/empty.pdf": "",
    "broken/torn.pdf": "%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "broken/noise.bin": Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * 7919) % 256)),
    "broken/torn.eml": mailNumber(5).slice(0, 700),
    "tables/payments.csv":
      "date,payee,amount\n2021-03-01,Lumen,1200\n2021-03-02,Harbour,900\n2021-03-05,Lumen,75\n",
  };
  const half = Math.floor(messages / 2);
  for (let number = 0; number < half; number++) tree[`mail/${number % 7}/${number}.eml`] = mailNumber(number);
  // A few are in both.
  tree["mail/archive.mbox"] = mboxOf(Math.max(0, half - 10), messages);
  return tree;
}
