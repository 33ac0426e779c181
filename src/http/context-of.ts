import type { IncomingMessage } from "node:http";
import { Temporal } from "temporal-polyfill";
import type { Context, Runtime } from "../context.ts";
import type { AnswerCache } from "../live/cache/answer-cache.ts";
import type { Log } from "../log.ts";
import { requestIdOf } from "./tracing/request-id.ts";

/** Returns the context of a request. Repeated calls return the same context, so a request has one instant. */
export type ContextOf = (req: Pick<IncomingMessage, "headers">) => Context;

/**
 * Returns the function that gives each request its context. A request that missed the cache keeps the instant of the
 * cache lookup. Log lines of the context have the `requestId`.
 */
export function makeContexts(runtime: Runtime, { askedAt }: Pick<AnswerCache, "askedAt">): ContextOf {
  const contexts = new WeakMap<object, Context>();
  const { clock, log, ...parts } = runtime;
  return (req) => {
    const known = contexts.get(req);
    if (known !== undefined) return known;
    const milliseconds = askedAt(req);
    let own: Log | undefined;
    const ctx: Context = {
      ...parts,
      now: milliseconds === undefined ? clock() : Temporal.Instant.fromEpochMilliseconds(milliseconds),
      get log() {
        own ??= log.child({ requestId: requestIdOf(req) });
        return own;
      },
    };
    contexts.set(req, ctx);
    return ctx;
  };
}
