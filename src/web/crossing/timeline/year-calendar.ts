import { DAY_KINDS, type DayKind, type DayStatus } from "../../../domain/availability/day-status.ts";
import { uncapitalize } from "../../../domain/capitalize.ts";
import { localDay } from "../../../domain/time/local-day.ts";
import { formatMoment } from "../../../domain/time/moment.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import type { Messages } from "../../../locales/messages.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html, joinHtml } from "../../html.ts";
import type { CrossingRecord, CrossingSection, CrossingView, CrossingYear } from "../section.ts";

/** Section with the calendar of a year, shown if the record can be reached. */
export const calendarSection: CrossingSection<{ record: CrossingRecord | undefined; days: CrossingYear | undefined }> =
  {
    place: "history",
    load: async (data) => ({ record: await data.record(), days: await data.year() }),
    render: (frame, view, { record, days }) => record && days && calendar(frame, view, record, days),
  };

/** Renders the status on each day of a year as a table with a row for each month, and as a list of periods. */
function calendar(frame: Frame, view: CrossingView, record: CrossingRecord, year: CrossingYear): Html {
  const { messages } = frame;
  const { crossing: words, pages } = messages;
  const { service, days } = year;
  const name = `${pages.modes[service.mode]}, ${uncapitalize(pages.directions[service.direction])}`;
  const title = words.calendarOf(year.year, name);
  const counts = DAY_KINDS.map((kind) => ({ kind, count: days.filter((day) => day.kind === kind).length }));
  const shown = counts.filter(({ count }) => count > 0);
  const periods = periodsOf(days);
  const today = localDay(view.at, view.crossing.timeZone);
  return html`<section class="calendar" aria-labelledby="calendar"><h3 id="calendar">${title}</h3>
${choices(frame, view, record, year)}
<table class="year"><caption class="unseen">${title}</caption><thead><tr><th scope="col"><span class="unseen">${words.month}</span></th>${Array.from({ length: MOST_DAYS }, (_, i) => html`<th scope="col">${(i + 1) % 5 === 0 || i === 0 ? i + 1 : html`<i>${i + 1}</i>`}</th>`)}</tr></thead>
<tbody>${messages.months.map((month, i) => monthRow(month, i + 1, days, today, messages))}</tbody></table>
<p class="key">${shown.map(({ kind, count }) => html`<span><b class="day ${kind}"></b> ${words.dayCount(words.days[kind], count)}</span> `)}</p>
<details id="calendar-text"><summary>${words.calendarText}</summary><ul>${periods.map((period) => html`<li>${periodText(period, messages)}</li>`)}</ul></details></section>`;
}

/** Number of columns: days of the longest months. */
const MOST_DAYS = 31;

/** Renders links to the years before and after, and to the calendars of the other modes. */
function choices(
  frame: Frame,
  view: CrossingView,
  { history }: CrossingRecord,
  { year, service, lastYear }: CrossingYear,
): Html {
  const { crossing: words, pages } = frame.messages;
  const { crossing, span } = view;
  const first = history.at(-1);
  const firstYear = first === undefined ? year : localDay(first.startsAt, crossing.timeZone).year;
  const to = (name: string, number: number, mode: string, isOn = false) =>
    html`<a href="${link(frame, `/${crossing.slug}`, { ...view.view.params, span, year: String(number), calendar: mode })}#calendar"${isOn && html` aria-current="true"`}>${name}</a>`;
  const years = [
    year > firstYear && to(words.yearBefore(year - 1), year - 1, service.mode),
    year < lastYear && to(words.yearAfter(year + 1), year + 1, service.mode),
  ].filter((each) => each !== false);
  const modes = [...new Set(crossing.services.map(({ mode }) => mode))];
  const modeLinks = modes.map((mode) => to(pages.modes[mode], year, mode, mode === service.mode));
  const links = [...years, ...(modes.length > 1 ? modeLinks : [])];
  return html`${links.length > 0 && html`<p class="spans">${joinHtml(links, " · ")}</p>`}`;
}

/** Renders a month. Days that do not exist, and days for which no data can exist yet, are left blank. */
function monthRow(
  name: string,
  month: number,
  days: readonly DayStatus[],
  today: DayStatus["day"],
  messages: Messages,
): Html {
  const mine = days.filter(({ day }) => day.month === month);
  const left = MOST_DAYS - mine.length;
  return html`<tr><th scope="row">${name}</th>${mine.map(
    ({ day, kind }) =>
      html`<td class="${kind}${day.equals(today) && " at"}"><i>${messages.crossing.days[kind]}</i></td>`,
  )}${left > 0 && html`<td colspan="${left}" class="none"></td>`}</tr>
`;
}

/** Consecutive days of the same kind, both ends included. */
interface DayPeriod {
  kind: DayKind;
  first: DayStatus["day"];
  last: DayStatus["day"];
  count: number;
}

function periodsOf(days: readonly DayStatus[]): DayPeriod[] {
  const periods: DayPeriod[] = [];
  for (const { day, kind } of days) {
    const last = periods.at(-1);
    if (last?.kind === kind) {
      last.last = day;
      last.count++;
    } else periods.push({ kind, first: day, last: day, count: 1 });
  }
  return periods;
}

function periodText({ kind, first, last, count }: DayPeriod, messages: Messages): Html {
  const tag = (day: DayStatus["day"]) =>
    html`<time datetime="${formatMoment(day)}">${showMoment(day, "UTC", messages)}</time>`;
  return html`${tag(first)}${count > 1 && html` – ${tag(last)}`}: ${messages.crossing.dayCount(messages.crossing.days[kind], count)}`;
}
