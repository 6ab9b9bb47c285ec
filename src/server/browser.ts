/** Opens an address in the user's browser: each system's own opener, started without a shell and left to itself. */
import { spawn } from "node:child_process";

/** False where there is no screen or no opener: then the address has to be printed. */
export async function openBrowser(url: string): Promise<boolean> {
  for (const [command, ...args] of openers(process.platform, process.env)) {
    if (command !== undefined && (await starts(command, [...args, url]))) return true;
  }
  return false;
}

/** Commands to try in turn, each to be followed by the address. */
export function openers(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly (readonly string[])[] {
  if (platform === "darwin") return [["open"]];
  // Not `start`, which only a shell knows, and which reads `&` in an address as the end of a command.
  if (platform === "win32") return [["rundll32", "url.dll,FileProtocolHandler"]];
  const underWindows = env.WSL_DISTRO_NAME !== undefined ? [["wslview"]] : [];
  const screen = env.DISPLAY || env.WAYLAND_DISPLAY ? [["xdg-open"], ["gio", "open"]] : [];
  return [...underWindows, ...screen];
}

function starts(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: "ignore" });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
