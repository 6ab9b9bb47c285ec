/** How far an ingest is, as a stream of server-sent events. A slow client gets the newest state, not all of them. */
import type { Progress } from "../ask/answers.ts";

const heartbeatMs = 15_000;
const encoder = new TextEncoder();

/** Where news of an ingest come from: see `Served.progress`. */
export type ProgressSource = (listener: (progress: Progress) => void) => () => void;

/** All streams that are open. */
export class ProgressStreams {
  readonly #source: ProgressSource;
  readonly #ends = new Set<() => void>();

  constructor(source: ProgressSource) {
    this.#source = source;
  }

  /** A new stream; it ends when the client goes or `endAll` is called. */
  open(): ReadableStream<Uint8Array> {
    let waiting: Progress | null = null;
    let end = (): void => {};
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const send = (text: string): void => controller.enqueue(encoder.encode(text));
          // The first line makes the browser fire `open`; `retry` is how soon it comes back after a break.
          send("retry: 2000\n\n");
          const unsubscribe = this.#source((progress) => {
            if ((controller.desiredSize ?? 0) > 0) send(event(progress));
            else waiting = progress;
          });
          const heartbeat = setInterval(() => {
            if ((controller.desiredSize ?? 0) > 0) send(":\n\n");
          }, heartbeatMs);
          heartbeat.unref();
          end = () => {
            unsubscribe();
            clearInterval(heartbeat);
            this.#ends.delete(close);
          };
          const close = (): void => {
            end();
            controller.close();
          };
          this.#ends.add(close);
        },
        pull: (controller) => {
          if (waiting === null) return;
          controller.enqueue(encoder.encode(event(waiting)));
          waiting = null;
        },
        cancel: () => end(),
      },
      { highWaterMark: 8 },
    );
  }

  endAll(): void {
    for (const close of [...this.#ends]) close();
  }
}

function event(progress: Progress): string {
  return `data: ${JSON.stringify(progress)}\n\n`;
}
