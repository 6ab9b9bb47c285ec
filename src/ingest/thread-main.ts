/** The other side of `IngestThread`: runs one ingest and tells how it goes. */
import { parentPort, workerData } from "node:worker_threads";
import type { Receipt } from "../case/receipt.ts";
import { Failure, UsageError } from "../text/errors.ts";
import type { Message } from "../text/messages.ts";
import { type IngestOptions, ingest } from "./ingest.ts";
import type { Progress } from "./progress.ts";

export type FromThread =
  | { progress: Progress }
  | { receipt: Receipt }
  | { failure: { name: string; said: Message | null; args: Record<string, string | number>; stack: string } };

const port = parentPort;
if (port) {
  const stop = new AbortController();
  port.on("message", () => stop.abort());
  port.unref();
  const tell = (told: FromThread) => port.postMessage(told);
  try {
    const receipt = await ingest({
      ...(workerData as IngestOptions),
      onProgress: (progress) => tell({ progress }),
      signal: stop.signal,
    });
    tell({ receipt });
  } catch (error) {
    const spoken = error instanceof UsageError || error instanceof Failure ? error : null;
    tell({
      failure: {
        name: (error as Error).name,
        said: spoken?.said ?? null,
        args: spoken?.args ?? {},
        stack: (error as Error).stack ?? "",
      },
    });
  }
}
