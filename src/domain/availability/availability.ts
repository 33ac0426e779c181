import type { Temporal } from "temporal-polyfill";
import { type HoursTime, hoursTime, keptHoursOf } from "../record/hours-intervals.ts";
import type { ReportHead } from "../record/report.ts";
import type { Timeline } from "../record/timeline.ts";
import { together } from "../time/interval.ts";
import type { LocalMonth } from "../time/months.ts";
import type { Because, Reason } from "../vocabulary.ts";
import { type Stretch, stretchesOf } from "./status-intervals.ts";

/** What a moment of a service counts as: exactly one of these, so that they add up to all the time there is. */
export const SHARES = ["open", "limited", "suspended", "closed", "outsideHours", "unknown"] as const;
export type Share = (typeof SHARES)[number];

/** Time that is neither plainly open nor outside hours, by why it is so. */
export type Cause = Counted & { share: Exclude<Share, "open" | "outsideHours"> };

interface Counted {
  share: Share;
  because: Because;
  /** Null where none was stated. */
  reason: Reason | null;
  /** Milliseconds. */
  time: number;
  /** Of it, what lies within the hours then on record: what a restriction took away at least. Milliseconds. */
  withinHours: number;
  /** Of it, that of which no hours are on record, or they say `unknown`: what it may have taken away besides. Milliseconds. */
  hoursUnknown: number;
}

/** What the time of a service came to in one month of the crossing's clock, or the part of it that was asked. */
export interface MonthAccount {
  month: Temporal.PlainYearMonth;
  /** Milliseconds that count as each; together, all of the month that was asked. */
  time: Record<Share, number>;
  /** Of what counts as open or limited, that for which evidence had run out. Milliseconds. */
  unconfirmed: number;
  causes: Cause[];
  /** The reports that all this rests on, in the order of recording. */
  reports: ReportHead[];
}

/**
 * The time of a service month by month, by its timeline. Each moment counts once, as what its standing then was, told
 * by reports alone: the status first, so that a suspension counts as such outside the hours too, and doubt never as open.
 */
export function availabilityOf(
  timeline: Timeline,
  months: readonly LocalMonth[],
  openEvidenceDays: number,
): MonthAccount[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = { from: first.from, to: last.to };
  const accounts = months.map((month) => ({
    ...month,
    account: emptyAccount(month.month),
    cited: new Map<string, ReportHead>(),
  }));
  const stretches = stretchesOf(timeline, span, openEvidenceDays);
  for (const { from, to, of } of together(span, stretches, keptHoursOf(timeline), accounts)) {
    const [stretch, { change: hoursChange }, month] = of;
    const { account, cited } = month;
    const hours = hoursTime(hoursChange?.hours ?? null, timeline.zone, month, { from, to });
    for (const counted of countedAs(stretch, hours, hoursChange?.hours != null)) add(account, counted);
    const { change, reasoned, doubted, unconfirmed } = stretch;
    if (change?.status === "open" && !doubted && unconfirmed) account.unconfirmed += hours.within;
    if (change === null) continue;
    for (const line of [change, reasoned, hoursChange]) if (line !== null) cited.set(line.report.id, line.report);
  }
  return accounts.map(({ account, cited }) => ({
    ...account,
    reports: [...cited.values()].sort((a, b) => a.seq - b.seq),
  }));
}

const emptyAccount = (month: Temporal.PlainYearMonth): MonthAccount => ({
  month,
  time: { open: 0, limited: 0, suspended: 0, closed: 0, outsideHours: 0, unknown: 0 },
  unconfirmed: 0,
  causes: [],
  reports: [],
});

/** What time of one stretch counts as, by the table "Open now?" of the domain. `isKept` where any hours are on record. */
function countedAs({ change, reasoned, doubted }: Stretch, hours: HoursTime, isKept: boolean): Counted[] {
  const { within, outside, unknown } = hours;
  const known = isKept ? { withinHours: within, hoursUnknown: unknown } : { withinHours: 0, hoursUnknown: within };
  const whole = { reason: null, time: within + outside + unknown, ...known };
  const reason = reasoned?.report.reason ?? null;
  if (change === null) return [{ ...whole, share: "unknown", because: "no_report" }];
  const { status, limited } = change;
  if (status !== "open") return [{ ...whole, share: status, because: status, reason }];
  if (doubted) return [{ ...whole, share: "unknown", because: "day_of_change" }];
  const inService = { because: "in_service", time: within, ...known, hoursUnknown: isKept ? 0 : within } as const;
  return [
    limited ? { ...inService, share: "limited", reason } : { ...inService, share: "open", reason: null },
    { share: "outsideHours", because: "outside_hours", reason: null, time: outside, withinHours: 0, hoursUnknown: 0 },
    { share: "unknown", because: "hours_unknown", reason: null, time: unknown, withinHours: 0, hoursUnknown: unknown },
  ];
}

function add(account: MonthAccount, counted: Counted): void {
  const { share, because, reason, time, withinHours, hoursUnknown } = counted;
  if (time === 0) return;
  account.time[share] += time;
  if (!isCause(counted)) return;
  const cause = account.causes.find((each) => each.because === because && each.reason === reason);
  if (cause === undefined) account.causes.push({ ...counted });
  else {
    cause.time += time;
    cause.withinHours += withinHours;
    cause.hoursUnknown += hoursUnknown;
  }
}

const isCause = (counted: Counted): counted is Cause => counted.share !== "open" && counted.share !== "outsideHours";
