import type { Service } from "../places/crossing.ts";
import { unknownHoursOf } from "../record/hours-intervals.ts";
import type { Timeline } from "../record/timeline.ts";
import { type Interval, splitIntervals } from "../time/interval.ts";
import { type AccountLimits, type StatusInterval, statusIntervalsOf } from "./status-intervals.ts";

/**
 * A time in which it was not certain whether a service was open. `unconfirmed`: open on record without recent evidence.
 * `contradicted`: open on record, but a source contradicts that. `unknown_hours`: open on record, but the hours at that
 * time are not known. `undecided`: `open` was null because of the status, on a day of change or long after the expected
 * end of a restriction.
 */
export interface DoubtedTime extends Interval {
  service: Service;
  kind: "unconfirmed" | "contradicted" | "unknown_hours" | "undecided";
}

/** Returns the doubted times of a service within `span`, oldest first, by the rules for its availability. */
export function doubtedTimesOf(
  timeline: Timeline,
  span: Interval,
  limits: AccountLimits,
  traffic: readonly Interval[],
): DoubtedTime[] {
  const times: DoubtedTime[] = [];
  const unknownHours = unknownHoursOf(timeline, span);
  const add = (kind: DoubtedTime["kind"] | null, { from, to }: Interval) => {
    const last = times.at(-1);
    if (kind === null) return;
    if (last !== undefined && last.kind === kind && last.to === from) last.to = to;
    else times.push({ service: timeline.service, kind, from, to });
  };
  for (const interval of statusIntervalsOf(timeline, span, limits, traffic)) {
    const kind = kindOf(interval);
    if (!needsHours(interval)) add(kind, interval);
    else for (const part of splitIntervals(unknownHours, interval)) add(part.inside ? "unknown_hours" : kind, part);
  }
  return times;
}

/** Returns true if the hours decide whether the service was open. Traffic decides before them. */
const needsHours = ({ state, doubted, evidence }: StatusInterval): boolean =>
  state?.status === "open" && !doubted && evidence !== "traffic";

function kindOf({ doubted, contradicted, evidence }: StatusInterval): DoubtedTime["kind"] | null {
  if (doubted) return "undecided";
  if (contradicted) return "contradicted";
  return evidence === "unconfirmed" ? "unconfirmed" : null;
}
