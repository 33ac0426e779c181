import { type DayOfWaits, dayOrAll, type WaitWeek } from "../../../domain/feed/wait-week.ts";
import { WEEKDAYS } from "../../../domain/feed/waits.ts";
import { placeName, stateOf } from "../../../domain/places/region.ts";
import { leadingStanding } from "../../../domain/status/crossing-status.ts";
import { localDay } from "../../../domain/time/local-day.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { timeTag } from "../../standing-text.ts";
import type { CrossingSection, CrossingView, CrossingWaitWeeks } from "../section.ts";
import { hourChart, longestWait } from "../timeline/hour-chart.ts";
import { hourTable, showHour, weekTable } from "./wait-tables.ts";

/** Section with the current and the typical waits, shown on pages about the present if the database can be reached. */
export const waitsSection: CrossingSection<CrossingWaitWeeks | undefined> = {
  place: "today",
  load: (data) => data.waits(),
  render: (frame, view, waits) => waits && waitsNow(frame, view, waits),
};

/** Renders the current waits, and the typical waits of the local day by hour. */
function waitsNow({ messages }: Frame, view: CrossingView, { lanes, from }: CrossingWaitWeeks): Html | null {
  const { crossing, standings } = view;
  if (view.view.isDated) return null;
  const { pages, crossing: words } = messages;
  const zone = crossing.timeZone;
  // The last wait of a service that has closed since then is no longer current.
  const now = standings.flatMap(({ because, service, wait }) =>
    because === "in_service" ? (wait ?? []).map((lane) => ({ mode: service.mode, lane })) : [],
  );
  // Lanes for cars come first, because most travellers go by car. If the page is limited to another mode, only that
  // mode is drawn.
  const [first, ...others] = lanes
    .filter(({ mode, allDays }) => allDays.hours.length > 0 && standings.some(({ service }) => service.mode === mode))
    .toSorted((a, b) => Number(b.mode === "passenger") - Number(a.mode === "passenger"));
  const since = showMoment(localDay(from, zone), zone, messages);
  return html`<section class="waits" aria-labelledby="waits"><h3 id="waits">${pages.waits}</h3>
${
  now.length === 0
    ? html`<p>${pages.noWait}</p>`
    : html`<ul class="lanes">${now.map(
        ({ mode, lane }) =>
          html`<li><b>${pages.minutes(lane.minutes ?? 0)}</b> ${pages.modes[mode]}, ${pages.lanes[lane.kind]}${lane.lanesOpen !== null && ` · ${pages.lanesOpen(lane.lanesOpen)}`}${lane.at !== null && html` <small>${pages.filed} ${timeTag(lane.at, zone, messages)}</small>`}</li>`,
      )}</ul>`
}
${first === undefined ? html`<p>${words.tooFewWaits}</p>` : laneOf(first, view, since, messages)}${others.length > 0 && html`<details id="more-waits"><summary>${words.moreLanes}</summary>${others.map((lane) => laneOf(lane, view, since, messages))}</details>`}
</section>`;
}

/**
 * Renders the waits of one kind of lane on the local day by hour, followed by the numbers and the other days, both
 * folded. The usual wait of the current hour is stated only while the service is open.
 */
function laneOf(lane: WaitWeek, { crossing, standings, at }: CrossingView, since: string, messages: Messages): Html {
  const { pages, crossing: words } = messages;
  const local = at.toZonedDateTimeISO(crossing.timeZone);
  const today = dayOrAll(lane, WEEKDAYS[local.dayOfWeek - 1] ?? "Mo");
  const country = placeName(stateOf(crossing).country.inText, messages);
  const name = `${pages.modes[lane.mode]}, ${pages.lanes[lane.lane]}`;
  const most = longestWait([...lane.week, lane.allDays]);
  const daysOf = (day: DayOfWaits) => words.onDays(day.weekday === null ? null : WEEKDAYS.indexOf(day.weekday));
  const leading = leadingStanding(standings.filter(({ service }) => service.mode === lane.mode));
  const isOpen = leading?.because === "in_service";
  const chart = (day: DayOfWaits, hour: number | null) => {
    const title = words.typicalWaits(`${name}, ${daysOf(day)}`, country);
    return html`<figure><figcaption>${title}</figcaption>${hourChart(day, title, most, hour)}
<p>${[...saidOf(day, isOpen ? hour : null, messages), words.fromDays(day.days, since)].join(" ")}</p></figure>`;
  };
  const others = lane.week.filter((day) => day !== today && day.hours.length > 0);
  return html`${chart(today, local.hour)}<details id="waits-${lane.mode}-${lane.lane}"><summary>${words.moreDays(name)}</summary>
${hourTable(today, `${name}, ${daysOf(today)}`, messages)}
${others.map((day) => chart(day, null))}${others.length > 0 && weekTable(lane, name, messages)}</details>`;
}

/** Describes the waits of a day in sentences: those of the hour `now`, and the longest. */
function saidOf({ hours }: DayOfWaits, now: number | null, messages: Messages): string[] {
  const { pages, crossing: words } = messages;
  const current = hours.find(({ hour }) => hour === now);
  const longest = hours.toSorted((a, b) => b.median - a.median || a.hour - b.hour)[0];
  return [
    ...(current === undefined ? [] : [words.usualNow(pages.minutes(current.median), pages.minutes(current.p90))]),
    ...(longest === undefined || longest.median === 0
      ? []
      : [words.longestAt(showHour(longest.hour), pages.minutes(longest.median))]),
  ];
}
