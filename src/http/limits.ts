import type { Request } from "express";
import { ipKeyGenerator, MemoryStore, type Options } from "express-rate-limit";

const WINDOW_MS = 60_000;

/** Counts in a minute, each by a name; tells after how many seconds to come back where it is one too many, and null where not. */
export type Limit = (name: string) => Promise<number | null>;

/** At most so many in a minute for each name. */
function makeLimit(perMinute: number): Limit {
  const store = new MemoryStore();
  // Of its options the store reads this one alone.
  store.init({ windowMs: WINDOW_MS } as Options);
  return async (name) => {
    const { totalHits, resetTime } = await store.increment(name);
    if (totalHits <= perMinute) return null;
    return Math.max(1, Math.ceil(((resetTime?.getTime() ?? 0) - Date.now()) / 1000));
  };
}

/** What is limited at the edge. A key in force is never held up by what others do at its address. */
export interface Limits {
  /** Counts a key that is nobody's, by the address that it came from. */
  failure(req: Request): Promise<number | null>;
  /** Counts a write by the holder of a key, however it was sent. */
  write(actor: { id: string }): Promise<number | null>;
}

/** The limits of one process: so many writes of one key, and so many wrong keys of one address, in a minute. */
export function makeLimits(perMinute: number): Limits {
  const [failures, writes] = [makeLimit(perMinute), makeLimit(perMinute)];
  return {
    // Whoever has an IPv6 address has a network of them. The address is the one that TRUST_PROXY leads to.
    failure: (req) => failures(ipKeyGenerator(req.ip ?? "")),
    write: ({ id }) => writes(id),
  };
}
