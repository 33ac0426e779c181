import type { Response } from "express";

let last: Promise<unknown> = Promise.resolve();

/**
 * Computes long answers one at a time. If they ran concurrently, all of them would be late. A request that the deadline
 * has answered meanwhile, or whose client has disconnected, is skipped.
 */
export function oneAtATime(res: Response, answer: () => Promise<void>): Promise<void> {
  const mine = last.then(() => (res.headersSent || res.destroyed ? undefined : answer()));
  last = mine.catch(() => undefined);
  return mine;
}
