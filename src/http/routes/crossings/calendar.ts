import { z } from "zod";
import { type Calendar, listCalendarEvents } from "../../../actions/record/list-calendar-events.ts";
import type { NewsFilter } from "../../../actions/record/list-news.ts";
import { REPORT_PHRASES } from "../../../domain/text/report-phrases.ts";
import type { Language } from "../../../domain/vocabulary.ts";
import { icsDocument } from "../../formats/ics.ts";
import { type Keep, route } from "../../route.ts";
import { StateWord } from "../../wire/crossing.ts";
import { Slug } from "../../wire/wire.ts";
import { NewsQuery, newsName } from "../record/atom.ts";

const type = "text/calendar";
const reply = z.string();

export const getCalendar = route({
  method: "get",
  path: "/v1/calendar.ics",
  summary: "Closings, openings, changes of hours and overdue ends as iCalendar: of all crossings, or of a state's",
  query: z.strictObject({ state: StateWord.optional(), ...NewsQuery }),
  type,
  reply,
  async handle(ctx, { query: { lang, ...filter }, language }) {
    return answer(await listCalendarEvents(ctx, filter), filter, lang ?? language);
  },
});

export const getCrossingCalendar = route({
  method: "get",
  path: "/v1/crossings/:slug/calendar.ics",
  summary: "Closings, openings, changes of hours and overdue ends of one crossing as iCalendar",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject(NewsQuery),
  type,
  reply,
  async handle(ctx, { params: { slug }, query: { lang, ...services }, language }) {
    const filter = { crossing: slug, ...services };
    return answer(await listCalendarEvents(ctx, filter), filter, lang ?? language);
  },
});

function answer({ at, turnsAt, of: slugs, crossings }: Calendar, filter: NewsFilter, language: Language) {
  const name = newsName(filter, filter.crossing === undefined ? undefined : crossings[0]?.crossing, language);
  // A calendar does not contain the time when it was made, and it is expensive to make.
  const keep: Keep =
    turnsAt === null
      ? { at, turnsAt, dated: true, of: slugs }
      : { at, turnsAt, dated: false, keptUntil: turnsAt, of: slugs };
  return {
    value: icsDocument(REPORT_PHRASES[language].feed.calendar(name), crossings, language),
    headers: { "Content-Language": language },
    keep,
  };
}
