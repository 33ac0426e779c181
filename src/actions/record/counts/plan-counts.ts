import type { Temporal } from "temporal-polyfill";
import type { ActorContext } from "../../../context.ts";
import { groupBy } from "../../../domain/group-by.ts";
import { type Crossing, type Service, serviceKey } from "../../../domain/places/crossing.ts";
import type { CountedService } from "../../../domain/record/count-draft.ts";
import { linesIn, type Report } from "../../../domain/record/report.ts";
import { isByCount } from "../../../domain/status/counted.ts";
import { periodOf, startOf } from "../../../domain/time/moment.ts";
import { loadReportsOf } from "../../../store/record/reports.ts";
import { loadTrafficCounts } from "../../../store/record/traffic-counts.ts";
import { mayRetract } from "../retract-report.ts";

/** A count as read from a source. */
export interface ReadCount extends CountedService {
  month: Temporal.PlainYearMonth;
}

/** A month to be recorded. */
export interface PlannedMonth {
  month: Temporal.PlainYearMonth;
  /** True if the publisher has counts of this month on record. */
  isRevision: boolean;
  /** New numbers, each with the one on record. */
  changed: (ReadCount & { before: number | undefined })[];
  /** All counts of the new report: new numbers, and the other counts of the reports that it replaces. */
  counted: CountedService[];
  /** Reports to withdraw. They contain only counts of this month and openings derived from them. */
  replaced: Report[];
}

/** A count on record. */
type Standing = Awaited<ReturnType<typeof loadTrafficCounts>>[number];

type Crossings = ReadonlyMap<string, Crossing>;

/**
 * Returns the months in which a publisher's numbers differ from the record, oldest first. Also includes a month if an
 * interrupted run recorded its new report but did not withdraw the old one. Skips a count if another publisher has one
 * on record for that service and month, unless `evenIfCounted` is true.
 */
export async function planCounts(
  ctx: ActorContext,
  crossings: Crossings,
  publisher: string,
  counts: readonly ReadCount[],
  evenIfCounted: boolean,
): Promise<PlannedMonth[]> {
  const standing = await standingCounts(ctx, crossings, counts);
  const planned: PlannedMonth[] = [];
  const months = [...groupBy(counts, ({ month }) => String(month))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, read] of months) {
    const before = groupBy(standing.get(name) ?? [], ({ service }) => serviceKey(service));
    const isOwn = ({ report }: Standing) => report.source.publisher === publisher;
    const mine = evenIfCounted ? read : read.filter((count) => (before.get(serviceKey(count)) ?? []).every(isOwn));
    const own = [...before.values()].flat().filter(isOwn);
    const plan = await planMonth(ctx, crossings, publisher, mine, own);
    if (plan !== undefined) planned.push(plan);
  }
  return planned;
}

/**
 * Plans the recording of a month. Compares the new numbers (`mine`) with the publisher's counts on record (`own`).
 * Services in `again` are recorded even if their numbers are the same.
 */
export async function planMonth(
  ctx: ActorContext,
  crossings: Crossings,
  publisher: string,
  mine: readonly ReadCount[],
  own: readonly Standing[],
  again: ReadonlySet<string> = new Set(),
): Promise<PlannedMonth | undefined> {
  const [first] = mine;
  if (first === undefined) return undefined;
  const { month } = first;
  const onRecord = groupBy(own, ({ service }) => serviceKey(service));
  const changed = mine
    .map((count) => ({ ...count, before: onRecord.get(serviceKey(count))?.at(-1)?.number }))
    .filter(({ number, before }) => number !== before);
  const changedKeys = new Set(changed.map(serviceKey));
  const repeatedKeys = new Set([...onRecord].filter(([, lines]) => lines.length > 1).map(([key]) => key));
  const isTouched = (service: Service) =>
    [changedKeys, repeatedKeys, again].some((keys) => keys.has(serviceKey(service)));
  const touched = own.filter(({ service }) => isTouched(service)).map(({ report }) => report.id);
  const reports = await loadReportsOf(ctx.db, [...new Set(touched)]);
  const replaceable = reports.filter((report) => isOnlyCounts(report, month));
  const has = ({ counts }: Report, keys: ReadonlySet<string>) =>
    counts.some(({ service }) => keys.has(serviceKey(service)));
  // Counts to record again, and counts whose old report is still on record although a later report replaced them.
  const leftKeys = new Set(
    replaceable
      .filter((report) => mayRetract(ctx, report))
      .flatMap(({ id, counts }) =>
        counts
          .map(({ service }) => serviceKey(service))
          .filter((key) => again.has(key) || (repeatedKeys.has(key) && onRecord.get(key)?.at(-1)?.report.id !== id)),
      ),
  );
  if (changed.length === 0 && leftKeys.size === 0) return undefined;
  const replaced = replaceable.filter(
    (report) => has(report, changedKeys) || (mayRetract(ctx, report) && has(report, leftKeys)),
  );
  const withdrawn = new Set(replaced.map(({ id }) => id));
  const kept = (await newestCounts(ctx, crossings, publisher, replaced, month)).filter(
    ({ service, report }) =>
      !changedKeys.has(serviceKey(service)) && (withdrawn.has(report.id) || leftKeys.has(serviceKey(service))),
  );
  const counted = [...changed, ...kept.map(({ service, number }) => ({ ...service, number }))].map(
    ({ crossing, mode, direction, number }) => ({ crossing, mode, direction, number }),
  );
  return { month, isRevision: own.length > 0, changed, counted, replaced };
}

/** Returns true if a report contains only counts of this month and openings derived from them. */
function isOnlyCounts({ statusChanges, counts, ...rest }: Report, month: Temporal.PlainYearMonth): boolean {
  const places = new Set(counts.map(({ service }) => `${service.crossing} ${service.mode}`));
  return (
    linesIn({ ...rest, statusChanges: [], counts: [] }).length === 0 &&
    counts.every(({ effectiveAt }) => effectiveAt.equals(month)) &&
    statusChanges.every(
      (change) =>
        isByCount(change) &&
        String(change.effectiveAt) === String(month) &&
        !change.limited &&
        change.lifts !== "all" &&
        places.has(`${change.service.crossing} ${change.service.mode}`),
    )
  );
}

/** Loads the publisher's newest counts of a month at the crossings of these reports. */
async function newestCounts(
  { db }: ActorContext,
  crossings: Crossings,
  publisher: string,
  reports: readonly Report[],
  month: Temporal.PlainYearMonth,
): Promise<Standing[]> {
  const newest = new Map<string, Standing>();
  for (const slug of new Set(reports.flatMap(({ counts }) => counts.map(({ service }) => service.crossing)))) {
    const crossing = crossings.get(slug);
    if (crossing === undefined) continue;
    for (const line of await loadTrafficCounts(db, crossing, periodOf(month, crossing.timeZone), {}))
      if (line.report.source.publisher === publisher) newest.set(serviceKey(line.service), line);
  }
  return [...newest.values()];
}

/** Loads the counts on record at the crossings of the given counts, by month. */
async function standingCounts(
  { db }: ActorContext,
  crossings: Crossings,
  counts: readonly ReadCount[],
): Promise<Map<string, Standing[]>> {
  const [first] = counts.map(({ month }) => month).sort((a, b) => (String(a) < String(b) ? -1 : 1));
  const found: Standing[] = [];
  for (const slug of new Set(counts.map(({ crossing }) => crossing))) {
    const crossing = crossings.get(slug);
    if (crossing === undefined || first === undefined) continue;
    found.push(...(await loadTrafficCounts(db, crossing, { from: startOf(first, crossing.timeZone) }, {})));
  }
  return groupBy(found, ({ effectiveAt }) => String(effectiveAt));
}
