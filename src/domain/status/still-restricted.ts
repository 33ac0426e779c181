import { type Service, serviceKey } from "../places/crossing.ts";
import type { ReportLines } from "../record/report.ts";
import { stateAt } from "../record/restrictions.ts";
import type { Timeline } from "../record/timeline.ts";
import { startOf } from "../time/moment.ts";
import { type ShownRestriction, shownRestrictions } from "./restrictions.ts";

/** A service that a report opens, with the restrictions that the report leaves in force. */
export interface StillRestricted {
  service: Service;
  restrictions: ShownRestriction[];
}

/**
 * Returns the services that a report opens but that stay restricted.
 * @param timelines by service key, including the report's lines
 */
export function stillRestrictedAfter(
  { statusChanges }: Pick<ReportLines, "statusChanges">,
  timelines: ReadonlyMap<string, Timeline>,
): StillRestricted[] {
  return statusChanges.flatMap(({ status, service, effectiveAt }) => {
    const timeline = timelines.get(serviceKey(service));
    if (status !== "open" || timeline === undefined) return [];
    const startsAt = startOf(effectiveAt, timeline.zone);
    const restrictions = shownRestrictions(stateAt(timeline, startsAt)?.restrictions ?? [], timeline.zone, startsAt);
    return restrictions.length === 0 ? [] : [{ service, restrictions }];
  });
}
