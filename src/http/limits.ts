import type { Request } from "express";
import { ipKeyGenerator, MemoryStore, type Options } from "express-rate-limit";

const WINDOW_MS = 60_000;

/**
 * Counts one request by the client `name` (a key holder's id, or a client address). Returns the seconds to wait if the
 * client is over its limit, otherwise null.
 */
export type Limit = (name: string) => Promise<number | null>;

/** Creates a limit of `perMinute` requests a minute for each client. */
function makeLimit(perMinute: number): Limit {
  const store = new MemoryStore();
  // `windowMs` is the only option that the store reads.
  store.init({ windowMs: WINDOW_MS } as Options);
  return async (name) => {
    const { totalHits, resetTime } = await store.increment(name);
    if (totalHits <= perMinute) return null;
    return Math.max(1, Math.ceil(((resetTime?.getTime() ?? 0) - Date.now()) / 1000));
  };
}

/**
 * Rate limits of the HTTP layer. Requests with unknown keys never count against a valid key, even if they come from the
 * same client address.
 */
export interface Limits {
  /** Counts a request with an unknown key, by client address. */
  failure(req: Request): Promise<number | null>;
  /** Counts a write, by key holder, whether it came through the API or the desk. */
  write(actor: { id: string }): Promise<number | null>;
}

/** Creates the limits of one process, both per minute: writes per key holder, and unknown keys per client address. */
export function makeLimits(perMinute: number): Limits {
  const [failures, writes] = [makeLimit(perMinute), makeLimit(perMinute)];
  return {
    // A single IPv6 client usually owns a whole network, so addresses are grouped by network. TRUST_PROXY determines
    // the address in `req.ip`.
    failure: (req) => failures(ipKeyGenerator(req.ip ?? "")),
    write: ({ id }) => writes(id),
  };
}
