import type { RequestHandler } from "express";

/** Response headers that cross-origin scripts may read, besides those that browsers always show. */
const EXPOSED =
  "Allow, Content-Disposition, ETag, Garita-Stale, Link, Location, Memento-Datetime, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id";

/**
 * Allows scripts of any page to read the public answers. CBP's own feed does not allow this, although people ask for
 * it.
 */
export const openToAll: RequestHandler = (_req, res, next) => {
  res.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
  next();
};

/**
 * Request headers that scripts may send. Stream clients that do not use EventSource send `Last-Event-ID` and
 * `Cache-Control`. Clients of the Model Context Protocol send those that begin with `Mcp`.
 */
const SENT =
  "Accept, Accept-Datetime, Accept-Language, Authorization, Cache-Control, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Mcp-Method, Mcp-Name, Mcp-Protocol-Version, Mcp-Session-Id, X-Requested-With";

/** Time for which a browser may cache the preflight answer, in seconds. Chromium's maximum is two hours. */
const KNOWN_SECONDS = "7200";

/** Answers OPTIONS: the methods of an address and, for CORS preflight requests, the headers that scripts may send. */
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
