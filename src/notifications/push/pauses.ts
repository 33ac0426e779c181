import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../../domain/time/moment.ts";

/** Pause after a failure of a push service. Otherwise, each of thousands of subscribers would try it at once. */
const PAUSE = { seconds: 5 };

/** Most services remembered. A few serve all browsers. */
const MOST = 100;

/** Remembers which push services have just failed. */
export interface Pauses {
  /** Returns the end of the pause of the service at an address, or null. */
  until(endpoint: string, now: Temporal.Instant): Temporal.Instant | null;
  /** Notes that a service has just failed, or that it works. */
  note(endpoint: string, isFailing: boolean, now: Temporal.Instant): void;
}

export function makePauses(): Pauses {
  const pauses = new Map<string, Temporal.Instant>();
  return {
    until(endpoint, now) {
      const end = pauses.get(new URL(endpoint).origin);
      return end !== undefined && compareInstants(now, end) < 0 ? end : null;
    },
    note(endpoint, isFailing, now) {
      const { origin } = new URL(endpoint);
      pauses.delete(origin);
      if (isFailing) pauses.set(origin, now.add(PAUSE));
      for (const oldest of pauses.keys()) if (pauses.size > MOST) pauses.delete(oldest);
    },
  };
}
