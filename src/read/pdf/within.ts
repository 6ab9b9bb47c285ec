/** Stops work that does not end, though it never lets the event loop turn. */
import type { Budget } from "../budget.ts";

/** Turns of the microtask queue that are timed together. */
const turns = 1000;

/** What `turns` take in milliseconds when nobody else is at work; measured at the first use. */
let idleMs: number | null = null;

/** Ends the pause of the watcher that made way. */
let wake: () => void = () => {};

/**
 * To be called where PDF.js is handed something that it waited for: from there on it may run for ever without a turn of the event
 * loop, and a watcher that waits for one would never come back.
 */
export function wakeWatcher(): void {
  wake();
}

/**
 * The result of `work`, or the error that `budget.checkTime` or `check` throws while it runs. `check` is called now and then with
 * the milliseconds passed.
 *
 * PDF.js in the same thread works in slices that follow each other as microtasks, so that no timer fires while a page of
 * endless drawings runs. The watcher therefore is a chain of microtasks too, and gets its turns between the slices. When its turns
 * follow each other as fast as they can, nobody is at work: `work` waits for the outside world, and the watcher makes way.
 * One synchronous step without end (a stream of another filter than Flate that swells) is out of its reach.
 */
export async function within<T>(
  budget: Budget,
  work: Promise<T>,
  check: (passedMs: number) => void = () => {},
): Promise<T> {
  idleMs ??= await measureIdle();
  const threshold = idleMs * 3;
  let over = false;
  const end = () => {
    over = true;
    wake();
  };
  work.then(end, end);

  const watch = async (): Promise<void> => {
    const begin = performance.now();
    for (let pauses = 0; ; ) {
      const start = performance.now();
      for (let turn = 0; turn < turns && !over; turn++) await null;
      if (over) return;
      const now = performance.now();
      budget.checkTime();
      check(now - begin);
      if (now - start > threshold) continue;
      pauses += 1;
      await pause(pauses < 20 ? 0 : 1);
    }
  };
  return Promise.race([work, watch().then(() => work)]);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = milliseconds === 0 ? setImmediate(resolve) : setTimeout(resolve, milliseconds);
    wake = () => {
      wake = () => {};
      clearImmediate(timer as NodeJS.Immediate);
      clearTimeout(timer as NodeJS.Timeout);
      resolve();
    };
  });
}

async function measureIdle(): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round++) {
    const start = performance.now();
    for (let turn = 0; turn < turns; turn++) await null;
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
