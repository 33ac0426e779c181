import type { RequestHandler } from "express";

/** What scripts may read of an answer besides what every browser shows them. */
const EXPOSED = "Allow, Content-Disposition, ETag, Garita-Stale, Link, Location, Retry-After, WWW-Authenticate";

/** Answers are public, and scripts of any page may read them: CBP's own feed cannot be read so, and people ask for it. */
export const openToAll: RequestHandler = (_req, res, next) => {
  res.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
  next();
};

/** Headers that scripts may send. `Last-Event-ID` and `Cache-Control` come from those that read the stream without EventSource. */
const SENT =
  "Accept, Accept-Language, Authorization, Cache-Control, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, X-Requested-With";

/** How long a browser need not ask again, in seconds; Chromium takes no more than two hours. */
const KNOWN_SECONDS = "7200";

/** Answers OPTIONS: what an address takes, and to a browser that asks for a script of another page, what that may send. */
export const preflight =
  (methods: string): RequestHandler =>
  (_req, res) => {
    res
      .set({
        Allow: methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": SENT,
        "Access-Control-Max-Age": KNOWN_SECONDS,
        "Cache-Control": "no-store",
      })
      .status(204)
      .end();
  };
