import { Temporal } from "temporal-polyfill";
import { hoursIntervalsOf } from "../../../domain/hours/opening-hours.ts";
import { type Service, serviceKey } from "../../../domain/places/crossing.ts";
import { keptHoursOf } from "../../../domain/record/hours-intervals.ts";
import { emptyTimeline } from "../../../domain/record/timeline.ts";
import { ATTESTING_NUMBER } from "../../../domain/status/counted.ts";
import { openText } from "../../../domain/text/limit-text.ts";
import { compareInstants, endOf, localDay, type Period, startOf } from "../../../domain/time/moment.ts";
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
export function bandRow(view: RecordedView, service: Service, period: Period, top: number, messages: Messages): Html {
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
  )}${doubts(view, service, period, y)}${isShaded(view) && shades(view, service, period, y)}`;
}

/**
 * Returns true if the timeline is short enough to show single days, and hours are on record. Only such a timeline
 * shades the time outside the hours.
 */
export const isShaded = ({ span, history }: RecordedView): boolean =>
  (span === "week" || span === "month") && history.some(({ kind }) => kind === "hours" || kind === "exception");

/** Renders the time outside the hours in force, drawn over the open time. */
function shades({ history, crossing, spans }: RecordedView, service: Service, period: Period, y: number): Html {
  const zone = crossing.timeZone;
  const mine = (each: { service: Service }) => serviceKey(each.service) === serviceKey(service);
  const lines = history.filter((item) => mine(item) && item.report.retractedAt === null).toReversed();
  const hoursExceptions = lines
    .filter(({ kind }) => kind === "exception")
    .map((line) => ({ ...line, until: line.expectedUntil }));
  const hoursChanges = lines.filter(({ kind }) => kind === "hours");
  // Only the hours of this service are needed. The hours of another service matter only to a service without any hours:
  // they make its hours unknown, and unknown hours are not shaded.
  const timeline = { ...emptyTimeline(service, zone), hoursChanges, hoursExceptions };
  const off: (Html | null)[] = [];
  for (const kept of keptHoursOf(timeline)) {
    const from = laterOf(instantAt(kept.from, period.from), period.from);
    const to = earlierOf(instantAt(kept.to, period.to), period.to);
    if (kept.timetable === null || compareInstants(from, to) >= 0) continue;
    const within = hoursIntervalsOf(kept.timetable, zone, localDay(from, zone), localDay(to, zone));
    let end = from;
    for (const span of [...within, { from: to, to }]) {
      const start = earlierOf(span.from, to);
      for (const open of spans.filter((each) => mine(each) && each.status === "open"))
        off.push(bar("off", laterOf(end, open.startsAt), earlierOf(start, open.endsAt ?? to), period, y));
      end = laterOf(end, span.to);
    }
  }
  return html`${off}`;
}

/** Converts milliseconds since 1970 to an instant. Returns `bound` if they are infinite. */
const instantAt = (milliseconds: number, bound: Temporal.Instant): Temporal.Instant =>
  Number.isFinite(milliseconds) ? Temporal.Instant.fromEpochMilliseconds(milliseconds) : bound;

/** Renders the parts of the open bands that have no recent evidence. An answer about such a time is unconfirmed. */
function doubts(view: RecordedView, service: Service, period: Period, y: number): Html {
  const { history, counts, crossing, spans, at, evidenceDays, standings } = view;
  const mine = (each: { service: Service }) => serviceKey(each.service) === serviceKey(service);
  const isSureNow = standings.some((standing) => mine(standing) && standing.certainty !== "unconfirmed");
  const traffic = counts
    .filter((count) => mine(count) && count.number >= ATTESTING_NUMBER)
    .map(({ month }) => startOf(month, crossing.timeZone));
  const said = history
    .filter((item) => mine(item) && item.status === "open" && item.denied !== true && item.report.retractedAt === null)
    .map((item) => ({
      from: item.startsAt,
      until:
        item.kind === "claim" && item.expectedUntil !== null
          ? endOf(item.expectedUntil, crossing.timeZone)
          : item.startsAt,
    }))
    .toReversed();
  const words = [...said, ...traffic.map((from) => ({ from, until: from }))].sort((a, b) =>
    compareInstants(a.from, b.from),
  );
  const bars = spans
    .filter((span) => mine(span) && span.status === "open")
    .flatMap((span) => {
      const end = span.endsAt ?? period.to;
      const inside = words.filter(
        ({ from }) => compareInstants(span.startsAt, from) <= 0 && compareInstants(from, end) < 0,
      );
      let sureUntil = span.startsAt.add({ hours: 24 * evidenceDays });
      const doubted: Period[] = [];
      for (const word of [...inside, { from: end, until: end }]) {
        if (compareInstants(sureUntil, word.from) < 0) doubted.push({ from: sureUntil, to: word.from });
        sureUntil = laterOf(sureUntil, word.until.add({ hours: 24 * evidenceDays }));
      }
      // No doubt is shown at the present if the answer is certain. Traffic may confirm the answer, but the history
      // contains no traffic.
      return doubted.filter(
        ({ from, to }) => !(isSureNow && compareInstants(from, at) <= 0 && compareInstants(at, to) <= 0),
      );
    });
  return html`${bars.map(({ from, to }: { from: Temporal.Instant; to: Temporal.Instant }) => bar("doubt", from, to, period, y))}`;
}
