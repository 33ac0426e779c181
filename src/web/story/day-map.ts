import { Temporal } from "temporal-polyfill";
import { daysOfAll } from "../../domain/availability/restricted-days.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html, joinHtml } from "../html.ts";
import { type BoardCrossing, boardMap } from "../map/map.ts";
import { showDay } from "../standing-text.ts";
import { addressOfSpan, daysOfSpan, type StorySpan } from "./span.ts";
import type { StoryCrossing } from "./story-facts.ts";

/**
 * Maximum number of days on the slider. For a longer period, the slider has one day for each week, or for every few
 * weeks.
 */
const MOST_DAYS = 62;

/** Contents of the map that shows one day of the period. */
export interface DayMapView {
  span: StorySpan;
  days: readonly Temporal.PlainDate[];
  day: Temporal.PlainDate;
  crossings: readonly BoardCrossing[];
  places: readonly Crossing[];
  known: Record<string, string | undefined>;
}

/** Returns the days of the slider: all days up to `last` or, for a long period, one of every few days. */
export function sliderDays(span: StorySpan, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const { from, to } = daysOfSpan(span);
  const end = Temporal.PlainDate.compare(last, to) < 0 ? last : to;
  const count = from.until(end).days + 1;
  const step = count <= MOST_DAYS ? 1 : 7 * Math.ceil(count / 7 / MOST_DAYS);
  const days: Temporal.PlainDate[] = [];
  for (let day = from; Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: step })) days.push(day);
  return days;
}

/** Returns the first of the days on which the most crossings were shut. */
export function busiestDay(
  days: readonly Temporal.PlainDate[],
  crossings: readonly StoryCrossing[],
): Temporal.PlainDate | undefined {
  const shutOn = crossings.map(({ times }) => new Set(daysOfAll(times, ["suspended", "closed"]).map(String)));
  const counts = days.map(String).map((day) => shutOn.filter((each) => each.has(day)).length);
  return days[counts.indexOf(Math.max(...counts))];
}

/**
 * Renders the map of one day, with links to the other days. The script replaces the links with a slider that changes
 * the map without loading another page.
 */
export function dayMap(frame: Frame, view: DayMapView): Html {
  const { messages } = frame;
  const { story, marks } = { story: messages.story, marks: messages.pages.marks };
  const { span, days, day, known } = view;
  const { path, query } = addressOfSpan(span, messages);
  const base = `${path}/days.json`;
  const text = showDay(day, messages);
  const isPast = view.crossings.every(({ at }) => compareInstants(at, frame.now) < 0);
  const item = (each: Temporal.PlainDate) =>
    html`<a href="${link(frame, path, { ...query, ...known, day: String(each) })}#map"${each.equals(day) && html` aria-current="date"`}>${showDay(each, messages)}</a>`;
  const onDay = { ...known, on: String(day) };
  const words = {
    marks,
    play: story.play,
    pause: story.pause,
    hint: story.mapHint("{day}"),
    board: story.boardOf("{day}"),
  };
  return html`<section class="days" aria-labelledby="map" data-days="${link(frame, base, { ...query, ...known })}" data-day="${String(day)}" data-words="${JSON.stringify(words)}"><h2 id="map" tabindex="-1">${story.map}</h2>
<p class="hint" id="day-hint">${story.mapHint(text)}</p>
<div class="player" role="group" aria-labelledby="map" hidden><button type="button" class="play">${story.play}</button><button type="button" class="earlier" aria-label="${story.earlier}">←</button><label><span class="unseen">${story.day}</span><input type="range" min="0" max="${days.length - 1}" value="${days.findIndex((each) => each.equals(day))}" aria-describedby="day-hint"></label><button type="button" class="later" aria-label="${story.later}">→</button><b class="shown-day">${text}</b></div>
<details class="day-links"><summary>${story.day}: ${text}</summary><p>${joinHtml(days.map(item), " · ")}</p></details>
${boardMap(frame, { listed: view.crossings, places: view.places, query: onDay, isPast })}
<p><a class="board-of" href="${link(frame, "/", onDay)}">${story.boardOf(text)}</a></p></section>
`;
}
