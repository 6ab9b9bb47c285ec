/** The pages that the bar, the `g` keys and the help name, in this order. */
import type { WordKey } from "../words.ts";

interface PageEntry {
  to: "/" | "/search" | "/mail" | "/problems";
  name: WordKey;
  /** Second key after `g`. */
  key: string;
}

export const pages: readonly PageEntry[] = [
  { to: "/", name: "page.overview", key: "o" },
  { to: "/search", name: "page.search", key: "s" },
  { to: "/mail", name: "page.mail", key: "m" },
  { to: "/problems", name: "page.problems", key: "p" },
];
