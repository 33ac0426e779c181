import { z } from "zod";
import {
  ANSWERED_STATUSES,
  BECAUSES,
  CERTAINTIES,
  CONFIRMATION_KINDS,
  CROSSING_KINDS,
  LANE_KINDS,
  ONSETS,
  REASONS,
  STATUSES,
} from "../../domain/vocabulary.ts";
import { FoldedCountsAnswer } from "./counts.ts";
import { CountyAnswer } from "./county-code.ts";
import { HeadAnswer, RestrictionAnswer, SourceAnswer } from "./restriction.ts";
import { byRule } from "./rule.ts";
import { StateCode } from "./state-code.ts";
import { DirectionWord, ExceptionText, HoursText, Instant, ModeWord, MomentText, ProgrammeWord } from "./wire.ts";

export const PortWord = z.string().regex(/^\d{4}$/, byRule("portCode"));

export const Open = z.boolean().nullable().meta({ description: "true, false, or null for doubt" });

const Programmes = z.array(ProgrammeWord).meta({
  description: "The travellers to whom the open service is limited. Empty if everybody is admitted",
});

export const StandingAnswer = z.strictObject({
  mode: ModeWord,
  direction: DirectionWord,
  open: Open,
  status: z.enum(ANSWERED_STATUSES),
  limited: z.boolean(),
  programmes: Programmes,
  because: z.enum(BECAUSES),
  since: MomentText.nullable(),
  onset: z.enum(ONSETS).nullable(),
  expectedUntil: MomentText.nullable(),
  overdue: z.boolean(),
  restrictions: z.array(RestrictionAnswer).meta({
    description: "All restrictions in force, newest first. Each one ends separately. Empty if the service is open",
  }),
  hours: HoursText.nullable(),
  exceptions: z
    .array(
      z.strictObject({
        exception: ExceptionText,
        effectiveAt: MomentText,
        until: MomentText.nullable(),
        today: z.boolean().meta({ description: "True if this exception decides the hours of the local day of `at`" }),
        report: HeadAnswer,
      }),
    )
    .meta({
      description: "The exceptions to the weekly hours that are not over, in the order in which they take effect",
    }),
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  next: z
    .strictObject({
      status: z.enum(STATUSES),
      limited: z.boolean(),
      programmes: Programmes,
      effectiveAt: MomentText,
      report: HeadAnswer,
    })
    .nullable(),
  certainty: z.enum(CERTAINTIES).nullable(),
  confirmedAt: MomentText.nullable(),
  confirmedBy: z
    .strictObject({ kind: z.enum(CONFIRMATION_KINDS), at: MomentText, source: SourceAnswer })
    .nullable()
    .meta({ description: "The evidence that confirms or attests the status" }),
  conflict: z
    .strictObject({
      status: z.enum(STATUSES),
      limited: z.boolean(),
      programmes: Programmes,
      at: MomentText,
      source: SourceAnswer,
      count: z
        .int()
        .optional()
        .meta({ description: "The number counted in the month of `at`, if a count disagrees with the status" }),
    })
    .nullable(),
  wait: z
    .strictObject({
      lanes: z.array(
        z.strictObject({ kind: z.enum(LANE_KINDS), minutes: z.int(), lanesOpen: z.int().nullable(), at: Instant }),
      ),
    })
    .nullable(),
  report: HeadAnswer.nullable(),
});

export const CrossingPlace = {
  slug: z.string(),
  name: z.string(),
  names: z.strictObject({ en: z.string(), es: z.string() }),
  aliases: z.array(z.string()),
  kind: z.enum(CROSSING_KINDS),
  port: z.string(),
  state: StateCode,
  county: CountyAnswer,
  city: z.string(),
  mexicanCity: z.string(),
  mexicanState: z.string(),
  point: z.strictObject({ lat: z.number(), lon: z.number(), confidence: z.enum(["high", "medium", "low"]) }).nullable(),
  timeZone: z.string(),
};

/** One crossing with its services and their current hours. */
export const CrossingAnswer = z.strictObject({
  ...CrossingPlace,
  services: z.array(z.strictObject({ mode: ModeWord, direction: DirectionWord, hours: HoursText.nullable() })),
  feedPortNumbers: z.array(z.string()),
  note: z.string().nullable(),
  source: z.string(),
  at: Instant,
  asOf: z.int(),
});

const Verdict = { open: Open, partial: z.boolean(), summary: z.string(), services: z.array(StandingAnswer) };

export const StatusAnswer = z.strictObject({
  crossing: z.string(),
  name: z.string(),
  state: StateCode,
  timeZone: z.string(),
  at: Instant,
  asOf: z.int(),
  ...Verdict,
});

/** An answer that the clock or the feed changed, with the services whose answers changed. */
export const ChangedStatusAnswer = z.strictObject({
  ...StatusAnswer.shape,
  turned: z
    .array(z.strictObject({ mode: ModeWord, direction: DirectionWord }))
    .meta({ description: "The services whose answer changed" }),
});

export const ListedCrossing = z.strictObject({
  ...CrossingPlace,
  ...Verdict,
  distanceKm: z.number().nullable().optional(),
});

export const CrossingsAnswer = z.strictObject({
  at: Instant,
  asOf: z.int(),
  crossings: z.array(ListedCrossing),
  next: z.string().nullable(),
});

export const PortsAnswer = z.strictObject({
  ports: z.array(
    z.strictObject({ code: z.string(), name: z.string(), state: StateCode, crossings: z.array(z.string()) }),
  ),
});

const HistoryItemAnswer = z.strictObject({
  seq: z.int(),
  kind: z.enum(["status", "hours", "exception", "claim"]),
  mode: ModeWord,
  direction: DirectionWord,
  status: z.enum(STATUSES).nullable(),
  limited: z.boolean().nullable(),
  programmes: Programmes.nullable(),
  hours: HoursText.nullable(),
  exception: ExceptionText.nullable(),
  effectiveAt: MomentText,
  onset: z.enum(ONSETS).nullable(),
  expectedUntil: MomentText.nullable(),
  until: MomentText.nullable(),
  denied: z.boolean().nullable(),
  attributed: z.boolean().nullable(),
  report: z.strictObject({
    id: z.string(),
    recordedAt: Instant,
    source: SourceAnswer,
    reason: z.enum(REASONS).nullable(),
    note: z.string().nullable(),
  }),
  retractedAt: Instant.nullable(),
});

const SpanAnswer = z.strictObject({
  mode: ModeWord,
  direction: DirectionWord,
  status: z.enum(STATUSES),
  limited: z.boolean(),
  programmes: Programmes,
  from: MomentText.nullable(),
  to: MomentText.nullable(),
});

export const HistoryAnswer = z.strictObject({
  asOf: z.int(),
  history: z.union([z.array(HistoryItemAnswer), z.array(SpanAnswer)]),
  next: z.string().nullable(),
  counts: z
    .array(FoldedCountsAnswer)
    .optional()
    .meta({ description: "On the first page: the traffic counts of each service, summarised in one line" }),
});
