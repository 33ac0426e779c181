import type { Context } from "../../context.ts";
import type { Reading } from "../../domain/feed/observation.ts";
import { CBP_WAIT_TIMES, type FeedOrigin } from "../../domain/feed/origin.ts";
import { samplesOf } from "../../domain/feed/waits.ts";
import { saveWaitSamples } from "../../store/feed/wait-samples.ts";

/**
 * Stores the wait of every lane that a poll at `now` shows with current traffic. Only the last sample of each hour and
 * kind of lane is stored. Storing the same document again changes nothing.
 * @returns the number of samples that are new or replace another
 */
export const keepWaits = (
  { db, now, thresholds }: Context,
  readings: readonly Pick<Reading, "service" | "lanes">[],
  { name }: Pick<FeedOrigin, "name"> = CBP_WAIT_TIMES,
): Promise<number> =>
  saveWaitSamples(db, samplesOf(readings, now, thresholds.freshMinutes), { recordedAt: now, source: name });
