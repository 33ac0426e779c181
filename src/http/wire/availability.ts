import { z } from "zod";
import type { CrossingAvailability } from "../../actions/crossings/availability/get-availability.ts";
import { SHARES } from "../../domain/availability/availability.ts";
import { addAccounts, type RoundedAccount, roundedAccount } from "../../domain/availability/rounding.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { stateOf } from "../../domain/places/region.ts";
import type { Messages } from "../../locales/messages.ts";
import { SourceAnswer } from "./restriction.ts";
import { StateCode } from "./state-code.ts";
import { DirectionWord, Instant, ModeWord, MomentText } from "./wire.ts";
import { BecauseWord, ReasonWord, RestrictedWord } from "./words/words.ts";

const Hours = z
  .number()
  .meta({ description: "Hours with two decimals, rounded so that the parts add up to the total" });

const Account = {
  hours: z
    .strictObject({ total: Hours, ...Object.fromEntries(SHARES.map((share) => [share, Hours])) } as Record<
      "total" | (typeof SHARES)[number],
      typeof Hours
    >)
    .meta({
      id: "HoursByStatus",
      description:
        "Each moment counts once. `open`: open, within hours or with no hours on record. `limited`: the same with limits. `suspended` and `closed`: at any hour. `outsideHours`: open by status but outside hours. `unknown`: nothing was reported, the hours are in doubt (`hours_unknown`) and no traffic was recorded, every restriction is long overdue, or the service opened at an unknown time of the day. The values add up to `total`",
    }),
  unconfirmed: Hours.meta({
    description:
      "Open and limited hours that are not certain: without recent evidence to support them, or contradicted by a source. They are a part of `evidence.announced`",
  }),
  contradicted: Hours.meta({
    description:
      "The part of `unconfirmed` in which a source contradicted that the service was open: it stated another status or fewer travellers, or counted no traffic in the month",
  }),
  evidence: z.strictObject({ traffic: Hours, count: Hours, announced: Hours }).meta({
    id: "HoursByEvidence",
    description:
      "The open and limited hours by their evidence. `traffic`: a feed showed traffic in that hour. `count`: traffic was counted in that month. `announced`: only statements say so, or a source contradicts it. The values add up to the open and limited hours",
  }),
  causes: z
    .array(
      z
        .strictObject({
          share: z.enum(SHARES),
          because: BecauseWord,
          reason: ReasonWord.nullable(),
          hours: Hours,
          withinHours: Hours.meta({
            description: "The part of these hours within the opening hours on record for that time",
          }),
          hoursUnknown: Hours.meta({
            description:
              "The part of these hours for which opening hours were not on record, or were on record as `unknown`",
          }),
          others: z
            .array(
              z
                .strictObject({ status: RestrictedWord, reason: ReasonWord.nullable(), hours: Hours })
                .meta({ id: "OtherRestriction", description: "Another restriction in force, and for how long" }),
            )
            .meta({
              description:
                "Other restrictions in force during these hours, each with the number of hours that it was in force",
            }),
        })
        .meta({ id: "HoursByCause", description: "Hours with one cause" }),
    )
    .meta({
      description:
        "The limited, suspended, closed and unknown hours by cause. If several restrictions are in force, the time counts once, for the strongest: a closed one first, then one with a reason, then the newest",
    }),
};

const CrossingAccounts = {
  crossing: z.string(),
  name: z.string(),
  state: StateCode,
  port: z.string(),
  timeZone: z.string(),
  from: Instant,
  to: Instant.meta({
    description: "End of the period covered: at the latest the end of the last full hour for which data can exist",
  }),
  clipped: z.boolean().meta({ description: "True if the requested period continues after `to`" }),
  services: z.array(
    z
      .strictObject({
        mode: ModeWord,
        direction: DirectionWord,
        ...Account,
        months: z.array(
          z
            .strictObject({
              month: MomentText.meta({
                description: "A month in the crossing's local time, limited to the requested period",
              }),
              ...Account,
              reports: z
                .array(z.string())
                .meta({ description: "Ids of the reports from which these figures were computed" }),
            })
            .meta({ id: "MonthAvailability", description: "The hours of a service in one local month" }),
        ),
      })
      .meta({ id: "ServiceAvailability", description: "The hours of a service, in total and by local month" }),
  ),
};

const Made = {
  at: Instant,
  asOf: z.int(),
  reports: z.array(
    z
      .strictObject({
        id: z.string(),
        recordedAt: Instant,
        reason: ReasonWord.nullable(),
        source: SourceAnswer,
      })
      .meta({ id: "AvailabilityReport", description: "A report from which figures were computed" }),
  ),
};

/** Availability of one crossing. */
export const AvailabilityAnswer = z
  .strictObject({ ...CrossingAccounts, ...Made })
  .meta({ id: "Availability", description: "The hours during which a crossing was open, suspended and so on" });

/** Availability of several crossings. */
export const AvailabilitiesAnswer = z
  .strictObject({
    ...Made,
    crossings: z.array(
      z
        .strictObject(CrossingAccounts)
        .meta({ id: "CrossingAvailability", description: "The hours of one crossing of several" }),
    ),
    next: z.string().nullable().meta({ description: "`cursor` of the next page. Null if there is none" }),
  })
  .meta({ id: "AvailabilityList", description: "The hours during which crossings were open, suspended and so on" });

/** Encodes the availability of a crossing for the API. */
export function presentAccounts({ crossing, from, to, clipped, services }: CrossingAvailability, messages: Messages) {
  const { slug, name, port, timeZone } = crossing;
  return {
    crossing: slug,
    name: nameIn({ name }, messages),
    state: stateOf(crossing).code,
    port,
    timeZone,
    from,
    to,
    clipped,
    services: services.map(({ service: { mode, direction }, months }) => {
      const rounded = months.map((account) => ({ account, whole: roundedAccount(account) }));
      return {
        mode,
        direction,
        ...presentAccount(addAccounts(rounded.map(({ whole }) => whole))),
        months: rounded.map(({ account, whole }) => ({
          month: account.month,
          ...presentAccount(whole),
          reports: account.reports.map(({ id }) => id),
        })),
      };
    }),
  };
}

function presentAccount({ total, hours, evidence, causes }: RoundedAccount) {
  return {
    hours: {
      total: total / 100,
      open: hours.open / 100,
      limited: hours.limited / 100,
      suspended: hours.suspended / 100,
      closed: hours.closed / 100,
      outsideHours: hours.outsideHours / 100,
      unknown: hours.unknown / 100,
    },
    unconfirmed: (evidence.unconfirmed + evidence.contradicted) / 100,
    contradicted: evidence.contradicted / 100,
    evidence: {
      traffic: evidence.traffic / 100,
      count: evidence.count / 100,
      announced: (evidence.announced + evidence.unconfirmed + evidence.contradicted) / 100,
    },
    causes: causes.map(({ share, because, reason, time, withinHours, hoursUnknown, others }) => ({
      share,
      because,
      reason,
      hours: time / 100,
      withinHours: withinHours / 100,
      hoursUnknown: hoursUnknown / 100,
      others: others.map((other) => ({ status: other.status, reason: other.reason, hours: other.time / 100 })),
    })),
  };
}

/** Returns the reports on which the availability is based, each once, in recording order. */
export function presentSources(accounts: readonly CrossingAvailability[]) {
  const months = accounts.flatMap(({ services }) => services.flatMap((service) => service.months));
  const heads = new Map(months.flatMap(({ reports }) => reports.map((report) => [report.id, report] as const)));
  return [...heads.values()]
    .sort((a, b) => a.seq - b.seq)
    .map(({ id, recordedAt, reason, source }) => ({ id, recordedAt, reason, source }));
}
