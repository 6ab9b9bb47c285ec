/** Which page lies at which address. A new page is a file in `pages/` and one line in the table here. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from "@tanstack/react-router";
import { parseSearch, printSearch } from "./parts/address.ts";
import { Broken, Nowhere } from "./parts/broken.tsx";
import { Shell } from "./parts/shell.tsx";

/** What any address may carry after `?`: always strings, so that addresses can be read and written by hand. */
interface AddressSearch {
  /** The query that is being asked, or that led here. */
  q?: string;
  sort?: string;
  state?: string;
  /** Where a very long list begins. */
  at?: string;
  /** Which side of a document is shown. */
  tab?: string;
}

const root = createRootRoute({
  component: Shell,
  notFoundComponent: Nowhere,
  errorComponent: Broken,
  validateSearch: (search: Record<string, unknown>): AddressSearch => {
    const kept: AddressSearch = {};
    for (const name of ["q", "sort", "state", "at", "tab"] as const) {
      const value = search[name];
      if (typeof value === "string" && value !== "") kept[name] = value;
    }
    return kept;
  },
});

function page<Path extends string>(path: Path, component: RouteComponent) {
  return createRoute({ getParentRoute: () => root, path, component });
}

/** The mail page stays in place while the message in it changes: so the message's address has no page of its own. */
const mail = page(
  "/mail",
  lazyRouteComponent(() => import("./pages/mail.tsx"), "MailPage"),
);
const mailMessage = createRoute({ getParentRoute: () => mail, path: "$message" });

const tree = root.addChildren([
  page(
    "/",
    lazyRouteComponent(() => import("./pages/overview.tsx"), "OverviewPage"),
  ),
  page(
    "/search",
    lazyRouteComponent(() => import("./pages/search.tsx"), "SearchPage"),
  ),
  mail.addChildren([mailMessage]),
  page(
    "/d/$document",
    lazyRouteComponent(() => import("./pages/document.tsx"), "DocumentPage"),
  ),
  page(
    "/problems",
    lazyRouteComponent(() => import("./pages/problems.tsx"), "ProblemsPage"),
  ),
]);

export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch: printSearch,
  scrollRestoration: true,
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
