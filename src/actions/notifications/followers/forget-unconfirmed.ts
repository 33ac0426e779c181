import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../../context.ts";
import { endFollowers, listUnconfirmedFollowers } from "../../../store/notifications/followers/followers.ts";

/** Forgets at most `most` addresses that nobody confirmed and that were given before `before`. Returns their number. */
export async function forgetUnconfirmed(ctx: Context, before: Temporal.Instant, most: number): Promise<number> {
  const ids = await listUnconfirmedFollowers(ctx.db, before, most);
  return endFollowers(ctx.db, ids, ctx.now, "nobody confirmed it");
}
