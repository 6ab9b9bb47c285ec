/**
 * The example case against its ground truth, as far as Stemma finds such things. What is known to be missed stands in `missed` with
 * who misses it: it is tried all the same, counted as skipped while it fails, and has to leave the list when it holds.
 */
import assert from "node:assert/strict";
import { after, before, describe, it, type TestContext } from "node:test";
import truth from "../../examples/truth.json" with { type: "json" };
import type {
  Answer,
  DocumentAnswer,
  DocumentLine,
  Party,
  ProblemsAnswer,
  SameAs,
} from "../../src/ask/answers.ts";
import type { View } from "../../src/ask/view.ts";
import { ask, exampleView } from "./golden.ts";

let view: View;
let close = (): void => {};
let all: DocumentLine[] = [];
before(async () => {
  ({ view, close } = await exampleView());
  all = (await ask<Answer<DocumentLine>>(view, "documents", { limit: "100000" })).items;
});
after(() => close());

/** What is missed today, by the name of its test, and who misses it. */
const missed: Record<string, string> = {
  "echo-libre-2021-12-09.txt has its outlet":
    "read/plain does not take a bare name in the first line for the outlet",
  "vigie-citoyenne-2021-12-09.html has its author":
    "read/html does not see the author behind the date, after a dash",
  "holds centre-1, centre-2, centre-3, centre-4, centre-5 and no other message of the mail":
    "link/threads does not tie messages by what they quote",
};

/** A test that may be on the list of what is missed. */
function hold(name: string, check: () => void | Promise<void>): void {
  it(name, async (test: TestContext) => {
    const reason = missed[name];
    if (reason === undefined) return check();
    const failed = await Promise.resolve()
      .then(check)
      .then(
        () => false,
        () => true,
      );
    assert.ok(failed, "it holds now: take it out of `missed`");
    test.skip(reason);
  });
}

const shown = (id: string): Promise<DocumentAnswer> => ask<DocumentAnswer>(view, "show", { document: id });

async function only(q: string): Promise<DocumentAnswer> {
  const { items } = await ask<Answer<DocumentLine>>(view, "documents", { q });
  assert.equal(items.length, 1, `${q} finds ${items.length}`);
  return shown(items[0]?.id ?? "");
}

/** Typographic and plain apostrophes are the same name. */
const plain = (text: string | null): string | null => text?.replaceAll("’", "'") ?? null;

describe("a story", () => {
  for (const { file, ...wanted } of truth.stories) {
    const fields = {
      outlet: wanted.outlet,
      language: wanted.language,
      date: wanted.published,
      author: wanted.author,
      title: wanted.title,
    };
    for (const [field, value] of Object.entries(fields)) {
      hold(`${file.replace("stories/", "")} has its ${field}`, () => {
        const line = all.find(({ place }) => place === file);
        assert.ok(line, `${file} is no document`);
        assert.equal(line.kind, "story");
        const found =
          field === "date" ? line.date.edtf : line[field as "outlet" | "language" | "author" | "title"];
        assert.equal(plain(found), plain(value));
      });
    }
  }
});

type Written = {
  message: string;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  edtf: string;
  utc: string;
  zone: string;
};
const written = truth.contacts.filter(
  (contact): contact is (typeof truth.contacts)[number] & Written => "message" in contact,
);
const messages = new Map(truth.messages.map((message) => [message.key, message]));

/** The message itself; of several with one Message-ID, that in the file which the truth names. */
async function messageWith(key: string): Promise<DocumentAnswer> {
  const wanted = messages.get(key);
  assert.ok(wanted);
  const { items } = await ask<Answer<DocumentLine>>(view, "documents", {
    q: `message-id:"${wanted.messageId}"`,
  });
  for (const { id } of items) {
    const document = await shown(id);
    if (document.occurrences.some(({ path }) => path[0] === wanted.file)) return document;
  }
  return assert.fail(`${key} was not found in ${wanted.file}`);
}

const addresses = (parties: Party[] | undefined): string[] =>
  (parties ?? []).map(({ address }) => address ?? "").sort();

describe("a message", () => {
  for (const contact of written)
    it(`${contact.message} has its people, date, zone and subject`, async () => {
      const document = await messageWith(contact.message);
      const { edtf, utc, zone } = document.date;
      assert.deepEqual({ edtf, utc, zone }, { edtf: contact.edtf, utc: contact.utc, zone: contact.zone });
      assert.deepEqual(addresses(document.message?.from), [contact.from]);
      assert.deepEqual(addresses(document.message?.to), [...contact.to].sort());
      assert.deepEqual(addresses(document.message?.cc), [...contact.cc].sort());
      assert.equal(document.title, messages.get(contact.message)?.subject);
      const { items } = await ask<Answer<{ evidence: { document: string }[] }>>(view, "contacts", {
        limit: "100000",
      });
      assert.ok(
        items.some(({ evidence }) => evidence.some((passage) => passage.document === document.id)),
        "it is a contact",
      );
    });
});

describe("a thread", () => {
  for (const keys of truth.threads) {
    const name = keys.join(", ");
    hold(`holds ${name} and no other message of the mail`, async () => {
      const conversations = new Set<string>();
      for (const key of keys) conversations.add((await messageWith(key)).message?.conversation ?? "");
      assert.equal(conversations.size, 1);
      for (const other of messages.keys())
        if (!keys.includes(other))
          assert.ok(!conversations.has((await messageWith(other)).message?.conversation ?? ""), other);
    });
  }
});

describe("the release", () => {
  it("has every redaction, by code", async () => {
    const { redactions } = await only('file:"niph-release-1.pdf" kind:paper');
    const byCode: Record<string, number> = {};
    for (const { code } of redactions) byCode[code] = (byCode[code] ?? 0) + 1;
    assert.deepEqual(byCode, truth.redactions.byCode);
  });

  for (const print of truth.prints)
    it(`${print.page ?? "its one page"} of ${print.file} prints ${print.message ?? "what no mailbox holds"}, with ${print.below.length} below it`, async () => {
      const holder = await only(`file:"${print.file.split("/").at(-1)}" kind:paper`);
      const at = print.page === null ? 0 : holder.text.indexOf(print.page);
      const from = holder.pages.find(({ start, end }) => start <= at && at < end)?.start ?? 0;
      const printed = holder.printed.filter(({ start }) => start >= from);
      const wanted = [
        ...(print.message === null ? [printOnly(print.file)] : [print.message].map(inMail)),
        ...print.below.map(inMail),
      ];
      for (const [n, { title, edtf }] of wanted.entries()) {
        const found = printed[n];
        assert.ok(found);
        // An attribution line (“Le mardi …, X a écrit :”) gives no subject.
        if (found.title !== null || n === 0) assert.equal(plain(found.title), plain(title));
        assert.ok(sameMoment(found.date.edtf, edtf), `${found.date.edtf} is not ${edtf} on any clock`);
      }
    });
});

const inMail = (key: string): { title: string; edtf: string } => {
  const contact = written.find((one) => one.message === key);
  return { title: messages.get(key)?.subject ?? "", edtf: contact?.edtf ?? "" };
};

/** A message that is held in print alone: the truth has it as a contact whose evidence is its subject. */
function printOnly(file: string): { title: string; edtf: string } {
  const contact = truth.contacts.find(
    (one) => !("message" in one) && one.medium === "email" && one.evidence?.[0]?.file === file,
  );
  return { title: contact?.evidence?.[0]?.text ?? "", edtf: contact?.edtf ?? "" };
}

/** A print-out shows the clock of whoever printed it: the same minute, whole hours apart at most. */
function sameMoment(found: string | null, wanted: string): boolean {
  const minutes = (edtf: string): number => Date.parse(`${edtf.slice(0, 16)}Z`) / 60_000;
  const apart = Math.abs(minutes(found ?? "") - minutes(wanted));
  return apart % 60 === 0 && apart <= 14 * 60;
}

describe("the receipt", () => {
  it("accounts for every file and member", async () => {
    const { receipt } = await ask<ProblemsAnswer>(view, "problems");
    const { found, read, same, failed, unread, skipped, pending } = receipt;
    assert.equal(found, read + same + failed + unread + skipped + pending);
    const members = Object.values(truth.receipt.members).reduce((sum, count) => sum + count, 0);
    assert.equal(found, truth.receipt.filesOnDisk + members);
    assert.equal(pending, 0);
  });

  for (const { path, why } of truth.receipt.notRead)
    hold(`says that ${path} was not read (${why})`, async () => {
      const { items } = await ask<ProblemsAnswer>(view, "problems", { limit: "1000" });
      const found = items.find((problem) => problem.path.replaceAll(" › ", "/") === path);
      assert.ok(found, items.map((problem) => problem.path).join(", "));
      assert.equal(found.partial, false);
    });

  it("says that nothing else was not read", async () => {
    const { receipt } = await ask<ProblemsAnswer>(view, "problems");
    assert.ok(receipt.failed + receipt.unread + receipt.skipped <= truth.receipt.notRead.length);
  });

  it("names what is the same as another", async () => {
    const { items, total } = await ask<Answer<SameAs>>(view, "same");
    assert.equal(total, truth.receipt.sameAsAnother.length);
    const pairs = items.map(({ path, as }) =>
      [path, as]
        .map((one) => one.split(" › ")[0])
        .sort()
        .join(" = "),
    );
    const wanted = truth.receipt.sameAsAnother.map(({ path, as }) =>
      [path, as]
        .map((one) => one.split("#")[0])
        .sort()
        .join(" = "),
    );
    assert.deepEqual(pairs.sort(), wanted.sort());
  });
});
