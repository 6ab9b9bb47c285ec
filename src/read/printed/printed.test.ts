import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Draft, type Mark, undated } from "../../text/document.ts";
import { joinPages } from "./join-pages.ts";
import { looksPrinted, printedMessages } from "./printed.ts";

function paper(text: string, marks: Mark[] = []): Draft {
  return {
    key: "",
    kind: "paper",
    title: null,
    text,
    marks,
    language: null,
    date: undated,
    outlet: null,
    author: null,
    url: null,
    origin: { kind: "bytes", start: 0, end: text.length },
  };
}

/** What a person would say of each mail: subject, date, and who, by role. */
function told(text: string, marks: Mark[] = []) {
  return printedMessages(paper(text, marks)).map((message) => ({
    subject: message.title,
    date: message.date.edtf,
    who: (message.message?.parties ?? []).map(({ role, name, address }) => `${role} ${name ?? address}`),
  }));
}

const outlook = `From: Holt, Marianne (DEQ)
Sent: Tuesday, March 10, 2015 6:42 PM
To: Ray, Bob (DEQ); Lee, Ann (Treasury)
Cc: (b)(6)
Subject: RE: FW: Draft talking points - river intake
Attachments: talking points v3.docx; image001.png

Bob,

I would take out the sentence on corrosion control.

Marianne

-----Original Message-----
From: Press office [mailto:press@deq.example]
Sent: Tuesday, March 10, 2015 4:31 PM
To: Ray, Bob (DEQ)
Subject: Draft talking points - river intake

Attached is the draft for tomorrow.
`;

test("a print of Outlook gives each mail with its own words", () => {
  assert.deepEqual(told(outlook), [
    {
      subject: "RE: FW: Draft talking points - river intake",
      date: "2015-03-10T18:42:00",
      who: ["from Holt, Marianne (DEQ)", "to Ray, Bob (DEQ)", "to Lee, Ann (Treasury)"],
    },
    {
      subject: "Draft talking points - river intake",
      date: "2015-03-10T16:31:00",
      who: ["from Press office", "to Ray, Bob (DEQ)"],
    },
  ]);
  const [top] = printedMessages(paper(outlook));
  assert.ok(top?.text.endsWith("Marianne"), "the divider between two mails is nobody's");
});

test("a message points into its print-out, and its spans show the printed words", () => {
  const document = paper(`A cover sheet.\n\n${outlook}`);
  for (const message of printedMessages(document)) {
    assert.equal(message.kind, "message");
    assert.equal(message.message?.method, "printed");
    assert.equal(message.origin.kind, "passage");
    assert.equal(document.text.slice(message.origin.start, message.origin.end), message.text);
    assert.equal(message.key, `printed:${message.origin.start}`);
    for (const party of message.message?.parties ?? []) {
      const words = message.text.slice(party.start, party.end);
      assert.ok(words.includes(party.name?.slice(0, 3) ?? party.address ?? ""), words);
    }
    const from = message.marks.find(({ kind, value }) => kind === "header" && value === "from");
    assert.ok(from && message.text.slice(from.start, from.end).startsWith("From: "));
  }
});

test("French and German prints are read", () => {
  const french = `De : Lemoine, Béatrice (DREAL)
Envoyé : jeudi 14 janvier 2016 18:07
À : Dufour, Étienne (Préfecture)
Cc : [occulté]
Objet : TR: Projet de réponse
Pièces jointes : projet_v2.docx

Étienne,

Je supprimerais la phrase.

-----Message d’origine-----
De : Dufour, Étienne (Préfecture)
Envoyé : jeudi 14 janvier 2016 16:52
À : Lemoine, Béatrice (DREAL)
Objet : Projet de réponse

Voici le projet.

Le 13 janvier 2016 à 10:02, Presse <presse@prefecture.example> a écrit :
> Avez-vous reçu la note ?
`;
  assert.deepEqual(told(french), [
    {
      subject: "TR: Projet de réponse",
      date: "2016-01-14T18:07:00",
      who: ["from Lemoine, Béatrice (DREAL)", "to Dufour, Étienne (Préfecture)"],
    },
    {
      subject: "Projet de réponse",
      date: "2016-01-14T16:52:00",
      who: ["from Dufour, Étienne (Préfecture)", "to Lemoine, Béatrice (DREAL)"],
    },
    { subject: null, date: "2016-01-13T10:02:00", who: ["from Presse"] },
  ]);
  const german = `Von: Weber, Anna
Gesendet: Montag, 16. März 2020 09:04
An: Koch, Jan; Braun, Eva
Betreff: AW: Messwerte

Bitte nicht weitergeben.

Am 15.03.2020 um 18:20 schrieb Jan Koch <jan@amt.example>:
> Liegen die Werte vor?
`;
  assert.deepEqual(told(german), [
    {
      subject: "AW: Messwerte",
      date: "2020-03-16T09:04:00",
      who: ["from Weber, Anna", "to Koch, Jan", "to Braun, Eva"],
    },
    { subject: null, date: "2020-03-15T18:20:00", who: ["from Jan Koch"] },
  ]);
});

test("a header that OCR and black bars have been through is read", () => {
  const damaged = `From:                   Holt, Marianne (DEQ/ WAT ER) [E)
Sent :                  Tue, 10 Mar 2015 22:4 2:19 +0000
To :                    Ray, Bob (DEQ/AIR) [El;Mar k Sorensen
Ce:                     Lee, Ann (DEQ/AIR) [E]        (b)(6)c,
Subj ect :              RE:



Bob: no.


From: Mar k Sorensen              Cb)(6)
Se nt : Tues day, Ma rch 10, 2015 6: 12 PM
To: Holt, Maria nne (DEQ/WATER) [E]_______
                                     ------~=               _.
                                                       (b)(6)>; Lee, Ann
(DEQ/AIR) [E]
Subject : Inhibitor

Do we deny it?
`;
  assert.deepEqual(told(damaged), [
    {
      subject: "RE:",
      date: "2015-03-10T22:42:19+00:00",
      who: [
        "from Holt, Marianne (DEQ/WATER) [E]",
        "to Ray, Bob (DEQ/AIR) [E]",
        "to Mark Sorensen",
        "cc Lee, Ann (DEQ/AIR) [E]",
      ],
    },
    {
      subject: "Inhibitor",
      date: "2015-03-10T18:12:00",
      who: ["from Mark Sorensen", "to Holt, Marianne (DEQ/WATER) [E]", "to Lee, Ann (DEQ/AIR) [E]"],
    },
  ]);
});

test("header lines that OCR joined into one are parted", () => {
  const joined = `Thanks, Bob From: "Holt, Marianne (DEQ) [E]" <9 @@> Date: Sunday, May 3, 2015 at 1:55 PM
To: "Ray, Bob (DEQ) [E]" | ee> Ce: "Lee, Ann (DEQ) [E]" T
Subject: FW: 2 quick points
No comment.
`;
  assert.deepEqual(told(joined), [
    {
      subject: "FW: 2 quick points",
      date: "2015-05-03T13:55:00",
      who: ["from Holt, Marianne (DEQ) [E]", "to Ray, Bob (DEQ) [E]", "cc Lee, Ann (DEQ) [E]"],
    },
  ]);
});

test("values that stand below their empty labels find them", () => {
  const displaced = `From:                  Holt, Marianne (DEQ/WATER) [E)
Sent :
To:
                       Sun, 3 May 2015 20:58:32 +0000
                                                                 ________
                       Ray, Bob (DEQ/AIR) [E)
Cc:
Subject:
                       Lee, Ann (DEQ/AIR) [E);Mark Sorensen
                       RE: Conference planning


Bob: yes.
`;
  assert.deepEqual(told(displaced), [
    {
      subject: "RE: Conference planning",
      date: "2015-05-03T20:58:32+00:00",
      who: [
        "from Holt, Marianne (DEQ/WATER) [E]",
        "to Ray, Bob (DEQ/AIR) [E]",
        "cc Lee, Ann (DEQ/AIR) [E]",
        "cc Mark Sorensen",
      ],
    },
  ]);
});

test("a wrapped subject is joined, the first line of the body is not", () => {
  const long = "RE: Requesting your assistance: draft statement of the department for the";
  const text = `From: Holt, Marianne\nSent: Tuesday, March 10, 2015 6:42 PM\nTo: Ray, Bob\nSubject: ${long}\nhearing of next week\n\nBob, see below.\n`;
  assert.equal(told(text)[0]?.subject, `${long} hearing of next week`);
  const short =
    "From: Holt, Marianne\nSent: Tuesday, March 10, 2015 6:42 PM\nTo: Ray, Bob\nSubject: Lunch\nBob, see below.\n\nM.\n";
  assert.equal(told(short)[0]?.subject, "Lunch");
});

test("a sender blacked out is nobody, and an empty subject is none", () => {
  const text =
    "From:                         (b)(6)\nSent:      Sat, 21 Mar 2015 07:38:39 -0400\nTo:        Ray, Bob\nSubject:\n\n\n\nNo.\n";
  assert.deepEqual(told(text), [{ subject: null, date: "2015-03-21T07:38:39-04:00", who: ["to Ray, Bob"] }]);
});

test("a message that runs over the page keeps the numbers of its pages", () => {
  const { text, marks } = joinPages([
    { number: 41, text: "Cover.\n" },
    {
      number: 42,
      text: "From: Holt, Marianne\nSent: Tuesday, March 10, 2015 6:42 PM\n\n\n                 DEQ-001245\n",
    },
    { number: 43, text: "To: Ray, Bob\nSubject: Lunch\n\nBob,\nyes.\n\n\n              DEQ-001246\n" },
  ]);
  const [message, ...others] = printedMessages(paper(text, marks));
  assert.equal(others.length, 0);
  const pages = message?.marks.filter(({ kind }) => kind === "page") ?? [];
  assert.deepEqual(
    pages.map(({ value }) => value),
    [42, 43],
  );
  assert.ok(message?.text.endsWith("yes."), "the stamp at the foot of the page is no word of the mail");
  assert.ok(pages.every(({ start, end }) => start >= 0 && start < end && end <= (message?.text.length ?? 0)));
});

test("words that go on below a quotation belong to the mail that quotes", () => {
  const text = `From: Holt, Marianne
Sent: Tuesday, March 10, 2015 6:42 PM
To: Ray, Bob
Subject: RE: Lunch

On Mar 10, 2015, at 5:58 PM, Ray, Bob (DEQ) <ray@deq.example> wrote:

> Shall we deny it?
> Bob

No, Bob. We say nothing
until the press asks.
`;
  const [top, quoted] = printedMessages(paper(text));
  assert.ok(top?.text.endsWith("until the press asks."));
  assert.ok(quoted?.text.endsWith("> Bob"));
  const mark = top?.marks.find(({ kind }) => kind === "quoted");
  assert.equal(mark && top?.text.slice(mark.start, mark.end), quoted?.text);
});

test("mails on behalf of another name both", () => {
  const text =
    "From: Lee, Ann (DEQ) [E] on behalf of Holt, Marianne (DEQ) [E]\nSent: Tuesday, March 10, 2015 6:42 PM\nTo: Ray, Bob\nSubject: x\n\ny\n";
  assert.deepEqual(told(text)[0]?.who, [
    "from Holt, Marianne (DEQ) [E]",
    "sender Lee, Ann (DEQ) [E]",
    "to Ray, Bob",
  ]);
});

test("Notes, GroupWise and web mail print no labels and are read all the same", () => {
  const notes = `Marianne Holt/R7/DEQ/US
08/14/2006 03:22 PM


To        Bob Ray/R7/DEQ/US@DEQ
cc        Ann Lee/DC/DEQ/US@DEQ
bcc


Subject     Re: Sampling


Hold the letter.
`;
  assert.deepEqual(told(notes), [
    {
      subject: "Re: Sampling",
      date: "2006-08-14T15:22:00",
      who: ["from Marianne Holt/R7/DEQ/US", "to Bob Ray/R7/DEQ/US@DEQ", "cc Ann Lee/DC/DEQ/US@DEQ"],
    },
  ]);
  const groupWise = `>>> "Holt, Marianne" <mholt@county.example> 6/3/2011 4:55 PM >>>\nI told him you did.\n\n>>> Bob Ray 6/3/2011 4:12 PM >>>\nPlease pay.\n`;
  assert.deepEqual(told(groupWise), [
    { subject: null, date: "2011-06-03T16:55:00", who: ["from Holt, Marianne"] },
    { subject: null, date: "2011-06-03T16:12:00", who: ["from Bob Ray"] },
  ]);
  const webmail = `Marché de la cantine
2 messages

Solène Marchand <s.marchand@mairie.example>                    12 septembre 2018 à 10:31
À : Yann Le Goff <y.legoff@mairie.example>
Cc : direction@mairie.example

Qui l’a retirée ?

Yann Le Goff <y.legoff@mairie.example>                         12 septembre 2018 à 11:02
À : Solène Marchand <s.marchand@mairie.example>

Elle est arrivée hors délai.
`;
  assert.deepEqual(told(webmail), [
    {
      subject: "Marché de la cantine",
      date: "2018-09-12T10:31:00",
      who: ["from Solène Marchand", "to Yann Le Goff", "cc direction@mairie.example"],
    },
    {
      subject: "Marché de la cantine",
      date: "2018-09-12T11:02:00",
      who: ["from Yann Le Goff", "to Solène Marchand"],
    },
  ]);
  const conversation = `Courier Mail - Re: the well
From: Lee Cole <lcole@courier.example>
To: helen@personal.example
Date: Thu, Mar 12, 2015 at 9:03 AM
Helen,
Do you deny it?
On Wed, Mar 11, 2015 at 10:44 PM, Helen Ray <helen@personal.example> wrote:
| We have no comment.
`;
  assert.deepEqual(told(conversation), [
    {
      subject: "Re: the well",
      date: "2015-03-12T09:03:00",
      who: ["from Lee Cole", "to helen@personal.example"],
    },
    { subject: null, date: "2015-03-11T22:44:00", who: ["from Helen Ray"] },
  ]);
});

test("a telephone's forwarded header, indented and with its zone, is read", () => {
  const text = `From:                  (b)(6)
Sent:                  Thu, 5 Mar 2015 07:10:00 -0500
To:                    Ray, Bob
Subject:               Fwd: Invitation

Begin forwarded message:

      From: "Cole, Lee" <lcole@courier.example>
      Date: March 4, 2015 at 10:21:15 AM EST
      To: "Holt, Marianne (DEQ) [E]" <mholt@deq.example>, "Lee, Ann" <alee@deq.example>
      Subject: Invitation
      Reply-To: "desk@courier.example" <desk@courier.example>

      May I call you?
`;
  assert.deepEqual(told(text)[1], {
    subject: "Invitation",
    date: "2015-03-04T10:21:15-05:00",
    who: ["from Cole, Lee", "to Holt, Marianne (DEQ) [E]", "to Lee, Ann", "reply-to desk@courier.example"],
  });
});

test("header words that are not those of a mail make none", () => {
  const others = {
    flight: "From: Paris CDG\nTo: London LHR\nDate: 16 March 2020 09:12\nSeat: 12A\n",
    trajet: "De : Lyon\nÀ : Paris\nDate : 16/03/2020 09:12\nObjet : voyage\n",
    memo: "MEMORANDUM\n\nTO: All staff\nFROM: The Director\nDATE: March 16, 2020\nSUBJECT: Leave\n\nStaff are reminded.\n",
    note: "NOTE DE SERVICE\n\nDe : La directrice\nÀ : Tous les agents\nDate : 16 mars 2020\nObjet : Congés\n\nRappel.\n",
    form: "From: ____________\nTo: ____________\nDate: __________\nSubject: ________\n",
    prose:
      "From: what we know, the mayor sent it on Monday, March 16, 2020 at 9:12 AM.\nTo: whom is not known.\n",
    code: 'From: str = "a@b.example"\nTo: str = "c@d.example"\nSubject: str = "x"\nDate: str = "2020"\n',
    template: "From: noreply@shop.example\nTo: {{customer}}\nSubject: Your order {{id}}\nDate: {{now}}\n",
    contents: "Contents\nFrom: the archive .......... 3\nTo: the reader .......... 9\n",
    agenda: "Date: Monday, March 16, 2020 9:00 AM\nFrom: 9:00\nTo: 10:30\nSubject: Budget\nRoom: 4\n",
    speech: 'On Monday, March 16, 2020 at 9:00 AM the council wrote:\n"We agree."\n',
    letter:
      "From: Ann Lee, 4 Mill Road, Dover\n\nTo: The Mayor\n\nDate: 16 March 2020\n\nSubject: Noise\n\nDear Sir,\n",
    fax: "FAX\nTo: Bob Ray\nFrom: Ann Lee\nDate: 16 March 2020 14:02\nPages: 3\nSubject: Invoice\n",
  };
  for (const [name, text] of Object.entries(others)) assert.deepEqual(told(text), [], name);
});

test("a text without mail is passed over by the cheap test", () => {
  assert.equal(looksPrinted("The council met. From the minutes: nothing.\n".repeat(10)), false);
  assert.equal(looksPrinted(outlook), true);
});

test("whatever the print, messages are in order and their spans lie inside them", () => {
  const lines = fc.constantFrom(
    "From: Holt, Marianne (DEQ) [E]    (b)(6)>",
    "Sent: Tuesday, March 10, 2015 6:42 PM",
    "To: Ray, Bob; Lee, Ann",
    "Cc:",
    "Subject: RE: Lunch",
    "On Mar 10, 2015, at 5:58 PM, Ray, Bob <ray@deq.example> wrote:",
    "> quoted",
    "> From: Bob Ray",
    "> Sent: Tuesday, March 10, 2015 6:42 PM",
    ">>> Bob Ray 6/3/2011 4:12 PM >>>",
    "Words of a sentence that says something.",
    "------~=   (b)(6)>;",
    "DEQ-0001245",
    "",
    "-----Original Message-----",
  );
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 60 }), (chosen) => {
      const text = chosen.join("\n");
      let last = -1;
      for (const { text: own, origin, marks, message } of printedMessages(paper(text))) {
        assert.ok(origin.start > last && origin.end <= text.length);
        last = origin.start;
        assert.equal(text.slice(origin.start, origin.end), own);
        for (const { start, end } of [...marks, ...(message?.parties ?? [])])
          assert.ok(start >= 0 && start < end && end <= own.length);
      }
    }),
    { numRuns: 300 },
  );
});

test("hostile prints take time in proportion to their length", () => {
  const pieces = [
    "From: a\n",
    "To: a; b;\nc;\n",
    "On 1 wrote:\n",
    ">>> a 1/1/2011 4:55 PM >>>\n",
    "> ",
    "|",
    "\n",
    "From: a b From: A ",
    `> ${outlook}`,
  ];
  for (const piece of pieces) {
    const started = performance.now();
    printedMessages(paper(`From: x\n${piece.repeat(Math.ceil(200_000 / piece.length))}`));
    assert.ok(performance.now() - started < 4000, JSON.stringify(piece.slice(0, 20)));
  }
});
