import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { findRecordStart } from "../../actions/crossings/availability/find-record-start.ts";
import { listRestrictions } from "../../actions/crossings/availability/list-restrictions.ts";
import { localDay } from "../../domain/time/local-day.ts";
import { type Moment, periodOf } from "../../domain/time/moment.ts";
import { LANGUAGES, messagesIn } from "../../locales/index.ts";
import { address } from "../../web/html.ts";
import type { StorySpan } from "../../web/story/span.ts";
import { storyCrossings, storySentences } from "../../web/story/story-facts.ts";
import { type Route, route } from "../route.ts";
import { byRule } from "../wire/rule.ts";
import { Instant, MomentText } from "../wire/wire.ts";
import { presentRestrictions, RestrictionsAnswer } from "./restrictions-answer.ts";
import { restrictionsCsv } from "./restrictions-csv.ts";

/** A local day, or a month. */
export const DayOrMonth = MomentText.refine((moment) => !(moment instanceof Temporal.Instant), byRule("dayOrMonth"));

/** Parameters that decide which reports count. */
export const KnownQuery = { knownAt: Instant.optional(), publishedBefore: Instant.optional() };

/** Returns the period from the start of one day or month to the end of another. */
export function spanOf(from: Moment, to: Moment): StorySpan {
  const first = dayOfMoment(from, "from");
  const last = dayOfMoment(to, "to");
  const isMonth = first.day === 1 && last.equals(first.add({ months: 1 }).subtract({ days: 1 }));
  return isMonth ? { kind: "month", month: first.toPlainYearMonth() } : { kind: "days", from: first, to: last };
}

/** Returns the first or the last day of a day or month. */
export function dayOfMoment(moment: Moment, end: "from" | "to"): Temporal.PlainDate {
  const { from, to } = periodOf(moment, "UTC");
  return localDay(end === "from" ? from : to.subtract({ milliseconds: 1 }), "UTC");
}

export const restrictionsRoute = (publicUrl: string | null): Route =>
  route({
    method: "get",
    path: "/v1/restrictions",
    summary: "Crossings that were suspended, closed or limited in a period, with the number of days and the sources",
    query: z.strictObject({
      from: DayOrMonth,
      to: DayOrMonth,
      ...KnownQuery,
      lang: z.enum(LANGUAGES).optional().meta({ description: "Language of names and of the summary" }),
    }),
    reply: RestrictionsAnswer,
    forms: [restrictionsCsv(publicUrl)],
    isLong: true,
    async handle(ctx, { query: { lang, ...question }, messages: accepted }) {
      const messages = messagesIn(lang) ?? accepted;
      const { from, to, knownAt, publishedBefore } = question;
      const restrictions = await listRestrictions(ctx, question);
      const { at, asOf, expiresAt, keptUntil, of, crossings } = restrictions;
      const summary = storySentences(
        await storyCrossings(crossings, messages),
        { span: spanOf(from, to), asOf, begins: await findRecordStart(ctx, question) },
        messages,
      ).join(" ");
      const query = {
        from: String(from),
        to: String(to),
        knownAt: String(knownAt ?? at),
        publishedBefore: publishedBefore === undefined ? undefined : String(publishedBefore),
      };
      const link = `${publicUrl ?? ""}${address("/history", query)}`;
      return {
        value: await presentRestrictions(restrictions, { summary, link }, messages),
        headers: { "Content-Language": messages.language },
        keep: { at, expiresAt, of, dated: false, keptUntil },
      };
    },
  });
