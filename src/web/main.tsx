/**
 * The app: one page of HTML, drawn in the browser from the answers of the HTTP interface. Start reading here, then `routes.tsx`
 * (which page lies where), `parts/` (what pages share), `words.ts` (all that it says), `theme/` (how it looks).
 */
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { answers } from "./parts/api.ts";
import { router } from "./routes.tsx";
import "./theme/theme.css";

const place = document.getElementById("app");
if (place === null) throw new Error("index.html has no #app");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={answers}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
