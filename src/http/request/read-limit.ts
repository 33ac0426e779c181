import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import { ipKeyGenerator } from "express-rate-limit";
import proxyAddress from "proxy-addr";
import { isPublic } from "../../notifications/webhook/public-address.ts";
import { makeHitCounter, WINDOW_MS } from "../limits.ts";
import { EdgeProblem } from "../problem.ts";

/** Limits the reads that must be computed, for each client address. */
export interface ReadLimit {
  /** Counts the request if it is such a read, sets its `RateLimit` headers, and calls `next`. */
  count(req: IncomingMessage, res: ServerResponse, next: () => void): void;
  /** Returns true if the request was counted and is over the limit. */
  isOver(req: IncomingMessage): boolean;
  /** @throws EdgeProblem `busy` if the request is over the limit */
  refuse: RequestHandler;
}

/**
 * Addresses that cost next to nothing, or have limits of their own: files, the stream, and those for monitors. Thousands
 * of phones may share one address, and each loads the files of a page.
 */
const UNCOUNTED = /^\/(?:static\/|favicon|healthz|readyz|metrics|v1\/stream(?:[?]|$))/i;

/** Response headers of the limit, in lower case. They concern one client, so they are never cached. */
export const LIMIT_HEADERS: ReadonlySet<string> = new Set(["ratelimit", "ratelimit-policy"]);

/**
 * Creates the limit of a process: reads per minute and client address that are not answered from the cache. With 0,
 * there is none. Clients without a public address are not counted: they belong to the operator, or come through a proxy
 * that hides the real ones. `isTrusted` decides about proxies, as in Express. Reads at `postPath` are sent by POST. The
 * headers are those of draft-ietf-httpapi-ratelimit-headers-10.
 */
export function makeReadLimit(
  perMinute: number,
  isTrusted: (address: string, distance: number) => boolean,
  postPath: string,
): ReadLimit {
  /** Requests over the limit, with the seconds until the client may read again. */
  const over = new WeakMap<IncomingMessage, number>();
  const countHit = makeHitCounter();
  const policy = `"reads";q=${perMinute};w=${WINDOW_MS / 1000}`;
  const isRead = ({ method, url = "" }: IncomingMessage): boolean =>
    (method === "GET" || method === "HEAD" || url.startsWith(postPath)) && !UNCOUNTED.test(url);
  return {
    count(req, res, next) {
      const address = perMinute > 0 && isRead(req) ? proxyAddress(req, isTrusted) : undefined;
      if (address === undefined || !isPublic(address)) return next();
      void countHit("reads", ipKeyGenerator(address)).then(({ count, endsAt }) => {
        const seconds = Math.max(1, Math.ceil((endsAt - Date.now()) / 1000));
        res.setHeader("RateLimit-Policy", policy);
        res.setHeader("RateLimit", `"reads";r=${Math.max(0, perMinute - count)};t=${seconds}`);
        if (count > perMinute) over.set(req, seconds);
        next();
      });
    },
    isOver: (req) => over.has(req),
    refuse: (req, _res, next) => {
      const seconds = over.get(req);
      if (seconds === undefined) return next();
      throw new EdgeProblem("busy", ["tooManyReads", perMinute], { "Retry-After": String(seconds) });
    },
  };
}
