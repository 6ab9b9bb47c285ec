/** The words of the app in the reader's language, for parts: phrases, and phrases with links or marked words in them. */
import { Fragment, type ReactNode } from "react";
import { type Filling, phrase, type Tongue, type WordKey, wording } from "../words.ts";
import { showNumber } from "./format.ts";
import { useSettings } from "./settings.ts";

export interface Say {
  (key: WordKey, fillings?: Record<string, Filling>): string;
  tongue: Tongue;
  number: (value: number) => string;
}

/** `say("shell.documents", { count })`; `say.tongue` for what formats itself. */
export function useSay(): Say {
  const { tongue } = useSettings();
  const say = (key: WordKey, fillings?: Record<string, Filling>) => phrase(key, tongue, fillings);
  return Object.assign(say, { tongue, number: (value: number) => showNumber(value, tongue) });
}

interface TellProps {
  word: WordKey;
  /** Chooses between one and other, and fills `{count}`. */
  count?: number;
  fill: Record<string, ReactNode>;
}

/** A phrase whose places are filled with links, bold words or anything else that React draws. */
export function Tell({ word, count, fill }: TellProps): ReactNode {
  const { tongue } = useSettings();
  const parts = wording(word, tongue, count).split(/\{(\w+)\}/);
  return parts.map((part, i) => {
    if (i % 2 === 0) return part;
    const filling = part === "count" && count !== undefined ? showNumber(count, tongue) : fill[part];
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a phrase never move.
    return <Fragment key={i}>{filling ?? `{${part}}`}</Fragment>;
  });
}
