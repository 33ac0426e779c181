import { z } from "zod";
import type { CrossingAvailability } from "../../actions/crossings/get-availability.ts";
import { SHARES } from "../../domain/availability/availability.ts";
import { addAccounts, type RoundedAccount, roundedAccount } from "../../domain/availability/rounding.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { stateOf } from "../../domain/places/region.ts";
import { BECAUSES, REASONS } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { SourceAnswer } from "./restriction.ts";
import { StateCode } from "./state-code.ts";
import { DirectionWord, Instant, ModeWord, MomentText } from "./wire.ts";

const Hours = z.number().meta({ description: "Hours, to the hundredth, rounded so that parts add up to their sum" });

const Account = {
  hours: z
    .strictObject({ total: Hours, ...Object.fromEntries(SHARES.map((share) => [share, Hours])) } as Record<
      "total" | (typeof SHARES)[number],
      typeof Hours
    >)
    .meta({
      description:
        "What the time counts as, each moment once: `open`, within hours or with none known; `limited`, likewise, under limits; `suspended` and `closed`, whatever the hours; `outsideHours`, open by status and outside them; `unknown`, where nothing was reported, hours are not known, every restriction is long overdue, or it opened somewhere within a day that was not over. They add up to `total`",
    }),
  unconfirmed: Hours.meta({
    description: "The open and limited hours that no recent report supports",
  }),
  causes: z
    .array(
      z.strictObject({
        share: z.enum(SHARES),
        because: z.enum(BECAUSES),
        reason: z.enum(REASONS).nullable(),
        hours: Hours,
        withinHours: Hours.meta({ description: "Of them, those within the weekly hours then on record" }),
        hoursUnknown: Hours.meta({ description: "Of them, those for which no weekly hours were on record" }),
        others: z
          .array(
            z.strictObject({
              status: z.enum(["suspended", "closed"]),
              reason: z.enum(REASONS).nullable(),
              hours: Hours,
            }),
          )
          .meta({ description: "The other restrictions that stood in a part of these hours, and for how long" }),
      }),
    )
    .meta({
      description:
        "The limited, suspended, closed and unknown hours by why they are so. Of several restrictions, the time counts once, for the strongest: a closed one, else one with a reason, else the newest",
    }),
};

const CrossingAccounts = {
  crossing: z.string(),
  name: z.string(),
  state: StateCode,
  port: z.string(),
  timeZone: z.string(),
  from: Instant,
  to: Instant.meta({ description: "The end of the account: never after the last full hour that could be known" }),
  clipped: z.boolean().meta({ description: "True if the requested period continues after `to`" }),
  services: z.array(
    z.strictObject({
      mode: ModeWord,
      direction: DirectionWord,
      ...Account,
      months: z.array(
        z.strictObject({
          month: MomentText.meta({ description: "A month of the crossing's own clock, as far as it was asked" }),
          ...Account,
          reports: z.array(z.string()).meta({ description: "The ids of the reports that this rests on" }),
        }),
      ),
    }),
  ),
};

const Made = {
  at: Instant,
  asOf: z.int(),
  reports: z.array(
    z.strictObject({
      id: z.string(),
      recordedAt: Instant,
      reason: z.enum(REASONS).nullable(),
      source: SourceAnswer,
    }),
  ),
};

/** Availability of one crossing. */
export const AvailabilityAnswer = z.strictObject({ ...CrossingAccounts, ...Made });

/** Availability of several crossings. */
export const AvailabilitiesAnswer = z.strictObject({
  ...Made,
  crossings: z.array(z.strictObject(CrossingAccounts)),
});

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

function presentAccount({ total, hours, unconfirmed, causes }: RoundedAccount) {
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
    unconfirmed: unconfirmed / 100,
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

/** Returns every report on which the availability is based, once, in recording order. */
export function presentSources(accounts: readonly CrossingAvailability[]) {
  const months = accounts.flatMap(({ services }) => services.flatMap((service) => service.months));
  const heads = new Map(months.flatMap(({ reports }) => reports.map((report) => [report.id, report] as const)));
  return [...heads.values()]
    .sort((a, b) => a.seq - b.seq)
    .map(({ id, recordedAt, reason, source }) => ({ id, recordedAt, reason, source }));
}
