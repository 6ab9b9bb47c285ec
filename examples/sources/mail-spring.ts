/** The messages of May and June 2021: the centre after two months, the senator's claim, the briefing of 11 June. */
import type { MailSource } from "./mail.ts";
import { aldous, briefingList, castellane, holt, pressOffice } from "./people.ts";

const outlook = "Postroom Desk 16.4";

export const spring: readonly MailSource[] = [
  {
    key: "months-1",
    messageId: "E7C3A5D0-93B1-4F6A-B0C2-7718D2E4A9F5@lumen.example",
    date: "Thu, 20 May 2021 11:03:29 -0400",
    from: holt,
    to: [castellane],
    subject: "The centre after two months",
    text: `Miriam,

Two months today. 31 million people have opened the centre at least once, and your video has been watched 38 million times, which is more than anything I have ever said.

On the other matter that we wrote about in April: the offer stands, and there is no hurry. Tell me either way when you know.

Adrian

-- 
Adrian Holt
Lumen, Corvale`,
    charset: "utf-8",
    encoding: "8bit",
    program: "Quillpost Mobile 7.2",
    signed: "lumen.example",
  },
  {
    key: "months-2",
    messageId: "RB21.0603.1822.90@mail.niph.example",
    date: "Thu, 3 Jun 2021 18:22:13 -0400",
    from: castellane,
    to: [holt],
    subject: "RE: The centre after two months",
    inReplyTo: "months-1",
    references: ["months-1"],
    text: `Adrian,

Thank you, and please thank the people who answered the telephones.

On the other matter: I said that I would think hard about it, and I did. Our counsel advises against it, and so do I. Please let us leave it there.

Best regards,
Miriam`,
    quoting: {
      of: "months-1",
      style: "headers",
      head: `From: Adrian Holt <adrian.holt@lumen.example>
Sent: Thursday, May 20, 2021 11:03 AM
To: Castellane, Miriam (NIPH) <miriam.castellane@niph.example>
Subject: The centre after two months`,
    },
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
    signed: "niph.example",
  },
  {
    key: "thole-1",
    messageId: "RB21.0610.1937.02@mail.niph.example",
    date: "Thu, 10 Jun 2021 19:37:55 -0400",
    from: aldous,
    to: [castellane],
    subject: "Senator Thole this afternoon",
    text: `Miriam,

You will have heard. Senator Thole told the committee this afternoon that Lumen "has been handing the institute the movements of its users". He named no source and showed no paper.

You will be asked tomorrow. I suggest one line: "The institute has received no such data." Nothing on letters, nothing on what was or was not offered; that is a longer story and it is not what he said.

Jon`,
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
  },
  {
    key: "thole-2",
    messageId: "RB21.0610.2115.33@mail.niph.example",
    date: "Thu, 10 Jun 2021 21:15:40 -0400",
    from: castellane,
    to: [aldous],
    subject: "RE: Senator Thole this afternoon",
    inReplyTo: "thole-1",
    references: ["thole-1"],
    text: `I have no idea what he is talking about. Nothing was ever delivered, and I told Adrian a week ago that nothing would be.

If they ask whether we write to each other, I will say yes. Of course we do.

M.`,
    quoting: {
      of: "thole-1",
      style: "headers",
      head: `From: Aldous, Jon (NIPH) <jon.aldous@niph.example>
Sent: Thursday, June 10, 2021 7:37 PM
To: Castellane, Miriam (NIPH) <miriam.castellane@niph.example>
Subject: Senator Thole this afternoon`,
    },
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
  },
  {
    key: "briefing",
    messageId: "RB21.0611.1248.71@mail.niph.example",
    date: "Fri, 11 Jun 2021 12:48:20 -0400",
    from: pressOffice,
    to: [briefingList],
    cc: [castellane],
    subject: "Transcript of the briefing of 11 June",
    text: `Dear colleagues,

The transcript of this morning's briefing is attached (questions 9 to 12, as several of you asked for these first). The rest follows on Monday.

NIPH Press office

This message and anything attached to it are meant for the addressees only. If it has reached you by mistake, please tell the sender and delete it. Drafts are not statements of the institute.`,
    attachments: [
      {
        name: "briefing-2021-06-11.txt",
        type: "text/plain",
        content: {
          text: `NATIONAL INSTITUTE OF PUBLIC HEALTH
Briefing of 11 June 2021, 10:00, Port Alder
Questions 9 to 12. Unedited.

9. NELL HARROWGATE (The Meridian): Senator Thole said yesterday that Lumen
   "has been handing the institute the movements of its users". Has it?

DR CASTELLANE: I have no idea what he is talking about. We have not been
   sent anything of that kind, by Lumen or by anybody else.

10. HARROWGATE: Have you been in touch with the company?

DR CASTELLANE: Of course. We have supplied the text of its information
   centre since March, and I recorded a video for it. You can all see it.

11. SIMON FERRARS (Northgate Post): Would you take such data if they were
   offered?

DR CASTELLANE: Not in a form in which anybody could be found. And I would
   ask our lawyers first.

12. HARROWGATE: Were they offered?

MR ALDOUS: Thank you, that was the last one. The table is on the web page.
`,
        },
      },
    ],
    charset: "us-ascii",
    encoding: "7bit",
    program: outlook,
  },
];
