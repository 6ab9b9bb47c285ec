/**
 * Prints a test run: one line a file, every failure with its names, place and reason, and as the last line
 * `N passed, N failed, N skipped`. For `node --test --test-reporter`.
 */
import path from "node:path";
import { inspect } from "node:util";

/** As much of the runner's events as is used here. */
interface TestEvent {
  type: string;
  data: {
    name?: string;
    nesting?: number;
    file?: string;
    line?: number;
    message?: string;
    skip?: string | boolean;
    todo?: string | boolean;
    details?: {
      type?: string;
      duration_ms?: number;
      error?: { message: string; cause?: unknown; failureType?: string };
    };
    counts?: { passed: number; failed: number; cancelled: number; skipped: number; todo: number };
    duration_ms?: number;
  };
}

/** What is known of one file while its tests run. */
interface FileRun {
  passed: number;
  skipped: number;
  failures: string[];
  /** Names of the suites and tests that are under way, outermost first. */
  names: string[];
  printed: string;
}

/** A failure of a suite or a file only says that something inside failed: that has been told already. */
const told = new Set(["subtestsFailed"]);

async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Map<string, FileRun>();
  let closing = "0 passed, 1 failed, 0 skipped (the runner did not finish)";
  for await (const { type, data } of events) {
    const name = data.file === undefined ? "" : path.relative(process.cwd(), data.file);
    const run = files.get(name) ?? { passed: 0, skipped: 0, failures: [], names: [], printed: "" };
    files.set(name, run);
    if (type === "test:start") {
      run.names.length = data.nesting ?? 0;
      run.names.push(data.name ?? "");
    } else if (type === "test:pass" && data.details?.type !== "suite") {
      if (data.skip !== undefined || data.todo !== undefined) run.skipped += 1;
      else run.passed += 1;
    } else if (type === "test:fail" && !told.has(data.details?.error?.failureType ?? "")) {
      const names = [...run.names.slice(0, data.nesting ?? 0), data.name ?? ""];
      const failure = `\n✖ ${names.join(" › ")}\n  ${name}${data.line === undefined ? "" : `:${data.line}`}\n${reasonOf(data)}`;
      run.failures.push(failure);
      yield failure;
      // A file that failed as a whole has no summary of its own; why it failed is only in what it printed.
      if (data.name === data.file) yield indented(run.printed.slice(-4000));
    } else if (type === "test:stdout" || type === "test:stderr") {
      run.printed += data.message ?? "";
    } else if (type === "test:summary" && data.counts !== undefined) {
      if (data.file !== undefined) {
        const mark = run.failures.length > 0 ? "✖" : "✔";
        const skipped = run.skipped > 0 ? `, ${run.skipped} skipped` : "";
        const seconds = ((data.duration_ms ?? 0) / 1000).toFixed(1);
        yield `${mark} ${name}  ${run.passed} passed${skipped}  ${seconds} s\n`;
        if (run.failures.length > 0 && run.printed !== "") yield indented(run.printed.slice(-4000));
      } else {
        const { passed, failed, cancelled, skipped, todo } = data.counts;
        closing = `${passed} passed, ${failed + cancelled} failed, ${skipped + todo} skipped`;
      }
    }
  }
  const failures = [...files.values()].flatMap((run) => run.failures);
  if (failures.length > 3) yield `\nAll ${failures.length} failures again:\n${failures.join("")}`;
  yield `\n${closing}\n`;
}

function reasonOf(data: TestEvent["data"]): string {
  const error = data.details?.error;
  const cause = error?.cause ?? error;
  if (cause instanceof Error) {
    // Lines of the runner itself tell nobody anything.
    const stack = (cause.stack ?? cause.message)
      .split("\n")
      .filter((line) => !/^\s+at .*(node:|<anonymous>\))/.test(line));
    return indented(stack.slice(0, 60).join("\n"));
  }
  return indented(typeof cause === "string" ? cause : inspect(cause));
}

function indented(text: string): string {
  return `${text.trimEnd().replace(/^/gm, "  ")}\n`;
}

// The runner takes a reporter from the default export and from nowhere else.
// biome-ignore lint/style/noDefaultExport: see above
export default report;
