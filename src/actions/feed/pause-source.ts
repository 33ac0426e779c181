import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { loadPauses, savePause } from "../../store/feed/source-pauses.ts";

/** Returns the pauses in force at `at`: each address, with the time until which its server asked clients to wait. */
export const listPauses = (ctx: Context, at: Temporal.Instant): Promise<Map<string, Temporal.Instant>> =>
  loadPauses(ctx.db, at);

/** Pauses a source until an instant, for all processes and across restarts. */
export const pauseSource = (ctx: Context, address: string, until: Temporal.Instant): Promise<void> =>
  savePause(ctx.db, address, until);
