import type { Context } from "../../../context.ts";
import { groupBy } from "../../../domain/group-by.ts";
import { type AskedServices, isAskedService, serviceKey } from "../../../domain/places/crossing.ts";
import { type MonthCount, withUsual } from "../../../domain/record/month-counts.ts";
import type { RecordView } from "../../../domain/record/timeline.ts";
import { type AskedPeriod, refuseReversed } from "../../../domain/time/asked-period.ts";
import { compareInstants, endOf, startOf } from "../../../domain/time/moment.ts";
import { recordIn } from "../../../store/record/record-reader.ts";
import { getCrossing } from "../../crossings/get-crossing.ts";
import { refuseNoService } from "../../crossings/get-status.ts";
import { refuseFuture } from "../../crossings/status-question.ts";

/** Selects counts of a crossing: months from `from` to the end of `to`. */
export interface CountsQuestion extends RecordView, AskedServices, AskedPeriod {}

/**
 * Returns the traffic counts by service and month. Of several counts for a month, the last recorded one is used.
 * @throws Refusal `not_found` if the crossing is unknown, `invalid` if it has no requested service, if `knownAt` is in
 * the future or if `from` is after `to`
 */
export async function getCounts(
  ctx: Context,
  slug: string,
  { from, to, ...question }: CountsQuestion,
): Promise<{ asOf: number; counts: MonthCount[] }> {
  refuseFuture(question.knownAt, ctx.now);
  const crossing = await getCrossing(ctx, slug);
  refuseNoService(crossing, question);
  const { timeZone: zone } = crossing;
  refuseReversed({ from, to }, zone);
  // Read the `seq` before the data, so that an answer never claims to be newer than its data.
  const asOf = (await recordIn(ctx).marks([slug], question.knownAt)).get(slug) ?? 0;
  // A month's usual number depends on earlier months, so the query has no start.
  const lines = await recordIn(ctx).counts(crossing, { to: to && endOf(to, zone) }, question);
  const asked = lines.filter(({ service }) => isAskedService(question, service));
  const start = from && startOf(from, zone);
  const counts = [...groupBy(asked, ({ service }) => serviceKey(service)).values()].flatMap((mine) => {
    const last = new Map(mine.map((line) => [String(line.effectiveAt), line]));
    const months = [...last.values()].map(({ service, effectiveAt: month, number, report, startsAt }) => ({
      service,
      month,
      number,
      report,
      startsAt,
    }));
    return withUsual(months).filter((_, i) => {
      const began = months[i]?.startsAt;
      return start === undefined || (began !== undefined && compareInstants(start, began) <= 0);
    });
  });
  return { asOf, counts };
}
