import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../../domain/time/moment.ts";
import type { Postman } from "./post-email.ts";

/** Pause after a failure of the SMTP server. Otherwise, each of thousands of subscribers would try it at once. */
const PAUSE = { seconds: 5 };

/** Remembers failures of the SMTP server itself. For a while after one, `isPaused` is true. */
export function makePausing(postman: Postman): Postman & { isPaused(now: Temporal.Instant): boolean } {
  let until: Temporal.Instant | null = null;
  return {
    async post(email, mayEnd, signal) {
      const began = performance.now();
      const outcome = await postman.post(email, mayEnd, signal);
      const now = email.at.add({ milliseconds: Math.round(performance.now() - began) });
      if (outcome.kind === "accepted") until = null;
      else if (outcome.of === "server" && !signal.aborted) until = now.add(PAUSE);
      return outcome;
    },
    isPaused: (now) => until !== null && compareInstants(now, until) < 0,
  };
}
