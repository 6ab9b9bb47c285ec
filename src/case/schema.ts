/**
 * The tables of `case.sqlite`, as numbered migrations. Integer keys are for this file alone: they never leave `case/`, and two
 * cases of the same sources may number their rows differently. What leaves are ids made from content (`ids.ts`).
 */

/** "Stem" in ASCII: tells `file` and us that this database is a case. */
export const applicationId = 0x5374656d;

/** Each entry takes the database from the version of its index to the next. Never changed once shipped, only added to. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- One ingest. Counts are of files against the run before.
  CREATE TABLE run (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT,
    added INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE source (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, label TEXT NOT NULL) STRICT;

  -- The bytes of a file or a member, once. state: 0 pending, 1 read, 2 failed, 3 unread, 4 skipped.
  -- held: 0 as a member of its container, 1 copy, 2 hard link, 3 reference.
  CREATE TABLE original (
    id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, type TEXT NOT NULL,
    held INTEGER NOT NULL, state INTEGER NOT NULL, reader TEXT
  ) STRICT;

  -- A place where an original was found: in a source (source, path) or in a container (container, ordinal, path).
  -- first, last, encoding: the stretch of the container that yields it; null when only reading the container again does.
  -- gone: the run that did not find it any more.
  CREATE TABLE occurrence (
    id INTEGER PRIMARY KEY, source INTEGER REFERENCES source, container INTEGER REFERENCES original,
    ordinal INTEGER NOT NULL DEFAULT 0, path TEXT NOT NULL, original INTEGER REFERENCES original,
    size INTEGER NOT NULL, mtime REAL, first INTEGER, last INTEGER, encoding INTEGER, gone INTEGER
  ) STRICT;
  CREATE INDEX occurrence_source ON occurrence (source, path) WHERE source IS NOT NULL;
  CREATE UNIQUE INDEX occurrence_container ON occurrence (container, ordinal) WHERE container IS NOT NULL;
  CREATE INDEX occurrence_original ON occurrence (original);
  CREATE INDEX occurrence_gone ON occurrence (gone) WHERE gone IS NOT NULL;

  -- stage: walk, read, find, link. state as in original. args: figures for the sentence, as JSON.
  CREATE TABLE problem (
    id INTEGER PRIMARY KEY, original INTEGER REFERENCES original, occurrence INTEGER REFERENCES occurrence,
    stage TEXT NOT NULL, state INTEGER NOT NULL, partial INTEGER NOT NULL, code TEXT NOT NULL, args TEXT
  ) STRICT;
  CREATE INDEX problem_original ON problem (original);
  CREATE INDEX problem_occurrence ON problem (occurrence) WHERE occurrence IS NOT NULL;

  CREATE TABLE outlet (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

  -- part: the reader's key of the document in its original. kind: index in documentKinds.
  -- moment: for sorting and ranges, seconds since 1970 of the date as far as known, local time where no zone is; null undated.
  CREATE TABLE document (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, original INTEGER NOT NULL REFERENCES original, part TEXT,
    kind INTEGER NOT NULL, title TEXT, language TEXT, edtf TEXT, utc TEXT, zone TEXT, printed TEXT, certainty REAL,
    moment INTEGER, outlet INTEGER REFERENCES outlet, author TEXT, url TEXT, characters INTEGER NOT NULL,
    origin INTEGER REFERENCES document, first INTEGER, last INTEGER, found TEXT NOT NULL
  ) STRICT;
  CREATE INDEX document_original ON document (original);
  CREATE INDEX document_origin ON document (origin) WHERE origin IS NOT NULL;
  CREATE INDEX document_moment ON document (moment);

  -- text: as packed-text.ts puts it. marks: JSON, [kind, start, end, value] each, by start.
  CREATE TABLE text (document INTEGER PRIMARY KEY REFERENCES document, text ANY NOT NULL, marks TEXT) STRICT;

  -- words: Float32Array as in DocumentPage.
  CREATE TABLE page (
    document INTEGER NOT NULL REFERENCES document, number INTEGER NOT NULL, label TEXT, first INTEGER NOT NULL,
    last INTEGER NOT NULL, width REAL NOT NULL, height REAL NOT NULL, words BLOB, PRIMARY KEY (document, number)
  ) STRICT, WITHOUT ROWID;

  -- method: 0 header, 1 printed. parents: ids of In-Reply-To, a bar, ids of References; separated by blanks.
  -- conversation: the document with the lowest key among those joined; null until linked.
  CREATE TABLE message (
    document INTEGER PRIMARY KEY REFERENCES document, method INTEGER NOT NULL, message_id TEXT, parents TEXT,
    conversation INTEGER
  ) STRICT;
  CREATE INDEX message_id ON message (message_id) WHERE message_id IS NOT NULL;
  CREATE INDEX message_conversation ON message (conversation);

  -- A name with an address as they stand in some header. folded: both, for looking up.
  CREATE TABLE party (
    id INTEGER PRIMARY KEY, name TEXT, address TEXT, folded TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX party_name ON party (ifnull(name, ''), ifnull(address, ''));

  -- date columns are null where they are the document's. evidence: JSON, [start, end] each.
  CREATE TABLE contact (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, method TEXT NOT NULL, medium TEXT NOT NULL,
    status TEXT NOT NULL, certainty REAL NOT NULL, edtf TEXT, utc TEXT, zone TEXT, printed TEXT, evidence TEXT NOT NULL
  ) STRICT;
  CREATE INDEX contact_document ON contact (document);

  -- role: index in partyRoles.
  CREATE TABLE contact_party (
    contact INTEGER NOT NULL REFERENCES contact, n INTEGER NOT NULL, role INTEGER NOT NULL,
    party INTEGER NOT NULL REFERENCES party, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (contact, n)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contact_party_party ON contact_party (party, role);

  CREATE TABLE redaction (
    document INTEGER NOT NULL REFERENCES document, first INTEGER NOT NULL, last INTEGER NOT NULL, code TEXT NOT NULL,
    PRIMARY KEY (document, first, last)
  ) STRICT, WITHOUT ROWID;

  -- What a person decided. Append-only; undo is a further row. subject: a content id.
  CREATE TABLE judgement (
    id INTEGER PRIMARY KEY, made TEXT NOT NULL, subject TEXT NOT NULL, verb TEXT NOT NULL, value TEXT
  ) STRICT;
  CREATE INDEX judgement_subject ON judgement (subject);

  -- Contentless: the text is stored once, in text. Snippets and passages are cut by our own code, which knows offsets.
  CREATE VIRTUAL TABLE search USING fts5 (
    title, people, body, quoted, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  );
  INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab (search, instance);
  `,
];
