/**
 * The people of the mail, as far as their headers go: spellings of one address count together, and a name without an address (in
 * a print-out its address is often blacked out) counts with the only address that bears the very same name. Anything bolder is for
 * a person to decide.
 */
import { addressBook } from "../case/contacts.ts";
import { fold } from "../text/words.ts";
import type { Party } from "./answers.ts";
import { quoted } from "./facets.ts";
import { partyAnswer } from "./shapes.ts";
import type { View } from "./view.ts";

export interface Person {
  key: string;
  party: Party;
  /** What to write behind `from:`, `to:` or `with:` to find this person. */
  value: string;
}

/** The person whom each row of the address book stands for. */
export function peopleByRow(view: View): Map<number, Person> {
  const book = addressBook(view.case);
  /** Addresses that bear a name; null when there are several. */
  const bearers = new Map<string, string | null>();
  for (const { name, address } of book) {
    if (name === null || address === null) continue;
    const [folded, key] = [fold(name), address.toLowerCase()];
    const known = bearers.get(folded);
    bearers.set(folded, known === undefined || known === key ? key : null);
  }
  const people = new Map<string, Person>();
  const rows = new Map<number, Person>();
  for (const entry of book) {
    const { id, name, address } = entry;
    const key = address?.toLowerCase() ?? bearers.get(fold(name ?? "")) ?? fold(name ?? "");
    let person = people.get(key);
    if (!person) {
      person = { key, party: partyAnswer(entry), value: quoted(address ?? name ?? "") };
      people.set(key, person);
    } else if (person.party.name === null && name !== null) person.party = { ...person.party, name };
    // By the name the print-outs are found too, by the address they are not.
    if (address === null && name !== null) {
      person.value = quoted(name);
      person.party = { ...person.party, name };
    } else if (address !== null && person.party.address === null) person.party = { ...person.party, address };
    rows.set(id, person);
  }
  return rows;
}
