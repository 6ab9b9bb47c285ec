/** What the reader chose: language, theme, single-key shortcuts. Kept in this browser; every part follows at once. */
import { useSyncExternalStore } from "react";
import type { Tongue } from "../words.ts";

export type Theme = "system" | "light" | "dark";

interface Settings {
  tongue: Tongue;
  theme: Theme;
  /** Single-key shortcuts (WCAG 2.1.4: they can be switched off). */
  keys: boolean;
}

let settings: Settings = {
  tongue: readTongue(),
  theme: readTheme(),
  keys: stored("stemma.keys") !== "off",
};
const listeners = new Set<() => void>();
apply();

export function useSettings(): Settings {
  return useSyncExternalStore(listen, () => settings);
}

export function currentSettings(): Settings {
  return settings;
}

export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  store("stemma.tongue", settings.tongue);
  store("stemma.theme", settings.theme);
  store("stemma.keys", settings.keys ? "on" : "off");
  apply();
  for (const listener of listeners) listener();
}

function apply(): void {
  const root = document.documentElement;
  root.lang = settings.tongue;
  if (settings.theme === "system") delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readTongue(): Tongue {
  const kept = stored("stemma.tongue");
  if (kept === "en" || kept === "fr") return kept;
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

function readTheme(): Theme {
  const kept = stored("stemma.theme");
  return kept === "light" || kept === "dark" ? kept : "system";
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    // Storage may be switched off in the browser: then the choice holds for this visit.
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // As above.
  }
}
