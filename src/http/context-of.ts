import { Temporal } from "temporal-polyfill";
import { type Context, contextNow, type Runtime } from "../context.ts";
import type { AnswerCache } from "../live/cache/answer-cache.ts";

/** Returns the context of a request. Repeated calls return the same context, so a request has one instant. */
export type ContextOf = (req: object) => Context;

/**
 * Returns the function that gives each request its context. A request that missed the cache keeps the instant of the
 * cache lookup.
 */
export function makeContexts(runtime: Runtime, { askedAt }: Pick<AnswerCache, "askedAt">): ContextOf {
  const contexts = new WeakMap<object, Context>();
  const { clock, ...parts } = runtime;
  return (req) => {
    const known = contexts.get(req);
    if (known !== undefined) return known;
    const milliseconds = askedAt(req);
    const ctx =
      milliseconds === undefined
        ? contextNow(runtime)
        : { ...parts, now: Temporal.Instant.fromEpochMilliseconds(milliseconds) };
    contexts.set(req, ctx);
    return ctx;
  };
}
