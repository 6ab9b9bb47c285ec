/** The receipt on a terminal, and the exit code that follows from it. */
import type { Receipt } from "../ask/answers.ts";
import { done, doneWithProblems } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/** 3 when there are problems to look at, else 0. */
export function codeFor({ failed, unread, skipped, partial }: Receipt): number {
  return failed + unread + skipped + partial > 0 ? doneWithProblems : done;
}

/** found = read + same as another + failed + not read yet + skipped: the sum stands in one line, and each part that is not nothing. */
export function printReceipt(receipt: Receipt, terminal: Terminal): void {
  const fr = terminal.tongue === "fr";
  const n = terminal.number;
  const parts: [number, string][] = [
    [receipt.read, fr ? "lus" : "read"],
    [receipt.same, fr ? "identiques à un autre" : "same as another"],
    [receipt.failed, fr ? "en échec" : "failed"],
    [receipt.unread, fr ? "pas encore lus" : "not read yet"],
    [receipt.skipped, fr ? "écartés par une limite" : "skipped"],
    [receipt.pending, fr ? "en attente" : "pending"],
  ];
  const said = parts
    .filter(([count], index) => count > 0 || index === 0)
    .map(([count, what]) => `${n(count)} ${what}`);
  terminal.line(
    `${terminal.style("bold", fr ? `${n(receipt.found)} trouvés` : `${n(receipt.found)} found`)} = ${said.join(" + ")}`,
  );
  if (receipt.partial)
    terminal.line(
      fr
        ? `${n(receipt.partial)} ${receipt.partial === 1 ? "de ceux qui sont lus a" : "de ceux qui sont lus ont"} une partie illisible`
        : `${n(receipt.partial)} of those read ${receipt.partial === 1 ? "has" : "have"} a part that could not be read`,
    );
  if (receipt.gone)
    terminal.line(
      fr
        ? `${n(receipt.gone)} ${receipt.gone === 1 ? "a disparu des sources et reste" : "ont disparu des sources et restent"} dans le dossier`
        : `${n(receipt.gone)} ${receipt.gone === 1 ? "is gone from the sources and stays" : "are gone from the sources and stay"} in the case`,
    );
}
