import { z } from "zod";
import { listCalendarEvents } from "../../../actions/record/list-calendar-events.ts";
import type { NewsFilter } from "../../../actions/record/list-news.ts";
import type { Context } from "../../../context.ts";
import { messagesIn } from "../../../locales/index.ts";
import type { Messages } from "../../../locales/messages.ts";
import { icsDocument, icsEntry } from "../../formats/ics.ts";
import { cacheUntilChange, route } from "../../route.ts";
import type { CountyWord } from "../../wire/county-code.ts";
import type { StateWord } from "../../wire/state-code.ts";
import { count, Slug } from "../../wire/wire.ts";
import { NewsQuery, newsName } from "../record/atom.ts";

/** Maximum time between an alarm and its event, in minutes: a week. */
const MOST_ALARM = 7 * 24 * 60;

/** Parameters of calendars besides `state` and `county`. */
const CalendarQuery = {
  ...NewsQuery,
  alarm: count(0, MOST_ALARM)
    .optional()
    .meta({ description: "Adds an alarm to each event that has not begun, this many minutes before its start" }),
};

const type = "text/calendar";
const reply = z.string();

export const calendarRoute = (stateWord: StateWord, countyWord: CountyWord) =>
  route({
    method: "get",
    path: "/v1/calendar.ics",
    summary:
      "Closures, openings, changes of hours and overdue ends as iCalendar: for all crossings, or for those of a state or county",
    query: z.strictObject({ state: stateWord.optional(), county: countyWord.optional(), ...CalendarQuery }),
    type,
    reply,
    isLong: true,
    async handle(ctx, { query: { lang, alarm, ...filter }, messages }) {
      return answer(ctx, filter, messagesIn(lang) ?? messages, alarm);
    },
  });

export const getCrossingCalendar = route({
  method: "get",
  path: "/v1/crossings/:slug/calendar.ics",
  summary: "Closures, openings, changes of hours and overdue ends of one crossing as iCalendar",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject(CalendarQuery),
  type,
  reply,
  async handle(ctx, { params: { slug }, query: { lang, alarm, ...services }, messages }) {
    return answer(ctx, { crossing: slug, ...services }, messagesIn(lang) ?? messages, alarm);
  },
});

async function answer(ctx: Context, filter: NewsFilter, messages: Messages, minutes: number | undefined) {
  const alarm = minutes === undefined ? null : { minutes, at: ctx.now };
  const { at, crossings, entries, expiresAt } = await listCalendarEvents(ctx, filter, {
    name: `${messages.language}/${minutes ?? ""}`,
    hasAlarms: alarm !== null,
    write: (crossing, events) => icsEntry(crossing, events, messages, alarm),
  });
  const name = newsName(filter, filter.crossing === undefined ? undefined : crossings[0], crossings, messages);
  const of = crossings.map(({ slug }) => slug);
  const keep = cacheUntilChange({ at, expiresAt, of });
  const texts = icsDocument(messages.reports.feed.calendar(name), entries);
  return { value: texts.join(""), headers: { "Content-Language": messages.language }, keep };
}
