import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { temporaryFolder } from "../../test/support/folder.ts";
import { Failure } from "../text/errors.ts";
import { openCase, openCaseToWrite } from "./case.ts";
import { applicationId, migrations } from "./schema.ts";

const saying = (part: string) => (error: unknown) => error instanceof Failure && error.message.includes(part);

test("a case is made where none is, named after its folder, and found again", (t) => {
  const folder = join(temporaryFolder(t), "affair.stemma");
  const made = openCaseToWrite(folder);
  assert.equal(made.name, "affair");
  made.setSetting("name", "The affair");
  made.close();
  assert.ok(existsSync(join(folder, "originals")));
  const again = openCase(folder);
  assert.equal(again.name, "The affair");
  assert.equal(again.setting("none"), null);
  again.close();
  const database = new DatabaseSync(join(folder, "case.sqlite"));
  const marks = database.prepare("SELECT * FROM pragma_application_id, pragma_user_version").get();
  assert.deepEqual({ ...marks }, { application_id: applicationId, user_version: migrations.length });
  database.close();
});

test("where there is no case to read, or somebody else's database, a Failure says so and changes nothing", (t) => {
  const folder = temporaryFolder(t);
  assert.throws(() => openCase(join(folder, "none.stemma")), saying("There is no case at"));
  assert.ok(!existsSync(join(folder, "none.stemma")));
  const foreign = new DatabaseSync(join(folder, "case.sqlite"));
  foreign.exec("CREATE TABLE mine (x)");
  foreign.close();
  assert.throws(() => openCase(folder), saying("made by another program"));
  assert.throws(() => openCaseToWrite(folder), saying("made by another program"));
  assert.ok(!existsSync(join(folder, "lock")), "the lock is given back");
  const still = new DatabaseSync(join(folder, "case.sqlite"));
  assert.equal(still.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.n, 1);
  still.close();
});

test("a case of a newer Stemma is left alone", (t) => {
  const folder = temporaryFolder(t);
  openCaseToWrite(folder).close();
  const database = new DatabaseSync(join(folder, "case.sqlite"));
  database.exec(`PRAGMA user_version = ${migrations.length + 3}`);
  database.close();
  assert.throws(
    () => openCase(folder),
    saying(`version ${migrations.length + 3}; this one knows ${migrations.length}`),
  );
});

test("a damaged database is named, an empty file is a case yet to be made", (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "case.sqlite"), "this is no database, however long it may be ".repeat(100));
  assert.throws(() => openCase(folder), saying("is damaged"));
  writeFileSync(join(folder, "case.sqlite"), "");
  openCaseToWrite(folder).close();
  openCase(folder).close();
});

test("a transaction is done wholly or not at all, and says when the disk is full", (t) => {
  const made = openCaseToWrite(temporaryFolder(t));
  t.after(() => made.close());
  assert.equal(
    made.transaction(() => made.run("INSERT INTO setting VALUES ('a', 'b')")),
    1,
  );
  assert.throws(() =>
    made.transaction(() => {
      made.setSetting("a", "c");
      throw new Error("half way");
    }),
  );
  assert.equal(made.setting("a"), "b");
  made.row("PRAGMA max_page_count = 80");
  assert.throws(
    () => made.transaction(() => made.setSetting("a", "x".repeat(5_000_000))),
    saying("The disk is full"),
  );
  assert.equal(made.setting("a"), "b");
});

test("the version changes with every commit, its own and others'", (t) => {
  const folder = temporaryFolder(t);
  const writer = openCaseToWrite(folder);
  const reader = openCase(folder);
  t.after(() => writer.close());
  t.after(() => reader.close());
  const seen = new Set([reader.version()]);
  assert.ok(seen.has(reader.version()));
  for (let n = 0; n < 3; n++) {
    writer.setSetting("n", String(n));
    assert.ok(!seen.has(reader.version()));
    seen.add(reader.version());
  }
  const own = writer.version();
  writer.setSetting("n", "x");
  assert.notEqual(writer.version(), own);
});

test("rows can be asked for as objects and as arrays by the same words", (t) => {
  const made = openCaseToWrite(temporaryFolder(t));
  t.after(() => made.close());
  made.setSetting("a", "b");
  const text = "SELECT name, value FROM setting";
  assert.deepEqual(made.arrays(text).all(), [["a", "b"]]);
  assert.deepEqual({ ...made.row<{ name: string }>(text) }, { name: "a", value: "b" });
  assert.deepEqual(made.arrays(text).all(), [["a", "b"]]);
});

test("processes that open a new case at the same time all get it whole", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "case.sqlite"), "");
  const opener = `import { openCase } from ${JSON.stringify(new URL("./case.ts", import.meta.url).href)};
    const made = openCase(process.argv[1]); made.row("SELECT count(*) FROM document"); made.close();`;
  const openers = Array.from({ length: 4 }, () =>
    once(
      spawn(process.execPath, ["--input-type=module", "-e", opener, folder], {
        stdio: ["ignore", "ignore", "inherit"],
      }),
      "exit",
    ),
  );
  for (const ended of await Promise.all(openers)) assert.deepEqual(ended, [0, null]);
});
