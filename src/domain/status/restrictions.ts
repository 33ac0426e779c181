import type { Temporal } from "temporal-polyfill";
import type { ReportHead } from "../record/report.ts";
import { isSameReason, newestOf, type Restriction } from "../record/restrictions.ts";
import { compareInstants, endOf, latestInstant, type Moment } from "../time/moment.ts";
import type { Reason, Status } from "../vocabulary.ts";

/**
 * A restriction as shown to readers. If two publishers give the same reason and their starts are within a day of each
 * other, readers see one restriction. Its expected end is the latest that either publisher gives.
 */
export interface ShownRestriction {
  status: Exclude<Status, "open">;
  reason: Reason | null;
  /** Start, with the precision of the source. Null if it began at an unreported time. */
  since: Moment | null;
  expectedUntil: Moment | null;
  /** True once the expected end has passed. */
  overdue: boolean;
  /** Instant of the expected end. */
  endsAt: Temporal.Instant | null;
  /** Publisher that expects the end. */
  expectedBy: string | null;
  /** Newest report on the restriction. */
  report: ReportHead;
  /** Newest report of each further restriction shown as part of this one. */
  otherReports: readonly ReportHead[];
}

/** Restrictions with the same reason are shown as one if they begin at most this far apart. */
const TOGETHER = { hours: 24 };

/** Returns the restrictions in force at `at` as shown to readers, newest first. */
export function shownRestrictions(
  restrictions: readonly Restriction[],
  zone: string,
  at: Temporal.Instant,
): ShownRestriction[] {
  const groups: [Restriction, ...Restriction[]][] = [];
  for (const restriction of restrictions) {
    const group = groups.find(([newest]) => isTogether(newest, restriction));
    if (group === undefined) groups.push([restriction]);
    else group.push(restriction);
  }
  return groups.map((group) => shownTogether(group, zone, at));
}

function isTogether(a: Restriction, b: Restriction): boolean {
  if (a.reason !== b.reason) return false;
  const [first, second] = [a.changes[0].startsAt, b.changes[0].startsAt].sort(compareInstants);
  return first !== undefined && second !== undefined && compareInstants(second, first.add(TOGETHER)) <= 0;
}

function shownTogether(group: [Restriction, ...Restriction[]], zone: string, at: Temporal.Instant): ShownRestriction {
  const [newest, ...others] = group;
  const first = group
    .map(({ changes }) => changes[0])
    .reduce((oldest, each) => (compareInstants(each.startsAt, oldest.startsAt) < 0 ? each : oldest));
  const { expectedUntil, endsAt, expectedBy } = latestEndOf(group, zone);
  return {
    status: group.some(({ status }) => status === "closed") ? "closed" : "suspended",
    reason: newest.reason,
    since: first.onset === "unknown" ? null : first.effectiveAt,
    expectedUntil,
    overdue: endsAt !== null && compareInstants(endsAt, at) <= 0,
    endsAt,
    expectedBy,
    report: newestOf(newest).report,
    otherReports: others.map((each) => newestOf(each).report),
  };
}

/** Returns the latest expected end. If two are equal, returns the first. */
function latestEndOf(
  group: readonly Restriction[],
  zone: string,
): Pick<ShownRestriction, "expectedUntil" | "endsAt" | "expectedBy"> {
  let latest: { expectedUntil: Moment; endsAt: Temporal.Instant; expectedBy: string } | null = null;
  for (const { expectedUntil, report } of group.map(newestOf)) {
    if (expectedUntil === null) continue;
    const endsAt = endOf(expectedUntil, zone);
    if (latest !== null && compareInstants(endsAt, latest.endsAt) <= 0) continue;
    latest = { expectedUntil, endsAt, expectedBy: report.source.publisher };
  }
  return latest ?? { expectedUntil: null, endsAt: null, expectedBy: null };
}

/** Expected end of all restrictions in force, and its publisher. */
export interface ExpectedEnd {
  until: Moment;
  at: Temporal.Instant;
  by: string;
}

/**
 * Returns the latest expected end. Returns null if there are no restrictions. Also returns null if neither a
 * restriction nor another one with its reason has an expected end, because nobody then expects the service to reopen.
 */
export function expectedEndOf(shown: readonly ShownRestriction[]): ExpectedEnd | null {
  const ending = shown.flatMap(({ expectedUntil: until, endsAt: at, expectedBy: by, reason }) =>
    until === null || at === null || by === null ? [] : [{ until, at, by, reason }],
  );
  const isExpected = ({ endsAt, reason }: ShownRestriction) =>
    endsAt !== null || ending.some((other) => isSameReason(other.reason, reason));
  if (!shown.every(isExpected)) return null;
  return ending.reduce<ExpectedEnd | null>(
    (last, { reason: _, ...end }) => (last !== null && compareInstants(last.at, end.at) >= 0 ? last : end),
    null,
  );
}

/**
 * Returns the instant at which the last restriction has been overdue for `doubtHours`. From then on, the service may be
 * open. Returns null if a restriction has no expected end.
 */
export function doubtedFrom(shown: readonly ShownRestriction[], doubtHours: number): Temporal.Instant | null {
  const ends = shown.map(({ endsAt }) => endsAt);
  return ends.includes(null) ? null : (latestInstant(ends)?.add({ hours: doubtHours }) ?? null);
}

/** Returns a text that changes when a restriction begins, ends, is continued or becomes overdue. */
export const restrictionsKey = (shown: readonly ShownRestriction[]): string =>
  shown
    .map(({ report, otherReports, overdue }) => [report, ...otherReports].map(({ id }) => id).join("+") + overdue)
    .join();
