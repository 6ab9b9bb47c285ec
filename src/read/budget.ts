/** What one file may cost. A limit that is hit is named, and becomes a problem line that the user can lift. */

/** Limits for one file with all that is inside it. */
export interface Limits {
  /** Base time in milliseconds; `timePerMegabyteMs` is added for each megabyte, so that honest large files pass. */
  timeMs: number;
  timePerMegabyteMs: number;
  /** Bytes that may come out of one file, all levels together. */
  bytesOut: number;
  /** How much larger than the file what comes out may be, once it is over 64 MiB. */
  ratio: number;
  /** Containers in containers. */
  depth: number;
  /** Members of one file, all levels together. */
  members: number;
}

export const defaultLimits: Limits = {
  timeMs: 60_000,
  timePerMegabyteMs: 5_000,
  bytesOut: 64 * 1024 ** 3,
  ratio: 200,
  depth: 16,
  members: 5_000_000,
};

/** Thrown when a limit is hit; the runner turns it into a `skipped` problem. Readers let it pass. */
export class BudgetSpent extends Error {
  readonly limit: keyof Limits;
  readonly allowed: number;
  constructor(limit: keyof Limits, allowed: number) {
    super(`budget spent: ${limit} (${allowed})`);
    this.name = "BudgetSpent";
    this.limit = limit;
    this.allowed = allowed;
  }
}

const ratioFloorBytes = 64 * 1024 ** 2;

interface Account {
  bytesOut: number;
  members: number;
  readonly sizeBytes: number;
  readonly deadlineMs: number;
  readonly allowedMs: number;
}

/** Counts what one file costs. Children share the account of the file that they came in, one level deeper. */
export class Budget {
  readonly limits: Limits;
  readonly depth: number;
  readonly #account: Account;

  constructor(limits: Limits, account: Account, depth = 0) {
    this.limits = limits;
    this.depth = depth;
    this.#account = account;
  }

  /** The budget of a file of `sizeBytes` that is read from now on. */
  static of(limits: Limits, sizeBytes: number, nowMs: number = Date.now()): Budget {
    const allowedMs = limits.timeMs + limits.timePerMegabyteMs * Math.ceil(sizeBytes / 1024 ** 2);
    return new Budget(limits, {
      bytesOut: 0,
      members: 0,
      sizeBytes,
      deadlineMs: nowMs + allowedMs,
      allowedMs,
    });
  }

  /** The budget of a child: the same account, one level deeper. Throws `BudgetSpent` when that is too deep. */
  deeper(): Budget {
    if (this.depth + 1 > this.limits.depth) throw new BudgetSpent("depth", this.limits.depth);
    return new Budget(this.limits, this.#account, this.depth + 1);
  }

  /** Books `bytes` that came out of a decoder or decompressor. Throws `BudgetSpent`. */
  spendBytes(bytes: number): void {
    const account = this.#account;
    account.bytesOut += bytes;
    if (account.bytesOut > this.limits.bytesOut) throw new BudgetSpent("bytesOut", this.limits.bytesOut);
    if (account.bytesOut > ratioFloorBytes && account.bytesOut > account.sizeBytes * this.limits.ratio)
      throw new BudgetSpent("ratio", this.limits.ratio);
  }

  /** Books one member of a container. Throws `BudgetSpent`. */
  spendMember(): void {
    this.#account.members += 1;
    if (this.#account.members > this.limits.members) throw new BudgetSpent("members", this.limits.members);
  }

  /** To be called now and then in every loop that depends on the input. Throws `BudgetSpent`. */
  checkTime(nowMs: number = Date.now()): void {
    if (nowMs > this.#account.deadlineMs) throw new BudgetSpent("timeMs", this.#account.allowedMs);
  }
}
