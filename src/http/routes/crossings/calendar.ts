import { z } from "zod";
import { type Calendar, listCalendarEvents } from "../../../actions/record/list-calendar-events.ts";
import type { NewsFilter } from "../../../actions/record/list-news.ts";
import { messagesIn } from "../../../locales/index.ts";
import type { Messages } from "../../../locales/messages.ts";
import { icsDocument } from "../../formats/ics.ts";
import { type CachePolicy, route } from "../../route.ts";
import type { CountyWord } from "../../wire/county-code.ts";
import type { StateWord } from "../../wire/state-code.ts";
import { Slug } from "../../wire/wire.ts";
import { NewsQuery, newsName } from "../record/atom.ts";

const type = "text/calendar";
const reply = z.string();

export const calendarRoute = (stateWord: StateWord, countyWord: CountyWord) =>
  route({
    method: "get",
    path: "/v1/calendar.ics",
    summary:
      "Closures, openings, changes of hours and overdue ends as iCalendar: for all crossings, or for those of a state or county",
    query: z.strictObject({ state: stateWord.optional(), county: countyWord.optional(), ...NewsQuery }),
    type,
    reply,
    async handle(ctx, { query: { lang, ...filter }, messages }) {
      return answer(await listCalendarEvents(ctx, filter), filter, messagesIn(lang) ?? messages);
    },
  });

export const getCrossingCalendar = route({
  method: "get",
  path: "/v1/crossings/:slug/calendar.ics",
  summary: "Closures, openings, changes of hours and overdue ends of one crossing as iCalendar",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject(NewsQuery),
  type,
  reply,
  async handle(ctx, { params: { slug }, query: { lang, ...services }, messages }) {
    const filter = { crossing: slug, ...services };
    return answer(await listCalendarEvents(ctx, filter), filter, messagesIn(lang) ?? messages);
  },
});

async function answer({ at, expiresAt, of: slugs, crossings }: Calendar, filter: NewsFilter, messages: Messages) {
  const places = crossings.map(({ crossing }) => crossing);
  const name = newsName(filter, filter.crossing === undefined ? undefined : places[0], places, messages);
  // A calendar does not state the current time, and is expensive to generate.
  const keep: CachePolicy =
    expiresAt === null
      ? { at, expiresAt, dated: true, of: slugs }
      : { at, expiresAt, dated: false, keptUntil: expiresAt, of: slugs };
  return {
    value: await icsDocument(messages.reports.feed.calendar(name), crossings, messages),
    headers: { "Content-Language": messages.language },
    keep,
  };
}
