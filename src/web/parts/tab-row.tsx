/** The sides of a page as a row of links; where the row is wider than the window it scrolls, and the chosen one is in view. */
import { type ReactNode, useEffect, useRef } from "react";

export function TabRow({
  label,
  current,
  children,
}: {
  label: string;
  current: string;
  children: ReactNode;
}): ReactNode {
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another side is the occasion.
  useEffect(() => {
    const box = row.current;
    const chosen = box?.querySelector<HTMLElement>("[aria-current]");
    // By hand: `scrollIntoView` would move the page as well.
    if (box && chosen) box.scrollLeft = chosen.offsetLeft + chosen.offsetWidth - box.clientWidth;
  }, [current]);
  return (
    <nav className="tabs" aria-label={label} ref={row}>
      {children}
    </nav>
  );
}
