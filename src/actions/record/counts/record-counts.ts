import type { Temporal } from "temporal-polyfill";
import type { ActorContext } from "../../../context.ts";
import { type Crossing, type Service, serviceKey } from "../../../domain/places/crossing.ts";
import type { CountSource } from "../../../domain/record/count-draft.ts";
import type { Report } from "../../../domain/record/report.ts";
import { PUBLICATION_ZONE } from "../../../domain/record/timeline.ts";
import { localDay } from "../../../domain/time/local-day.ts";
import { compareInstants, endOf } from "../../../domain/time/moment.ts";
import { knownIds } from "../../../store/record/reports.ts";
import { allCrossings } from "../../crossings/all-crossings.ts";
import { recordMissing } from "../record-missing.ts";
import { mayRetract, reportOfAnother, retractReport } from "../retract-report.ts";
import { draftCounts } from "./draft-counts.ts";
import { type PlannedMonth, planCounts, type ReadCount } from "./plan-counts.ts";
import { type LostOpening, planOpening } from "./plan-openings.ts";

/** Result of recording the counts of a run. */
export interface RecordedCounts {
  /** Number of months recorded for the first time. */
  months: number;
  /** Number of months recorded again with other numbers. */
  revised: number;
}

/**
 * Records the counts that are not on record yet, one report per month. A month with new numbers is recorded again, with
 * its other numbers unchanged, and its earlier report is withdrawn. An earlier report that contains anything besides
 * counts and their openings stays on record. If a revised count no longer opens a service, the first later month whose
 * count opens it is recorded again. Skips a count if another publisher has one on record for that service and month,
 * unless `evenIfCounted` is true.
 * @throws Refusal `forbidden`, before anything is recorded, if the actor may not withdraw one of the earlier reports
 */
export async function recordCounts(
  ctx: ActorContext,
  name: string,
  source: CountSource,
  counts: readonly ReadCount[],
  { evenIfCounted = false }: { evenIfCounted?: boolean } = {},
): Promise<RecordedCounts> {
  const crossings = await allCrossings(ctx);
  const planned = await planCounts(ctx, crossings, source.publisher, counts, evenIfCounted);
  const isForbidden = (report: Report) => !mayRetract(ctx, report);
  const foreign = planned.flatMap(({ replaced }) => replaced).find(isForbidden);
  if (foreign !== undefined) throw reportOfAnother(foreign);
  const recorded: RecordedCounts = { months: 0, revised: 0 };
  const lost: LostOpening[] = [];
  for (const each of planned) {
    lost.push(...(await recordMonth(ctx, crossings, name, source, each)));
    recorded[each.isRevision ? "revised" : "months"]++;
  }
  for (const opening of lost) {
    const later = await planOpening(ctx, crossings, source, opening);
    if (later === undefined) continue;
    await recordMonth(ctx, crossings, name, source, later);
    recorded.revised++;
  }
  return recorded;
}

/** Records a month and withdraws the reports that it replaces. Returns the openings that are lost. */
async function recordMonth(
  ctx: ActorContext,
  crossings: ReadonlyMap<string, Crossing>,
  name: string,
  source: CountSource,
  { month, isRevision, changed, counted, replaced }: PlannedMonth,
): Promise<LostOpening[]> {
  const id = await freeId(ctx, `counts-${name}-${month}`);
  const ids = replaced.map((report) => report.id);
  const [known] = await draftCounts(ctx.db, crossings, [{ id, source, month, counted }], ids);
  if (known === undefined) return [];
  const { draft } = known;
  const revisions = changed.map(
    ({ crossing, mode, number, before }) =>
      `${crossing} ${mode} ${before === undefined ? "added" : `${before} to`} ${number}`,
  );
  const note = isRevision && revisions.length > 0 ? `Revised: ${revisions.join(", ")}.` : null;
  const notes = [draft.note ?? null, note].filter((each) => each !== null);
  const publication = publishedAt(ctx, draft.source.publishedAt, isRevision);
  const dated = { ...draft, source: { ...draft.source, publishedAt: publication } };
  await recordMissing(ctx.db, crossings, ctx.actor.name, [
    { id, draft: { ...dated, note: notes.length === 0 ? null : notes.join(" ") } },
  ]);
  // Record first, then withdraw, so that the month is never without counts.
  for (const old of ids) await retractReport(ctx, old, `Revised by ${source.publisher}: see ${id}.`);
  ctx.snapshot?.record([...new Set(counted.map(({ crossing }) => crossing))]);
  const opens = ({ crossing, mode, direction }: Service) =>
    draft.changes.some(
      (each) => each.crossing === crossing && each.modes?.includes(mode) && each.directions?.includes(direction),
    );
  const opened = new Set(
    replaced.flatMap(({ statusChanges }) => statusChanges.map(({ service }) => serviceKey(service))),
  );
  return counted
    .filter((service) => opened.has(serviceKey(service)) && !opens(service))
    .map(({ number: _, ...service }) => ({ ...service, month }));
}

/** Returns the first of `name`, `name-r1`, `name-r2` and so on that is not in use. */
async function freeId(ctx: ActorContext, name: string): Promise<string> {
  for (let revision = 0; ; revision++) {
    const id = revision === 0 ? name : `${name}-r${revision}`;
    if (!(await knownIds(ctx.db, [id])).has(id)) return id;
  }
}

/**
 * Returns the publication date of a count: `usual`, but no later than today. A revision counts as published today, when
 * Garita first sees it.
 */
function publishedAt<Publication extends Temporal.PlainDate | Parameters<typeof endOf>[0] | null>(
  { now }: ActorContext,
  usual: Publication,
  isRevision: boolean,
) {
  const today = localDay(now, PUBLICATION_ZONE);
  if (isRevision || usual === null) return today;
  return compareInstants(endOf(usual, PUBLICATION_ZONE), now) > 0 ? today : usual;
}
