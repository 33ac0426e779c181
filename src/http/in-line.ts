import type { Response } from "express";

let last: Promise<unknown> = Promise.resolve();

/**
 * Answers one request after another: long answers that are made side by side would all be late together. Whoever was
 * told meanwhile that it takes too long, or is gone, is passed over.
 */
export function inLine(res: Response, answer: () => Promise<void>): Promise<void> {
  const mine = last.then(() => (res.headersSent || res.destroyed ? undefined : answer()));
  last = mine.catch(() => undefined);
  return mine;
}
