import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import { ipKeyGenerator } from "express-rate-limit";
import proxyAddress from "proxy-addr";
import { isPublic } from "../../notifications/webhook/public-address.ts";
import { clientAddress } from "../limits.ts";
import { EdgeProblem } from "../problem.ts";

/** Limits the reads that must be computed, for each client address. */
export interface ReadLimit {
  /** Counts the request if it is such a read, and sets its `RateLimit` headers. Returns true if it is over the limit. */
  count(req: IncomingMessage, res: ServerResponse): boolean;
  /** @throws EdgeProblem `busy` if the request is over the limit */
  refuse: RequestHandler;
}

/**
 * Addresses that cost next to nothing, or have limits of their own: files, the stream, and those for monitors. Thousands
 * of phones may share one address, and each loads the files of a page.
 */
const UNCOUNTED = /^\/(?:static\/|favicon|healthz|readyz|metrics|v1\/stream(?:[?]|$))/i;

/** Reads that are sent by POST: the endpoint of the Model Context Protocol, in the spellings that Express takes for it. */
const READ_BY_POST = /^(?:https?:\/\/[^/]*)?\/mcp\/?(?:[?]|$)/i;

/** Response headers of the limit, in lower case. They concern one client, so they are never cached. */
export const LIMIT_HEADERS: ReadonlySet<string> = new Set(["ratelimit", "ratelimit-policy"]);

/** Time for which reads are counted, in milliseconds. */
const WINDOW_MS = 60_000;

/** Reads of one client since its first one, and the end of that minute on the clock of `performance.now()`. */
interface Reads {
  count: number;
  endsAt: number;
}

/** Returns a function that counts a read of a client, and returns its reads in the current minute. */
function countReads(): (client: string) => Readonly<Reads> {
  const clients = new Map<string, Reads>();
  let sweepsAt = WINDOW_MS;
  return (client) => {
    const now = performance.now();
    if (now >= sweepsAt) {
      for (const [each, { endsAt }] of clients) if (endsAt <= now) clients.delete(each);
      sweepsAt = now + WINDOW_MS;
    }
    const before = clients.get(client);
    const isRunning = before !== undefined && now < before.endsAt;
    const reads = isRunning ? { ...before, count: before.count + 1 } : { count: 1, endsAt: now + WINDOW_MS };
    clients.set(client, reads);
    return reads;
  };
}

/**
 * Creates the limit of a process: reads per minute and client address that are not answered from the cache. With 0,
 * there is none. Clients without a public address are not counted: they belong to the operator, or come through a proxy
 * that hides the real ones. `isTrusted` decides about proxies, as in Express. `onRefused` is called once a minute for a
 * client over the limit. The headers are those of draft-ietf-httpapi-ratelimit-headers-10.
 */
export function makeReadLimit(
  perMinute: number,
  isTrusted: (address: string, distance: number) => boolean,
  onRefused: () => void,
): ReadLimit {
  /** Requests over the limit, with the seconds until the client may read again. */
  const over = new WeakMap<IncomingMessage, number>();
  const countRead = countReads();
  const policy = `"reads";q=${perMinute};w=${WINDOW_MS / 1000}`;
  const isRead = ({ method, url = "" }: IncomingMessage): boolean =>
    method === "GET" || method === "HEAD" ? !UNCOUNTED.test(url) : READ_BY_POST.test(url);
  return {
    count(req, res) {
      const address = perMinute > 0 && isRead(req) ? clientAddress(proxyAddress(req, isTrusted)) : "";
      if (!isPublic(address)) return false;
      const { count, endsAt } = countRead(ipKeyGenerator(address));
      const seconds = Math.max(1, Math.ceil((endsAt - performance.now()) / 1000));
      res.setHeader("RateLimit-Policy", policy);
      res.setHeader("RateLimit", `"reads";r=${Math.max(0, perMinute - count)};t=${seconds}`);
      if (count <= perMinute) return false;
      if (count === perMinute + 1) onRefused();
      over.set(req, seconds);
      return true;
    },
    refuse: (req, _res, next) => {
      const seconds = over.get(req);
      if (seconds === undefined) return next();
      throw new EdgeProblem("busy", ["tooManyReads", perMinute], { "Retry-After": String(seconds) });
    },
  };
}
