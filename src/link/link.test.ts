import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openCaseToWrite } from "../case/case.ts";
import { linkableMessages, writeConversations } from "../case/links.ts";
import { ingest } from "../ingest/ingest.ts";
import { linkAll } from "./link.ts";

test("a case that other versions of the linkers have linked is linked anew, any other is left alone", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "stemma-link-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const source = join(folder, "mail");
  mkdirSync(source);
  const head = "From: a@one.example\nTo: b@two.example\nSubject: Visit\n";
  writeFileSync(join(source, "1.eml"), `${head}Message-ID: <1@one.example>\n\nThursday?\n`);
  writeFileSync(
    join(source, "2.eml"),
    `${head}Message-ID: <2@two.example>\nIn-Reply-To: <1@one.example>\n\nYes.\n`,
  );
  const folderOfCase = join(folder, "mail.stemma");
  await ingest({ case: folderOfCase, sources: [source] });

  const of = openCaseToWrite(folderOfCase);
  t.after(() => of.close());
  const conversations = () =>
    of.rows<{ n: number }>("SELECT count(DISTINCT conversation) AS n FROM message")[0]?.n;
  assert.equal(conversations(), 1);

  // As a linker would have left it that knew nothing of In-Reply-To.
  const apart = linkableMessages(of).map(({ document }) => ({ document, conversation: document }));
  of.transaction(() => writeConversations(of, apart));
  of.transaction(() => linkAll(of));
  assert.equal(conversations(), 2);

  of.setSetting("linkers", "threads 0");
  of.transaction(() => linkAll(of));
  assert.equal(conversations(), 1);
});
