import { Temporal } from "temporal-polyfill";
import type { DoubtedTime } from "../../../domain/availability/doubted-time.ts";
import { hoursIntervalsOf } from "../../../domain/hours/opening-hours.ts";
import { type Service, serviceKey } from "../../../domain/places/crossing.ts";
import { keptHoursOf } from "../../../domain/record/hours-intervals.ts";
import { emptyTimeline } from "../../../domain/record/timeline.ts";
import { openText } from "../../../domain/text/limit-text.ts";
import { localDay } from "../../../domain/time/local-day.ts";
import { compareInstants, type Period, startOf } from "../../../domain/time/moment.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import { directionLabel } from "../../direction-label.ts";
import { type Html, html } from "../../html.ts";
import type { RecordedView } from "../section.ts";
import { bar, earlierOf, LABEL, laterOf } from "./scale.ts";

/**
 * Renders the name of a service, and its band: the statuses on record, overlaid with doubtful times and times outside
 * hours.
 */
export function bandRow(
  view: RecordedView,
  doubts: readonly DoubtedTime[],
  service: Service,
  period: Period,
  top: number,
  messages: Messages,
): Html {
  const words = messages.pages;
  const zone = view.crossing.timeZone;
  const y = top + LABEL;
  const spans = view.spans.filter((span) => serviceKey(span.service) === serviceKey(service));
  return html`<text class="label" x="0" y="${top + LABEL - 6}">${words.modes[service.mode]}, ${directionLabel(service.direction, [view.crossing], messages)}</text>${bar("band unknown", period.from, period.to, period, y)}${spans.map(
    (span) => {
      const kind = span.limited && span.status === "open" ? "limited" : span.status;
      const name = kind === "limited" ? openText(span, messages) : words.statuses[span.status];
      const since = span.from === null ? "" : ` ${words.from} ${showMoment(span.from, zone, messages)}`;
      return bar(`band ${kind}`, span.startsAt, span.endsAt ?? period.to, period, y, `${name}${since}`);
    },
  )}${doubtBars(view, doubts, service, period, y, messages)}${isShaded(view) && shades(view, service, period, y, messages)}`;
}

/**
 * Returns true if the timeline is short enough to show single days, and hours are on record. Only such a timeline
 * shades the time outside the hours.
 */
export const isShaded = ({ span, history }: RecordedView): boolean =>
  (span === "week" || span === "month") && history.some(({ kind }) => kind === "hours" || kind === "exception");

/** Renders the time outside the hours in force, and the time for which the hours are not known, over the open time. */
function shades(
  { history, crossing, spans }: RecordedView,
  service: Service,
  period: Period,
  y: number,
  messages: Messages,
): Html {
  const zone = crossing.timeZone;
  const mine = (each: { service: Service }) => serviceKey(each.service) === serviceKey(service);
  const lines = history.filter((item) => mine(item) && item.report.retractedAt === null).toReversed();
  const hoursExceptions = lines
    .filter(({ kind }) => kind === "exception")
    .map((line) => ({ ...line, until: line.expectedUntil }));
  const hoursChanges = lines.filter(({ kind }) => kind === "hours");
  // Only the hours of this service are needed. The hours of another service matter only if this service has none: they
  // make its hours unknown, and unknown hours are not shaded.
  const timeline = { ...emptyTimeline(service, zone), hoursChanges, hoursExceptions };
  const off: (Html | null)[] = [];
  for (const kept of keptHoursOf(timeline)) {
    const from = laterOf(instantAt(kept.from, period.from), period.from);
    const to = earlierOf(instantAt(kept.to, period.to), period.to);
    if (kept.timetable === null || compareInstants(from, to) >= 0) continue;
    const within = hoursIntervalsOf(kept.timetable, zone, localDay(from, zone), localDay(to, zone));
    let end = from;
    const open = spans.filter((each) => mine(each) && each.status === "open");
    const over = (kind: string, first: Temporal.Instant, last: Temporal.Instant, title = "") =>
      open.map(({ startsAt, endsAt }) =>
        bar(kind, laterOf(first, startsAt), earlierOf(last, endsAt ?? to), period, y, title),
      );
    for (const span of within.filter(({ state }) => state === "unknown"))
      off.push(...over("doubt", laterOf(span.from, from), earlierOf(span.to, to), messages.crossing.undecided));
    for (const span of [...within, { from: to, to }]) {
      off.push(...over("off", end, earlierOf(span.from, to)));
      end = laterOf(end, span.to);
    }
  }
  return html`${off}`;
}

/** Converts milliseconds since 1970 to an instant. Returns `bound` if the number is infinite. */
const instantAt = (milliseconds: number, bound: Temporal.Instant): Temporal.Instant =>
  Number.isFinite(milliseconds) ? Temporal.Instant.fromEpochMilliseconds(milliseconds) : bound;

/** Renders the times of doubt over the bands. */
function doubtBars(
  view: RecordedView,
  doubts: readonly DoubtedTime[],
  service: Service,
  period: Period,
  y: number,
  messages: Messages,
): Html {
  const { crossing } = messages;
  const mine = doubts.filter((doubt) => serviceKey(doubt.service) === serviceKey(service));
  const names = { ...crossing.days, undecided: crossing.undecided };
  return html`${unlessSureNow(view, service, mine, period).map(({ kind, from, to }) =>
    bar("doubt", instantAt(from, period.from), instantAt(to, period.to), period, y, names[kind]),
  )}`;
}

/**
 * Adjusts the doubted times to the current answer. The feed may confirm the answer, or may have stopped listing the
 * service. The history shows neither.
 */
function unlessSureNow(
  { standings, at, spans, crossing }: RecordedView,
  service: Service,
  doubts: readonly DoubtedTime[],
  period: Period,
): readonly DoubtedTime[] {
  const standing = standings.find((each) => serviceKey(each.service) === serviceKey(service));
  if (standing?.status !== "open") return doubts;
  const now = at.epochMilliseconds;
  const isNow = ({ from, to }: DoubtedTime) => from <= now && now < to;
  if (standing.certainty !== "unconfirmed")
    return doubts.filter((doubt) => doubt.kind !== "unconfirmed" || !isNow(doubt));
  const span = spans.find(
    ({ service: other, startsAt, endsAt }) =>
      serviceKey(other) === serviceKey(service) &&
      compareInstants(startsAt, at) <= 0 &&
      (endsAt === null || compareInstants(at, endsAt) < 0),
  );
  if (span === undefined || doubts.some(isNow)) return doubts;
  const heard = standing.attestedAt === null ? at : startOf(standing.attestedAt, crossing.timeZone);
  const from = laterOf(span.startsAt, heard).epochMilliseconds;
  const to = (span.endsAt ?? period.to).epochMilliseconds;
  return [...doubts, { service, kind: "unconfirmed", from, to }];
}
