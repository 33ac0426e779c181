import type { Request } from "express";
import { identifyActor } from "../../actions/access/identify.ts";
import type { KnownKeys } from "../../actions/access/known-keys.ts";
import { Refusal } from "../../domain/errors.ts";
import type { ProblemText } from "../../locales/messages/errors.ts";
import type { Actor, Role } from "../../store/access/api-keys.ts";
import type { ContextOf } from "../context-of.ts";
import type { Limits } from "../limits.ts";
import { EdgeProblem, logRefusal } from "../problem.ts";
import { earlyStepsOf } from "./early-steps.ts";

/** Returns the key in an `Authorization` header, or undefined. */
export const bearerKeyIn = (header: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];

/** Returns the holder of the request's key. Throws unless the holder may act as `role`. */
export type Authorize = (req: Request, role: Role) => Promise<Actor>;

/**
 * Returns a function that identifies clients by their keys. It looks up every key, so a valid key works even after many
 * wrong keys from the same client address. Only wrong keys count towards the limit of a client address, for reads and
 * writes alike. Notes the valid keys in `keys`.
 */
export function makeAuthorize(contextOf: ContextOf, limits: Limits, keys: KnownKeys): Authorize {
  return async (req, role) => {
    const early = earlyStepsOf(req);
    // A refusal is for the holder of a valid key only. Any other error says nothing about the record.
    if (early?.fault !== undefined && !(early.fault.error instanceof Refusal)) throw early.fault.error;
    const key = bearerKeyIn(req.get("authorization"));
    if (key === undefined) throw new EdgeProblem("unauthorized", ["keyNeeded"]);
    const ctx = contextOf(req);
    const actor = await identifyActor(ctx, key);
    const { method, path } = req;
    if (actor === undefined) {
      keys.forget(key);
      refuseBeyond(await limits.failure(req), ["tooManyUnknownKeys"]);
      // Above the limit, nothing is logged, so that nobody can fill the log with wrong keys.
      ctx.log.warn({ ip: req.ip, method, path }, "a request with an unknown or revoked key was refused");
      throw new EdgeProblem("unauthorized", ["unknownKey"]);
    }
    const isWrite = method !== "GET" && method !== "HEAD";
    if (isWrite) refuseBeyond(early === undefined ? await limits.write(actor) : early.wait, ["tooManyWrites"]);
    if (actor.role !== "admin" && actor.role !== role) {
      logRefusal(ctx.log, req, `the key '${actor.name}' has the role ${actor.role}, not ${role}`);
      throw new EdgeProblem("forbidden", ["roleNeeded", role, actor.name, actor.role]);
    }
    if (early?.fault !== undefined) throw early.fault.error;
    keys.remember(key, actor);
    return actor;
  };
}

function refuseBeyond(seconds: number | null, text: ProblemText): void {
  if (seconds !== null) throw new EdgeProblem("busy", text, { "Retry-After": String(seconds) });
}
