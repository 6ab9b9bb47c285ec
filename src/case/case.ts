/**
 * A case on disk: `NAME.stemma/` with `case.sqlite`, `originals/` and a lock. All SQL of Stemma lives in this folder.
 * In come drafts and findings (`write.ts`), out come rows in the words of DESIGN (`documents.ts`, `search.ts`, `columns.ts`,
 * `receipt.ts`). Start here for opening, then read `schema.ts`.
 */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { Failure } from "../text/errors.ts";
import { messages } from "../text/messages.ts";
import { type Lock, takeLock } from "./lock.ts";
import { applicationId, migrations } from "./schema.ts";

/** A case that is open. Whoever opened it closes it. */
export class Case {
  readonly folder: string;
  readonly #database: DatabaseSync;
  readonly #lock: Lock | null;
  readonly #statements = new Map<string, StatementSync>();
  readonly #arrays = new Map<string, StatementSync>();

  constructor(folder: string, database: DatabaseSync, lock: Lock | null) {
    this.folder = folder;
    this.#database = database;
    this.#lock = lock;
  }

  /** Name of the case: its folder's without `.stemma`. */
  get name(): string {
    return this.setting("name") ?? basename(this.folder).replace(/\.stemma$/, "");
  }

  get originalsFolder(): string {
    return join(this.folder, "originals");
  }

  /** A statement, prepared once. For `case/` alone. */
  sql(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#database.prepare(text);
      // After a row was taken out of the index, the last row number is one of its own, too large for a number: it may not throw.
      if (/^(?:INSERT|UPDATE|DELETE)\b/.test(text)) statement.setReadBigInts(true);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  /** The same, with rows as arrays: a statement of its own, since one cannot give both. */
  arrays(text: string): StatementSync {
    const known = this.#arrays.get(text);
    if (known) return known;
    const statement = this.#database.prepare(text);
    statement.setReturnArrays(true);
    this.#arrays.set(text, statement);
    return statement;
  }

  /** Rows as plain objects. For `case/` alone. */
  rows<Row>(text: string, ...values: (string | number | bigint | null | Uint8Array)[]): Row[] {
    return this.sql(text).all(...values) as Row[];
  }

  row<Row>(text: string, ...values: (string | number | bigint | null | Uint8Array)[]): Row | undefined {
    return this.sql(text).get(...values) as Row | undefined;
  }

  run(text: string, ...values: (string | number | bigint | null | Uint8Array)[]): number {
    return Number(this.sql(text).run(...values).changes);
  }

  begin(): void {
    this.#database.exec("BEGIN IMMEDIATE");
  }

  commit(): void {
    this.#database.exec("COMMIT");
  }

  /** Undoes what was not committed. SQLite itself may have done so already (disk full): then there is nothing to undo. */
  rollBack(): void {
    if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
  }

  /** Does all of `work` or nothing. Throws `Failure` when the disk is full. */
  transaction<Result>(work: () => Result): Result {
    try {
      this.begin();
      const result = work();
      this.commit();
      return result;
    } catch (error) {
      this.rollBack();
      throw asFailure(error, this.folder);
    }
  }

  setting(name: string): string | null {
    return this.row<{ value: string }>("SELECT value FROM setting WHERE name = ?", name)?.value ?? null;
  }

  setSetting(name: string, value: string): void {
    this.run(
      "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      name,
      value,
    );
  }

  /** Changes whenever any process has committed to the case: what was cached before is stale then. */
  version(): number {
    const own = this.row<{ n: number }>("SELECT total_changes() AS n")?.n ?? 0;
    return own + 1e9 * (this.row<{ data_version: number }>("PRAGMA data_version")?.data_version ?? 0);
  }

  close(): void {
    this.#statements.clear();
    this.#arrays.clear();
    try {
      this.#database.close();
    } finally {
      this.#lock?.release();
    }
  }
}

/** Opens the case at `folder` for reading, beside a writer perhaps. Throws `Failure` when there is none that can be read. */
export function openCase(folder: string): Case {
  const path = resolve(folder);
  if (!existsSync(join(path, "case.sqlite"))) throw new Failure(messages.caseMissing, { path: folder });
  try {
    return new Case(path, openDatabase(path), null);
  } catch (error) {
    const database =
      error instanceof Failure && error.said === messages.caseNotWritable ? openReadOnly(path) : null;
    if (!database) throw error;
    return new Case(path, database, null);
  }
}

/** Opens the case at `folder` for writing, and makes it when it is not there. Takes the lock. Throws `Failure` when it cannot. */
export function openCaseToWrite(folder: string): Case {
  const path = resolve(folder);
  let lock: Lock;
  try {
    mkdirSync(join(path, "originals"), { recursive: true });
    lock = takeLock(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Failure || !code) throw error;
    throw isDiskFull(error)
      ? asFailure(error)
      : new Failure(messages.caseNotWritable, { path: folder, error: code });
  }
  try {
    return new Case(path, openDatabase(path), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openDatabase(folder: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(join(folder, "case.sqlite"), {
      timeout: 10_000,
      enableForeignKeyConstraints: true,
    });
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000",
    );
    migrate(database, folder);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Failure) throw error;
    if (isDiskFull(error)) throw asFailure(error);
    const said = isRefused(error) ? messages.caseNotWritable : messages.caseDamaged;
    throw new Failure(said, { path: folder, error: (error as Error).message });
  }
}

/**
 * Opens a case that this user may not write, or that lies on a disk that nobody can: SQLite then takes the file for one that does not
 * change. Null where that may not be true: somebody writes it, or what was last written is still in the log beside it.
 */
function openReadOnly(folder: string): DatabaseSync | null {
  const file = join(folder, "case.sqlite");
  if (existsSync(join(folder, "lock")) || (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    return null;
  const address = pathToFileURL(file);
  address.search = "immutable=1";
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(address, { readOnly: true });
    database.exec("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768");
    const version = database.prepare("PRAGMA user_version").get()?.user_version;
    const application = database.prepare("PRAGMA application_id").get()?.application_id;
    if (version === migrations.length && application === applicationId) return database;
  } catch {
    // It cannot even be read: what kept it from being opened as usual is said.
  }
  database?.close();
  return null;
}

function migrate(database: DatabaseSync, folder: string): void {
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0] as number;
  if (pragma("user_version") === migrations.length && pragma("application_id") === applicationId) return;
  // Two processes may open a new case at once: who comes second sees here what the first has done.
  database.exec("BEGIN IMMEDIATE");
  const version = pragma("user_version");
  const tables = database.prepare("SELECT count(*) AS n FROM sqlite_schema").get() as { n: number };
  if (tables.n > 0 && pragma("application_id") !== applicationId)
    throw new Failure(messages.caseNotOurs, { path: folder });
  if (version > migrations.length)
    throw new Failure(messages.caseNewer, { path: folder, version, known: migrations.length });
  for (let next = version; next < migrations.length; next++) {
    database.exec(
      `${migrations[next]}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${next + 1}`,
    );
  }
  database.exec("COMMIT");
}

/** SQLITE_FULL, and what its write-ahead log says when there is no room for its index: SQLITE_IOERR_SHMSIZE. */
const fullCodes: ReadonlySet<number | undefined> = new Set([13, 4874]);

function isDiskFull(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return fullCodes.has(errcode) || code === "ENOSPC" || code === "EDQUOT";
}

/** SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_AUTH: rights, not damage. SQLite writes beside a case even to read it. */
function isRefused(error: unknown): boolean {
  return [8, 14, 23].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff);
}

/** SQLITE_CORRUPT and SQLITE_NOTADB: what is damaged within a database shows only when it is asked for. */
function isDamage(error: unknown): boolean {
  return [11, 26].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff);
}

/** A full disk, and a damaged database of the case at `folder`, as the sentences that people get; any other error as it is. */
export function asFailure(error: unknown, folder?: string): unknown {
  if (isDiskFull(error)) return new Failure(messages.diskFull);
  if (folder !== undefined && isDamage(error))
    return new Failure(messages.caseDamaged, { path: folder, error: (error as Error).message });
  return error;
}
