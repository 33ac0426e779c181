import type { Request, RequestHandler, Response } from "express";
import { rateLimit } from "express-rate-limit";
import { PROBLEMS } from "./problem.ts";

/** Tells somebody who asks too often so, and after how many seconds another try is worth it. */
export type PutOff = (req: Request, res: Response, seconds: string) => void;

const common = {
  windowMs: 60_000,
  standardHeaders: false,
  legacyHeaders: false,
  validate: { keyGeneratorIpFallback: false },
} as const;

/** Whoever `keyOf` tells apart has a count of their own, wherever they write from. */
export const writeLimit = (perMinute: number, keyOf: (req: Request) => string, putOff: PutOff): RequestHandler =>
  rateLimit({ ...common, limit: perMinute, keyGenerator: keyOf, handler: handlerOf(putOff) });

/** Whoever tries keys that are nobody's is counted by address, and known keys from there are not. */
export const strangerLimit = (perMinute: number, putOff: PutOff): RequestHandler =>
  rateLimit({
    ...common,
    limit: perMinute,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_req, res) => res.statusCode !== PROBLEMS.unauthorized.status,
    keyGenerator: (req) => req.socket.remoteAddress ?? "",
    handler: handlerOf(putOff),
  });

const handlerOf =
  (putOff: PutOff) =>
  (req: Request, res: Response): void => {
    const resetTime = (req as typeof req & { rateLimit?: { resetTime?: Date } }).rateLimit?.resetTime;
    const seconds = resetTime === undefined ? 60 : Math.max(1, Math.ceil((resetTime.getTime() - Date.now()) / 1000));
    putOff(req, res, String(seconds));
  };
