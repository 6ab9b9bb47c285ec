/** The quiet button at the end of the bar: language, theme, keys. */
import type { ReactNode } from "react";
import type { Tongue } from "../words.ts";
import { useSay } from "./say.tsx";
import { changeSettings, type Theme, useSettings } from "./settings.ts";

const tongues: readonly { value: Tongue; label: string }[] = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
];
const themes: readonly Theme[] = ["system", "light", "dark"];

export function SettingsMenu({ onHelp }: { onHelp: () => void }): ReactNode {
  const say = useSay();
  const { tongue, theme } = useSettings();
  return (
    <>
      <button type="button" className="settings-button" popoverTarget="settings">
        {tongue.toUpperCase()}
        <span className="unseen">{say("shell.settings")}</span>
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" />
          <path d="M7 1.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
        </svg>
      </button>
      <div className="settings" id="settings" popover="auto">
        <fieldset>
          <legend>{say("shell.language")}</legend>
          {tongues.map(({ value, label }) => (
            <label key={value} lang={value}>
              <input
                type="radio"
                name="tongue"
                checked={tongue === value}
                onChange={() => changeSettings({ tongue: value })}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>{say("shell.theme")}</legend>
          {themes.map((value) => (
            <label key={value}>
              <input
                type="radio"
                name="theme"
                checked={theme === value}
                onChange={() => changeSettings({ theme: value })}
              />
              {say(`shell.theme.${value}`)}
            </label>
          ))}
        </fieldset>
        <button type="button" className="plain" onClick={onHelp}>
          {say("shell.keys")} <kbd>?</kbd>
        </button>
      </div>
    </>
  );
}
