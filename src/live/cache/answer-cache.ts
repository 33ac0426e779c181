import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyIn, chooseCoding, type EncodedBody, endWith, prepareBodies } from "./bodies.ts";
import { type CachedAnswer, type CacheLimits, makeCacheStore } from "./cache-store.ts";
import { readRequestHeaders } from "./request-headers.ts";

/**
 * Maximum time for which clients may cache an answer. It is short, because a report may arrive at any moment.
 */
const LONGEST_SECONDS = 60;

/** An answer, its lifetime, and the crossings and topics that it depends on. */
export type CacheableAnswer = Pick<CachedAnswer, "etag" | "of" | "madeAt" | "expiresAt" | "heldUntil"> & {
  /** The text, in pieces. Some may be encoded already. */
  texts: readonly (string | Buffer)[];
  /** True if the answer contains the address that the client wrote. It is not kept for other clients. */
  namesHost?: boolean | undefined;
};

/** Functions that the cache needs from its process. */
export interface CacheDependencies {
  /** Returns the current time in milliseconds since 1970. */
  now: () => number;
  /** Returns the seconds since the snapshot was last current, or null while it is current. */
  stale: () => number | null;
  /** Returns the number of invalidations so far. */
  touches: () => number;
  /**
   * Returns true if one of the dependencies was invalidated after `touches()` returned `touches`, or is still waiting
   * to be reloaded.
   */
  isTouchedSince: (of: readonly string[], touches: number) => boolean;
}

/** Answers to earlier requests. Each is valid until a dependency is invalidated or the answer expires. */
export interface AnswerCache {
  /** Serves the request from the cache. Returns false on a miss. */
  serve(req: IncomingMessage, res: ServerResponse): boolean;
  /**
   * Sends an answer computed after a miss, with these headers, as alternating names and values. Caches it unless it
   * names the host, or a dependency was invalidated in the meantime.
   */
  send(req: IncomingMessage, res: ServerResponse, made: CacheableAnswer, head: readonly string[]): Promise<void>;
  /**
   * Returns a text that is the same for requests with the same answer. Returns undefined for a request that is never
   * served from the cache.
   */
  questionOf(req: IncomingMessage): string | undefined;
  /** Calls `sent` once the request has been answered with `send`, unless the answer names the host. */
  whenSent(req: IncomingMessage, sent: () => void): void;
  /** Removes the answers with one of these dependencies. */
  drop(of: readonly string[]): void;
  /**
   * Returns the time of a request that missed the cache, in milliseconds since 1970. Returns undefined for other
   * requests.
   */
  askedAt(req: object): number | undefined;
  /** Returns the number of requests served, and of cached answers. */
  counts(): { served: number; kept: number };
}

/** Creates the cache of a process, with limited size. */
export function makeAnswerCache(around: CacheDependencies, most: CacheLimits): AnswerCache {
  const kept = makeCacheStore(most);
  /** State at the start of each request that missed the cache. */
  const began = new WeakMap<object, { url: string | undefined; touches: number; now: number; monotonic: number }>();
  const callbacks = new WeakMap<object, () => void>();
  let served = 0;

  /** Returns the response headers: the cached ones, and those that depend on the time. */
  function headOf(raw: readonly string[], expiresAt: number | null, now: number): string[] {
    const stale = around.stale();
    const left = expiresAt === null ? LONGEST_SECONDS : Math.floor((expiresAt - now) / 1000);
    const seconds = stale === null ? Math.max(0, Math.min(LONGEST_SECONDS, left)) : 0;
    const head = ["Cache-Control", CACHE_CONTROL[seconds] ?? "", ...raw];
    if (stale !== null) head.push("Garita-Stale", String(stale));
    return head;
  }

  function write(
    { method }: IncomingMessage,
    res: ServerResponse,
    match: string | undefined,
    answer: CachedAnswer,
    now: number,
    ready: EncodedBody,
  ) {
    if (match !== undefined && isMatch(match, answer.etag))
      res.writeHead(304, headOf(answer.bodies.raw, answer.expiresAt, now)).end();
    else {
      res.writeHead(200, headOf(ready.raw, answer.expiresAt, now));
      if (method === "HEAD") res.end();
      else endWith(res, ready);
    }
  }

  return {
    serve(req, res) {
      const { method } = req;
      if (method !== "GET" && method !== "HEAD") return false;
      const asked = readRequestHeaders(req.rawHeaders, req.url);
      const coding = chooseCoding(asked.encoding);
      // The application refuses requests that accept no encoding or have two hosts.
      if (coding === null || asked.hasTwoHosts) return false;
      // The application redirects requests for another time.
      const answer = asked.datetime === undefined ? kept.find(req.url, asked) : undefined;
      const now = around.now();
      if (answer === undefined || now < answer.madeAt || (answer.heldUntil !== null && now >= answer.heldUntil)) {
        if (answer !== undefined) kept.forget(answer);
        began.set(req, { url: req.url, touches: around.touches(), now, monotonic: performance.now() });
        return false;
      }
      served++;
      answer.used = true;
      const ready = bodyIn(answer.bodies, coding);
      if ("pieces" in ready) write(req, res, asked.match, answer, now, ready);
      else void ready.then((made) => write(req, res, asked.match, answer, now, made));
      return true;
    },
    async send(req, res, { texts, namesHost = false, ...made }, head) {
      const raw = [...head, "etag", made.etag];
      const since = began.get(req);
      // Express shortens the URL of the request while it is in a router below a path.
      const url = since?.url ?? req.url;
      const { accept, language, encoding, match } = readRequestHeaders(req.rawHeaders, url);
      const answer: CachedAnswer = {
        ...made,
        url: url ?? "",
        accept,
        language,
        bodies: await prepareBodies(texts, raw),
        used: false,
      };
      if (!namesHost && since !== undefined && !around.isTouchedSince(made.of, since.touches)) kept.keep(answer);
      const ready = await bodyIn(answer.bodies, chooseCoding(encoding) ?? { best: "identity", takesPlain: true });
      // The answer is valid from the instant of the request, so the computation has used up a part of the answer's
      // lifetime.
      const now = since === undefined ? around.now() : since.now + performance.now() - since.monotonic;
      write(req, res, match, answer, now, ready);
      if (!namesHost) callbacks.get(req)?.();
    },
    questionOf(req) {
      const { accept, language, encoding, hasTwoHosts, datetime } = readRequestHeaders(req.rawHeaders, req.url);
      if (hasTwoHosts || datetime !== undefined || chooseCoding(encoding) === null) return undefined;
      return [req.url, accept, language].join("\n");
    },
    whenSent: (req, sent) => void callbacks.set(req, sent),
    askedAt: (req) => began.get(req)?.now,
    drop: kept.drop,
    counts: () => ({ served, kept: kept.count() }),
  };
}

/**
 * Returns the header for an answer that clients may cache for a number of seconds. Caches that many clients share keep
 * it for one second, and may send it for one more while they fetch the next. So they see a report within two seconds,
 * and also when an answer is about to change or the database is unavailable, few requests reach this process.
 */
const cacheControl = (seconds: number): string =>
  `public, max-age=${seconds}, s-maxage=1, ${seconds >= 2 ? "stale-while-revalidate=1, " : ""}must-revalidate`;

const CACHE_CONTROL = Array.from({ length: LONGEST_SECONDS + 1 }, (_, seconds) => cacheControl(seconds));

/** Returns true if the header matches the ETag. Compares weakly, as RFC 9110 requires for If-None-Match. */
function isMatch(header: string, etag: string): boolean {
  if (header === etag || header.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return header.split(",").some((each) => each.trim().replace(/^W\//, "") === opaque);
}
