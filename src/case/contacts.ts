/** Contacts over the whole case: who dealt with whom, and how often. */
import type { Case } from "./case.ts";

export interface ContactQuery {
  /** Rows of the address book; null for anyone. All given groups must take part. */
  people: (readonly number[])[];
  /** Half-open, seconds since 1970. */
  from: number | null;
  to: number | null;
}

/** Documents and places (among the document's contacts) of contacts that fit, oldest first, undated last. */
export function findContacts(of: Case, query: ContactQuery): { document: number; contact: number }[] {
  const conditions = query.people.map(
    () =>
      "EXISTS (SELECT 1 FROM contact_party p WHERE p.contact = c.id AND p.party IN (SELECT value FROM json_each(?)))",
  );
  const values: (string | number)[] = query.people.map((people) => JSON.stringify(people));
  // One group is looked up by its index; the others are tested on what that yields.
  const [first] = query.people;
  const start = first
    ? `c.id IN (SELECT contact FROM contact_party WHERE party IN (SELECT value FROM json_each(?)))`
    : "1";
  if (first) conditions.shift();
  if (query.from !== null) {
    conditions.push("d.moment >= ?");
    values.push(query.from);
  }
  if (query.to !== null) {
    conditions.push("d.moment < ?");
    values.push(query.to);
  }
  return of.rows<{ document: number; contact: number }>(
    `SELECT c.document AS document, c.id AS contact FROM contact c JOIN document d ON d.id = c.document
     WHERE ${[start, ...conditions].join(" AND ")} ORDER BY d.moment IS NULL, d.moment, d.key, c.id`,
    ...values,
  );
}

export interface Pair {
  from: number;
  to: number;
  count: number;
}

/** How often each writer wrote to each reader (To and Cc), as rows of the address book. */
export function writtenPairs(of: Case): Pair[] {
  return of.rows(
    `SELECT a.party AS "from", b.party AS "to", count(*) AS count FROM contact_party a JOIN contact_party b ON b.contact = a.contact
     WHERE a.role = 0 AND a.n = 0 AND b.role = 1 GROUP BY a.party, b.party`,
  );
}

/** Every spelling of every party that takes part in a contact. */
export function addressBook(of: Case): { id: number; name: string | null; address: string | null }[] {
  return of.rows("SELECT id, name, address FROM party ORDER BY id");
}

/** How many messages each row of the address book sent and received. */
export function partyCounts(of: Case): { party: number; sent: number; received: number }[] {
  return of.rows(
    `SELECT party, sum(role = 0) AS sent, sum(role IN (1, 2, 3)) AS received FROM contact_party GROUP BY party`,
  );
}
