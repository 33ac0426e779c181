import { Temporal } from "temporal-polyfill";
import type { DoubtedTime } from "../../../domain/availability/doubted-time.ts";
import { type Service, serviceKey } from "../../../domain/places/crossing.ts";
import type { HistoryInterval } from "../../../domain/record/history.ts";
import { HOUR_MS, type Interval, mergeIntervals, splitIntervals } from "../../../domain/time/interval.ts";
import { compareInstants, startOf } from "../../../domain/time/moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import { type Html, html } from "../../html.ts";
import type { RecordedView } from "../section.ts";
import { type DrawBar, laterOf } from "./scale.ts";

/** Renders the times of doubt of a service over its band. */
export function doubtBars(
  view: RecordedView,
  doubts: readonly DoubtedTime[],
  service: Service,
  draw: DrawBar,
  { crossing }: Messages,
): Html {
  const mine = doubts.filter((doubt) => serviceKey(doubt.service) === serviceKey(service));
  const names = { ...crossing.days, undecided: crossing.undecided, unknown_hours: crossing.undecided };
  const drawn = showsDays(view) ? mine : withoutNights(mine);
  const restricted = restrictedTimes(view, service);
  return html`${unlessSureNow(view, service, drawn).map(({ kind, ...time }) =>
    splitIntervals(restricted, time).map(({ inside, from, to }) => {
      const [start, end] = [Temporal.Instant.fromEpochMilliseconds(from), Temporal.Instant.fromEpochMilliseconds(to)];
      return draw(inside ? "doubt overdue" : "doubt", start, end, names[kind]);
    }),
  )}`;
}

/** Returns the times, in order, for which a service is suspended or closed on record. */
const restrictedTimes = (
  { spans, at }: RecordedView,
  service: Service,
  statuses: readonly HistoryInterval["status"][] = ["suspended", "closed"],
): Interval[] =>
  mergeIntervals(
    spans
      .filter((span) => statuses.includes(span.status) && serviceKey(span.service) === serviceKey(service))
      .map(({ startsAt, endsAt }) => ({
        from: startsAt.epochMilliseconds,
        to: (endsAt ?? at).epochMilliseconds,
      })),
  );

/** Returns true if the timeline hatches time for which a service has this status on record. */
export const isDoubtDrawnOver = (
  status: "suspended" | "closed",
  view: RecordedView,
  doubts: readonly DoubtedTime[],
): boolean =>
  doubts.some((doubt) => {
    const to = Math.min(doubt.to, view.at.epochMilliseconds);
    return splitIntervals(restrictedTimes(view, doubt.service, [status]), { ...doubt, to }).some((part) => part.inside);
  });

/** Returns true if the timeline is short enough to show single days. */
export const showsDays = ({ span }: Pick<RecordedView, "span">): boolean => span === "week" || span === "month";

/** A day of a clock change has 23 hours. */
const SHORTEST_DAY_MS = 23 * HOUR_MS;

/**
 * Leaves out times of unknown hours that are shorter than a day, because a long timeline leaves out the time outside
 * the hours, too. If such a time directly follows another doubted time, that earlier time is extended to include it.
 */
function withoutNights(doubts: readonly DoubtedTime[]): DoubtedTime[] {
  const drawn: DoubtedTime[] = [];
  for (const doubt of doubts) {
    const last = drawn.at(-1);
    const isNight = doubt.kind === "unknown_hours" && doubt.to - doubt.from < SHORTEST_DAY_MS;
    if (last?.to === doubt.from && (isNight || last.kind === doubt.kind))
      drawn.splice(-1, 1, { ...last, to: doubt.to });
    else if (!isNight) drawn.push(doubt);
  }
  return drawn;
}

/**
 * Adjusts the doubted times to the current answer. The feed may confirm the answer, or may have stopped listing the
 * service. The history shows neither.
 */
function unlessSureNow(
  { standings, at, spans, crossing }: RecordedView,
  service: Service,
  doubts: readonly DoubtedTime[],
): readonly DoubtedTime[] {
  const standing = standings.find((each) => serviceKey(each.service) === serviceKey(service));
  if (standing?.status !== "open") return doubts;
  const now = at.epochMilliseconds;
  const isNow = ({ from, to }: DoubtedTime) => from <= now && now < to;
  if (standing.certainty !== "unconfirmed") {
    const sureFrom = standing.confirmedAt === null ? at : startOf(standing.confirmedAt, crossing.timeZone);
    const end = Math.min(now, sureFrom.epochMilliseconds);
    const isSure = ({ kind }: DoubtedTime) =>
      kind === "unconfirmed" || (kind === "unknown_hours" && standing.open === true);
    return doubts.map((doubt) => (isSure(doubt) && isNow(doubt) ? { ...doubt, to: Math.max(doubt.from, end) } : doubt));
  }
  const span = spans.find(
    ({ service: other, startsAt, endsAt }) =>
      serviceKey(other) === serviceKey(service) &&
      compareInstants(startsAt, at) <= 0 &&
      (endsAt === null || compareInstants(at, endsAt) < 0),
  );
  if (span === undefined || doubts.some(isNow)) return doubts;
  const heard = standing.attestedAt === null ? at : startOf(standing.attestedAt, crossing.timeZone);
  const from = laterOf(span.startsAt, heard).epochMilliseconds;
  const to = (span.endsAt ?? at).epochMilliseconds;
  return [...doubts, { service, kind: "unconfirmed", from, to }];
}
