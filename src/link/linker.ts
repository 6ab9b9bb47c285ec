/** The contract of a linker: what only the whole case can tell. It reads rows of the case and leaves its links there. */
import type { Case } from "../case/case.ts";

export interface Linker {
  /** Lower case, stable. */
  name: string;
  /** Raised when the same case would be linked otherwise than before: then it links every case anew. */
  version: number;
  /** Whether something has come since it last ran. */
  isDue(of: Case): boolean;
  /** Links, inside the caller's transaction. The same rows give the same links, in whatever order they came. */
  link(of: Case): void;
}
