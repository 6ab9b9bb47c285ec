/** Single-key shortcuts for the whole window: `j`, `/`, and two in a row as `g s`. Silent while someone types or a dialog is open. */
import { useEffect, useRef } from "react";
import { currentSettings } from "./settings.ts";

/** Key as in `KeyboardEvent.key`, or `g` and a key with a space between. Return false to say that it was not for you. */
export type Keys = Record<string, () => unknown>;

const secondKeyMs = 1500;

/** While the part is on the page, its keys work. What is mounted last is asked first. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const entry = () => latest.current;
    stack.push(entry);
    return () => {
      stack.splice(stack.indexOf(entry), 1);
    };
  }, []);
}

/** Leaves the box in which a query was typed: from here on `j` is a key of the list, not a letter. */
export function toContent(): void {
  document.getElementById("main")?.focus({ preventScroll: true });
}

const stack: (() => Keys)[] = [];
let firstKey: { key: string; at: number } | null = null;

if (typeof window !== "undefined") window.addEventListener("keydown", onKey);

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!currentSettings().keys || isTyping(event.target) || document.querySelector("dialog[open]") !== null)
    return;
  const first = firstKey;
  firstKey = null;
  if (first !== null && event.timeStamp - first.at < secondKeyMs && run(`${first.key} ${event.key}`)) {
    event.preventDefault();
    return;
  }
  if (run(event.key)) event.preventDefault();
  else if (event.key === "g") firstKey = { key: "g", at: event.timeStamp };
}

function run(name: string): boolean {
  for (let i = stack.length - 1; i >= 0; i--) {
    const handler = stack[i]?.()[name];
    if (handler !== undefined && handler() !== false) return true;
  }
  return false;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}
