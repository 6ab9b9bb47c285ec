/** What a query finds in a case: read once, evaluated once, kept while the case does not change. */
import { type Evaluated, evaluate } from "./evaluate.ts";
import { type ParsedQuery, parseQuery } from "./search-language.ts";
import type { View } from "./view.ts";

/** Reads and evaluates `query`, or takes both from memory. */
export function found(view: View, query: string): { parsed: ParsedQuery; evaluated: Evaluated } {
  const parsed = parseQuery(query);
  return { parsed, evaluated: view.evaluated(query, () => evaluate(view.case, parsed.tree)) };
}
