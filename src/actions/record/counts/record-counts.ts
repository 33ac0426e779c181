import type { Temporal } from "temporal-polyfill";
import type { ActorContext } from "../../../context.ts";
import { groupBy } from "../../../domain/group-by.ts";
import { type Crossing, type Service, serviceKey } from "../../../domain/places/crossing.ts";
import type { CountedService, CountSource } from "../../../domain/record/count-draft.ts";
import { PUBLICATION_ZONE } from "../../../domain/record/timeline.ts";
import { compareInstants, endOf, startOf } from "../../../domain/time/moment.ts";
import { knownIds } from "../../../store/record/reports.ts";
import { loadTrafficCounts } from "../../../store/record/traffic-counts.ts";
import { allCrossings } from "../../crossings/all-crossings.ts";
import { recordMissing } from "../record-missing.ts";
import { retractReport } from "../retract-report.ts";
import { draftCounts } from "./draft-counts.ts";

/** A count as read from a source. */
export interface ReadCount extends CountedService {
  month: Temporal.PlainYearMonth;
}

/** Result of recording the counts of a run. */
export interface RecordedCounts {
  /** Number of reports of months that were not on record. */
  months: number;
  /** Number of reports that replace an earlier one, which is withdrawn. */
  revised: number;
}

/** A count on record, with its publisher. */
type Standing = Awaited<ReturnType<typeof loadTrafficCounts>>[number];

/**
 * Records the counts that are not on record yet, one report for each month. If the numbers of a month changed, the
 * month is recorded again and its earlier report withdrawn. A service without a new number keeps its earlier one. A
 * count that another publisher has already reported is omitted unless `evenIfCounted` is true.
 */
export async function recordCounts(
  ctx: ActorContext,
  name: string,
  source: CountSource,
  counts: readonly ReadCount[],
  { evenIfCounted = false }: { evenIfCounted?: boolean } = {},
): Promise<RecordedCounts> {
  const crossings = await allCrossings(ctx);
  const standing = await standingCounts(ctx, crossings, counts);
  const recorded: RecordedCounts = { months: 0, revised: 0 };
  const months = [...groupBy(counts, ({ month }) => String(month))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [month, read] of months) {
    const before = standing.get(month) ?? [];
    const own = before.filter(({ report }) => report.source.publisher === source.publisher);
    const isOthers = (service: Service) =>
      before.some((each) => serviceKey(each.service) === serviceKey(service) && !own.includes(each));
    const mine = evenIfCounted ? read : read.filter((count) => !isOthers(count));
    const changed = mine.filter((count) => numberOf(own, count) !== count.number);
    const [first] = mine;
    if (first === undefined || changed.length === 0) continue;
    const kept = own.filter(({ service }) => !mine.some((count) => serviceKey(count) === serviceKey(service)));
    const counted = [...mine, ...kept.map(({ service, number }) => ({ ...service, number }))];
    const replaced = [...new Set(own.map(({ report }) => report.id))];
    const id = await freeId(ctx, `counts-${name}-${month}`);
    const [known] = await draftCounts(ctx.db, crossings, [{ id, source, month: first.month, counted }], replaced);
    if (known === undefined) continue;
    const isRevision = replaced.length > 0;
    const draft = {
      ...known.draft,
      source: { ...known.draft.source, publishedAt: publishedAt(ctx, known.draft.source.publishedAt, isRevision) },
    };
    const note = isRevision
      ? `Revised: ${changed.map((count) => revisionOf(count, numberOf(own, count))).join(", ")}.`
      : null;
    const notes = [draft.note ?? null, note].filter((each) => each !== null);
    await recordMissing(ctx.db, crossings, ctx.actor.name, [
      { id, draft: { ...draft, note: notes.length === 0 ? null : notes.join(" ") } },
    ]);
    // The new report is recorded first, so that the month is never without its counts.
    for (const old of replaced) await retractReport(ctx, old, `Revised by ${source.publisher}: see ${id}.`);
    ctx.snapshot?.record([...new Set(counted.map(({ crossing }) => crossing))]);
    recorded[isRevision ? "revised" : "months"]++;
  }
  return recorded;
}

const numberOf = (own: readonly Standing[], service: Service): number | undefined =>
  own.findLast((each) => serviceKey(each.service) === serviceKey(service))?.number;

const revisionOf = ({ crossing, mode, number }: ReadCount, before: number | undefined): string =>
  `${crossing} ${mode} ${before === undefined ? "added" : `${before} to`} ${number}`;

/** Loads the counts on record for the months and crossings of the given counts, by month. */
async function standingCounts(
  { db }: ActorContext,
  crossings: ReadonlyMap<string, Crossing>,
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

/** Returns the first of `name`, `name-r1`, `name-r2` and so on that is not the id of a report. */
async function freeId(ctx: ActorContext, name: string): Promise<string> {
  for (let revision = 0; ; revision++) {
    const id = revision === 0 ? name : `${name}-r${revision}`;
    if (!(await knownIds(ctx.db, [id])).has(id)) return id;
  }
}

/**
 * Returns the publication date of a count: `usual`, or today if `usual` is null or later than today, because a count
 * that was read has been published. A revision counts as published today, when it is first seen.
 */
function publishedAt<Publication extends Temporal.PlainDate | Parameters<typeof endOf>[0] | null>(
  { now }: ActorContext,
  usual: Publication,
  isRevision: boolean,
) {
  const today = now.toZonedDateTimeISO(PUBLICATION_ZONE).toPlainDate();
  if (isRevision || usual === null) return today;
  return compareInstants(endOf(usual, PUBLICATION_ZONE), now) > 0 ? today : usual;
}
