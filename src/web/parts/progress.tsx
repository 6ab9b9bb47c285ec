/** How far an ingest is, live: one stream for the whole app while one runs; when it ends, every answer is asked again. */
import { useSyncExternalStore } from "react";
import type { Progress } from "../../ask/answers.ts";
import { answers, useAsk } from "./api.ts";

/** Figures on the pages follow this often while documents come in. */
const refreshMs = 3000;

/** Null while no ingest runs. */
export function useProgress(): Progress | null {
  const started = useAsk("overview").data?.ingest ?? null;
  const live = useSyncExternalStore(
    (listener) => listen(listener, started !== null),
    () => latest,
  );
  const progress = live ?? started;
  return progress === null || (progress.state === "done" && live === null) ? null : progress;
}

/** Part of the work that is done, 0 to 1: by bytes where there are any, since files differ a millionfold in size. */
export function share(progress: Progress): number {
  if (progress.state === "done" || progress.state === "linking") return 1;
  if (progress.bytesFound > 0) return Math.min(1, progress.bytesDone / progress.bytesFound);
  return progress.filesFound > 0 ? Math.min(1, progress.filesDone / progress.filesFound) : 0;
}

let latest: Progress | null = null;
let stream: EventSource | null = null;
let refreshedAt = 0;
const listeners = new Set<() => void>();

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
    latest = progress;
    const ended = progress.state === "done" || progress.state === "failed";
    if (ended || performance.now() - refreshedAt > refreshMs) {
      refreshedAt = performance.now();
      void answers.invalidateQueries(ended ? {} : { queryKey: ["overview"] });
    }
    if (ended) {
      close(source);
      if (progress.state === "done") latest = null;
    }
    for (const listener of listeners) listener();
  };
  source.onerror = () => {
    // The browser reconnects by itself, unless the server refused: then the overview says how things stand.
    if (source.readyState === EventSource.CLOSED) {
      close(source);
      void answers.invalidateQueries({ queryKey: ["overview"] });
    }
  };
}

function close(source: EventSource): void {
  source.close();
  if (stream === source) stream = null;
}
