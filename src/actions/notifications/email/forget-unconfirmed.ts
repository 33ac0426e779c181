import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../../context.ts";
import {
  endEmailSubscriptions,
  listUnconfirmedEmails,
} from "../../../store/notifications/email/email-subscriptions.ts";

/** Forgets at most `most` addresses that nobody confirmed and that were given before `before`. Returns their number. */
export async function forgetUnconfirmed(ctx: Context, before: Temporal.Instant, most: number): Promise<number> {
  const ids = await listUnconfirmedEmails(ctx.db, before, most);
  return endEmailSubscriptions(ctx.db, ids, ctx.now, "nobody confirmed it");
}
