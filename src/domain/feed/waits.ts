import type { Temporal } from "temporal-polyfill";
import { LANES_OF, type Service } from "../places/crossing.ts";
import { compareInstants } from "../time/moment.ts";
import { type LaneKind, MODES, type Mode } from "../vocabulary.ts";
import { isMoving, type Reading } from "./observation.ts";

/** The wait of one kind of lane in one hour, as last filed in it. */
export interface WaitSample {
  service: Service;
  lane: LaneKind;
  /** The start of the hour of UTC; all clocks of the border differ from UTC by whole hours, so it is one of theirs too. */
  hour: Temporal.Instant;
  minutes: number;
  /** The stamp, as filed: an officer who files the coming hour is ahead of the clock, and of `hour`. */
  filedAt: Temporal.Instant;
}

/** What of a sample is counted. */
export type HourlyWait = Omit<WaitSample, "filedAt">;

export const WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What waits are like in one hour of the week, on the crossing's own clock. */
export interface TypicalWait {
  mode: Mode;
  lane: LaneKind;
  weekday: Weekday;
  /** 0 to 23. */
  hour: number;
  samples: number;
  median: number;
  p90: number;
}

/** Fewer tell nothing: of eight, the median holds against three odd days, and the 90th percentile is just their longest. */
export const LEAST_SAMPLES = 8;

/**
 * What a poll at `now` samples: every lane that moves, in the hour of its stamp, or in the hour of `now` where the stamp
 * is ahead of it. A lane that is silent, closed or stale gives no sample, never one of 0 minutes.
 */
export function samplesOf(
  readings: readonly Pick<Reading, "service" | "lanes">[],
  now: Temporal.Instant,
  freshMinutes: number,
): WaitSample[] {
  return readings.flatMap(({ service, lanes }) =>
    lanes.flatMap((lane) => {
      const { kind, minutes, at } = lane;
      if (minutes === null || at === null || !isMoving(lane, now, freshMinutes)) return [];
      const seenAt = compareInstants(at, now) > 0 ? now : at;
      return [{ service, lane: kind, hour: hourOf(seenAt), minutes, filedAt: at }];
    }),
  );
}

/** The start of the hour of UTC that holds an instant. */
export const hourOf = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: "hour", roundingMode: "floor" });

/**
 * What is typical of each hour of the week on the clock of `zone`, by mode and lane kind: by mode, lane, weekday and
 * hour, without those of fewer than {@link LEAST_SAMPLES}. An hour that a clock change repeats counts with both its
 * passes, and one that it skips has no sample that day.
 */
export function typicalWaits(samples: readonly HourlyWait[], zone: string): TypicalWait[] {
  const hourOfWeek = weekClock(zone);
  const minutesOf = new Map<string, number[]>();
  for (const { service, lane, hour, minutes } of samples) {
    const key = `${service.mode} ${lane} ${hourOfWeek(hour)}`;
    const known = minutesOf.get(key);
    if (known === undefined) minutesOf.set(key, [minutes]);
    else known.push(minutes);
  }
  return MODES.flatMap((mode) =>
    LANES_OF[mode].flatMap((lane) =>
      WEEKDAYS.flatMap((weekday, day) =>
        Array.from({ length: 24 }, (_, hour) => minutesOf.get(`${mode} ${lane} ${day * 24 + hour}`) ?? []).flatMap(
          (minutes, hour) =>
            minutes.length < LEAST_SAMPLES
              ? []
              : [{ mode, lane, weekday, hour, samples: minutes.length, ...ranksOf(minutes) }],
        ),
      ),
    ),
  );
}

function ranksOf(minutes: number[]): { median: number; p90: number } {
  const sorted = minutes.toSorted((a, b) => a - b);
  return { median: nearestRank(sorted, 50), p90: nearestRank(sorted, 90) };
}

/**
 * A percentile by the nearest rank: the least of the values that at least `percent` of a hundred of them do not exceed.
 * It is always a wait that somebody filed, never one between two; the median of an even number is the lower middle one.
 */
export const nearestRank = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1] ?? Number.NaN;

/** Hours of the week, 0 for the first of Monday. Samples of one hour may share its instant, and a zone is dear to ask. */
function weekClock(zone: string): (hour: Temporal.Instant) => number {
  const known = new Map<Temporal.Instant, number>();
  return (hour) => {
    let hourOfWeek = known.get(hour);
    if (hourOfWeek === undefined) {
      const local = hour.toZonedDateTimeISO(zone);
      hourOfWeek = (local.dayOfWeek - 1) * 24 + local.hour;
      known.set(hour, hourOfWeek);
    }
    return hourOfWeek;
  };
}
