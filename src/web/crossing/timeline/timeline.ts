import { Temporal } from "temporal-polyfill";
import type { DoubtedTime } from "../../../domain/availability/doubted-time.ts";
import { type Service, serviceKey } from "../../../domain/places/crossing.ts";
import type { HistoryItem } from "../../../domain/record/history.ts";
import { localDay } from "../../../domain/time/local-day.ts";
import { compareInstants, type Period } from "../../../domain/time/moment.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import { TIMELINE_SPANS } from "../../../domain/vocabulary.ts";
import type { Messages } from "../../../locales/messages.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html, joinHtml } from "../../html.ts";
import type { CrossingRecord, CrossingSection, RecordedView } from "../section.ts";
import { entriesOf, entryText } from "../sections/history.ts";
import { bandRow, isShaded } from "./bands.ts";
import { isDoubtDrawnOver } from "./doubt-bars.ts";
import { AXIS, BAND, GAP, LABEL, ROW, share, shownPeriod } from "./scale.ts";

/** Section with the timeline, shown if the record can be reached. */
export const timelineSection: CrossingSection<{
  record: CrossingRecord | undefined;
  doubts: readonly DoubtedTime[] | undefined;
}> = {
  place: "history",
  load: async (data) => ({ record: await data.record(), doubts: await data.doubts() }),
  render: (frame, view, { record, doubts }) => record && doubts && timeline(frame, { ...view, ...record }, doubts),
};

/**
 * Renders the status of a crossing over time, with a band for each service. Statements are points that can be focused
 * and read.
 */
function timeline(frame: Frame, view: RecordedView, doubts: readonly DoubtedTime[]): Html {
  const { messages } = frame;
  const words = messages.pages;
  const { crossing, span } = view;
  const period = shownPeriod(view);
  const services = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
  const height = AXIS + services.length * ROW;
  const choices = TIMELINE_SPANS.map(
    (each) =>
      html`<a href="${link(frame, `/${crossing.slug}`, { ...view.view.params, span: each })}#timeline"${each === span && html` aria-current="true"`}>${words.spans[each]}</a>`,
  );
  return html`<section class="timeline" aria-labelledby="timeline"><h3 id="timeline">${words.timeline}</h3>
<p class="spans">${joinHtml(choices, " · ")}</p>
<p class="hint"><a href="${link(frame, "/history")}">${messages.story.link}</a></p>
<svg width="100%" height="${height}" role="group" aria-label="${words.timelineOf(showMoment(localDay(period.from, crossing.timeZone), crossing.timeZone, messages), showMoment(localDay(view.at, crossing.timeZone), crossing.timeZone, messages))}">
${axis(view, period, height, messages)}${services.map((service, i) => html`<g>${bandRow(view, doubts, service, period, AXIS + i * ROW, messages)}</g>`)}${points(view, services, period, messages)}${nowLine(view, period, height)}
</svg>
${key(view, doubts, messages)}</section>`;
}

/** Renders the legend of the bands and of the marks over them. */
function key(view: RecordedView, doubts: readonly DoubtedTime[], messages: Messages): Html {
  const words = messages.pages;
  const entry = (name: string, band: string, over = "") =>
    html`<span><svg width="22" height="12" aria-hidden="true"><rect class="band ${band}" width="22" height="12"/>${over !== "" && html`<rect class="${over}" width="22" height="12"/>`}</svg> ${name}</span> `;
  const present = html`<span><svg width="22" height="12" aria-hidden="true"><line class="now" x1="11" x2="11" y1="0" y2="12"/></svg> ${messages.crossing.afterAnswer}</span>`;
  const overdue = (["suspended", "closed"] as const)
    .filter((status) => isDoubtDrawnOver(status, view, doubts))
    .map((status) => entry(messages.crossing.perhapsOver[status], status, "doubt overdue"));
  return html`<p class="key">${entry(words.statuses.open, "open")}${entry(messages.crossing.doubtful, "open", "doubt")}${isShaded(view) && entry(words.marks.outside_hours, "open", "off")}${entry(words.withLimits, "limited")}${entry(words.statuses.suspended, "suspended")}${entry(words.statuses.closed, "closed")}${overdue}${entry(words.statuses.unknown, "unknown")}${present}</p>`;
}

/**
 * Renders each statement as one point per service, at the time from which the statement applies. The points of one
 * statement form a single link.
 */
function points(view: RecordedView, services: readonly Service[], period: Period, messages: Messages): Html {
  const zone = view.crossing.timeZone;
  const isShown = ({ startsAt }: HistoryItem) =>
    compareInstants(period.from, startsAt) <= 0 && compareInstants(startsAt, period.to) <= 0;
  return html`${entriesOf(view.history)
    .filter(({ item }) => isShown(item))
    .toReversed()
    .map((entry) => {
      const { item, items } = entry;
      const places = items
        .map(({ service }) => services.findIndex((each) => serviceKey(each) === serviceKey(service)))
        .filter((i) => i >= 0);
      const name = `${showMoment(item.effectiveAt, zone, messages)}: ${entryText(entry, view, messages)} (${item.report.source.publisher})`;
      const kind = item.report.retractedAt !== null ? "retracted" : item.kind;
      return html`<a href="#${entry.id}" aria-label="${name}"><title>${name}</title>${places.map((i) => html`<circle class="point ${kind}" cx="${share(item.startsAt, period)}%" cy="${AXIS + i * ROW + LABEL + BAND / 2}" r="5"/>`)}</a>`;
    })}`;
}

/** Renders a line at the instant of the answer. Everything to the right of the line has only been announced. */
function nowLine({ at }: RecordedView, period: Period, height: number): Html {
  const x = share(at, period);
  return html`<line class="now" x1="${x}%" x2="${x}%" y1="${AXIS - 8}" y2="${height - GAP + 4}"/>`;
}

/** Maximum number of dates on the axis. More would overlap on a phone. */
const TICKS = 4;

/** Steps between dates on the axis. */
const STEPS: { days?: number; months?: number; years?: number }[] = [
  { days: 1 },
  { days: 2 },
  { days: 7 },
  { days: 14 },
  { months: 1 },
  { months: 3 },
  { months: 6 },
  { years: 1 },
  { years: 2 },
  { years: 5 },
  { years: 10 },
];

function axis({ crossing }: RecordedView, period: Period, height: number, messages: Messages): Html {
  const zone = crossing.timeZone;
  const days = ticksOf(localDay(period.from, zone), localDay(period.to, zone));
  return html`<g class="axis">${days.map((day) => {
    const x = share(day.toZonedDateTime(zone).toInstant(), period);
    const anchor = x > 88 ? "end" : x < 6 ? "start" : "middle";
    return html`<line x1="${x}%" x2="${x}%" y1="${AXIS - 8}" y2="${height}"/><text x="${x}%" y="12" text-anchor="${anchor}">${showMoment(day, zone, messages)}</text>`;
  })}</g>`;
}

function ticksOf(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  for (const step of STEPS) {
    const start =
      step.years !== undefined
        ? first.with({ month: 1, day: 1 })
        : step.months !== undefined
          ? first.with({ day: 1 })
          : first;
    const days: Temporal.PlainDate[] = [];
    for (let day = start; Temporal.PlainDate.compare(day, last) <= 0 && days.length <= TICKS + 1; day = day.add(step))
      if (Temporal.PlainDate.compare(first, day) <= 0) days.push(day);
    if (days.length <= TICKS) return days;
  }
  return [first];
}
