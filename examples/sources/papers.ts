/** Papers of the example case that are not mail: the outline, the letter, the declaration, the annexes. */
import { makePdf, type PdfLine, type PdfPage } from "../../src/read/pdf/make-pdf.ts";
import { wrap } from "./mail.ts";

interface PaperPage {
  heading?: string;
  /** Paragraphs; a line that begins with `\t` is set in Courier, for tables. */
  text: string;
  foot?: string;
}

function page({ heading, text, foot }: PaperPage): PdfPage {
  const lines: PdfLine[] = [];
  let y = 72;
  if (heading) {
    lines.push({ x: 72, y, size: 15, text: heading, font: "Times-Bold" });
    y += 30;
  }
  for (const line of text
    .split("\n")
    .flatMap((each) => (each.startsWith("\t") ? [each] : wrap(each, 92).split("\n")))) {
    if (line.startsWith("\t")) lines.push({ x: 72, y, size: 9, text: line.slice(1), font: "Courier" });
    else if (line !== "") lines.push({ x: 72, y, size: 11, text: line, font: "Times-Roman" });
    y += 15;
  }
  if (foot) lines.push({ x: 72, y: 752, size: 8, text: foot, font: "Helvetica" });
  return { lines, boxes: [] };
}

const paper = (title: string, created: string, pages: readonly PaperPage[]): Uint8Array =>
  makePdf(pages.map(page), { title, created });

/** Attached to the message of 15 March. */
export const outline = paper("Information centre: outline", "D:20210315180000Z", [
  {
    heading: "Information centre: outline",
    text: `Lumen, 15 March 2021

What people see. A card at the top of the feed, above everything else, with one line and one link. It opens the centre: the guidance of the National Institute of Public Health, the figures of the day, six questions with answers, and a way to the nearest telephone line.

What we need. A page of guidance that may be shown word for word; one person who can tell us within the hour when a figure changes; if possible, a video of two minutes.

What we do not do. We do not edit the text. We do not sell the space beside it. We do not tell anybody who opened it.`,
    foot: "Information centre: outline, page 1 of 2",
  },
  {
    heading: "Calendar",
    text: `\tMon 15 March   outline to the institute
\tWed 17 March   guidance received, set and read back
\tThu 18 March   09:00 the centre opens
\tFri 19 March   recording, if there is one
\tSat 20 March   video in the centre

Languages on the first day: eleven. The others follow within a week.

Contact: Tessa Marlowe, public affairs.`,
    foot: "Information centre: outline, page 2 of 2",
  },
]);

/** The institute's letter on the use of its name. */
export const letter = paper("Use of the institute's name", "D:20210505130000Z", [
  {
    heading: "National Institute of Public Health",
    text: `Office of the Director
12 Quay Street, Port Alder

5 May 2021

Mr Adrian Holt
Lumen
Corvale

Use of the institute's name

Dear Mr Holt,

Since 18 March your platform has shown the guidance of the institute in its information centre, and since 20 March a short video in which I answer questions on Tarrow fever. We are glad that it is read.

I write about a smaller thing. In an advertisement of 28 April the centre is called "a joint service of Lumen and the National Institute of Public Health". It is not. The institute supplies the text; you supply the space. The institute does not endorse the platform, pays it nothing and receives nothing from it.

I would ask you to correct the advertisement by the end of next week, and to show me such texts before they are printed.

Yours sincerely,



Dr Miriam Castellane
Director

Copy: Ruth Okafor, counsel; Jon Aldous, media relations`,
  },
]);

/** What Lumen declared for the first quarter. The five lines add up to the total. */
export const declaration = paper("Declaration RIC-2021-0417", "D:20210414090000Z", [
  {
    heading: "Register of Information Campaigns",
    text: `Declaration of expenditure on information campaigns
Registre des campagnes d'information : déclaration de dépenses

Declaration no.    RIC-2021-0417
Declaring body     Lumen, Corvale
Period             1 January 2021 to 31 March 2021
Filed on           14 April 2021
Signed             Tessa Marlowe, public affairs

Total declared for the period: 1.4 million euros (1,400,000.00 EUR).

Of this total, 620,000.00 EUR were spent on the information centre that opened on 18 March 2021. No amount was paid to a public body.`,
    foot: "RIC-2021-0417, page 1 of 2",
  },
  {
    heading: "Lines of expenditure",
    text: `\tNo  Purpose                      Paid to                   Amount (EUR)
\t--  ---------------------------  ----------------------  --------------
\t 1  Information centre           own expenditure             620,000.00
\t 2  Video and translation        Halden Roe Studios           85,000.00
\t 3  Posters and print            Northgate Outdoor           310,000.00
\t 4  Radio                        Radio Corvale               245,000.00
\t 5  Survey of readers            University of Port Alder    140,000.00
\t                                                         --------------
\t    Total                                                  1,400,000.00

Line 1 is the value of the space given, at the price list of 1 January 2021.

I declare that these amounts are complete for the period.

Corvale, 14 April 2021
Tessa Marlowe`,
    foot: "RIC-2021-0417, page 2 of 2",
  },
]);

const annexC = paper("Annex C: exemptions applied", "D:20211118090000Z", [
  {
    heading: "Annex C: exemptions applied",
    text: `(b)(4) Commercial information given in confidence.
(b)(5) Advice and opinion within the institute.
(b)(6) Personal matters, among them addresses and telephone numbers.

A requester who thinks that a passage was withheld without reason may appeal within ninety days.`,
  },
]);

/** Cut off in the middle of its first objects, as a transfer that broke: no page can be read. */
export const brokenAnnex = annexC.slice(0, 180);

export const coverNote = `NATIONAL INSTITUTE OF PUBLIC HEALTH
Records office

Port Alder, 18 November 2021

Release 1 under the public records law: request 2021-0388 (The Meridian)

Dear Ms Harrowgate,

Please find release 1, in five parts, 3,234 pages. Part 4 begins at page
NIPH-001203. Annex B lists the print-outs of part 4, annex C the exemptions
applied, annex D the director's calendar for the week of 15 March and one
note in French.

The search covered the mailboxes of the director and of her office, from
1 March to 30 June 2021. Messages that were deleted before the request
was received could not be searched. A second release is planned for January.

Odile Varenne
Records officer
`;

export const printIndex = `print,first_page,date,from,to,subject,exemptions
1,NIPH-001203,2021-03-16,Castellane,NIPH Press office,Fwd: numbers for tonight,(b)(5) (b)(6)
2,NIPH-001204,2021-03-16,Castellane,Holt,RE: Information centre,(b)(4) (b)(6)
3,NIPH-001205,2021-03-17,Ribeiro,Marlowe,RE: Information centre,(b)(6)
4,NIPH-001207,2021-03-17,NIPH Press office,Castellane,Draft statement,(b)(5) (b)(6)
5,NIPH-001208,2021-03-17,Castellane,NIPH Press office,RE: Draft statement,(b)(5) (b)(6)
6,NIPH-001209,2021-04-12,Okafor,Castellane,Lumen reports: privileged,(b)(5) (b)(6)
7,NIPH-001210,2021-06-03,Castellane,Holt,RE: The centre after two months,(b)(4) (b)(5) (b)(6)
8,NIPH-001211,2021-06-10,Castellane,Aldous,RE: Senator Thole this afternoon,(b)(5) (b)(6)
`;

export const calendar = `date,from,to,what,who,place
2021-03-15,09:00,09:45,Weekly coordination,all heads,room 3
2021-03-16,20:15,20:35,Telephone,Adrian Holt (Lumen),
2021-03-16,21:30,21:50,Evening programme,Channel Nine,studio
2021-03-17,11:15,11:30,Telephone,Adrian Holt (Lumen),
2021-03-18,10:00,10:15,Jon Aldous,testing sites,office
2021-03-18,10:15,11:00,Call,Ministry of Health of Valmarais,office
2021-03-18,11:00,12:00,Main briefing,press,hall
2021-03-19,14:00,14:20,Recording,own crew,office
`;

export const countingNote = `Note sur la méthode de comptage
Port Alder, le 18 mars 2021

Les totaux par comté ne comprennent que les cas confirmés par un laboratoire.
Les cas probables sont relevés dans une colonne à part, qui n'est pas publiée.

Un cas est compté dans le comté de résidence, non dans celui du prélèvement.
Les chiffres de 17 heures sont arrêtés le soir même ; ceux du matin reprennent
les corrections de la nuit.

Au 16 mars, 17 heures : 7 346 cas confirmés dans les sept comtés.

F.-X. Thévenin
`;
