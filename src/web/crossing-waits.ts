import { showMoment } from "../domain/calendar.ts";
import { type TypicalWait, WEEKDAYS } from "../domain/waits.ts";
import type { CrossingView } from "./crossing-page.ts";
import type { Frame } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { WORDS } from "./words.ts";

/** The wait now, and what is typical of this hour of the week and the next ones, on the crossing's own clock. */
export function waitsSection(
  { language }: Frame,
  { crossing, standings, at, typical, view }: CrossingView,
): Html | null {
  const words = WORDS[language];
  const zone = crossing.timeZone;
  const now = standings.flatMap(({ service, wait }) => (wait ?? []).map((lane) => ({ mode: service.mode, lane })));
  if (view.isDated && typical.length === 0) return null;
  const local = at.toZonedDateTimeISO(zone);
  const weekday = WEEKDAYS[local.dayOfWeek - 1];
  const today = typical.filter(
    (each) => each.weekday === weekday && each.hour >= local.hour && each.hour < local.hour + 4,
  );
  const typicalRow = ({ mode, lane, hour, median, p90, samples }: TypicalWait) =>
    html`<tr><th scope="row">${words.modes[mode]}, ${words.lanes[lane]}</th><td>${String(hour).padStart(2, "0")}:00</td><td>${words.minutes(median)}</td><td>${words.minutes(p90)}</td><td>${samples}</td></tr>`;
  return html`<section class="waits" aria-labelledby="waits"><h2 id="waits">${words.waits}</h2>
${!view.isDated && (now.length === 0 ? html`<p>${words.noWait}</p>` : html`<ul class="lanes">${now.map(({ mode, lane }) => html`<li><b>${words.minutes(lane.minutes ?? 0)}</b> ${words.modes[mode]}, ${words.lanes[lane.kind]}${lane.lanesOpen !== null && html` · ${words.lanesOpen(lane.lanesOpen)}`}${lane.at !== null && html` <small>${words.filed} ${showMoment(lane.at, zone, language)}</small>`}</li>`)}</ul>`)}
${today.length === 0 ? html`<p>${words.noTypical}</p>` : html`<div class="scroll" role="region" aria-labelledby="waits" tabindex="0"><table><caption>${words.typicalOf(words.weekdays[local.dayOfWeek - 1] ?? "")}</caption><thead><tr><th scope="col">${words.lane}</th><th scope="col">${words.hour}</th><th scope="col">${words.median}</th><th scope="col">${words.p90}</th><th scope="col">${words.samples}</th></tr></thead><tbody>${today.map(typicalRow)}</tbody></table></div>`}
</section>`;
}
