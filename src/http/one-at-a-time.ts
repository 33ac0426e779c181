import type { Response } from "express";

let last: Promise<unknown> = Promise.resolve();

/**
 * Computes long answers one at a time. If several were computed at once, all of them would be late. A request is
 * skipped if the deadline has answered it or its client has disconnected.
 */
export function oneAtATime(res: Response, answer: () => Promise<void>): Promise<void> {
  const mine = last.then(() => (res.headersSent || res.destroyed ? undefined : answer()));
  last = mine.catch(() => undefined);
  return mine;
}
