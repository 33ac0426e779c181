import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { loadPauses, savePause } from "../../store/feed/source-pauses.ts";

/** Until when each source that asked to be left alone at `at` is to be, by its address. */
export const listPauses = (ctx: Context, at: Temporal.Instant): Promise<Map<string, Temporal.Instant>> =>
  loadPauses(ctx.db, at);

/** Leaves a source alone until an instant, in all processes and after a restart. */
export const pauseSource = (ctx: Context, address: string, until: Temporal.Instant): Promise<void> =>
  savePause(ctx.db, address, until);
