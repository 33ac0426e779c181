import { Temporal } from "temporal-polyfill";
import type { DoubtedTime } from "../../../domain/availability/doubted-time.ts";
import { hoursIntervalsOf } from "../../../domain/hours/opening-hours.ts";
import { type Service, serviceKey } from "../../../domain/places/crossing.ts";
import { keptHoursOf } from "../../../domain/record/hours-intervals.ts";
import { emptyTimeline } from "../../../domain/record/timeline.ts";
import { openText } from "../../../domain/text/limit-text.ts";
import { localDay } from "../../../domain/time/local-day.ts";
import { compareInstants, type Period } from "../../../domain/time/moment.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import { directionLabel } from "../../direction-label.ts";
import { type Html, html } from "../../html.ts";
import type { RecordedView } from "../section.ts";
import { doubtBars, showsDays } from "./doubt-bars.ts";
import { bar, type DrawBar, earlierOf, LABEL, laterOf } from "./scale.ts";

/**
 * Renders the name of a service, and its band: the statuses on record, overlaid with doubtful times and times outside
 * hours. The band ends at the instant of the answer, because later changes are only announced.
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
  const draw: DrawBar = (kind, from, to, title) => bar(kind, from, earlierOf(to, view.at), period, top + LABEL, title);
  const spans = view.spans.filter((span) => serviceKey(span.service) === serviceKey(service));
  return html`<text class="label" x="0" y="${top + LABEL - 6}">${words.modes[service.mode]}, ${directionLabel(service.direction, [view.crossing], messages)}</text>${draw("band unknown", period.from, view.at)}${spans.map(
    (span) => {
      const kind = span.limited && span.status === "open" ? "limited" : span.status;
      const name = kind === "limited" ? openText(span, messages) : words.statuses[span.status];
      const since = span.from === null ? "" : ` ${words.from} ${showMoment(span.from, zone, messages)}`;
      return draw(`band ${kind}`, span.startsAt, span.endsAt ?? view.at, `${name}${since}`);
    },
  )}${doubtBars(view, doubts, service, draw, messages)}${isShaded(view) && shades(view, service, period, draw)}`;
}

/**
 * Returns true if the timeline is short enough to show single days, and hours are on record. Only such a timeline
 * shades the time outside the hours.
 */
export const isShaded = (view: RecordedView): boolean =>
  showsDays(view) && view.history.some(({ kind }) => kind === "hours" || kind === "exception");

/** Renders the time outside the hours in force over the open time. */
function shades({ history, crossing, spans }: RecordedView, service: Service, period: Period, draw: DrawBar): Html {
  const zone = crossing.timeZone;
  const mine = (each: { service: Service }) => serviceKey(each.service) === serviceKey(service);
  const lines = history.filter((item) => mine(item) && item.report.retractedAt === null).toReversed();
  const hoursExceptions = lines
    .filter(({ kind }) => kind === "exception")
    .map((line) => ({ ...line, until: line.expectedUntil }));
  const hoursChanges = lines.filter(({ kind }) => kind === "hours");
  // Only the hours of this service are needed. The hours of another service matter only if this service has none: they
  // make its hours unknown, and unknown hours are doubted times.
  const timeline = { ...emptyTimeline(service, zone), hoursChanges, hoursExceptions };
  const off: (Html | null)[] = [];
  for (const kept of keptHoursOf(timeline)) {
    const from = laterOf(instantAt(kept.from, period.from), period.from);
    const to = earlierOf(instantAt(kept.to, period.to), period.to);
    if (kept.timetable === null || compareInstants(from, to) >= 0) continue;
    const within = hoursIntervalsOf(kept.timetable, zone, localDay(from, zone), localDay(to, zone));
    let end = from;
    const open = spans.filter((each) => mine(each) && each.status === "open");
    const shade = (first: Temporal.Instant, last: Temporal.Instant) =>
      open.map(({ startsAt, endsAt }) => draw("off", laterOf(first, startsAt), earlierOf(last, endsAt ?? to)));
    for (const span of [...within, { from: to, to }]) {
      off.push(...shade(end, earlierOf(span.from, to)));
      end = laterOf(end, span.to);
    }
  }
  return html`${off}`;
}

/** Converts milliseconds since 1970 to an instant. Returns `bound` if the number is infinite. */
const instantAt = (milliseconds: number, bound: Temporal.Instant): Temporal.Instant =>
  Number.isFinite(milliseconds) ? Temporal.Instant.fromEpochMilliseconds(milliseconds) : bound;
