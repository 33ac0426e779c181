import type { Temporal } from "temporal-polyfill";
import { LANES_OF, type Service } from "../places/crossing.ts";
import { compareInstants } from "../time/moment.ts";
import { type LaneKind, MODES, type Mode } from "../vocabulary.ts";
import { isMoving, type Reading } from "./observation.ts";

/** Wait of one kind of lane in one hour, as last filed in that hour. */
export interface WaitSample {
  service: Service;
  lane: LaneKind;
  /**
   * Start of the hour in UTC. All zones of the border differ from UTC by whole hours, so this is also the start of a
   * local hour.
   */
  hour: Temporal.Instant;
  minutes: number;
  /**
   * Stamp as filed. An officer may file for the coming hour, so the stamp may be later than the clock and than `hour`.
   */
  filedAt: Temporal.Instant;
}

/** The part of a sample that is used for statistics. */
export type HourlyWait = Omit<WaitSample, "filedAt">;

export const WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Typical waits in one hour of the week, in the crossing's local time. */
export interface TypicalWait {
  mode: Mode;
  lane: LaneKind;
  weekday: Weekday;
  /** Hour from 0 to 23. */
  hour: number;
  samples: number;
  median: number;
  p90: number;
}

/**
 * Minimum number of samples. With eight, three odd days do not distort the median, and the 90th percentile is simply
 * the longest wait.
 */
export const LEAST_SAMPLES = 8;

/**
 * Returns the samples of a poll at `now`: one for every lane with traffic, in the hour of its stamp, or in the hour of
 * `now` if the stamp is ahead. A lane that is silent, closed or stale gives no sample, never one of 0 minutes.
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

/** Returns the start of the UTC hour that contains an instant. */
export const hourOf = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: "hour", roundingMode: "floor" });

/**
 * Returns typical waits for each hour of the week in `zone`, ordered by mode, lane, weekday and hour. Hours with fewer
 * than {@link LEAST_SAMPLES} samples are left out. When a clock change repeats an hour, both occurrences count. A
 * skipped hour has no sample that day.
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
 * Returns a percentile by nearest rank: the smallest value such that at least `percent` percent of the values do not
 * exceed it. The result is always a filed wait, never an interpolated value. The median of an even number of values is
 * the lower of the middle two.
 */
export const nearestRank = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1] ?? Number.NaN;

/**
 * Returns a function from an instant to the hour of the week, 0 for the first hour of Monday. Results are cached
 * because samples may share an instant and a zone conversion is expensive.
 */
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
