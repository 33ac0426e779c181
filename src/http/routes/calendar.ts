import { z } from "zod";
import { type Calendar, listCalendarEvents } from "../../actions/list-calendar-events.ts";
import { STATE_NAMES } from "../../domain/report-entry.ts";
import { REPORT_PHRASES } from "../../domain/report-phrases.ts";
import { type Language, STATES } from "../../domain/words.ts";
import { icsDocument } from "../ics.ts";
import { type Keep, route } from "../route.ts";
import { Slug } from "../wire.ts";
import { LanguageWord } from "./atom.ts";

const type = "text/calendar";
const reply = z.string();

export const getCalendar = route({
  method: "get",
  path: "/v1/calendar.ics",
  summary: "Closings, openings, changes of hours and overdue ends as iCalendar: of all crossings, or of a state's",
  query: z.strictObject({ state: z.enum(STATES).optional(), lang: LanguageWord.optional() }),
  type,
  reply,
  async handle(ctx, { query: { state, lang }, language }) {
    const calendar = await listCalendarEvents(ctx, { state });
    const spoken = lang ?? language;
    return answer(calendar, state === undefined ? REPORT_PHRASES[spoken].feed.all : STATE_NAMES[state], spoken);
  },
});

export const getCrossingCalendar = route({
  method: "get",
  path: "/v1/crossings/:slug/calendar.ics",
  summary: "Closings, openings, changes of hours and overdue ends of one crossing as iCalendar",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject({ lang: LanguageWord.optional() }),
  type,
  reply,
  async handle(ctx, { params: { slug }, query: { lang }, language }) {
    const calendar = await listCalendarEvents(ctx, { crossing: slug });
    const spoken = lang ?? language;
    return answer(calendar, calendar.crossings[0]?.crossing.name[spoken] ?? slug, spoken);
  },
});

function answer({ at, turnsAt, of: slugs, crossings }: Calendar, of: string, language: Language) {
  // A calendar tells no time of its own, and is dear to make.
  const keep: Keep =
    turnsAt === null
      ? { at, turnsAt, dated: true, of: slugs }
      : { at, turnsAt, dated: false, keptUntil: turnsAt, of: slugs };
  return {
    value: icsDocument(REPORT_PHRASES[language].feed.calendar(of), crossings, language),
    headers: { "Content-Language": language },
    keep,
  };
}
