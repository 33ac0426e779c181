import { GaritaError } from "./garita-error.ts";

/** The longest wait between two attempts. Timers end at once if the time is longer than some weeks. */
const LONGEST_MS = 300_000;

/**
 * Returns the milliseconds to wait after a number of failures in a row: at random between half and all of a time that
 * doubles with each failure, so that many clients do not come back together.
 */
function backoffMs(failures: number, { least, most }: { least: number; most: number }): number {
  const longest = Math.min(most, least * 2 ** Math.min(failures, 20));
  return longest * (0.5 + Math.random() / 2);
}

/**
 * Returns the milliseconds to wait after a fault: as long as the service asks, and at least {@link backoffMs}, but never
 * more than five minutes.
 */
export const waitMs = (fault: unknown, failures: number, limits: { least: number; most: number }): number =>
  Math.min(LONGEST_MS, Math.max(secondsAsked(fault) * 1_000, backoffMs(failures, limits)));

/** Returns the seconds that the service asks to wait after a fault. */
export const secondsAsked = (fault: unknown): number =>
  fault instanceof GaritaError ? (fault.retryAfterSeconds ?? 0) : 0;

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
