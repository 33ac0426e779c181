import type { Context } from "../../../context.ts";
import { type RecordStart, recordStart } from "../../../domain/availability/record-start.ts";
import type { RecordView } from "../../../domain/record/timeline.ts";
import { loadFirstChanges } from "../../../store/record/status-lines.ts";
import { allCrossings } from "../all-crossings.ts";

/**
 * Returns the time at which the record of all crossings begins in the reports that a view includes. Returns null if
 * they have no change of status.
 */
export async function findRecordStart(ctx: Context, view: RecordView): Promise<RecordStart | null> {
  const crossings = await allCrossings(ctx);
  const first = await loadFirstChanges(ctx.db, [...crossings.keys()], view);
  return recordStart(
    [...crossings.values()].flatMap(({ slug, timeZone: zone }) => {
      const moment = first.get(slug);
      return moment === undefined ? [] : [{ moment, zone }];
    }),
  );
}
