import type { Temporal } from "temporal-polyfill";
import type { ActorContext } from "../../../context.ts";
import { groupBy } from "../../../domain/group-by.ts";
import { type Crossing, type Service, serviceKey } from "../../../domain/places/crossing.ts";
import type { CountSource } from "../../../domain/record/count-draft.ts";
import { startOf } from "../../../domain/time/moment.ts";
import { loadTrafficCounts } from "../../../store/record/traffic-counts.ts";
import { draftCounts } from "./draft-counts.ts";
import { type PlannedMonth, planMonth } from "./plan-counts.ts";

/** A service that a revised count no longer opens. */
export interface LostOpening extends Service {
  month: Temporal.PlainYearMonth;
}

/**
 * Plans a new opening of a service that lost its opening to a revision. The first later month with enough traffic is
 * recorded again. Returns undefined if there is no such month, or if the actor may not withdraw its report.
 */
export async function planOpening(
  ctx: ActorContext,
  crossings: ReadonlyMap<string, Crossing>,
  source: CountSource,
  { month: lostIn, ...service }: LostOpening,
): Promise<PlannedMonth | undefined> {
  const crossing = crossings.get(service.crossing);
  if (crossing === undefined) return undefined;
  const from = startOf(lostIn.add({ months: 1 }), crossing.timeZone);
  const later = (await loadTrafficCounts(ctx.db, crossing, { from }, {})).filter(
    ({ report }) => report.source.publisher === source.publisher,
  );
  const mine = later.filter((line) => serviceKey(line.service) === serviceKey(service));
  const newest = [...groupBy(mine, ({ effectiveAt }) => String(effectiveAt)).values()].flatMap(
    (lines) => lines.at(-1) ?? [],
  );
  const drafts = await draftCounts(
    ctx.db,
    crossings,
    newest.map(({ effectiveAt: month, number, report }) => ({
      id: report.id,
      source,
      month,
      counted: [{ ...service, number }],
    })),
  );
  const opening = drafts.find(({ draft }) => draft.changes.length > 0);
  const count = newest.find(({ report }) => report.id === opening?.id);
  if (count === undefined) return undefined;
  const month = count.effectiveAt;
  const own = later.filter(({ effectiveAt }) => effectiveAt.equals(month));
  const read = { ...service, month, number: count.number };
  return planMonth(ctx, crossings, source.publisher, [read], own, new Set([serviceKey(service)]));
}
