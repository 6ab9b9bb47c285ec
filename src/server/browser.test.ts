import assert from "node:assert/strict";
import { test } from "node:test";
import { openers } from "./browser.ts";

test("every system has its own opener, and none goes through a shell", () => {
  assert.deepEqual(openers("darwin", {}), [["open"]]);
  assert.deepEqual(openers("win32", {}), [["rundll32", "url.dll,FileProtocolHandler"]]);
  assert.deepEqual(openers("linux", { DISPLAY: ":0" }), [["xdg-open"], ["gio", "open"]]);
  assert.deepEqual(openers("linux", { WAYLAND_DISPLAY: "wayland-0" })[0], ["xdg-open"]);
});

test("without a screen no browser is started", () => {
  assert.deepEqual(openers("linux", {}), []);
});
