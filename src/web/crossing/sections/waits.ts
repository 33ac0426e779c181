import { type TypicalWait, WEEKDAYS } from "../../../domain/feed/waits.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { timeTag } from "../../standing-text.ts";
import { table } from "../../table.ts";
import { WORDS } from "../../words/index.ts";
import type { CrossingView } from "../page.ts";

/** Current waits, and the typical waits for this hour of the week and the next ones, in the crossing's own zone. */
export function waitsSection(
  { language }: Frame,
  { crossing, standings, at, typical, view }: CrossingView,
): Html | null {
  if (view.isDated) return null;
  const words = WORDS[language];
  const zone = crossing.timeZone;
  const now = standings.flatMap(({ service, wait }) => (wait ?? []).map((lane) => ({ mode: service.mode, lane })));
  const local = at.toZonedDateTimeISO(zone);
  const weekday = WEEKDAYS[local.dayOfWeek - 1];
  const today = typical.filter(
    (each) => each.weekday === weekday && each.hour >= local.hour && each.hour < local.hour + 4,
  );
  const rows = today.map(({ mode, lane, hour, median, p90, samples }: TypicalWait) => [
    `${words.modes[mode]}, ${words.lanes[lane]}`,
    `${String(hour).padStart(2, "0")}:00`,
    words.minutes(median),
    words.minutes(p90),
    samples,
  ]);
  const columns = [words.lane, words.hour, words.median, words.p90, words.samples];
  return html`<section class="waits" aria-labelledby="waits"><h2 id="waits">${words.waits}</h2>
${
  now.length === 0
    ? html`<p>${words.noWait}</p>`
    : html`<ul class="lanes">${now.map(
        ({ mode, lane }) =>
          html`<li><b>${words.minutes(lane.minutes ?? 0)}</b> ${words.modes[mode]}, ${words.lanes[lane.kind]}${lane.lanesOpen !== null && ` · ${words.lanesOpen(lane.lanesOpen)}`}${lane.at !== null && html` <small>${words.filed} ${timeTag(lane.at, zone, language)}</small>`}</li>`,
      )}</ul>`
}
${today.length === 0 ? html`<p>${words.noTypical}</p>` : table(columns, rows, words.typicalOf(words.weekdays[local.dayOfWeek - 1] ?? ""))}
</section>`;
}
