/** All keys, in a dialog; here they can be switched off too. */
import { type ReactNode, useEffect, useRef } from "react";
import { pages } from "./page-table.ts";
import { useSay } from "./say.tsx";
import { changeSettings, useSettings } from "./settings.ts";

export function Help({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const say = useSay();
  const { keys } = useSettings();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open) dialog.current?.close();
  }, [open]);

  const rows: [keys: string[], does: string][] = [
    [["/"], say("keys.search")],
    [["j", "k"], say("keys.move")],
    [["Enter"], say("keys.open")],
    [["n", "N"], say("keys.hit")],
    ...pages.map((page): [string[], string] => [["g", page.key], say("keys.go", { page: say(page.name) })]),
    [["←", "→", "⇧", "Enter"], say("keys.range")],
    [["?"], say("keys.help")],
  ];

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is the one beside it.
    <dialog
      ref={dialog}
      className="help"
      aria-labelledby="help-title"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="help-sheet">
        <h2 id="help-title">{say("keys.title")}</h2>
        <dl>
          {rows.map(([names, does]) => (
            <div key={names.join(" ")}>
              <dt>
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label className="check">
          <input
            type="checkbox"
            checked={keys}
            onChange={(event) => changeSettings({ keys: event.currentTarget.checked })}
          />
          {say("keys.on")}
        </label>
        <form method="dialog">
          <button type="submit" className="plain">
            {say("shell.close")}
          </button>
        </form>
      </div>
    </dialog>
  );
}
