import type { Context } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Actor } from "../../store/access/api-keys.ts";
import { openSession } from "../../store/access/desk-sessions.ts";
import { identifyActor } from "./identify.ts";

/**
 * Opens a desk session for the holder of a key and returns its token.
 * @throws Refusal `unauthorized` if the key is unknown or revoked; `forbidden` if its holder may not record
 */
export async function signIn(ctx: Context, key: string): Promise<{ actor: Actor; token: string }> {
  const actor = await identifyActor(ctx, key);
  if (actor === undefined) throw new Refusal("unauthorized", ["unknownKey"]);
  if (actor.role === "subscriber") throw new Refusal("forbidden", ["deskForbidden", actor.name]);
  return { actor, token: await openSession(ctx.db, actor, ctx.now) };
}
