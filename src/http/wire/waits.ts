import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { CrossingWaits } from "../../actions/feed/get-waits.ts";
import { LEAST_SAMPLES, type WaitSample, WEEKDAYS } from "../../domain/feed/waits.ts";
import { TYPICAL_WEEKS } from "../../domain/feed/waits-period.ts";
import { LANE_KINDS, MODES } from "../../domain/vocabulary.ts";
import { LaneWaitAnswer } from "./crossing.ts";
import { byRule } from "./rule.ts";
import { DirectionWord, Instant, ModeWord } from "./wire.ts";
import { LaneKindWord } from "./words/words.ts";

/** Key by which the samples of a crossing are sorted: hour, mode and lane. */
type WaitKey = NonNullable<CrossingWaits["next"]>;

// Hours since 1970 have six digits until 2084. A number with more than seven digits cannot come from one of our
// cursors.
const CURSOR = new RegExp(`^(\\d{1,7})\\.(${MODES.join("|")})\\.(${LANE_KINDS.join("|")})$`);
const HOUR_MS = 3_600_000;

/**
 * Cursor of the next page. It names the last sample before that page by its hour (in hours since 1970), mode and lane.
 */
export const WaitCursor = z.codec(
  z.string().regex(CURSOR, byRule("pageCursor")),
  z.custom<WaitKey>((key) => typeof key === "object"),
  {
    decode: (text) => {
      const [, hours, mode, lane] = CURSOR.exec(text) ?? [];
      const hour = Temporal.Instant.fromEpochMilliseconds(Number(hours) * HOUR_MS);
      return { hour, mode, lane } as WaitKey;
    },
    encode: ({ hour, mode, lane }) => `${hour.epochMilliseconds / HOUR_MS}.${mode}.${lane}`,
  },
);

const Minutes = z.int().meta({ description: "Minutes" });

export const WaitsAnswer = z
  .strictObject({
    at: Instant,
    timeZone: z.string(),
    current: z
      .array(
        z
          .strictObject({
            mode: ModeWord,
            direction: DirectionWord,
            lanes: z.array(LaneWaitAnswer),
          })
          .meta({ id: "CurrentWait", description: "The current waits of a service by kind of lane" }),
      )
      .meta({
        description:
          "The lanes with current traffic. A lane without a reported wait is left out, because a missing number does not mean a wait of 0 minutes",
      }),
    samples: z
      .array(
        z
          .strictObject({ mode: ModeWord, lane: LaneKindWord, hour: Instant, minutes: Minutes, filedAt: Instant })
          .meta({ id: "HourlyWait", description: "The last wait that was filed in an hour" }),
      )
      .meta({ description: "The last filed wait of each hour, oldest first" }),
    typical: z
      .array(
        z
          .strictObject({
            mode: ModeWord,
            lane: LaneKindWord,
            weekday: z.enum(WEEKDAYS),
            hour: z.int().min(0).max(23),
            samples: z.int().min(LEAST_SAMPLES),
            median: Minutes,
            p90: Minutes,
          })
          .meta({ id: "TypicalWait", description: "The typical wait in an hour of the week" }),
      )
      .meta({
        description: `Waits by weekday and hour in the crossing's local time, over the ${TYPICAL_WEEKS} weeks before \`to\`. Hours with fewer than ${LEAST_SAMPLES} samples are left out. median and p90 use the nearest-rank method: the lowest sampled wait such that at least 50 (median) or 90 (p90) percent of the samples do not exceed it`,
      }),
    next: z.string().nullable(),
  })
  .meta({ id: "Waits", description: "Waits at a crossing: current, hourly and typical" });

/** Encodes waits for the API. */
export function presentWaits(waits: CrossingWaits): z.output<typeof WaitsAnswer> {
  const { at, crossing, current, samples, typical, next } = waits;
  return {
    at,
    timeZone: crossing.timeZone,
    current: current.map(({ service: { mode, direction }, lanes }) => ({
      mode,
      direction,
      lanes: lanes.flatMap(({ kind, minutes, lanesOpen, at: filedAt }) =>
        minutes === null || filedAt === null ? [] : [{ kind, minutes, lanesOpen, at: filedAt }],
      ),
    })),
    samples: samples.map(presentSample),
    typical,
    next: next && WaitCursor.encode(next),
  };
}

const presentSample = ({ service, lane, hour, minutes, filedAt }: WaitSample) => ({
  mode: service.mode,
  lane,
  hour,
  minutes,
  filedAt,
});
