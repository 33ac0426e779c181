import type { Service } from "../places/crossing.ts";
import type { Timeline } from "../record/timeline.ts";
import type { Interval } from "../time/interval.ts";
import { type AccountLimits, type StatusInterval, statusIntervalsOf } from "./status-intervals.ts";

/**
 * A time in which it was not certain whether a service was open. `unconfirmed`: open on record without recent evidence.
 * `contradicted`: open on record, but a source contradicts that. `undecided`: `open` was null because of the status, on
 * a day of change or long after the expected end of a restriction.
 */
export interface DoubtedTime extends Interval {
  service: Service;
  kind: "unconfirmed" | "contradicted" | "undecided";
}

/** Returns the doubted times of a service within `span`, oldest first, by the rules for its availability. */
export function doubtedTimesOf(
  timeline: Timeline,
  span: Interval,
  limits: AccountLimits,
  traffic: readonly Interval[],
): DoubtedTime[] {
  const times: DoubtedTime[] = [];
  for (const interval of statusIntervalsOf(timeline, span, limits, traffic)) {
    const { from, to } = interval;
    const kind = kindOf(interval);
    const last = times.at(-1);
    if (kind === null) continue;
    if (last !== undefined && last.kind === kind && last.to === from) last.to = to;
    else times.push({ service: timeline.service, kind, from, to });
  }
  return times;
}

function kindOf({ doubted, contradicted, evidence }: StatusInterval): DoubtedTime["kind"] | null {
  if (doubted) return "undecided";
  if (contradicted) return "contradicted";
  return evidence === "unconfirmed" ? "unconfirmed" : null;
}
