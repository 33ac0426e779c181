import { serviceKey } from "../../../domain/places/crossing.ts";
import type { MonthCount, MonthRange } from "../../../domain/record/month-counts.ts";
import { compareInstants, endOf, startOf } from "../../../domain/time/moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import { type Html, html } from "../../html.ts";
import type { RecordedView } from "../section.ts";
import { share } from "./scale.ts";

/** Height of the chart, in units of the drawing. The drawing is stretched to the size of the page. */
const HEIGHT = 100;

/**
 * Renders a bar for each month, as high as its count. The closings of the service are drawn over the bars, and named
 * below.
 */
export function monthChart(
  { spans, crossing }: Pick<RecordedView, "spans" | "crossing">,
  { from, to }: MonthRange,
  counts: readonly MonthCount[],
  label: string,
  messages: Messages,
): Html {
  const zone = crossing.timeZone;
  const period = { from: startOf(from, zone), to: endOf(to, zone) };
  const most = Math.max(1, ...counts.map(({ number }) => number));
  const bars = counts.map(({ month, number }) => {
    const [left, right] = [startOf(month, zone), endOf(month, zone)].map((instant) => 10 * share(instant, period));
    const top = HEIGHT - Math.round((number / most) * HEIGHT);
    return number === 0 ? "" : `M${left?.toFixed(0)} ${HEIGHT}V${top}H${right?.toFixed(0)}V${HEIGHT}z`;
  });
  const drawn = counts[0] === undefined ? "" : serviceKey(counts[0].service);
  const closings = spans.filter(
    (span) =>
      serviceKey(span.service) === drawn &&
      (span.status === "suspended" || span.status === "closed") &&
      compareInstants(span.startsAt, period.to) < 0 &&
      compareInstants(period.from, span.endsAt ?? period.to) < 0,
  );
  const rects = closings.map(({ status, startsAt, endsAt }) => {
    const x = 10 * share(startsAt, period);
    // The width is at least 3, because a closing of one day would be narrower than a pixel.
    const width = Math.max(3, 10 * share(endsAt ?? period.to, period) - x);
    return html`<rect class="over ${status}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="${HEIGHT}"><title>${messages.pages.statuses[status]}</title></rect>`;
  });
  const kinds = [...new Set(closings.map(({ status }) => status))].sort();
  const key = kinds.map(
    (status) =>
      html`<span><svg width="22" height="12" aria-hidden="true"><rect class="over ${status}" width="22" height="12"/></svg> ${messages.pages.statuses[status]}</span> `,
  );
  return html`<svg class="months" viewBox="0 0 1000 ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}"><path d="${bars.join("")}"/>${rects}</svg>${kinds.length > 0 && html`<p class="key">${key}</p>`}`;
}
