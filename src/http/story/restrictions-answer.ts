import { z } from "zod";
import type { AccountMade } from "../../actions/crossings/availability/account-timelines.ts";
import {
  type CrossingRestrictions,
  dayCountsOf,
  monthlyDayCountsOf,
  type ServiceRestriction,
} from "../../domain/availability/restricted-crossing.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { stateOf } from "../../domain/places/region.ts";
import type { Messages } from "../../locales/messages.ts";
import { mapInTurns } from "../../yield-turn.ts";
import { SourceAnswer } from "../wire/restriction.ts";
import { StateCode } from "../wire/state-code.ts";
import { DirectionWord, Instant, ModeWord, MomentText, ProgrammeWord } from "../wire/wire.ts";
import { OnsetWord, ReasonWord, StatusWord } from "../wire/words/words.ts";

const Counts = {
  days: z.int().meta({
    description:
      "Local days on which at least one service was suspended or closed. A day counts if a service was restricted at any moment of its opening hours on that day. If its hours are not on record, those of the crossing's other services count, and if there are none, any moment of the day counts",
  }),
  daysLimited: z.int().meta({
    description: "Local days on which at least one service was open with limits. They may be among `days`",
  }),
  daysInDoubt: z.int().meta({
    description:
      "Other local days on which a restriction may still have been in force: it was long overdue, or ended at an unreported time of that day",
  }),
};

const RestrictedMonth = z
  .strictObject({ month: MomentText, ...Counts })
  .meta({ id: "RestrictedMonth", description: "The restricted days of one local month" });

const Hours = z.number().meta({ description: "Hours with two decimals" });

/** Restrictions of a period by crossing. */
export const RestrictionsAnswer = z
  .strictObject({
    at: Instant,
    asOf: z.int(),
    summary: z.string().meta({ description: "The restrictions of the period in sentences" }),
    link: z.string().meta({ description: "Permanent link to a page with the same figures" }),
    crossings: z.array(
      z
        .strictObject({
          crossing: z.string(),
          name: z.string(),
          state: StateCode,
          timeZone: z.string(),
          from: Instant,
          to: Instant.meta({
            description:
              "End of the period covered: at the latest the end of the last full hour for which data can exist",
          }),
          clipped: z.boolean().meta({ description: "True if the requested period continues after `to`" }),
          ...Counts,
          months: z.array(RestrictedMonth).meta({
            description: "The same numbers by local month. Months without any such day are left out",
          }),
          restrictions: z.array(
            z
              .strictObject({
                mode: ModeWord,
                direction: DirectionWord,
                status: StatusWord,
                limited: z.boolean(),
                programmes: z.array(ProgrammeWord),
                from: MomentText.nullable().meta({
                  description:
                    "Start on record, which may lie before the period. Null if it began at an unreported time",
                }),
                onset: OnsetWord,
                to: MomentText.nullable().meta({
                  description: "End on record, which may lie after the period. Null if nothing on record ends it",
                }),
                days: z.int(),
                daysInDoubt: z.int(),
                hours: Hours,
                withinHours: Hours.meta({ description: "The part of `hours` within the opening hours on record" }),
                hoursUnknown: Hours.meta({
                  description: "The part of `hours` for which no opening hours are on record",
                }),
                reasons: z.array(ReasonWord),
                reports: z.array(z.string()).meta({ description: "Ids of the reports that began or continued it" }),
              })
              .meta({ id: "PastRestriction", description: "A restriction of a service in the period" }),
          ),
        })
        .meta({ id: "RestrictedCrossing", description: "The restrictions of a crossing in the period" }),
    ),
    reports: z.array(
      z
        .strictObject({ id: z.string(), recordedAt: Instant, source: SourceAnswer })
        .meta({ id: "RestrictionReport", description: "A report that began or continued a restriction" }),
    ),
  })
  .meta({ id: "Restrictions", description: "The restrictions of a period by crossing" });

/** Encodes the restrictions of a period. Crossings without any are left out. Lets requests run meanwhile. */
export async function presentRestrictions(
  { at, asOf, crossings }: Pick<AccountMade, "at" | "asOf"> & { crossings: readonly CrossingRestrictions[] },
  { summary, link }: { summary: string; link: string },
  messages: Messages,
): Promise<z.output<typeof RestrictionsAnswer>> {
  const listed = crossings.filter(({ times }) => times.length > 0);
  const heads = listed.flatMap(({ times }) => times.flatMap(({ reports }) => reports));
  const reports = [...new Map(heads.map((head) => [head.id, head])).values()].sort((a, b) => a.seq - b.seq);
  return {
    at,
    asOf,
    summary,
    link,
    crossings: await mapInTurns(listed, (each) => {
      const { crossing, from, to, clipped, times } = each;
      return {
        crossing: crossing.slug,
        name: nameIn(crossing, messages),
        state: stateOf(crossing).code,
        timeZone: crossing.timeZone,
        from,
        to,
        clipped,
        ...dayCountsOf(each),
        months: monthlyDayCountsOf(each),
        restrictions: times.map(presentTime),
      };
    }),
    reports: reports.map(({ id, recordedAt, source }) => ({ id, recordedAt, source })),
  };
}

function presentTime({ service, kind, interval, ...time }: ServiceRestriction) {
  const { status, limited, programmes, from, to, begunBy } = interval;
  return {
    mode: service.mode,
    direction: service.direction,
    status,
    limited: kind === "limited" && limited,
    programmes: [...programmes],
    from,
    onset: begunBy.onset,
    to,
    days: time.days.length,
    daysInDoubt: time.daysInDoubt.length,
    hours: hundredths(time.time),
    withinHours: hundredths(time.withinHours),
    hoursUnknown: hundredths(time.hoursUnknown),
    reasons: [...time.reasons],
    reports: time.reports.map(({ id }) => id),
  };
}

/** Converts milliseconds to hours with two decimals. */
const hundredths = (time: number): number => Math.round(time / 36_000) / 100;
