/** `stemma search QUERY`: documents, with snippets. */
import type { FacetValue, Hit, SearchAnswer } from "../ask/answers.ts";
import { search } from "../ask/search.ts";
import { kindNames, languageName } from "../ask/words.ts";
import { asking, printListEnd, type Setting } from "./command.ts";
import { fromToText, snippetText } from "./terminal.ts";

export const searchCommand = asking<SearchAnswer>(search, (answer, setting) => {
  const { terminal } = setting;
  const fr = terminal.tongue === "fr";
  const read = snippetText(answer.query.readAs, terminal);
  const documents = `${terminal.number(answer.total)} document${answer.total === 1 || (fr && answer.total === 0) ? "" : "s"}`;
  terminal.aside(fr ? `${documents} · compris comme : ${read}` : `${documents} · read as: ${read}`);
  for (const hit of answer.items) printHit(hit, setting);
  if (answer.facets) {
    const facets: [string, FacetValue[]][] = [
      [fr ? "Genre" : "Kind", answer.facets.kind],
      [fr ? "Langue" : "Language", answer.facets.language],
      [fr ? "Expéditeur" : "Sender", answer.facets.sender],
      [fr ? "Titre de presse" : "Outlet", answer.facets.outlet],
      [fr ? "Année" : "Year", answer.facets.year],
      [fr ? "Dossier" : "Folder", answer.facets.folder],
    ];
    for (const [title, values] of facets) printFacet(title, values, setting);
  }
  printListEnd(answer, setting);
});

function printHit(hit: Hit, { terminal, tongue }: Setting): void {
  const who = hit.kind === "message" ? fromToText(hit.from, hit.to, 1, 2) : hit.outlet;
  const facts = [
    kindNames[hit.kind][tongue],
    terminal.date(hit.date),
    who,
    hit.kind !== "message" && hit.language ? languageName(hit.language, tongue) : null,
  ];
  terminal.row(terminal.style("bold", hit.title ?? (tongue === "fr" ? "(sans titre)" : "(no title)")));
  terminal.row(`  ${facts.filter((fact) => fact !== null && fact !== "").join(" · ")}`);
  terminal.row(`  ${snippetText(hit.snippet, terminal)}`);
  terminal.row(terminal.style("dim", `  ${hit.id} · ${hit.place}`));
  terminal.line();
}

function printFacet(title: string, values: FacetValue[], { terminal }: Setting): void {
  if (values.length === 0) return;
  terminal.line(terminal.style("bold", title));
  for (const { label, count, query } of values.slice(0, 10))
    terminal.row(`  ${terminal.number(count).padStart(9)}  ${label}  ${terminal.style("dim", query)}`);
}
