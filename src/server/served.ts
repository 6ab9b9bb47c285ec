/** What a server is given to serve. Plain data and functions: it does not know where they come from. */
import type { Progress } from "../ask/answers.ts";
import type { Tongue } from "../text/messages.ts";

/** A question as far as HTTP knows it. */
export interface ServedQuestion<View> {
  /** `GET /api/NAME` */
  name: string;
  /** @throws UsageError */
  readParams(raw: Record<string, string>): unknown;
  /** @throws UsageError, Failure */
  ask(view: View, params: unknown, tongue: Tongue): unknown;
}

/** The bytes of an original. */
export interface ServedOriginal {
  /** Label: it may come from a stranger's container. */
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** All bytes, or a function that yields those from `start` (inclusive) to `end` (exclusive). */
  content: Uint8Array | ((start: number, end: number) => AsyncIterable<Uint8Array>);
  /** Called once when the answer is over, whether or not any of the content was asked for. */
  close?(): void;
}

export interface Served<View> {
  questions: readonly ServedQuestion<View>[];
  view: View;
  /** Folder of the built app, `dist/web`. */
  assetFolder: string;
  /** Null: the case holds no such original. */
  original(id: string): Promise<ServedOriginal | null> | ServedOriginal | null;
  /** Rebuilt HTML of a document, from an allow-list; null where there is none. */
  frame(document: string): Promise<string | null> | string | null;
  /** Calls `listener` at once where something is under way, and with every change from then on. Gives back how to stop it. */
  progress(listener: (progress: Progress) => void): () => void;
  /** Tries one file of the receipt again. @throws UsageError, Failure */
  retry(path: string, tongue: Tongue): unknown;
  /** Told of every error that is not the user's or the world's. */
  onBug(error: unknown): void;
  /** The user's own choice; without it the first free one from 7836 on. */
  port?: number;
  /** For tests; otherwise made anew at every start. */
  token?: string;
}
