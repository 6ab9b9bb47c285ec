/**
 * The two errors that people meet: `UsageError` (what the user typed; exit 2) and `Failure` (what the world did: disk full, lock
 * held, port taken; exit 1). What a file is, is never an error but a problem. Anything else that is thrown is a bug.
 */
import { type Message, say, type Tongue } from "./messages.ts";

class SpokenError extends Error {
  readonly said: Message;
  readonly args: Record<string, string | number>;

  constructor(said: Message, args: Record<string, string | number> = {}) {
    super(say(said, "en", args));
    this.said = said;
    this.args = args;
  }

  /** The sentence in the tongue of the user: what happened and what to do. */
  in(tongue: Tongue): string {
    return say(this.said, tongue, this.args);
  }
}

/** What the user typed cannot be done: exit 2. */
export class UsageError extends SpokenError {
  override name = "UsageError";
}

/** The world does not let it be done: exit 1. */
export class Failure extends SpokenError {
  override name = "Failure";
}
