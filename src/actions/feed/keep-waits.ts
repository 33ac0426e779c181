import type { Context } from "../../context.ts";
import type { Reading } from "../../domain/feed/observation.ts";
import { samplesOf } from "../../domain/feed/waits.ts";
import { saveWaitSamples } from "../../store/feed/wait-samples.ts";

/**
 * Stores the wait of every lane that is moving at `now`: one sample for each hour and kind of lane, the one filed last.
 * Polling the same document again changes nothing.
 * @returns the number of samples that were new or replaced one filed earlier in the same hour
 */
export const keepWaits = (ctx: Context, readings: readonly Pick<Reading, "service" | "lanes">[]): Promise<number> =>
  saveWaitSamples(ctx.db, samplesOf(readings, ctx.now, ctx.thresholds.freshMinutes));
