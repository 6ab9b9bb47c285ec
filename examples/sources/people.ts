/** Everybody who writes or is written to in the example case. All invented; addresses end in `.example`, which nobody can own. */

export interface Person {
  name: string;
  address: string;
  /** As a print-out of the institute shows the name. */
  printed: string;
}

export const holt: Person = {
  name: "Adrian Holt",
  address: "adrian.holt@lumen.example",
  printed: "Adrian Holt",
};
export const marlowe: Person = {
  name: "Tessa Marlowe",
  address: "tessa.marlowe@lumen.example",
  printed: "Tessa Marlowe",
};
export const castellane: Person = {
  name: "Castellane, Miriam (NIPH)",
  address: "miriam.castellane@niph.example",
  printed: "Castellane, Miriam (NIPH)",
};
export const aldous: Person = {
  name: "Aldous, Jon (NIPH)",
  address: "jon.aldous@niph.example",
  printed: "Aldous, Jon (NIPH)",
};
export const ribeiro: Person = {
  name: "Ribeiro, Ana (NIPH)",
  address: "ana.ribeiro@niph.example",
  printed: "Ribeiro, Ana (NIPH)",
};
export const thevenin: Person = {
  name: "François-Xavier Thévenin",
  address: "francois-xavier.thevenin@niph.example",
  printed: "Thévenin, François-Xavier (NIPH)",
};
export const okafor: Person = {
  name: "Okafor, Ruth (NIPH)",
  address: "ruth.okafor@niph.example",
  printed: "Okafor, Ruth (NIPH)",
};
export const pressOffice: Person = {
  name: "NIPH Press office",
  address: "press@niph.example",
  printed: "NIPH Press office",
};
export const briefingList: Person = {
  name: "Briefing list",
  address: "briefing-list@niph.example",
  printed: "Briefing list",
};
export const bregeon: Person = {
  name: "Héloïse Brégeon",
  address: "heloise.bregeon@sante.valmarais.example",
  printed: "BRÉGEON Héloïse",
};
