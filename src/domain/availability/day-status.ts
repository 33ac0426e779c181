import type { Temporal } from "temporal-polyfill";
import type { Timeline } from "../record/timeline.ts";
import type { Interval } from "../time/interval.ts";
import { type Period, periodOf } from "../time/moment.ts";
import { localDays } from "../time/months.ts";
import { availabilityOf, type MonthAccount, SHARES, type Share } from "./availability.ts";
import type { AccountLimits } from "./status-intervals.ts";

/**
 * Kinds of days. `unconfirmed` means open on record, without recent evidence. `contradicted` means open on record, but
 * contradicted by a source. `off` means that the service is shut all day by its hours. `mixed` means that the service
 * was restricted or in doubt for part of the day. `limited`, `unconfirmed` and `contradicted` may hold for only part of
 * the day.
 */
export const DAY_KINDS = [
  "open",
  "limited",
  "unconfirmed",
  "contradicted",
  "suspended",
  "closed",
  "off",
  "mixed",
  "unknown",
] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** A local day and its kind. */
export interface DayStatus {
  day: Temporal.PlainDate;
  kind: DayKind;
}

/**
 * Returns the kind of each local day that a period touches, in order. The rules are the same as for the availability of
 * a service. The first and the last day may be covered only in part. The last day is left out if the hours have kept
 * the service shut so far, because the service may still open that day. `traffic` holds, in order, the unbroken
 * intervals of hours for which a wait is stored.
 */
export function dayStatusesOf(
  timeline: Timeline,
  period: Period,
  limits: AccountLimits,
  traffic: readonly Interval[] = [],
): DayStatus[] {
  const days = localDays(period, timeline.zone);
  const accounts = availabilityOf(timeline, days, limits, traffic);
  const statuses = days.map(({ day }, i): DayStatus => ({ day, kind: kindOf(accounts[i]) }));
  const last = days.at(-1);
  const isUnfinished = last !== undefined && last.to < periodOf(last.day, timeline.zone).to.epochMilliseconds;
  return isUnfinished && statuses.at(-1)?.kind === "off" ? statuses.slice(0, -1) : statuses;
}

function kindOf(account: MonthAccount | undefined): DayKind {
  if (account === undefined) return "unknown";
  const { evidence } = account;
  const held = SHARES.filter((share) => share !== "outsideHours" && account.time[share] > 0);
  const felt = held.filter((share) => feltTime(account, share) > 0);
  const [only, ...others] = felt.length > 0 ? felt : held;
  if (only === undefined) return "off";
  if (only === "outsideHours") return "off";
  if (others.some((share) => share !== "limited") || (others.length > 0 && only !== "open")) return "mixed";
  if (only !== "open" && only !== "limited") return only;
  if (evidence.contradicted > 0) return "contradicted";
  return evidence.unconfirmed > 0 ? "unconfirmed" : others.length > 0 ? "limited" : only;
}

/**
 * Returns the time of a share that made a difference to travellers, in milliseconds. A restriction outside the hours
 * makes no difference. Neither do unknown hours if the service was certainly open at another time that day.
 */
function feltTime({ time, causes }: MonthAccount, share: Share): number {
  const isIdle = (cause: MonthAccount["causes"][number]) =>
    cause.because === "hours_unknown"
      ? time.open + time.limited > 0
      : share !== "limited" && cause.withinHours + cause.hoursUnknown === 0;
  return causes
    .filter((cause) => cause.share === share && isIdle(cause))
    .reduce((left, cause) => left - cause.time, time[share]);
}
