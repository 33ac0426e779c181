import type { Request } from "express";
import { identifyActor } from "../../actions/access/identify.ts";
import type { Actor, Role } from "../../store/access/api-keys.ts";
import type { ContextOf } from "../context-of.ts";
import type { Limits } from "../limits.ts";
import { EdgeProblem } from "../problem.ts";

/** Returns the holder of the request's key. Throws unless the holder may act as `role`. */
export type Authorize = (req: Request, role: Role) => Promise<Actor>;

/**
 * Identifies clients by their keys. It looks every key up, so a valid key works however many wrong ones came from the
 * same address. Only wrong keys count towards the limit, for reads and writes alike.
 */
export function makeAuthorize(contextOf: ContextOf, limits: Limits): Authorize {
  return async (req, role) => {
    const key = /^Bearer +(\S+)$/i.exec(req.get("authorization") ?? "")?.[1];
    if (key === undefined)
      throw new EdgeProblem("unauthorized", "This needs a key: send it as `Authorization: Bearer <key>`.");
    const actor = await identifyActor(contextOf(req), key);
    if (actor === undefined) {
      const tooMany = "Too many requests with keys that are not known came from this address.";
      refuseBeyond(await limits.failure(req), tooMany);
      throw new EdgeProblem("unauthorized", "This key is unknown or has been revoked.");
    }
    const isWrite = req.method !== "GET" && req.method !== "HEAD";
    if (isWrite) refuseBeyond(await limits.write(actor), "This key has made too many writes in a minute.");
    if (actor.role !== "admin" && actor.role !== role)
      throw new EdgeProblem("forbidden", `This needs the role ${role}, and ${actor.name} has the role ${actor.role}.`);
    return actor;
  };
}

function refuseBeyond(seconds: number | null, detail: string): void {
  if (seconds !== null) throw new EdgeProblem("busy", detail, { "Retry-After": String(seconds) });
}
