import { LANES_OF } from "../places/crossing.ts";
import { type LaneKind, MODES, type Mode } from "../vocabulary.ts";
import { type HourlyWait, type LocalPlace, localPlaces, ranksOf, WEEKDAYS, type Weekday } from "./waits.ts";

/** Waits in one hour of the day, in the crossing's local time. */
export interface HourOfDay {
  /** Hour from 0 to 23. */
  hour: number;
  samples: number;
  median: number;
  p90: number;
}

/** Waits by hour on one day of the week, or on all days together. */
export interface DayOfWaits {
  /** Null for all days together. */
  weekday: Weekday | null;
  /** Number of local days with at least one wait. */
  days: number;
  /** Hours with at least {@link LEAST_DAYS} waits, in order. */
  hours: HourOfDay[];
}

/** Waits of one kind of lane by day of the week and hour. */
export interface WaitWeek {
  mode: Mode;
  lane: LaneKind;
  /** The days from Monday to Sunday. */
  week: DayOfWaits[];
  allDays: DayOfWaits;
}

/**
 * Minimum number of waits in an hour. Four are enough for a chart that states its number of days. The API requires
 * eight for a typical wait.
 */
export const LEAST_DAYS = 4;

/**
 * Returns the waits of each kind of lane by day of the week and hour in `zone`, ordered by mode and lane. Lanes without
 * waits are left out. When a clock change repeats an hour, both occurrences count.
 */
export function waitWeeks(samples: readonly HourlyWait[], zone: string): WaitWeek[] {
  const placeOf = localPlaces(zone);
  const placed = samples.map((sample) => ({ ...sample, ...placeOf(sample.hour) }));
  return MODES.flatMap((mode) =>
    LANES_OF[mode].flatMap((lane) => {
      const mine = placed.filter((each) => each.service.mode === mode && each.lane === lane);
      if (mine.length === 0) return [];
      const week = WEEKDAYS.map((weekday) =>
        dayOf(
          weekday,
          mine.filter((each) => each.weekday === weekday),
        ),
      );
      return [{ mode, lane, week, allDays: dayOf(null, mine) }];
    }),
  );
}

/** Returns the waits of a day of the week, or of all days together if that day has too few waits. */
export const dayOrAll = ({ week, allDays }: WaitWeek, weekday: Weekday): DayOfWaits => {
  const day = week.find((each) => each.weekday === weekday);
  return day === undefined || day.hours.length === 0 ? allDays : day;
};

function dayOf(weekday: Weekday | null, mine: readonly (LocalPlace & Pick<HourlyWait, "minutes">)[]): DayOfWaits {
  const hours = Array.from({ length: 24 }, (_, hour) => hour).flatMap((hour): HourOfDay[] => {
    const minutes = mine.flatMap((each) => (each.hourOfDay === hour ? each.minutes : []));
    return minutes.length < LEAST_DAYS ? [] : [{ hour, samples: minutes.length, ...ranksOf(minutes) }];
  });
  return { weekday, days: new Set(mine.map(({ date }) => date)).size, hours };
}
