/**
 * Returns the milliseconds to wait after a number of failures in a row: at random between half and all of a time that
 * doubles with each failure, so that many clients do not come back together.
 */
export function backoffMs(failures: number, { least, most }: { least: number; most: number }): number {
  const longest = Math.min(most, least * 2 ** Math.min(failures, 20));
  return longest * (0.5 + Math.random() / 2);
}

/** Waits for a time in milliseconds, or until `signal` is aborted. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal?.aborted === true) return done();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end, { once: true });
  });
