/**
 * What only the whole case can tell: conversations now; duplicates, entities and lineage are further linkers. In come rows of the
 * case, out come links, which are written back. A new linker is one file and one line in `linkers`. Start with `threads.ts`.
 */
import type { Case } from "../case/case.ts";
import type { Linker } from "./linker.ts";
import { threads } from "./threads.ts";

/** All linkers, in the order in which they run. */
const linkers: readonly Linker[] = [threads];

/** Names and versions of all linkers: a case whose stamp differs is linked anew. */
const linkersStamp = linkers.map(({ name, version }) => `${name} ${version}`).join(", ");

/** Runs every linker whose ground has changed since its last run. To be called inside a transaction. */
export function linkAll(of: Case): void {
  const stale = of.setting("linkers") !== linkersStamp;
  for (const linker of linkers) if (stale || linker.isDue(of)) linker.link(of);
  if (stale) of.setSetting("linkers", linkersStamp);
}
