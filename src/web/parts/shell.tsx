/** The frame of every page: skip link, bar with case, pages and search, menu on narrow windows, settings, help, keys. */
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useAsk } from "./api.ts";
import { showShare } from "./format.ts";
import { Help } from "./help.tsx";
import { toContent, useKeys } from "./keys.ts";
import { pages } from "./page-table.ts";
import { share, useProgress } from "./progress.tsx";
import { useSay } from "./say.tsx";
import { SettingsMenu } from "./settings-menu.tsx";

export function Shell(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const [menuOpen, setMenuOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const place = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const placeBefore = useRef(place);

  // A new page: close the menu, and let the keyboard and the screen reader begin at its content.
  useEffect(() => {
    const [, sectionBefore] = placeBefore.current.split("/");
    const [, section] = place.split("/");
    placeBefore.current = place;
    setMenuOpen(false);
    if (sectionBefore !== section) main.current?.focus({ preventScroll: true });
  }, [place]);

  useKeys({
    "?": () => setHelpOpen(true),
    "/": () => focusSearch(),
    ...Object.fromEntries(pages.map((page) => [`g ${page.key}`, () => void navigate({ to: page.to })])),
  });

  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it does jump to #main, but by hand, since the address keeps its passage. */}
      <a className="skip" href="#main" onClick={(event) => skip(event, main.current)}>
        {say("shell.skip")}
      </a>
      <header className="bar">
        <Link to="/" className="mark">
          Stemma
        </Link>
        <CaseName />
        <button
          type="button"
          className="menu-button"
          aria-expanded={menuOpen}
          aria-controls="bar-menu"
          onClick={() => setMenuOpen(!menuOpen)}
        >
          {say("shell.menu")}
        </button>
        <div className={menuOpen ? "bar-menu open" : "bar-menu"} id="bar-menu">
          <nav aria-label={say("shell.pages")}>
            {pages.map((page) => (
              <Link
                key={page.to}
                to={page.to}
                activeOptions={{ exact: page.to === "/", includeSearch: false }}
              >
                {say(page.name)}
              </Link>
            ))}
          </nav>
          <BarSearch key={place} />
          <SettingsMenu onHelp={() => setHelpOpen(true)} />
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <Help open={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}

function skip(event: { preventDefault: () => void }, main: HTMLElement | null): void {
  // The address keeps its own `#A-B`: so the jump is made by hand.
  event.preventDefault();
  main?.focus();
  main?.scrollIntoView();
}

/** The box of the page comes before the box of the bar; in a narrow bar the search page is the box. */
function focusSearch(): boolean {
  for (const box of document.querySelectorAll<HTMLInputElement>(
    "main input[type=search], .bar input[type=search]",
  )) {
    if (!box.checkVisibility({ visibilityProperty: true })) continue;
    box.focus();
    box.select();
    return true;
  }
  document.querySelector<HTMLAnchorElement>('.bar nav a[href^="/search"]')?.click();
  return true;
}

function CaseName(): ReactNode {
  const say = useSay();
  const overview = useAsk("overview").data;
  const progress = useProgress();
  if (overview === undefined) return <span className="case" />;
  return (
    <span className="case">
      <b>{overview.name}</b>
      <span>
        {" · "}
        {say("shell.documents", { count: progress?.documents ?? overview.documents })}
      </span>
      {progress?.state === "reading" && (
        <Link to="/" className="case-reading">
          {say("shell.reading", { percent: showShare(share(progress), say.tongue) })}
        </Link>
      )}
    </span>
  );
}

/** A new search from anywhere; the box of the search page changes the one that is there. */
function BarSearch(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  return (
    <search className="find" aria-label={say("shell.newSearch")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const q = String(new FormData(event.currentTarget).get("q") ?? "").trim();
          // It stands in the box of the search page now.
          event.currentTarget.reset();
          void navigate({ to: "/search", search: q === "" ? {} : { q } });
          toContent();
        }}
      >
        <input
          type="search"
          name="q"
          placeholder={say("search.placeholder")}
          aria-label={say("shell.newSearch")}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
        />
        <kbd>/</kbd>
      </form>
    </search>
  );
}
