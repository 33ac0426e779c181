import { type DayOfWaits, dayOrAll, type WaitWeek } from "../../../domain/feed/wait-week.ts";
import { WEEKDAYS } from "../../../domain/feed/waits.ts";
import { placeName, stateOf } from "../../../domain/places/region.ts";
import { localDay } from "../../../domain/time/moment.ts";
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
  const words = messages.pages;
  const zone = crossing.timeZone;
  const now = standings.flatMap(({ service, wait }) => (wait ?? []).map((lane) => ({ mode: service.mode, lane })));
  // Most travellers go by car. If the page is limited to another mode, only that mode is drawn.
  const drawn = lanes
    .filter(({ mode, allDays }) => allDays.hours.length > 0 && standings.some(({ service }) => service.mode === mode))
    .toSorted((a, b) => Number(b.mode === "passenger") - Number(a.mode === "passenger"));
  const since = showMoment(localDay(from, zone), zone, messages);
  const country = placeName(stateOf(crossing).country.inText, messages);
  return html`<section class="waits" aria-labelledby="waits"><h3 id="waits">${words.waits}</h3>
${
  now.length === 0
    ? html`<p>${words.noWait}</p>`
    : html`<ul class="lanes">${now.map(
        ({ mode, lane }) =>
          html`<li><b>${words.minutes(lane.minutes ?? 0)}</b> ${words.modes[mode]}, ${words.lanes[lane.kind]}${lane.lanesOpen !== null && ` · ${words.lanesOpen(lane.lanesOpen)}`}${lane.at !== null && html` <small>${words.filed} ${timeTag(lane.at, zone, messages)}</small>`}</li>`,
      )}</ul>`
}
${drawn.length === 0 ? html`<p>${messages.crossing.tooFewWaits}</p>` : html`<h4>${messages.crossing.typicalWaits(country)}</h4>${drawn.map((lane, i) => laneOf(lane, view, since, messages, i === 0))}`}
</section>`;
}

/**
 * Renders the waits of one kind of lane on the local day by hour, followed by the numbers and, folded, the other days.
 * Without `isShown`, everything is folded.
 */
function laneOf(
  lane: WaitWeek,
  { crossing, at }: CrossingView,
  since: string,
  messages: Messages,
  isShown: boolean,
): Html {
  const { pages, crossing: words } = messages;
  const local = at.toZonedDateTimeISO(crossing.timeZone);
  const today = dayOrAll(lane, WEEKDAYS[local.dayOfWeek - 1] ?? "Mo");
  const name = `${pages.modes[lane.mode]}, ${pages.lanes[lane.lane]}`;
  const most = longestWait([...lane.week, lane.allDays]);
  const daysOf = (day: DayOfWaits) => words.onDays(day.weekday === null ? null : WEEKDAYS.indexOf(day.weekday));
  const chart = (day: DayOfWaits, hour: number | null) => {
    const title = `${name}, ${daysOf(day)}`;
    return html`<figure><figcaption>${title}</figcaption>${hourChart(day, title, most, hour)}
<p>${[...saidOf(day, hour, messages), words.fromDays(day.days, since)].join(" ")}</p></figure>`;
  };
  const others = lane.week.filter((day) => day !== today && day.hours.length > 0);
  const id = `waits-${lane.mode}-${lane.lane}`;
  const shown = chart(today, local.hour);
  return html`${isShown && shown}<details id="${id}"><summary>${isShown ? words.moreDays(name) : name}</summary>
${!isShown && shown}${hourTable(today, `${name}, ${daysOf(today)}`, messages)}
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
