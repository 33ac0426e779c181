import type { ServerResponse } from "node:http";
import type { RequestHandler, Response } from "express";
import { Unavailable } from "../domain/errors.ts";

/** The rest of ten seconds is for a machine with other work. */
const ANSWER_MS = 8_500;

/** How long `/readyz` and `/metrics` wait for the database: Prometheus gives up after ten seconds, and others that watch after fewer. */
export const WATCHED_MS = 3_000;

interface Deadline {
  timer: NodeJS.Timeout | undefined;
  ms: number;
  fail: () => void;
}

const deadlines = new WeakMap<Response, Deadline>();
const late = new WeakSet<object>();

/**
 * Sees to it that a request is answered: where nobody has begun to after so many milliseconds, the error handlers do. A
 * router with error handlers of its own uses this too, so that it is they who answer.
 */
export const answerWithin =
  (ms: number): RequestHandler =>
  (_req, res, next) => {
    if (deadlines.has(res)) pauseDeadline(res);
    else res.once("close", () => pauseDeadline(res));
    const fail = () => {
      if (res.headersSent) return;
      late.add(res);
      next(
        new Unavailable(
          "No answer could be had in time. Try again shortly; what carries the same Idempotency-Key is recorded once.",
        ),
      );
    };
    deadlines.set(res, { timer: undefined, ms, fail });
    resumeDeadline(res);
    next();
  };

/** Every request is answered within ten seconds, whatever the database does. */
export const answerInTime = answerWithin(ANSWER_MS);

/** Stops the time while a body comes in: a slow sender is no slow database, and the server limits that by itself. */
export function pauseDeadline(res: Response): void {
  clearTimeout(deadlines.get(res)?.timer);
}

/** Starts the time anew. */
export function resumeDeadline(res: Response): void {
  const deadline = deadlines.get(res);
  if (deadline === undefined || res.destroyed) return;
  clearTimeout(deadline.timer);
  deadline.timer = setTimeout(deadline.fail, deadline.ms);
}

/**
 * What is left of an error that no error handler took, once an answer is under way: it is cut off, so that nobody takes
 * it for whole. Where the deadline answered, what the handler tries afterwards fails as it must, and the connection, on
 * which other requests may be by now, is left alone.
 */
export function cutOff(res: ServerResponse): void {
  if (!late.has(res)) res.destroy();
}

/** What a promise comes to within so many milliseconds. @throws Unavailable where it does not; the work itself goes on */
export async function withinTime<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Unavailable("The database did not answer in time.")), ms);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}
