// Sets the chosen theme and language before the first paint, so that nothing flashes. `parts/settings.ts` does the rest.
try {
  const theme = localStorage.getItem("stemma.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  const tongue = localStorage.getItem("stemma.tongue");
  if (tongue === "fr" || tongue === "en") document.documentElement.lang = tongue;
} catch {
  // Storage may be switched off in the browser: then the system's theme and the browser's language hold.
}
