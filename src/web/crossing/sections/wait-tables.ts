import type { DayOfWaits, WaitWeek } from "../../../domain/feed/wait-week.ts";
import type { Messages } from "../../../locales/messages.ts";
import { type Html, html } from "../../html.ts";
import { table } from "../../table.ts";

/** Formats the start of an hour of the day: `06:00`. */
export const showHour = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

/** Renders the waits of one day by hour, with the number of samples. */
export function hourTable({ hours }: DayOfWaits, caption: string, { pages }: Messages): Html {
  const rows = hours.map(({ hour, median, p90, samples }) => [
    showHour(hour),
    pages.minutes(median),
    pages.minutes(p90),
    samples,
  ]);
  return table([pages.hour, pages.median, pages.p90, pages.samples], rows, caption);
}

/** Renders the medians of all days of the week, a row for each hour and a column for each day. */
export function weekTable({ week }: WaitWeek, name: string, { pages, crossing: words, hoursWords }: Messages): Html {
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    week.some((day) => day.hours.some((each) => each.hour === hour)),
  );
  const cell = (day: DayOfWaits, hour: number) => day.hours.find((each) => each.hour === hour)?.median ?? "–";
  return html`<section class="wide" tabindex="0" aria-label="${words.weekOf(name)}"><table class="grid"><caption>${words.weekOf(name)}</caption><thead><tr><th scope="col">${pages.hour}</th>${week.map(({ weekday }) => html`<th scope="col">${weekday !== null && (hoursWords[weekday] ?? weekday)}</th>`)}</tr></thead>
<tbody>${hours.map((hour) => html`<tr><th scope="row">${showHour(hour)}</th>${week.map((day) => html`<td>${cell(day, hour)}</td>`)}</tr>`)}</tbody></table></section>`;
}
