import type { Context } from "../context.ts";

/** Resolves where the database answers; rejects with its error where it does not. */
export async function checkReady(ctx: Context): Promise<void> {
  await ctx.db.pool.query("SELECT 1");
}
