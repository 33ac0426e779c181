import type { Request } from "express";
import { identifyActor } from "../../actions/access/identify.ts";
import type { ProblemText } from "../../locales/messages/errors.ts";
import type { Actor, Role } from "../../store/access/api-keys.ts";
import type { ContextOf } from "../context-of.ts";
import type { Limits } from "../limits.ts";
import { EdgeProblem } from "../problem.ts";

/** Returns the holder of the request's key. Throws unless the holder may act as `role`. */
export type Authorize = (req: Request, role: Role) => Promise<Actor>;

/**
 * Returns a function that identifies clients by their keys. It looks up every key, so a valid key works even after many
 * wrong keys from the same client address. Only wrong keys count towards the limit of a client address, for reads and
 * writes alike.
 */
export function makeAuthorize(contextOf: ContextOf, limits: Limits): Authorize {
  return async (req, role) => {
    const key = /^Bearer +(\S+)$/i.exec(req.get("authorization") ?? "")?.[1];
    if (key === undefined) throw new EdgeProblem("unauthorized", ["keyNeeded"]);
    const actor = await identifyActor(contextOf(req), key);
    if (actor === undefined) {
      refuseBeyond(await limits.failure(req), ["tooManyUnknownKeys"]);
      throw new EdgeProblem("unauthorized", ["unknownKey"]);
    }
    const isWrite = req.method !== "GET" && req.method !== "HEAD";
    if (isWrite) refuseBeyond(await limits.write(actor), ["tooManyWrites"]);
    if (actor.role !== "admin" && actor.role !== role)
      throw new EdgeProblem("forbidden", ["roleNeeded", role, actor.name, actor.role]);
    return actor;
  };
}

function refuseBeyond(seconds: number | null, text: ProblemText): void {
  if (seconds !== null) throw new EdgeProblem("busy", text, { "Retry-After": String(seconds) });
}
