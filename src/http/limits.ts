import type { Request } from "express";
import { ipKeyGenerator, MemoryStore, type Options } from "express-rate-limit";

const WINDOW_MS = 60_000;

/** Number of hits of a client in the current minute, and the end of that minute in milliseconds since 1970. */
export interface Hits {
  count: number;
  endsAt: number;
}

const LIMIT_NAMES = ["failures", "writes", "questions", "devices"] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** Counts one request by the client `name` (a key holder's id, or a client address) against a limit. */
export type CountHit = (limit: LimitName, name: string) => Promise<Hits>;

/** Creates a counter in the memory of this process. */
export function makeHitCounter(): CountHit {
  const stores = new Map<LimitName, MemoryStore>();
  for (const limit of LIMIT_NAMES) {
    const store = new MemoryStore();
    // `windowMs` is the only option that the store reads.
    store.init({ windowMs: WINDOW_MS } as Options);
    stores.set(limit, store);
  }
  return async (limit, name) => {
    const hits = await stores.get(limit)?.increment(name);
    return { count: hits?.totalHits ?? 0, endsAt: hits?.resetTime?.getTime() ?? 0 };
  };
}

/**
 * Rate limits of the HTTP layer. Requests with unknown keys never count against a valid key, even if they come from the
 * same client address. Each function returns the seconds to wait if the client is over its limit, otherwise null.
 */
export interface Limits {
  /** Counts a request with an unknown key, by client address. */
  failure(req: Request): Promise<number | null>;
  /** Counts a write, by key holder, whether it came through the API or the desk. */
  write(actor: { id: string }): Promise<number | null>;
  /** Counts a request for messages, by client address. */
  question(req: Request): Promise<number | null>;
  /** Counts a question what a device is told, or its change, by client address. */
  device(req: Request): Promise<number | null>;
}

/** Requests for messages that a client may make in a minute. A person makes one, perhaps two. */
const QUESTIONS_PER_MINUTE = 5;

/** Requests about devices that a client may make in a minute. Each page with the form makes one. */
const DEVICES_PER_MINUTE = 60;

/**
 * Creates the limits, both per minute: writes per key holder, and unknown keys per client address. Processes that serve
 * one port share a counter.
 */
export function makeLimits(perMinute: number, countHit: CountHit = makeHitCounter()): Limits {
  const check = async (limit: LimitName, name: string, most = perMinute): Promise<number | null> => {
    const { count, endsAt } = await countHit(limit, name);
    return count <= most ? null : Math.max(1, Math.ceil((endsAt - Date.now()) / 1000));
  };
  return {
    // A single IPv6 client usually owns a whole network, so addresses are grouped by network. TRUST_PROXY determines
    // the address in `req.ip`.
    failure: (req) => check("failures", addressKey(req)),
    write: ({ id }) => check("writes", id),
    question: (req) => check("questions", addressKey(req), QUESTIONS_PER_MINUTE),
    device: (req) => check("devices", addressKey(req), DEVICES_PER_MINUTE),
  };
}

/** Returns an IP address without a port, which some proxies add in `X-Forwarded-For`. */
export const clientAddress = (address = ""): string =>
  address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1").replace(/^\[(.*)\](?::\d+)?$/, "$1");

const addressKey = ({ ip }: Request): string => ipKeyGenerator(clientAddress(ip));
