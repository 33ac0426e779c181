import { groupBy } from "../../../domain/group-by.ts";
import { serviceKey } from "../../../domain/places/crossing.ts";
import { foldCounts, type MonthCount } from "../../../domain/record/month-counts.ts";
import { foldedText, showNumber } from "../../../domain/text/count-text.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import { directionLabel } from "../../direction-label.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import type { CrossingRecord, CrossingSection, RecordedView } from "../section.ts";
import { monthChart } from "../timeline/month-chart.ts";

/** Section with the counts of each month, shown if the record can be reached. */
export const countsSection: CrossingSection<CrossingRecord | undefined> = {
  place: "traffic",
  load: (data) => data.record(),
  render: (frame, view, record) => record && countsOf(frame, { ...view, ...record }),
};

/**
 * Renders the traffic counts by month: for each service a chart with the service's closings, and a folded table. The
 * charts after the first are folded.
 */
function countsOf({ messages }: Frame, view: RecordedView): Html | null {
  const { counts, crossing } = view;
  if (counts.length === 0) return null;
  const words = messages.pages;
  const address = `/v1/crossings/${crossing.slug}/counts`;
  // Cars come first, because most travellers go by car.
  const byService = [...groupBy(counts, ({ service }) => serviceKey(service)).values()].toSorted(
    (a, b) => Number(b[0]?.service.mode === "passenger") - Number(a[0]?.service.mode === "passenger"),
  );
  const charts = byService.map((mine) => {
    const [folded] = foldCounts(mine);
    if (folded === undefined) return null;
    const { mode, direction } = folded.service;
    const name = `${words.modes[mode]}, ${directionLabel(direction, [crossing], messages)}`;
    const text = foldedText(folded, messages);
    return html`<figure><figcaption>${name}</figcaption>${monthChart(view, folded, mine, name, messages)}
<p class="ends" aria-hidden="true"><span>${showMoment(folded.from, "UTC", messages)}</span><span>${showMoment(folded.to, "UTC", messages)}</span></p>
<p>${text} (${folded.publishers.join(", ")})</p><details id="numbers-${mode}-${direction}"><summary>${words.countsTable(name)}</summary>${yearTable(mine, name, messages)}<p><a href="${address}?format=csv">CSV</a> · <a href="${address}">JSON</a></p></details></figure>`;
  });
  const [first, ...others] = charts;
  return html`<section class="counts" aria-labelledby="counts"><h3 id="counts">${words.counts}</h3>
${first}${others.length > 0 && html`<details id="more-counts"><summary>${messages.crossing.moreCounts}</summary>${others}</details>`}</section>`;
}

/** Renders the numbers of a service, one row for each year. */
function yearTable(counts: readonly MonthCount[], name: string, messages: Messages): Html {
  const years = groupBy(counts, ({ month }) => String(month.year));
  const cell = (mine: readonly MonthCount[], i: number) => {
    const count = mine.find(({ month }) => month.month === i + 1);
    return count === undefined ? "" : showNumber(count.number, messages);
  };
  return html`<section class="wide" tabindex="0" aria-label="${messages.pages.countsTable(name)}"><table class="grid"><thead><tr><th scope="col">${messages.pages.year}</th>${messages.months.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${[...years].map(([year, mine]) => html`<tr><th scope="row">${year}</th>${messages.months.map((_, i) => html`<td>${cell(mine, i)}</td>`)}</tr>`)}</tbody></table></section>`;
}
