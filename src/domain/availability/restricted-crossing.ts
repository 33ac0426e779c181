import { Temporal } from "temporal-polyfill";
import { groupBy } from "../group-by.ts";
import type { Crossing, Service } from "../places/crossing.ts";
import type { AccountedPeriod } from "./period.ts";
import { daysOfAll, type RestrictedTime } from "./restricted-days.ts";

/** A restricted time with its service. */
export type ServiceRestriction = RestrictedTime & { service: Service };

/** The restricted times of one crossing's services in a period. */
export interface CrossingRestrictions extends AccountedPeriod {
  crossing: Crossing;
  times: readonly ServiceRestriction[];
}

/** Counts of a crossing's restricted days, in local time. */
export interface DayCounts {
  /** Days on which at least one service was suspended or closed. See {@link RestrictedTime} for what counts. */
  days: number;
  /** Days on which at least one service was open with limits. These days may also be among `days`. */
  daysLimited: number;
  /** Days on which no service was certainly restricted, but a restriction may still have been in force. */
  daysInDoubt: number;
}

/** Counts the days of a crossing in the whole period. */
export const dayCountsOf = ({ times }: Pick<CrossingRestrictions, "times">): DayCounts => countsOf(daySetsOf(times));

/** Counts the days of a crossing month by month. Months without such days are left out. */
export function monthlyDayCountsOf({
  times,
}: Pick<CrossingRestrictions, "times">): (DayCounts & { month: Temporal.PlainYearMonth })[] {
  const monthOf = (day: Temporal.PlainDate) => day.toString().slice(0, 7);
  const sets = daySetsOf(times);
  const [days, limited, doubted] = [sets.days, sets.limited, sets.doubted].map((all) => groupBy(all, monthOf));
  const months = new Set([days, limited, doubted].flatMap((byMonth) => [...(byMonth?.keys() ?? [])]));
  return [...months].sort().map((month) => ({
    month: Temporal.PlainYearMonth.from(month),
    ...countsOf({
      days: days?.get(month) ?? [],
      limited: limited?.get(month) ?? [],
      doubted: doubted?.get(month) ?? [],
    }),
  }));
}

interface DaySets {
  days: Temporal.PlainDate[];
  limited: Temporal.PlainDate[];
  doubted: Temporal.PlainDate[];
}

function daySetsOf(times: readonly RestrictedTime[]): DaySets {
  const days = daysOfAll(times, ["suspended", "closed"]);
  const known = new Set(days.map(String));
  return {
    days,
    limited: daysOfAll(times, ["limited"]),
    doubted: daysOfAll(times, ["suspended", "closed"], "daysInDoubt").filter((day) => !known.has(day.toString())),
  };
}

const countsOf = ({ days, limited, doubted }: DaySets): DayCounts => ({
  days: days.length,
  daysLimited: limited.length,
  daysInDoubt: doubted.length,
});
