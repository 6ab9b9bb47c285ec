import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Budget, defaultLimits } from "../budget.ts";
import { bytesInput } from "../input.ts";
import { decodedRange } from "../ranges.ts";
import type { Child, Input, ReadProblem } from "../reader.ts";
import { mailReader } from "./mail.ts";
import { mboxReader } from "./mbox.ts";

function readInput(input: Input): { messages: string[]; children: Child[]; problems: ReadProblem[] } {
  const children: Child[] = [];
  const messages: string[] = [];
  const problems: ReadProblem[] = [];
  const readings = mboxReader.read(input, Budget.of(defaultLimits, input.sizeBytes));
  assert.ok(Symbol.iterator in readings);
  for (const reading of readings) {
    if ("problem" in reading) problems.push(reading.problem);
    if (!("child" in reading)) continue;
    const { child } = reading;
    assert.ok("bytes" in child.content && child.range !== null);
    const bytes = Buffer.from(child.content.bytes());
    // The range says how to make the same bytes again.
    assert.ok(bytes.equals(Buffer.from(decodedRange(input, child.range, child.path).bytes())));
    children.push(child);
    messages.push(bytes.toString("latin1"));
  }
  return { messages, children, problems };
}

const read = (mailbox: string) => readInput(bytesInput("a.mbox", Buffer.from(mailbox, "latin1"))).messages;

const from = "From ann@example.org Mon Mar 15 21:04:00 2021\n";
const one = "From: ann@example.org\nSubject: one\n\nHello\n";
const two = "From: bob@example.org\nSubject: two\n\nHi\n";

test("messages are parted at their From lines; that line and the empty line before the next are not theirs", () => {
  assert.deepEqual(read(`${from}${one}\n${from}${two}\n`), [one, two]);
});

test("a mailbox may have CRLF, a byte order mark, empty lines first, and no line break at its end", () => {
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");
  assert.deepEqual(read(crlf(`${from}${one}\n${from}${two}\n`)), [crlf(one), crlf(two)]);
  assert.deepEqual(read(`\xef\xbb\xbf\n\n${from}${one}\n${from}${two}\n`), [one, two]);
  assert.deepEqual(read(`${from}${one}\n${from}${two.trimEnd()}`), [one, two.trimEnd()]);
});

test("envelope lines are known with all dates that occur", () => {
  for (const line of [
    "From ann@example.org Mon Mar 15 21:04:00 2021",
    "From ann@example.org  Mon Mar  5 21:04 2021",
    "From ann at example.org  Mon Mar 15 21:04:00 2021",
    "From ann@example.org Mon Mar 15 21:04:00 EST 2021",
    "From ann@example.org Mon Mar 15 21:04:00 +0100 2021",
    "From ann@example.org Mon Mar 15 21:04:00 2021 +0100",
    "From - Mon Mar 15 21:04:00 2021",
    "From - ",
    "From 1234567890@xxx",
    'From "odd sender"@example.org Mon, 15 Mar 2021 21:04:00 +0100',
    "From MAILER-DAEMON 2021-03-15 21:04:00",
  ])
    assert.deepEqual(
      read(`${from}${one}\n${line}\nDate: x\nMessage-ID: <a@b>\n${two}\n`),
      [one, `Date: x\nMessage-ID: <a@b>\n${two}`],
      line,
    );
});

test("a sentence that begins with From does not part a message", () => {
  const tricky = `${one}\nFrom the file:\n\nFrom what I see: nothing\nTo: be\n\nFrom Monday on\n`;
  assert.deepEqual(read(`${from}${tricky}\n${from}${two}\n`), [tricky, two]);
  const date = `${one}\nFrom here to there, Mon Mar 15 21:04:00 2021\nno header follows\n`;
  assert.deepEqual(read(`${from}${date}\n${from}${two}\n`), [date, two]);
});

test("where no empty line stands before From lines, they part all the same", () => {
  assert.deepEqual(read(`${from}${one}${from}${two}${from}${one}\n`), [one, two, one]);
});

test("mboxrd quoting is undone", () => {
  const body = (marks: string) =>
    `${one}${marks}From here\n> quoted\n>${marks}${marks}>From there\n> quoted\n`;
  const original = `${one}From here\n> quoted\n>>From there\n> quoted\n`;
  assert.deepEqual(read(`${from}${body(">").replace(">>>>From", ">>>From")}\n${from}${two}\n`), [
    original,
    two,
  ]);
});

test("mboxo quoting is undone where it is certain, and left alone where it is not", () => {
  const certain = `${one}>From here\n`;
  const uncertain = `${two}> so he wrote\n>>From here\n> he said\n`;
  assert.deepEqual(read(`${from}${certain}\n${from}${uncertain}\n`), [`${one}From here\n`, uncertain]);
});

test("a length that fits is believed, and its message may hold unquoted From lines", () => {
  const inner = `Look:\n\n${from}${two}`;
  const withLength = (body: string) => `Subject: x\nContent-Length: ${body.length}\n\n${body}`;
  const mailbox = `${from}${withLength(inner)}\n${from}${withLength(">From me\n")}\n`;
  assert.deepEqual(read(mailbox), [withLength(inner), withLength(">From me\n")]);
});

test("a length that is wrong is not believed", () => {
  const wrong = one.replace("Subject", "Content-Length: 3\nSubject");
  assert.deepEqual(read(`${from}${wrong}\n${from}${two}\n`), [wrong, two]);
});

test("a mailbox that was cut in its last message gives what is there, and says so if lengths tell", () => {
  const cut = "Subject: x\nContent-Length: 100\n\nbegun";
  const { messages, problems } = readInput(bytesInput("a", Buffer.from(`${from}${one}\n${from}${cut}`)));
  assert.deepEqual(messages, [one, cut]);
  assert.deepEqual(
    problems.map(({ code, partial }) => [code, partial]),
    [["truncated", true]],
  );
});

test("text before the first From line is a message, not lost", () => {
  assert.deepEqual(read(`${one}\n${from}${two}\n`), [one, two]);
});

/** An input that is made as it is read, so that no large file is needed. Counts what was asked for. */
function repeated(unit: Buffer, times: number): Input & { asked: number[] } {
  const sizeBytes = unit.length * times;
  const asked: number[] = [];
  return {
    name: "large.mbox",
    sizeBytes,
    asked,
    bytes(start = 0, end = sizeBytes) {
      const first = Math.min(start, sizeBytes);
      const last = Math.min(end, sizeBytes);
      asked.push(last - first);
      const out = Buffer.alloc(Math.max(0, last - first));
      for (let at = first; at < last; ) {
        const offset = at % unit.length;
        at += unit.copy(out, at - first, offset, Math.min(unit.length, offset + last - at));
      }
      return out;
    },
  };
}

test("a mailbox larger than any window is read in windows, with every message whole", () => {
  const long = Buffer.from(`${from}${one}${"A line of some length, again and again.\n".repeat(30_000)}\n`);
  const input = repeated(long, 40);
  const readings = mboxReader.read(input, Budget.of(defaultLimits, input.sizeBytes));
  assert.ok(Symbol.iterator in readings);
  let count = 0;
  for (const reading of readings) {
    assert.ok("child" in reading && reading.child.range !== null);
    assert.equal(reading.child.range.start, count * long.length + from.length);
    assert.equal(reading.child.range.end, (count + 1) * long.length - 1);
    count += 1;
  }
  assert.equal(count, 40);
  assert.ok(Math.max(...input.asked) <= 8 * 1024 ** 2);
});

test("any messages that are written as mboxrd come back", () => {
  const line = fc.constantFrom(
    "Hello",
    "",
    "From here",
    ">From there",

    "> quoted",
    "From ann@example.org Mon Mar 15 21:04:00 2021",
    " x",
  );
  const body = fc.array(line, { maxLength: 12 }).map((lines) => lines.map((text) => `${text}\n`).join(""));
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 8 }), (bodies) => {
      const messages = bodies.map((text, at) => `From: ann@example.org\nSubject: ${at}\n\n${text}`);
      // Lines that show the dialect: only mboxrd has them.
      const sign = "Subject: sign\n\n> a\n>>>From b\n> c\n";
      const mailbox = [...messages, sign]
        .map(
          (message, at) =>
            `${from}${at < messages.length ? message.replace(/^(>*From )/gm, ">$1") : message}\n`,
        )
        .join("");
      const expected = [...messages, sign.replace(">>>From", ">>From")];
      fc.pre(isMboxrd(mailbox));
      assert.deepEqual(read(mailbox), expected);
    }),
  );
});

/** The dialect is told by how many lines speak for each; here, only mailboxes in which that is clear. */
function isMboxrd(mailbox: string): boolean {
  return !/^> quoted\n>{1,2}From |^>{1,2}From .*\n> quoted/m.test(mailbox);
}

test("a mailbox and a message with an envelope line are told apart", () => {
  const peek = (text: string, name = "a") => ({ name, head: Buffer.from(text), sizeBytes: text.length });
  const mailbox = peek(`${from}${one}\n${from}${two}`);
  const message = peek(`${from}${one}`);
  assert.ok(mboxReader.accepts(mailbox) > mailReader.accepts(mailbox));
  assert.ok(mailReader.accepts(message) > mboxReader.accepts(message));
  const named = peek(`${from}${one}`, "Inbox.mbox");
  assert.ok(mboxReader.accepts(named) > mailReader.accepts(named));
  const prose = peek("From the start, Mon Mar 15 was a bad day.\nNothing: went well.\n");
  assert.equal(mboxReader.accepts(prose), 0);
});
