import { setTimeout as sleep } from "node:timers/promises";
import { rawRequest } from "../../test/support/raw-request.ts";

/** Requests that must be answered throughout. */
const WATCHED = ["/healthz", "/v1/crossings/lukeville/status"];

/** Longest time for an answer. A machine with two cores that run other programs is slow, so the limit is generous. */
const LIMIT_MS = 5_000;

/** A watch over a service. */
export interface Watch {
  /** Ends the watch. Returns the number of answers, the longest time in milliseconds, and a sentence for each fault. */
  end(): Promise<{ answers: number; longestMs: number; faults: string[] }>;
}

/** Keeps asking a service, each time on a new connection. */
export function startWatch(url: string): Watch {
  let isOver = false;
  const told = { answers: 0, longestMs: 0, faults: [] as string[] };
  const work = (async () => {
    for (let i = 0; !isOver; i++) {
      const path = WATCHED[i % WATCHED.length] ?? "";
      const began = performance.now();
      const status = await rawRequest(`${url}${path}`).then(({ status }) => status, String);
      const ms = performance.now() - began;
      told.answers++;
      told.longestMs = Math.max(told.longestMs, ms);
      if (status !== 200) told.faults.push(`${path} was answered ${status}`);
      else if (ms > LIMIT_MS) told.faults.push(`${path} took ${Math.round(ms)} ms`);
      await sleep(50);
    }
  })();
  return {
    async end() {
      isOver = true;
      await work;
      return told;
    },
  };
}
