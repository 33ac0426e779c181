import type { Request, Response } from "express";
import { ipKeyGenerator } from "express-rate-limit";
import { Unavailable } from "../domain/errors.ts";

/** Limits on the requests that wait for a long answer. */
export interface QueueLimits {
  /**
   * Maximum number of waiting requests. An answer may take two seconds, so a longer queue could not be answered in
   * time.
   */
  most: number;
  /** Maximum number of waiting requests of one client. */
  mostPerClient: number;
}

/** Computes long answers one at a time. */
export type LongAnswers = (req: Request, res: Response, answer: () => Promise<void>) => Promise<void>;

/**
 * Creates a queue that computes long answers one at a time. If several answers were computed at once, all of them would
 * be late. The clients take turns, so that one with many requests does not delay the others. A waiting request is
 * skipped if it was answered with `Unavailable` at its deadline, or if its client has disconnected. If too many
 * requests are waiting, the queue throws `Unavailable`.
 */
export function makeLongAnswers({ most, mostPerClient }: QueueLimits): LongAnswers {
  /** Waiting requests by client. The client whose turn is next comes first. */
  const waiting = new Map<string, (() => Promise<void>)[]>();
  let isBusy = false;

  async function work(): Promise<void> {
    isBusy = true;
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      const [client, [first, ...rest]] = next;
      waiting.delete(client);
      if (rest.length > 0) waiting.set(client, rest);
      await first?.();
    }
    isBusy = false;
  }

  return async (req, res, answer) => {
    // A single IPv6 client usually owns a whole network, so addresses are grouped by network.
    const client = ipKeyGenerator(req.ip ?? "");
    const mine = waiting.get(client) ?? [];
    const count = [...waiting.values()].reduce((sum, each) => sum + each.length, 0);
    if (count >= most || mine.length >= mostPerClient) throw new Unavailable(["tooManyWaiting"]);
    await new Promise<void>((done, fail) => {
      waiting.set(client, [
        ...mine,
        async () => {
          try {
            if (!res.headersSent && !res.destroyed) await answer();
            done();
          } catch (error) {
            fail(error);
          }
        },
      ]);
      if (!isBusy) void work();
    });
  };
}

/** The queue of this process. A browser opens at most six connections to a host. */
export const oneAtATime = makeLongAnswers({ most: 24, mostPerClient: 6 });
