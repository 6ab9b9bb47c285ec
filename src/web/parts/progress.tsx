/** How far an ingest is, live: one stream for the whole app while one runs; when it ends, every answer is asked again. */
import { useCallback, useSyncExternalStore } from "react";
import type { Overview, Progress } from "../../ask/answers.ts";
import { answers, useAsk } from "./api.ts";

/** Figures on the pages follow this often while documents come in. */
const refreshMs = 3000;
/** A stream that was refused is tried again after this time. */
const againMs = 5000;

/** Null while no ingest runs. A failed one stays, with its error, until another begins. */
export function useProgress(): Progress | null {
  const told = useAsk("overview").data?.ingest ?? null;
  const running = told !== null && !ended(told);
  const subscribe = useCallback((listener: () => void) => listen(listener, running), [running]);
  const live = useSyncExternalStore(subscribe, () => latest);
  const progress = live ?? told;
  return progress === null || progress.state === "done" ? null : progress;
}

/** Part of the work that is done, 0 to 1: by bytes where there are any, since files differ a millionfold in size. */
export function share(progress: Progress): number {
  if (progress.state === "done" || progress.state === "linking") return 1;
  if (progress.bytesFound > 0) return Math.min(1, progress.bytesDone / progress.bytesFound);
  return progress.filesFound > 0 ? Math.min(1, progress.filesDone / progress.filesFound) : 0;
}

/** What the stream said last; null when there is none. */
let latest: Progress | null = null;
let stream: EventSource | null = null;
let refreshedAt = 0;
const listeners = new Set<() => void>();

function ended(progress: Progress): boolean {
  return progress.state === "done" || progress.state === "failed";
}

function listen(listener: () => void, running: boolean): () => void {
  listeners.add(listener);
  if (running && stream === null) open();
  return () => listeners.delete(listener);
}

function open(): void {
  const source = new EventSource("/api/progress");
  stream = source;
  source.onmessage = (event: MessageEvent<string>) => {
    const progress = JSON.parse(event.data) as Progress;
    if (ended(progress)) end(source, progress);
    else {
      latest = progress;
      if (performance.now() - refreshedAt > refreshMs) {
        refreshedAt = performance.now();
        void answers.invalidateQueries({ queryKey: ["overview"] });
      }
    }
    for (const listener of listeners) listener();
  };
  source.onerror = () => {
    // The browser reconnects by itself, unless the server refused: then the overview says how things stand.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      stream = null;
      latest = null;
      void answers.invalidateQueries({ queryKey: ["overview"] });
      for (const listener of listeners) listener();
    }, againMs);
  };
}

/** The answers that are there still say that it runs: they must not before they are asked again, or the stream would reopen. */
function end(source: EventSource, progress: Progress): void {
  source.close();
  stream = null;
  const ingest = progress.state === "failed" ? progress : null;
  latest = ingest;
  answers.setQueriesData<Overview>({ queryKey: ["overview"] }, (overview) =>
    overview === undefined ? undefined : { ...overview, ingest },
  );
  void answers.invalidateQueries();
}
