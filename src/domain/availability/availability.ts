import type { Temporal } from "temporal-polyfill";
import { type HoursTime, hoursTime, keptHoursOf, statingLines } from "../record/hours-intervals.ts";
import type { ReportHead } from "../record/report.ts";
import type { Timeline } from "../record/timeline.ts";
import { alignIntervals, type Interval } from "../time/interval.ts";
import type { LocalMonth } from "../time/months.ts";
import type { Because, Reason } from "../vocabulary.ts";
import { OPEN_EVIDENCE, type OpenEvidence } from "./open-evidence.ts";
import {
  type AccountLimits,
  type OtherRestriction,
  type StatusInterval,
  statusIntervalsOf,
} from "./status-intervals.ts";

/** Shares of a service's time. They do not overlap, and they add up to the whole period. */
export const SHARES = ["open", "limited", "suspended", "closed", "outsideHours", "unknown"] as const;
export type Share = (typeof SHARES)[number];

/** Time with the same cause, other than fully open time and time outside the hours. */
export type Cause = Counted & {
  share: Exclude<Share, "open" | "outsideHours">;
  /** Other restrictions during this time, each with its own duration in milliseconds. */
  others: (OtherRestriction & { time: number })[];
};

interface Counted {
  share: Share;
  because: Because;
  /** Null if no report states a reason. */
  reason: Reason | null;
  /** Duration in milliseconds. */
  time: number;
  /** Milliseconds of `time` within the hours. The restriction cost at least this much opening time. */
  withinHours: number;
  /** Milliseconds of `time` with unknown hours. The restriction may have cost this much more. */
  hoursUnknown: number;
}

/** Availability of a service in a local month, or in the requested part of it. */
export interface MonthAccount {
  month: Temporal.PlainYearMonth;
  /** Milliseconds of each share. They add up to the requested part of the month. */
  time: Record<Share, number>;
  /** Milliseconds of open and limited time, by kind of evidence. Contradicted time counts only as `contradicted`. */
  evidence: Record<OpenEvidence, number>;
  causes: Cause[];
  /** Reports behind these figures, in recording order. */
  reports: ReportHead[];
}

/**
 * Computes a service's availability by month. Suspended time counts as suspended even outside the hours. Doubtful time
 * (`open` would be null) counts as unknown. `traffic` lists, in order, the intervals with stored waits.
 */
export function availabilityOf(
  timeline: Timeline,
  months: readonly LocalMonth[],
  limits: AccountLimits,
  traffic: readonly Interval[] = [],
): MonthAccount[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = { from: first.from, to: last.to };
  const accounts = months.map((month) => ({
    ...month,
    account: emptyAccount(month.month),
    cited: new Map<string, ReportHead>(),
  }));
  const stretches = statusIntervalsOf(timeline, span, limits, traffic);
  for (const { from, to, of } of alignIntervals(span, stretches, keptHoursOf(timeline), accounts)) {
    const [stretch, kept, month] = of;
    const { timetable, change } = kept;
    const { account, cited } = month;
    const hours = hoursTime(timetable, timeline.zone, month, { from, to });
    const { state, changes } = stretch;
    const evidence = stretch.contradicted ? "contradicted" : stretch.evidence;
    for (const counted of countedAs(stretch, hours, change?.hours != null)) add(account, counted, stretch.others);
    if (evidence !== null) account.evidence[evidence] += inServiceTime(stretch, hours);
    if (state === null) continue;
    const stating = statingLines(kept, timeline.zone, { from, to });
    for (const line of [...changes, ...stating]) cited.set(line.report.id, line.report);
  }
  return accounts.map(({ account, cited }) => ({
    ...account,
    reports: [...cited.values()].sort((a, b) => a.seq - b.seq),
  }));
}

const emptyAccount = (month: Temporal.PlainYearMonth): MonthAccount => ({
  month,
  time: { open: 0, limited: 0, suspended: 0, closed: 0, outsideHours: 0, unknown: 0 },
  evidence: Object.fromEntries(OPEN_EVIDENCE.map((evidence) => [evidence, 0])) as Record<OpenEvidence, number>,
  causes: [],
  reports: [],
});

/** Divides a status interval into shares. `isKept` is true if the service has weekly hours of its own. */
function countedAs(stretch: StatusInterval, hours: HoursTime, isKept: boolean): Counted[] {
  const { state, reason, doubted } = stretch;
  const { within, outside, unknown } = hours;
  const known = isKept
    ? { withinHours: within, hoursUnknown: unknown }
    : { withinHours: 0, hoursUnknown: within + unknown };
  const whole = { reason: null, time: within + outside + unknown, ...known };
  if (state === null) return [{ ...whole, share: "unknown", because: "no_report" }];
  const { status, limited } = state;
  if (status !== "open" && doubted) return [{ ...whole, share: "unknown", because: "overdue", reason }];
  if (status !== "open") return [{ ...whole, share: status, because: status, reason }];
  if (doubted) return [{ ...whole, share: "unknown", because: "day_of_change" }];
  const time = inServiceTime(stretch, hours);
  const inService = { because: "in_service", time, ...known, hoursUnknown: isKept ? time - within : time } as const;
  const doubt = { time: within + unknown - time, withinHours: 0, hoursUnknown: within + unknown - time };
  return [
    limited ? { ...inService, share: "limited", reason } : { ...inService, share: "open", reason: null },
    { share: "outsideHours", because: "outside_hours", reason: null, time: outside, withinHours: 0, hoursUnknown: 0 },
    { ...doubt, share: "unknown", because: "hours_unknown", reason: null },
  ];
}

/** Returns the time in service. Time in unknown hours counts only if there was traffic. */
const inServiceTime = ({ evidence }: StatusInterval, { within, unknown }: HoursTime): number =>
  evidence === "traffic" ? within + unknown : within;

function add(account: MonthAccount, counted: Counted, others: readonly OtherRestriction[]): void {
  const { share, because, reason, time, withinHours, hoursUnknown } = counted;
  if (time === 0) return;
  account.time[share] += time;
  if (!isCause(counted)) return;
  const cause = account.causes.find((each) => each.because === because && each.reason === reason);
  if (cause === undefined) account.causes.push({ ...counted, others: others.map((other) => ({ ...other, time })) });
  else {
    cause.time += time;
    cause.withinHours += withinHours;
    cause.hoursUnknown += hoursUnknown;
    for (const other of others) addOther(cause, other, time);
  }
}

/** Adds the time of another restriction to a cause. */
export function addOther({ others }: Cause, { status, reason }: OtherRestriction, time: number): void {
  const same = others.find((each) => each.status === status && each.reason === reason);
  if (same === undefined) others.push({ status, reason, time });
  else same.time += time;
}

const isCause = (counted: Counted): counted is Counted & Pick<Cause, "share"> =>
  counted.share !== "open" && counted.share !== "outsideHours";
