/** The messages of March 2021: the visit, the numbers for the evening, the information centre, the statement, the ministry. */
import type { MailSource } from "./mail.ts";
import {
  aldous,
  bregeon,
  castellane,
  holt,
  marlowe,
  okafor,
  pressOffice,
  ribeiro,
  thevenin,
} from "./people.ts";

const outlook = "Postroom Desk 16.4";
const phone = "Quillpost Mobile 7.2";

const pressDisclaimer = `This message and anything attached to it are meant for the addressees only. If it has reached you by mistake, please tell the sender and delete it. Drafts are not statements of the institute.`;

export const march: readonly MailSource[] = [
  {
    key: "visit-1",
    messageId: "RB21.0315.1630.77@mail.niph.example",
    date: "Mon, 15 Mar 2021 16:30:42 -0400",
    from: ribeiro,
    to: [aldous],
    subject: "Visit on Thursday",
    text: `Jon,

She can see you at ten before the main briefing on Thursday, but for fifteen minutes only: the call with the ministry in Valmarais is at a quarter past and they are always early. Do you want the small room or her office?

Also, somebody from Lumen rang twice this afternoon for her direct line. I did not give it. They will write instead, they said.

Ana

-- 
Ana Ribeiro
Office of the Director, National Institute of Public Health`,
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
    file: "visit-on-thursday.eml",
  },
  {
    key: "visit-2",
    messageId: "RB21.0315.1702.12@mail.niph.example",
    date: "Mon, 15 Mar 2021 17:02:09 -0400",
    from: aldous,
    to: [ribeiro],
    subject: "RE: Visit on Thursday",
    inReplyTo: "visit-1",
    references: ["visit-1"],
    text: `Her office, please. Fifteen minutes will do, there are only the two questions on the testing sites.

If Lumen write, send them to me first. We do not want her in a photograph with a logo on it.

Jon`,
    quoting: {
      of: "visit-1",
      style: "headers",
      head: `From: Ribeiro, Ana (NIPH) <ana.ribeiro@niph.example>
Sent: Monday, March 15, 2021 4:30 PM
To: Aldous, Jon (NIPH) <jon.aldous@niph.example>
Subject: Visit on Thursday`,
    },
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
    file: "re-visit-on-thursday.eml",
  },
  {
    key: "centre-1",
    messageId: "4F2A91C7-6D30-4B1E-9A55-1C0E7B2D8F43@lumen.example",
    date: "Mon, 15 Mar 2021 21:04:17 -0400",
    from: holt,
    to: [castellane],
    subject: "Information centre",
    text: `Miriam,

Thank you for your leadership these past weeks. I do not think people outside your building know how many hours it takes.

We are building an information centre at the top of the feed, with reports from the institute and answers to the questions people ask most. It will sit above everything else, in every language we support, and it will open on Thursday. We expect 40 million people to see it in the first week, and we will carry the cost of the space ourselves.

Three things would help us to do it well:

1. A page of your guidance that we may show word for word, with the institute named as its author.
2. Somebody on your side who can tell us within the hour when a figure changes.
3. If you have the time, a video in which you answer the questions yourself. Two minutes would be plenty.

A two-page outline is attached. If it is easier to talk, call me at any hour: 555-0178.

Adrian

-- 
Adrian Holt
Lumen, Corvale`,
    attachments: [
      {
        name: "holt-centre-outline.pdf",
        type: "application/pdf",
        content: { paper: "holt-centre-outline.pdf" },
      },
    ],
    charset: "utf-8",
    encoding: "quoted-printable",
    program: phone,
    signed: "lumen.example",
  },
  {
    key: "numbers-1",
    messageId: "RB21.0316.1745.03@mail.niph.example",
    date: "Tue, 16 Mar 2021 17:45:30 -0400",
    from: castellane,
    to: [aldous],
    cc: [thevenin],
    subject: "numbers for tonight",
    text: `Jon,

I am on the evening programme at half past nine. I need the county table as of five o'clock, not the morning one, and one sentence on Calder that I can say without a footnote.

If a row is not firm, mark it. I would rather say "about" than be right by accident.

M.`,
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
  },
  {
    key: "numbers-2",
    messageId: "RB21.0316.1820.55@mail.niph.example",
    date: "Tue, 16 Mar 2021 18:20:11 -0400",
    from: aldous,
    to: [castellane],
    cc: [thevenin],
    subject: "RE: numbers for tonight",
    inReplyTo: "numbers-1",
    references: ["numbers-1"],
    text: `The county table is attached. Two rows are provisional, Calder and West Haven; please say "about" for both.

On Calder: "Calder has more cases than last week because it has tested more people than last week."

Jon`,
    quoting: {
      of: "numbers-1",
      style: "headers",
      head: `From: Castellane, Miriam (NIPH) <miriam.castellane@niph.example>
Sent: Tuesday, March 16, 2021 5:45 PM
To: Aldous, Jon (NIPH) <jon.aldous@niph.example>
Cc: Thévenin, François-Xavier (NIPH) <francois-xavier.thevenin@niph.example>
Subject: numbers for tonight`,
    },
    attachments: [
      {
        name: "county-table.csv",
        type: "text/csv",
        content: {
          text: `county,cases_total,cases_new,tests_week,status
Alder,2415,61,18240,firm
Brant,934,12,6105,firm
Calder,1108,97,14870,provisional
Dunmore,512,8,3390,firm
Ferrow,287,3,2011,firm
Northgate,1476,40,11925,firm
West Haven,542,21,4208,provisional
Total,7274,242,60749,
`,
        },
      },
    ],
    charset: "utf-8",
    encoding: "quoted-printable",
    program: outlook,
  },
  {
    key: "numbers-3",
    messageId: "20210316225203.5C1E@surveillance.niph.example",
    date: "Tue, 16 Mar 2021 18:52:03 -0400",
    from: thevenin,
    to: [castellane, aldous],
    subject: "Re: numbers for tonight",
    inReplyTo: "numbers-2",
    references: ["numbers-1", "numbers-2"],
    text: `Miriam, Jon,

A correction before you go on: Calder is 1,180, not 1,108. Two digits were swapped when the sheet was typed. The total becomes 7,346. West Haven stays provisional. The note for the file is attached.

Désolé pour le bruit,
François-Xavier`,
    quoting: {
      of: "numbers-2",
      style: "attribution",
      head: `Le mardi 16 mars 2021 à 18:20, Aldous, Jon (NIPH) <jon.aldous@niph.example> a écrit :`,
    },
    attachments: [
      {
        name: "note-calder.txt",
        type: "text/plain",
        content: {
          text: `Note for the file, 16 March 2021, 18:50

Calder County, total cases as of 17:00
  typed       1,108
  laboratory  1,180

Cause: two digits swapped by hand between the laboratory list and the sheet.
Checked against the laboratory list by F.-X. Thévenin and one other person.
Sheet corrected at 18:47. The new total of the seven counties is 7,346.
`,
        },
      },
    ],
    charset: "utf-8",
    encoding: "8bit",
    program: "Mailbird of Prey 3.1",
  },
  {
    key: "numbers-4",
    messageId: "RB21.0316.2258.40@mail.niph.example",
    date: "Tue, 16 Mar 2021 22:58:26 -0400",
    from: castellane,
    to: [pressOffice],
    bcc: [okafor],
    subject: "Fwd: numbers for tonight",
    references: ["numbers-1", "numbers-2", "numbers-3"],
    text: `For the web page. Please use the figure of François-Xavier for Calder, 1,180, and take the whole table down if it is not corrected by eight tomorrow morning.

I said "about twelve hundred" on air.

Miriam`,
    quoting: {
      of: "numbers-3",
      style: "forward",
      head: `---------- Forwarded message ----------
From: François-Xavier Thévenin <francois-xavier.thevenin@niph.example>
Date: Tue, 16 Mar 2021 18:52:03 -0400
Subject: Re: numbers for tonight
To: Castellane, Miriam (NIPH) <miriam.castellane@niph.example>, Aldous, Jon (NIPH) <jon.aldous@niph.example>`,
    },
    charset: "utf-8",
    encoding: "quoted-printable",
    program: outlook,
  },
  {
    key: "centre-2",
    messageId: "RB21.0316.2341.08@mail.niph.example",
    date: "Tue, 16 Mar 2021 23:41:05 -0400",
    from: castellane,
    to: [holt],
    cc: [aldous],
    subject: "RE: Information centre",
    inReplyTo: "centre-1",
    references: ["centre-1"],
    text: `Adrian,

Good talking with you. Will call tomorrow. My cell is 555-0142. The idea of a central information centre on your platform is very good; I would be glad to do a short video for it. Jon Aldous, copied here, will send you the page of guidance in the morning.

Best regards,
Miriam`,
    quoting: {
      of: "centre-1",
      style: "headers",
      head: `From: Adrian Holt <adrian.holt@lumen.example>
Sent: Monday, March 15, 2021 9:04 PM
To: Castellane, Miriam (NIPH) <miriam.castellane@niph.example>
Subject: Information centre`,
    },
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
    signed: "niph.example",
  },
  {
    key: "centre-3",
    messageId: "9B0D7E12-2F44-47C8-8E1B-55A03C9D6A10@lumen.example",
    date: "Wed, 17 Mar 2021 08:12:51 -0400",
    from: holt,
    to: [castellane],
    cc: [marlowe],
    subject: "Re: Information centre",
    text: `Wonderful. Tessa, copied, will arrange the recording around your diary. She can bring a crew of two, or you can use your own people.

The centre opens on Thursday at nine with the video or without it, so please lose no sleep over the date.

A.

Sent from my phone`,
    quoting: {
      of: "centre-2",
      style: "attribution",
      head: `On 16 Mar 2021, at 23:41, Castellane, Miriam (NIPH) <miriam.castellane@niph.example> wrote:`,
    },
    charset: "utf-8",
    encoding: "8bit",
    program: phone,
  },
  {
    key: "centre-4",
    messageId: "RB21.0317.1005.31@mail.niph.example",
    date: "Wed, 17 Mar 2021 10:05:38 -0400",
    from: ribeiro,
    to: [marlowe],
    cc: [castellane, aldous],
    subject: "RE: Information centre",
    text: `Dear Tessa,

Dr Castellane can record on Friday 19 March at 2 pm, for twenty minutes, in her own office. We will use our own crew, thank you.

Please send the questions by Thursday noon, so that Mr Aldous can go through them. Two requests: no company logo in the picture, and nobody from Lumen in the room. If anything moves, my line is 555-0119.

Kind regards,
Ana Ribeiro
Office of the Director`,
    quoting: {
      of: "centre-3",
      style: "headers",
      head: `From: Adrian Holt <adrian.holt@lumen.example>
Sent: Wednesday, March 17, 2021 8:12 AM
To: Castellane, Miriam (NIPH) <miriam.castellane@niph.example>
Cc: Tessa Marlowe <tessa.marlowe@lumen.example>
Subject: Re: Information centre`,
    },
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
  },
  {
    key: "centre-5",
    messageId: "c1d7f0a6.20210317T0731@desk.lumen.example",
    date: "Wed, 17 Mar 2021 07:31:22 -0700",
    from: marlowe,
    to: [ribeiro],
    cc: [holt],
    subject: "Re: Information centre",
    inReplyTo: "centre-4",
    references: ["centre-4"],
    text: `Thank you, Ana. Friday at 2 works.

The questions will be with you tonight; there are six, and she may drop any of them. No logo, nobody in the room, agreed.

Tessa

-- 
Tessa Marlowe | Public affairs | Lumen`,
    html: `<p>Thank you, Ana. <b>Friday at 2</b> works.</p>
<p>The questions will be with you tonight; there are six, and she may drop any of them. No logo, nobody in the room, agreed.</p>
<p>Tessa</p>
<div class="signature">-- <br>Tessa Marlowe | Public affairs | <a href="https://lumen.example/">Lumen</a></div>
<img src="https://pixel.lumen.example/o/c1d7f0a6.gif" width="1" height="1" alt="">`,
    charset: "utf-8",
    encoding: "quoted-printable",
    program: "Lumen Desk 2.0",
    file: "re-information-centre-marlowe.eml",
  },
  {
    key: "statement-1",
    messageId: "RB21.0317.1512.64@mail.niph.example",
    date: "Wed, 17 Mar 2021 15:12:00 -0400",
    from: pressOffice,
    to: [castellane],
    cc: [aldous],
    subject: "Draft statement",
    text: `Dear Dr Castellane,

Please find the third draft below, with the changes of this morning between asterisks. It should go out at nine tomorrow.

DRAFT 3

From Thursday the information centre of the Lumen platform will show the institute's guidance on Tarrow fever, word for word. The institute is glad to enter into this *partnership*. It receives no payment, and it gives the company *no information about any person*.

Questions: press@niph.example

NIPH Press office

${pressDisclaimer}`,
    html: `<p>Dear Dr Castellane,</p>
<p>Please find the third draft below, with the changes of this morning between asterisks. It should go out at nine tomorrow.</p>
<p><strong>DRAFT 3</strong></p>
<p>From Thursday the information centre of the Lumen platform will show the institute's guidance on Tarrow fever, word for word. The institute is glad to enter into this *partnership*. It receives no payment, and it gives the company *no information about any person*.</p>
<p>Questions: press@niph.example</p>
<p>NIPH Press office</p>
<p style="font-size:80%;color:#666">${pressDisclaimer}</p>`,
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
    signed: "niph.example",
  },
  {
    key: "statement-2",
    messageId: "RB21.0317.1640.19@mail.niph.example",
    date: "Wed, 17 Mar 2021 16:40:47 -0400",
    from: castellane,
    to: [pressOffice],
    cc: [aldous],
    subject: "RE: Draft statement",
    inReplyTo: "statement-1",
    references: ["statement-1"],
    text: `> The institute is glad to enter into this *partnership*.

Not "partnership". We are not partners. Say that we supply the text and they supply the space.

> It receives no payment, and it gives the company *no information
> about any person*.

Keep this, word for word. I will be asked about it one day.

With these two it can go.

M.`,
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
  },
  {
    key: "ministere-1",
    messageId: "1616055994.8812@courriel.sante.valmarais.example",
    date: "Thu, 18 Mar 2021 09:26:34 +0100",
    from: bregeon,
    to: [castellane],
    cc: [thevenin],
    subject: "Centre d'information et méthode de comptage",
    text: `Madame la Directrice, chère Miriam,

Nous avons appris que votre institut fournira à partir d'aujourd'hui des textes au centre d'information de la plateforme Lumen. La société nous a fait la même proposition lundi. Avant de répondre, le ministre souhaite savoir deux choses :

- l'institut est-il rémunéré, et remet-il quoi que ce soit à la société en échange ?
- les cas probables entrent-ils dans vos totaux par comté, ou les cas confirmés seulement ?

Une réponse d'ici ce soir nous rendrait grand service.

Bien cordialement,
Héloïse Brégeon

-- 
Sous-direction de l'information
Ministère de la Santé, République de Valmarais`,
    charset: "iso-8859-1",
    encoding: "quoted-printable",
    program: "Courrier 4.8",
  },
  {
    key: "ministere-2",
    messageId: "20210318121044.77AF@surveillance.niph.example",
    date: "Thu, 18 Mar 2021 08:10:44 -0400",
    from: thevenin,
    to: [bregeon],
    cc: [castellane],
    subject: "Re: Centre d'information et méthode de comptage",
    inReplyTo: "ministere-1",
    references: ["ministere-1"],
    text: `Chère Héloïse,

Miriam me demande de vous répondre.

Non, l'institut ne reçoit rien, et il ne remet à la société que des textes publics. Aucune donnée sur une personne ne circule, dans aucun sens.

Pour le comptage : cas confirmés seulement. Les cas probables figurent dans une colonne à part que nous ne publions pas encore. Le total de mardi soir était de 7 346 pour les sept comtés ; le chiffre de 7 274 qui a circulé comportait une faute de frappe.

Bien à vous,
François-Xavier Thévenin`,
    quoting: {
      of: "ministere-1",
      style: "attribution",
      head: `Le jeudi 18 mars 2021 à 09:26 (+0100), Héloïse Brégeon <heloise.bregeon@sante.valmarais.example> a écrit :`,
    },
    charset: "utf-8",
    encoding: "base64",
    program: "Mailbird of Prey 3.1",
    file: "re-centre-d-information-thevenin.eml",
  },
];
