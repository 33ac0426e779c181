import { Temporal } from "temporal-polyfill";
import { showMoment } from "../domain/calendar.ts";
import { type Service, serviceKey } from "../domain/crossing.ts";
import type { HistoryItem } from "../domain/history.ts";
import { spansOf } from "../domain/hours.ts";
import { compareInstants, type Period } from "../domain/moment.ts";
import { entriesOf, entryText } from "./crossing-history.ts";
import type { CrossingView } from "./crossing-page.ts";
import { type Frame, link } from "./frame.ts";
import { type Html, html, joined } from "./html.ts";
import { SPAN_DAYS, TIMELINE_SPANS } from "./timeline-span.ts";
import { WORDS } from "./words.ts";

/** Heights in pixels: of the axis, of a service's name, and of its band. Widths are shares of the page's. */
const AXIS = 26;
const LABEL = 22;
const BAND = 18;
const GAP = 10;
const ROW = LABEL + BAND + GAP;

/** The last share of the time shown lies after the instant answered for: what is announced has a place there. */
const AHEAD = 0.12;

/** How a crossing stood over time, a band for each service; what was said are points to reach and read. */
export function timelineSection(frame: Frame, view: CrossingView): Html {
  const { language } = frame;
  const words = WORDS[language];
  const { crossing, span } = view;
  const period = shownPeriod(view);
  const services = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
  const height = AXIS + services.length * ROW;
  const choices = TIMELINE_SPANS.map(
    (each) =>
      html`<a href="${link(frame, `/${crossing.slug}`, { ...view.view.params, span: each })}#timeline"${each === span && html` aria-current="true"`}>${words.spans[each]}</a>`,
  );
  return html`<section class="timeline" aria-labelledby="timeline"><h2 id="timeline">${words.timeline}</h2>
<p class="spans">${joined(choices, " · ")}</p>
<svg width="100%" height="${height}" role="group" aria-label="${words.timelineOf(showMoment(dayOf(period.from, crossing.timeZone), crossing.timeZone, language), showMoment(dayOf(period.to, crossing.timeZone), crossing.timeZone, language))}">
${axis(view, period, height, language)}${services.map((service, i) => html`<g>${row(view, service, period, AXIS + i * ROW, language)}</g>`)}${points(view, services, period, language)}${nowLine(view, period, height)}
</svg>
<p class="key">${(["open", "limited", "suspended", "closed", "unknown"] as const).map((status) => html`<span><svg width="22" height="12" aria-hidden="true"><rect class="band ${status}" width="22" height="12"/></svg> ${status === "limited" ? words.withLimits : words.statuses[status]}</span> `)}${isShaded(view) && html`<span><svg width="22" height="12" aria-hidden="true"><rect class="band open" width="22" height="12"/><rect class="off" width="22" height="12"/></svg> ${words.marks.outside_hours}</span>`}</p></section>`;
}

const dayOf = (instant: Temporal.Instant, zone: string): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(zone).toPlainDate();

/** The time shown: the chosen days, and a little of what comes after the instant answered for. */
export function shownPeriod({ at, span, history }: CrossingView): Period {
  const first = history.at(-1)?.startsAt;
  const hours = SPAN_DAYS[span];
  const before =
    hours === null ? Math.max(24 * 31, first === undefined ? 0 : 1.03 * first.until(at).total("hours")) : 24 * hours;
  return {
    from: at.subtract({ minutes: Math.round(before * 60) }),
    to: at.add({ minutes: Math.round(before * 60 * (AHEAD / (1 - AHEAD))) }),
  };
}

/** Where an instant stands, in hundredths of the width; those beyond the time shown stand at its edge. */
function share(instant: Temporal.Instant, { from, to }: Period): number {
  const part = (instant.epochMilliseconds - from.epochMilliseconds) / (to.epochMilliseconds - from.epochMilliseconds);
  return Math.round(Math.max(0, Math.min(1, part)) * 10_000) / 100;
}

function bar(
  kind: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  period: Period,
  y: number,
  title = "",
): Html | null {
  const [x, end] = [share(from, period), share(to, period)];
  if (end <= x) return null;
  return html`<rect class="${kind}" x="${x}%" y="${y}" width="${Math.round((end - x) * 100) / 100}%" height="${BAND}">${title !== "" && html`<title>${title}</title>`}</rect>`;
}

function row(view: CrossingView, service: Service, period: Period, top: number, language: Frame["language"]): Html {
  const words = WORDS[language];
  const zone = view.crossing.timeZone;
  const y = top + LABEL;
  const spans = view.spans.filter((span) => serviceKey(span.service) === serviceKey(service));
  return html`<text class="label" x="0" y="${top + LABEL - 6}">${words.modes[service.mode]}, ${words.directions[service.direction]}</text>${bar("band unknown", period.from, period.to, period, y)}${spans.map(
    (span) => {
      const kind = span.limited && span.status === "open" ? "limited" : span.status;
      const name = kind === "limited" ? words.withLimits : words.statuses[span.status];
      const since = span.from === null ? "" : ` ${words.from} ${showMoment(span.from, zone, language)}`;
      return bar(`band ${kind}`, span.startsAt, span.endsAt ?? period.to, period, y, `${name}${since}`);
    },
  )}${isShaded(view) && shades(view, service, period, y)}`;
}

/** Hours are shaded where days can be told apart. */
const isShaded = ({ span, history }: CrossingView): boolean =>
  (span === "week" || span === "month") && history.some(({ kind }) => kind === "hours");

/** The time outside the hours that held at each time, over what was open. */
function shades({ history, crossing, spans }: CrossingView, service: Service, period: Period, y: number): Html {
  const zone = crossing.timeZone;
  const mine = (each: { service: Service }) => serviceKey(each.service) === serviceKey(service);
  const changes = history
    .filter((item) => item.kind === "hours" && mine(item) && item.report.retractedAt === null)
    .toReversed();
  const off: (Html | null)[] = [];
  changes.forEach((change, i) => {
    const [from, to] = [later(change.startsAt, period.from), earlier(changes[i + 1]?.startsAt ?? period.to, period.to)];
    if (change.hours === null || compareInstants(from, to) >= 0) return;
    const within = spansOf(change.hours, zone, dayOf(from, zone), dayOf(to, zone));
    let end = from;
    for (const span of [...within, { from: to, to }]) {
      const start = earlier(span.from, to);
      for (const open of spans.filter((each) => mine(each) && each.status === "open"))
        off.push(bar("off", later(end, open.startsAt), earlier(start, open.endsAt ?? to), period, y));
      end = later(end, span.to);
    }
  });
  return html`${off}`;
}

const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (compareInstants(a, b) < 0 ? b : a);
const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (compareInstants(a, b) < 0 ? a : b);

/** What was said, at the time from which it holds: one link for what one report says, at the first of its services. */
function points(view: CrossingView, services: readonly Service[], period: Period, language: Frame["language"]): Html {
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
      const name = `${showMoment(item.effectiveAt, zone, language)}: ${entryText(entry, view, language)} (${item.report.source.publisher})`;
      const kind = item.report.retractedAt !== null ? "retracted" : item.kind;
      return html`<a href="#${entry.id}" aria-label="${name}"><title>${name}</title>${places.map((i) => html`<circle class="point ${kind}" cx="${share(item.startsAt, period)}%" cy="${AXIS + i * ROW + LABEL + BAND / 2}" r="5"/>`)}</a>`;
    })}`;
}

/** A line at the instant answered for: what stands to its right has only been announced. */
function nowLine({ at }: CrossingView, period: Period, height: number): Html {
  const x = share(at, period);
  return html`<line class="now" x1="${x}%" x2="${x}%" y1="${AXIS - 8}" y2="${height - GAP + 4}"/>`;
}

/** At most so many dates stand on the axis: more would touch on a phone. */
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

function axis({ crossing }: CrossingView, period: Period, height: number, language: Frame["language"]): Html {
  const zone = crossing.timeZone;
  const days = ticksOf(dayOf(period.from, zone), dayOf(period.to, zone));
  return html`<g class="axis">${days.map((day) => {
    const x = share(day.toZonedDateTime(zone).toInstant(), period);
    const anchor = x > 88 ? "end" : x < 6 ? "start" : "middle";
    return html`<line x1="${x}%" x2="${x}%" y1="${AXIS - 8}" y2="${height}"/><text x="${x}%" y="12" text-anchor="${anchor}">${showMoment(day, zone, language)}</text>`;
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
