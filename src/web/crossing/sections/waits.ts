import { type TypicalWait, WEEKDAYS } from "../../../domain/feed/waits.ts";
import { placeName, stateOf } from "../../../domain/places/region.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { timeTag } from "../../standing-text.ts";
import { table } from "../../table.ts";
import type { CrossingRecord, CrossingSection, RecordedView } from "../section.ts";

/** Section with the current waits, shown if the record can be reached. */
export const waitsSection: CrossingSection<CrossingRecord | undefined> = {
  place: "today",
  load: (data) => data.record(),
  render: (frame, view, record) => record && waitsNow(frame, { ...view, ...record }),
};

/**
 * Renders the current wait, and the typical waits of this hour of the week and the next hours, in the crossing's local
 * time.
 */
function waitsNow({ messages }: Frame, { crossing, standings, at, typical, view }: RecordedView): Html | null {
  if (view.isDated) return null;
  const words = messages.pages;
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
  return html`<section class="waits" aria-labelledby="waits"><h3 id="waits">${words.waits}</h3>
${
  now.length === 0
    ? html`<p>${words.noWait}</p>`
    : html`<ul class="lanes">${now.map(
        ({ mode, lane }) =>
          html`<li><b>${words.minutes(lane.minutes ?? 0)}</b> ${words.modes[mode]}, ${words.lanes[lane.kind]}${lane.lanesOpen !== null && ` · ${words.lanesOpen(lane.lanesOpen)}`}${lane.at !== null && html` <small>${words.filed} ${timeTag(lane.at, zone, messages)}</small>`}</li>`,
      )}</ul>`
}
${today.length === 0 ? html`<p>${words.noTypical}</p>` : table(columns, rows, words.typicalOf(words.weekdays[local.dayOfWeek - 1] ?? "", placeName(stateOf(crossing).country.inText, messages)))}
</section>`;
}
