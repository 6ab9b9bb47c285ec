/** What the institute printed and what it blacked out: the print-outs of release 1, part 4, from page 1,203 on. */
import type { Blackout, PrintOut } from "../make/print.ts";
import { bodyOf, type MailSource, mailByKey } from "./mail.ts";
import {
  aldous,
  castellane,
  holt,
  marlowe,
  okafor,
  type Person,
  pressOffice,
  ribeiro,
  thevenin,
} from "./people.ts";

export const batesPrefix = "NIPH";
export const firstBates = 1203;

const everybody: readonly Person[] = [
  aldous,
  castellane,
  holt,
  marlowe,
  okafor,
  pressOffice,
  ribeiro,
  thevenin,
];

/** Addresses and telephone numbers are personal matters, whoever they belong to. */
const personal: readonly Blackout[] = [
  ...everybody.map((person): Blackout => ({ words: `<${person.address}>`, code: "(b)(6)" })),
  { words: "555-0142", code: "(b)(6)" },
  { words: "555-0178", code: "(b)(6)" },
  { words: "555-0119", code: "(b)(6)" },
];

/** How the print-out writes a date: the sender's clock, no zone. */
function sentLine(date: string): string {
  const [weekday = "", day = "", month = "", year = "", time = ""] = date.split(/[ ,]+/);
  const weekdays: Record<string, string> = {
    Mon: "Monday",
    Tue: "Tuesday",
    Wed: "Wednesday",
    Thu: "Thursday",
    Fri: "Friday",
  };
  const months: Record<string, string> = { Mar: "March", Apr: "April", May: "May", Jun: "June" };
  const [hour = "0", minute = "00"] = time.split(":");
  const clock = `${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? "AM" : "PM"}`;
  return `${weekdays[weekday] ?? weekday}, ${months[month] ?? month} ${Number(day)}, ${year} ${clock}`;
}

const shown = (people: readonly Person[]): string =>
  people.map((person) => `${person.printed} <${person.address}>`).join("; ");

function printOf(key: string, owner: Person, blackouts: readonly Blackout[]): PrintOut {
  const message: MailSource = mailByKey(key);
  const headers: [string, string][] = [
    ["From", shown([message.from])],
    ["Sent", sentLine(message.date)],
    ["To", shown(message.to)],
  ];
  if (message.cc) headers.push(["Cc", shown(message.cc)]);
  headers.push(["Subject", message.subject]);
  if (message.attachments)
    headers.push(["Attachments", message.attachments.map(({ name }) => name).join("; ")]);
  return {
    owner: owner.printed,
    headers,
    body: bodyOf(message, Number.POSITIVE_INFINITY),
    blackouts: [...personal, ...blackouts],
  };
}

/** Stands for words that nobody has: the page shows a box of this length and no letter. */
const gone = (letters: number): string =>
  "wordsnobodyhas "
    .repeat(Math.ceil(letters / 15))
    .slice(0, letters)
    .trim();

const adviceLines = [gone(310), gone(240), gone(96)];

const advice: PrintOut = {
  owner: castellane.printed,
  headers: [
    ["From", shown([okafor])],
    ["Sent", "Monday, April 12, 2021 9:20 AM"],
    ["To", shown([castellane])],
    ["Subject", "Lumen reports: privileged"],
  ],
  body: `Miriam,\n\n${adviceLines.join("\n\n")}\n\nRuth`,
  blackouts: [...personal, ...adviceLines.map((words): Blackout => ({ words, code: "(b)(5)" }))],
};

export const prints: readonly PrintOut[] = [
  printOf("numbers-4", castellane, [{ words: "West Haven stays provisional.", code: "(b)(5)" }]),
  printOf("centre-2", castellane, [
    {
      words:
        "We expect 40 million people to see it in the first week, and we will carry the cost of the space ourselves.",
      code: "(b)(4)",
    },
  ]),
  // The sentence that is blacked out above stands open here: whoever blacked out this print-out did not see the other.
  printOf("centre-4", ribeiro, []),
  printOf("statement-1", castellane, [
    { words: "The institute is glad to enter into this *partnership*.", code: "(b)(5)" },
  ]),
  printOf("statement-2", castellane, [
    { words: "The institute is glad to enter into this *partnership*.", code: "(b)(5)" },
    {
      words: `Not "partnership". We are not partners. Say that we supply the text and they supply the space.`,
      code: "(b)(5)",
    },
  ]),
  advice,
  printOf("months-2", castellane, [
    { words: "Our counsel advises against it, and so do I.", code: "(b)(5)" },
    { words: "31 million people", code: "(b)(4)" },
    { words: "watched 38 million times", code: "(b)(4)" },
    { words: "the offer stands, and there is no hurry.", code: "(b)(4)", showsThrough: true },
  ]),
  printOf("thole-2", castellane, [
    { words: "and I told Adrian a week ago that nothing would be.", code: "(b)(5)" },
    {
      words:
        "Nothing on letters, nothing on what was or was not offered; that is a longer story and it is not what he said.",
      code: "(b)(5)",
      showsThrough: true,
    },
  ]),
];
