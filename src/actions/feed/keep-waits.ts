import type { Context } from "../../context.ts";
import type { Reading } from "../../domain/feed/observation.ts";
import { samplesOf } from "../../domain/feed/waits.ts";
import { saveWaitSamples } from "../../store/feed/wait-samples.ts";

/**
 * Keeps the wait of every lane that moves at the context's `now`, one an hour and lane kind, as last filed in it. The
 * same document polled again changes nothing.
 * @returns how many samples were new, or replaced one filed earlier in their hour
 */
export const keepWaits = (ctx: Context, readings: readonly Pick<Reading, "service" | "lanes">[]): Promise<number> =>
  saveWaitSamples(ctx.db, samplesOf(readings, ctx.now, ctx.thresholds.freshMinutes));
