import type { ServerResponse } from "node:http";
import type { RequestHandler, Response } from "express";
import { Unavailable } from "../domain/errors.ts";

/**
 * Time limit for an answer. Requests must be answered within 10 s. The difference of 1.5 s allows for a busy machine.
 */
export const ANSWER_MS = 8_500;

/**
 * Maximum time that `/readyz` and `/metrics` wait for the database. Prometheus gives up after 10 s, and other monitors
 * sooner.
 */
export const WATCHED_MS = 3_000;

interface Deadline {
  timer: NodeJS.Timeout | undefined;
  /** Value of `performance.now()` when the timer last started. Null during a pause. */
  runsSince: number | null;
  /** Milliseconds left when the timer last started or was paused. */
  left: number;
  fail: () => void;
}

const deadlines = new WeakMap<Response, Deadline>();
const late = new WeakSet<object>();

/**
 * Passes `Unavailable` to the error handlers if the request has not been answered after `ms` milliseconds. A router
 * with its own error handlers needs this middleware as well, so that those handlers send the answer. A router cannot
 * extend the request's deadline.
 */
export const answerWithin =
  (ms: number): RequestHandler =>
  (_req, res, next) => {
    const fail = () => {
      if (res.headersSent) return;
      late.add(res);
      next(new Unavailable(["noAnswerInTime"]));
    };
    const first = deadlines.get(res);
    if (first === undefined) {
      deadlines.set(res, { timer: undefined, runsSince: null, left: ms, fail });
      res.once("close", () => pauseDeadline(res));
    } else first.fail = fail;
    resumeDeadline(res);
    next();
  };

/** Answers every request within 10 s, even if the database hangs. */
export const answerInTime = answerWithin(ANSWER_MS);

/**
 * Pauses the deadline while a body arrives, because a slow client does not mean a slow database. The server has its own
 * limit for slow clients.
 */
export function pauseDeadline(res: Response): void {
  const deadline = deadlines.get(res);
  if (deadline === undefined || deadline.runsSince === null) return;
  clearTimeout(deadline.timer);
  deadline.left -= performance.now() - deadline.runsSince;
  deadline.runsSince = null;
}

/** Resumes the deadline with the time that was left when it was paused. */
export function resumeDeadline(res: Response): void {
  const deadline = deadlines.get(res);
  if (deadline === undefined || deadline.runsSince !== null || res.destroyed) return;
  deadline.runsSince = performance.now();
  deadline.timer = setTimeout(() => deadline.fail(), deadline.left);
}

/**
 * Handles an error that came after the answer had begun. The connection is closed, so that the client does not mistake
 * a partial answer for a complete one. If the request was already answered with `Unavailable` at its deadline, the
 * error only means that the handler was too late to write. In that case the connection stays open, because it may be
 * serving other requests.
 */
export function abortAtDeadline(res: ServerResponse): void {
  if (!late.has(res)) res.destroy();
}
