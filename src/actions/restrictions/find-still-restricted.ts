import type { Context } from "../../context.ts";
import { type Service, serviceKey, zonesOf } from "../../domain/places/crossing.ts";
import { crossingsOf, type ReportLines } from "../../domain/record/report.ts";
import { stateAt } from "../../domain/record/restrictions.ts";
import { type ShownRestriction, shownRestrictions } from "../../domain/status/restrictions.ts";
import { compareInstants, startOf } from "../../domain/time/moment.ts";
import { loadTimelines } from "../../store/record/timelines.ts";
import { allCrossings } from "../crossings/all-crossings.ts";

/** A service that a report opens, and the restrictions that still stand once it takes effect. */
export interface StillRestricted {
  service: Service;
  restrictions: ShownRestriction[];
}

/** Returns the services that a recorded report opens, and that stay restricted. */
export async function findStillRestricted(ctx: Context, lines: ReportLines): Promise<StillRestricted[]> {
  const crossings = await allCrossings(ctx);
  const opened = lines.statusChanges
    .filter(({ status }) => status === "open")
    .map(({ service, effectiveAt }) => {
      const zone = zonesOf(crossings)(service.crossing);
      return { service, zone, startsAt: startOf(effectiveAt, zone) };
    });
  const [first] = opened.map(({ startsAt }) => startsAt).sort(compareInstants);
  if (first === undefined) return [];
  const slugs = new Set(opened.map(({ service }) => service.crossing));
  const touched = crossingsOf(lines).flatMap((slug) => (slugs.has(slug) ? (crossings.get(slug) ?? []) : []));
  const timelines = await loadTimelines(ctx.db, touched, { view: {}, at: first, onward: true });
  return opened.flatMap(({ service, zone, startsAt }) => {
    const timeline = timelines.get(serviceKey(service));
    const standing = timeline === undefined ? [] : (stateAt(timeline, startsAt)?.restrictions ?? []);
    return standing.length === 0 ? [] : [{ service, restrictions: shownRestrictions(standing, zone, startsAt) }];
  });
}
