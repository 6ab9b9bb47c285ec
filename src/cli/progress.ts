/** The line of an ingest under way: files, bytes, rate, time left, problems so far. On a terminal it rewrites itself. */
import type { Progress } from "../ask/answers.ts";
import type { Terminal } from "./terminal.ts";

const plainEveryMs = 10_000;

/** `show` draws it anew, or writes it every ten seconds where nothing can be redrawn; `end` takes it away. */
export function progressLine(terminal: Terminal): { show: (progress: Progress) => void; end: () => void } {
  let shown = false;
  let toldMs = Date.now();
  return {
    show(progress) {
      const text = progressText(progress, terminal);
      if (terminal.interactive) {
        process.stderr.write(`\r\u001b[2K${text.slice(0, terminal.columns - 1)}`);
        shown = true;
      } else if (Date.now() - toldMs >= plainEveryMs) {
        toldMs = Date.now();
        terminal.aside(text);
      }
    },
    end() {
      if (shown) process.stderr.write("\r\u001b[2K");
    },
  };
}

function progressText(progress: Progress, terminal: Terminal): string {
  const fr = terminal.tongue === "fr";
  const n = terminal.number;
  if (progress.state === "walking")
    return fr ? `Parcours : ${n(progress.filesFound)} fichiers` : `Walking: ${n(progress.filesFound)} files`;
  if (progress.state === "linking") return fr ? "Mise en relation…" : "Linking…";
  const parts = [
    fr
      ? `${n(progress.filesDone)} fichiers sur ${n(progress.filesFound)}`
      : `${n(progress.filesDone)} of ${n(progress.filesFound)} files`,
    `${terminal.bytes(progress.bytesDone)} / ${terminal.bytes(progress.bytesFound)}`,
    `${n(progress.documents)} documents`,
  ];
  if (progress.bytesPerSecond > 0) parts.push(`${terminal.bytes(progress.bytesPerSecond)}/s`);
  if (progress.secondsLeft !== null)
    parts.push(fr ? `encore ${duration(progress.secondsLeft)}` : `${duration(progress.secondsLeft)} left`);
  if (progress.problems > 0)
    parts.push(fr ? `${n(progress.problems)} problèmes` : `${n(progress.problems)} problems`);
  return parts.join(" · ");
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
