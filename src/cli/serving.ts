/** What `open` and `serve` share: a case behind the server, until somebody stops it. */
import { fileURLToPath } from "node:url";
import { questions } from "../ask/ask.ts";
import { frameOf, openOriginal } from "../ask/originals.ts";
import { readParams } from "../ask/question.ts";
import { type View, viewOf } from "../ask/view.ts";
import { asFailure, openCase } from "../case/case.ts";
import { ingest, sourcesOfCase } from "../ingest/ingest.ts";
import type { IngestThread } from "../ingest/thread.ts";
import { type RunningServer, serve } from "../server/server.ts";
import type { Setting } from "./command.ts";

/** Serves the case in `folder`, of which an ingest may be under way. Throws `Failure`. */
export async function serveCase(
  setting: Setting,
  folder: string,
  ingesting?: IngestThread,
): Promise<RunningServer> {
  const view = viewOf(openCase(folder), setting.tongue, () => ingesting?.progress ?? null);
  const { port } = setting.params;
  return serve<View>({
    questions: questions.map((question) => ({
      name: question.name,
      readParams: (raw) => readParams(question, raw),
      async ask(asked, params, tongue) {
        try {
          return await question.ask(asked.inTongue(tongue), params as ReturnType<typeof readParams>);
        } catch (error) {
          throw asFailure(error, folder);
        }
      },
    })),
    view,
    assetFolder: fileURLToPath(new URL("../../dist/web", import.meta.url)),
    async original(id) {
      const original = await openOriginal(view.case, id);
      if (!original) return null;
      const { input, name, mediaType, sizeBytes, close } = original;
      return { name, mediaType, sizeBytes, content: piecesOf(input), close };
    },
    frame: (document) => frameOf(view.case, document),
    progress: (listener) => ingesting?.listen(listener) ?? (() => {}),
    async retry(path) {
      await ingest({ case: folder, sources: sourcesOfCase(folder), retry: path });
      return { path };
    },
    onBug: (error) => setting.terminal.aside((error as Error).stack ?? String(error)),
    ...(typeof port === "number" ? { port } : {}),
  });
}

const pieceBytes = 256 * 1024;

function piecesOf(input: { bytes(start: number, end: number): Uint8Array }) {
  return async function* (start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; at += pieceBytes) yield input.bytes(at, Math.min(end, at + pieceBytes));
  };
}

/** Waits for Ctrl-C; then closes the server. */
export async function untilStopped({ signal, terminal }: Setting, running: RunningServer): Promise<number> {
  if (terminal.interactive) terminal.aside("");
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await running.close();
  return 0;
}
