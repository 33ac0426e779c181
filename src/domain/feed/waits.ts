import type { Temporal } from "temporal-polyfill";
import { LANES_OF, type Service } from "../places/crossing.ts";
import { instantAt } from "../time/instant-at.ts";
import { HOUR_MS } from "../time/interval.ts";
import { compareInstants } from "../time/moment.ts";
import { type LaneKind, MODES, type Mode } from "../vocabulary.ts";
import { isMoving, type Reading } from "./observation.ts";

/** Last wait filed in an hour for one kind of lane. */
export interface WaitSample {
  service: Service;
  lane: LaneKind;
  /**
   * Start of the UTC hour. It is also the start of a local hour, because all zones of the border differ from UTC by
   * whole hours.
   */
  hour: Temporal.Instant;
  minutes: number;
  /** Stamp as filed. It may be in the future, because some officers file for the coming hour. */
  filedAt: Temporal.Instant;
}

/** The part of a sample that statistics use. */
export type HourlyWait = Omit<WaitSample, "filedAt">;

export const WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Typical waits in one local hour of the week. */
export interface TypicalWait {
  mode: Mode;
  lane: LaneKind;
  weekday: Weekday;
  /** Hour, 0 to 23. */
  hour: number;
  samples: number;
  median: number;
  p90: number;
}

/**
 * Minimum number of samples. With eight, three odd days do not distort the median, and the 90th percentile is the
 * longest wait.
 */
export const LEAST_SAMPLES = 8;

/**
 * Returns a sample for every lane that a poll at `now` shows with current traffic. The sample belongs to the hour of
 * its stamp, or to the hour of `now` if the stamp is in the future.
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

/** Returns the start of the UTC hour of an instant. */
export const hourOf = (instant: Temporal.Instant): Temporal.Instant =>
  instantAt(Math.floor(instant.epochMilliseconds / HOUR_MS) * HOUR_MS);

/**
 * Returns typical waits for each local hour of the week, ordered by mode, lane, weekday and hour. Leaves out hours with
 * fewer than {@link LEAST_SAMPLES} samples.
 */
export function typicalWaits(samples: readonly HourlyWait[], zone: string): TypicalWait[] {
  const placeOf = localPlaces(zone);
  const minutesOf = new Map<string, number[]>();
  for (const { service, lane, hour, minutes } of samples) {
    const { weekday, hourOfDay } = placeOf(hour);
    const key = `${service.mode} ${lane} ${weekday} ${hourOfDay}`;
    const known = minutesOf.get(key);
    if (known === undefined) minutesOf.set(key, [minutes]);
    else known.push(minutes);
  }
  return MODES.flatMap((mode) =>
    LANES_OF[mode].flatMap((lane) =>
      WEEKDAYS.flatMap((weekday) =>
        Array.from({ length: 24 }, (_, hour) => minutesOf.get(`${mode} ${lane} ${weekday} ${hour}`) ?? []).flatMap(
          (minutes, hour) =>
            minutes.length < LEAST_SAMPLES
              ? []
              : [{ mode, lane, weekday, hour, samples: minutes.length, ...ranksOf(minutes) }],
        ),
      ),
    ),
  );
}

/** Returns the median and the 90th percentile. */
export function ranksOf(minutes: number[]): { median: number; p90: number } {
  const sorted = minutes.toSorted((a, b) => a - b);
  return { median: nearestRank(sorted, 50), p90: nearestRank(sorted, 90) };
}

/**
 * Returns a percentile by nearest rank, so the result is always one of the values. For an even number of values, the
 * median is the lower of the middle two.
 */
export const nearestRank = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1] ?? Number.NaN;

/** The place of an hour in the local week. */
export interface LocalPlace {
  weekday: Weekday;
  hourOfDay: number;
  date: string;
}

/**
 * Returns a function from the start of an hour to its place in the local week. Results are cached, because zone
 * conversions are slow and samples share instants.
 */
export function localPlaces(zone: string): (hour: Temporal.Instant) => LocalPlace {
  const known = new Map<Temporal.Instant, LocalPlace>();
  return (hour) => {
    const before = known.get(hour);
    if (before !== undefined) return before;
    const local = hour.toZonedDateTimeISO(zone);
    const weekday = WEEKDAYS[local.dayOfWeek - 1] ?? "Mo";
    const place = { weekday, hourOfDay: local.hour, date: local.toPlainDate().toString() };
    known.set(hour, place);
    return place;
  };
}
