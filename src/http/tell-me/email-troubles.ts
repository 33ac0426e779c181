import { createHash, timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router, text } from "express";
import { z } from "zod";
import { endBounced } from "../../actions/notifications/followers/end-bounced.ts";
import type { AddressCipher } from "../../store/notifications/followers/address-cipher.ts";
import type { ContextOf } from "../context-of.ts";
import type { Limits } from "../limits.ts";
import { bearerKeyIn } from "../request/authorize.ts";

/** Events that an e-mail provider reports. Addresses may be of any form, because they are only compared. */
const Troubles = z.object({
  events: z.array(z.object({ kind: z.enum(["bounce", "complaint"]), address: z.string().min(3).max(320) })).max(1000),
});

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Returns the key in an `Authorization` header: a bearer token, or the password of basic authentication. */
function keyIn(header: string | undefined): string {
  const key = bearerKeyIn(header);
  if (key !== undefined) return key;
  const [, value = ""] = /^Basic +(\S+)$/i.exec(header ?? "") ?? [];
  return Buffer.from(value, "base64")
    .toString("utf8")
    .replace(/^[^:]*:/, "");
}

/**
 * Returns the route to which an e-mail provider posts bounces and complaints. They end the subscriptions of the address.
 * The answers never repeat what was sent.
 */
export function emailTroubles(key: string, cipher: AddressCipher, contextOf: ContextOf, limits: Limits): Router {
  const router = Router();
  const identify: RequestHandler = async (req, res, next) => {
    if (timingSafeEqual(digest(keyIn(req.get("authorization"))), digest(key))) return next();
    const wait = await limits.failure(req);
    if (wait !== null) res.set("Retry-After", String(wait));
    res.status(wait === null ? 401 : 429).json({ status: "refused" });
  };
  // The error of a JSON parser contains the body, and so addresses.
  router.post("/troubles", identify, text({ type: () => true, limit: 256 * 1024 }), async (req, res) => {
    const read = Troubles.safeParse(parsed(String(req.body)));
    if (!read.success) return void res.status(400).json({ status: "invalid" });
    const ctx = contextOf(req);
    const ended = await endBounced(ctx, read.data.events, cipher);
    ctx.log.info({ events: read.data.events.length, ended }, "bounces and complaints ended subscriptions by e-mail");
    res.json({ status: "done", ended });
  });
  return router;
}
