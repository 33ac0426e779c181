import { Temporal } from "temporal-polyfill";
import { CBP_WAIT_TIMES } from "../../src/domain/feed/origin.ts";
import type { TrafficHour } from "../../src/domain/feed/traffic.ts";
import { type Service, serviceKey } from "../../src/domain/places/crossing.ts";
import { type Timeline, timelinesOf } from "../../src/domain/record/timeline.ts";
import type { ShownRestriction } from "../../src/domain/status/restrictions.ts";
import type { Standing } from "../../src/domain/status/standing.ts";
import { formatMoment } from "../../src/domain/time/moment.ts";
import { SERVICES } from "./arbitrary.ts";
import type { NaiveStanding } from "./naive.ts";
import type { Question } from "./naive-lines.ts";

/** Returns the timeline for a query. */
export function timelineOf({
  service,
  zone,
  reports,
  view,
}: Pick<Question, "service" | "zone" | "reports" | "view">): Timeline {
  const timeline = timelinesOf(SERVICES, zone, reports, view).get(serviceKey(service));
  if (timeline === undefined) throw new Error("no timeline");
  return timeline;
}

/** Returns the latest hour in `waits` up to `at`, or null. */
export function trafficHourOf(service: Service, waits: readonly number[], at: Temporal.Instant): TrafficHour | null {
  const hours = waits.map((hour) => Temporal.Instant.fromEpochMilliseconds(hour));
  const hour = hours
    .filter((each) => Temporal.Instant.compare(each, at) <= 0)
    .sort(Temporal.Instant.compare)
    .at(-1);
  return hour === undefined ? null : { service, hour, origin: CBP_WAIT_TIMES };
}

const stamp = (instant: Temporal.Instant | null) =>
  instant === null ? null : new Date(instant.epochMilliseconds).toISOString();

/** Compares two objects. Jest's comparison is slow, so it is used only to display a difference. */
export function same(given: object, wanted: object): void {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (sorted(given) !== sorted(wanted)) expect(given).toEqual(wanted);
}

const restrictionText = ({ status, reason, since, expectedUntil, overdue, report, otherReports }: ShownRestriction) =>
  `${status} ${reason} ${since} ${expectedUntil} ${overdue} ${[report, ...otherReports].map(({ id }) => id).join("+")}`;

const nextText = (next: Standing["next"]): string | null =>
  next && `${next.status} ${next.limited} ${next.programmes} ${next.effectiveAt} ${next.report.id}`;

/** Converts a standing to the format of the naive model. */
export function shown(standing: Standing): NaiveStanding {
  const {
    status,
    limited,
    programmes,
    open,
    because,
    onset,
    overdue,
    certainty,
    next,
    confirmedBy,
    conflict,
    openingAfter,
  } = standing;
  const text = (moment: Standing["since"]) => (moment === null ? null : formatMoment(moment));
  return {
    hours: standing.hours?.text ?? null,
    next: nextText(next),
    open,
    because,
    status,
    limited,
    programmes: `${programmes}`,
    since: text(standing.since),
    onset,
    restrictions: standing.restrictions.map(restrictionText).join(", "),
    expectedUntil: text(standing.expectedUntil),
    overdue,
    opensAt: stamp(standing.opensAt),
    cancelledOpening: stamp(standing.cancelledOpening),
    openingAfter: openingAfter && `${stamp(openingAfter.at)}, ${nextText(openingAfter.next)}`,
    closesAt: stamp(standing.closesAt),
    certainty,
    confirmedAt: text(standing.confirmedAt),
    confirmedBy: confirmedBy && `${confirmedBy.kind} ${confirmedBy.at} ${confirmedBy.source?.publisher ?? "feed"}`,
    conflict:
      conflict &&
      [conflict.status, ...conflict.programmes, conflict.at, conflict.source?.publisher ?? "feed"].join(" "),
    report: standing.report?.id ?? null,
  };
}
