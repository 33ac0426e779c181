import type { Temporal } from "temporal-polyfill";
import { type Crossing, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import type { HeadOnRecord, TrafficCount } from "../../domain/record/report.ts";
import { byEffect, type RecordedLine, type RecordView } from "../../domain/record/timeline.ts";
import { seenUpTo } from "./lines-around.ts";
import { readCount } from "./read-lines.ts";
import type { RecordInMemory } from "./record-in-memory.ts";

/** Returns the counts of a crossing in a view, as `loadTrafficCounts` does. */
export function countsIn(
  { services, reports }: RecordInMemory,
  crossing: Crossing,
  { from, to }: { from?: Temporal.Instant | undefined; to?: Temporal.Instant | undefined },
  view: RecordView,
): (RecordedLine<TrafficCount> & { report: HeadOnRecord })[] {
  const [first, end] = [from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY, to?.epochMilliseconds ?? Infinity];
  const seen = seenUpTo(view);
  const found: (RecordedLine<TrafficCount> & { report: HeadOnRecord })[] = [];
  for (const service of servicesOf(crossing)) {
    const lines = services.get(serviceKey(service))?.count;
    if (lines === undefined) continue;
    for (const [i, start] of lines.startsAt.entries())
      if (start >= first && start < end && reports.isSeen(lines.report[i] ?? 0, seen))
        found.push(readCount(lines, i, service, reports));
  }
  return found.sort(byEffect);
}
