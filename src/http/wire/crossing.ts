import { z } from "zod";
import { CONFIRMATION_KINDS, CROSSING_KINDS } from "../../domain/vocabulary.ts";
import { FoldedCountsAnswer } from "./counts.ts";
import { CountyAnswer } from "./county-code.ts";
import { HeadAnswer, RestrictionAnswer, SourceAnswer } from "./restriction.ts";
import { byRule } from "./rule.ts";
import { StateCode } from "./state-code.ts";
import { DirectionWord, ExceptionText, HoursText, Instant, ModeWord, MomentText, ProgrammeWord } from "./wire.ts";
import {
  AnsweredStatusWord,
  BecauseWord,
  CertaintyWord,
  LaneKindWord,
  OnsetWord,
  ReasonWord,
  StatusWord,
} from "./words/words.ts";

export const PortWord = z.string().regex(/^\d{4}$/, byRule("portCode"));

export const Open = z.boolean().nullable().meta({ description: "true, false, or null for doubt" });

const Programmes = z.array(ProgrammeWord).meta({
  description: "The travellers to whom the open service is limited. Empty if everybody is admitted",
});

/** A service that an answer is about. */
export const ServiceAnswer = z
  .strictObject({ mode: ModeWord, direction: DirectionWord })
  .meta({ id: "Service", description: "One mode of traffic in one direction" });

const HoursExceptionAnswer = z
  .strictObject({
    exception: ExceptionText,
    effectiveAt: MomentText,
    until: MomentText.nullable(),
    today: z.boolean().meta({ description: "True if this exception decides the hours of the local day of `at`" }),
    report: HeadAnswer,
  })
  .meta({ id: "HoursException", description: "Hours for some days that replace the weekly hours" });

const NextChangeAnswer = z
  .strictObject({
    status: StatusWord,
    limited: z.boolean(),
    programmes: Programmes,
    effectiveAt: MomentText,
    report: HeadAnswer,
  })
  .meta({ id: "NextChange", description: "The next announced change of the status" });

const ConfirmationAnswer = z
  .strictObject({ kind: z.enum(CONFIRMATION_KINDS), at: MomentText, source: SourceAnswer })
  .meta({ id: "Confirmation", description: "The evidence that confirms or attests the status" });

const ConflictAnswer = z
  .strictObject({
    status: StatusWord,
    limited: z.boolean(),
    programmes: Programmes,
    at: MomentText,
    source: SourceAnswer,
    count: z
      .int()
      .optional()
      .meta({ description: "The number counted in the month of `at`, if a count disagrees with the status" }),
  })
  .meta({ id: "Conflict", description: "What a source says that contradicts the status" });

/** A lane with a reported wait. */
export const LaneWaitAnswer = z
  .strictObject({
    kind: LaneKindWord,
    minutes: z.int().meta({ description: "Minutes" }),
    lanesOpen: z.int().nullable(),
    at: Instant,
  })
  .meta({ id: "LaneWait", description: "The wait in the lanes of one kind, in minutes" });

const WaitAnswer = z
  .strictObject({ lanes: z.array(LaneWaitAnswer) })
  .meta({ id: "Wait", description: "The current waits of a service" });

export const StandingAnswer = z
  .strictObject({
    mode: ModeWord,
    direction: DirectionWord,
    open: Open,
    status: AnsweredStatusWord,
    limited: z.boolean(),
    programmes: Programmes,
    because: BecauseWord,
    since: MomentText.nullable(),
    onset: OnsetWord.nullable(),
    expectedUntil: MomentText.nullable(),
    overdue: z.boolean(),
    restrictions: z.array(RestrictionAnswer).meta({
      description: "All restrictions in force, newest first. Each one ends separately. Empty if the service is open",
    }),
    hours: HoursText.nullable(),
    exceptions: z.array(HoursExceptionAnswer).meta({
      description: "The exceptions to the weekly hours that are not over, in the order in which they take effect",
    }),
    opensAt: Instant.nullable(),
    closesAt: Instant.nullable(),
    next: NextChangeAnswer.nullable(),
    certainty: CertaintyWord.nullable(),
    confirmedAt: MomentText.nullable(),
    confirmedBy: ConfirmationAnswer.nullable(),
    conflict: ConflictAnswer.nullable(),
    wait: WaitAnswer.nullable(),
    report: HeadAnswer.nullable(),
  })
  .meta({ id: "ServiceStatus", description: "Whether one service of a crossing is open, and why" });

export const CrossingPlace = {
  slug: z.string(),
  name: z.string(),
  names: z
    .strictObject({ en: z.string(), es: z.string() })
    .meta({ id: "Names", description: "A name in each language" }),
  aliases: z.array(z.string()),
  kind: z.enum(CROSSING_KINDS),
  port: z.string(),
  state: StateCode,
  county: CountyAnswer,
  city: z.string(),
  mexicanCity: z.string(),
  mexicanState: z.string(),
  point: z
    .strictObject({ lat: z.number(), lon: z.number(), confidence: z.enum(["high", "medium", "low"]) })
    .meta({ id: "Location", description: "A point in degrees (WGS 84)" })
    .nullable(),
  timeZone: z.string(),
};

/** One crossing with its services and their current hours. */
export const CrossingAnswer = z
  .strictObject({
    ...CrossingPlace,
    services: z.array(
      z
        .strictObject({ ...ServiceAnswer.shape, hours: HoursText.nullable() })
        .meta({ id: "ServiceHours", description: "A service of a crossing, with its current hours" }),
    ),
    feedPortNumbers: z.array(z.string()),
    note: z.string().nullable(),
    source: z.string(),
    at: Instant,
    asOf: z.int(),
  })
  .meta({ id: "Crossing", description: "One crossing: its names, its place, and its services with their hours" });

const Verdict = { open: Open, partial: z.boolean(), summary: z.string(), services: z.array(StandingAnswer) };

export const StatusAnswer = z
  .strictObject({
    crossing: z.string(),
    name: z.string(),
    state: StateCode,
    timeZone: z.string(),
    at: Instant,
    asOf: z.int(),
    ...Verdict,
  })
  .meta({ id: "StatusAnswer", description: "Whether a crossing is open at `at`, as a whole and by service" });

/** An answer that the clock or the feed changed, with the services whose answers changed. */
export const ChangedStatusAnswer = z
  .strictObject({
    ...StatusAnswer.shape,
    turned: z.array(ServiceAnswer).meta({ description: "The services whose answer changed" }),
  })
  .meta({ id: "ChangedStatus", description: "The status of a crossing after the clock or the feed changed it" });

export const ListedCrossing = z
  .strictObject({
    ...CrossingPlace,
    ...Verdict,
    distanceKm: z.number().nullable().optional(),
  })
  .meta({ id: "ListedCrossing", description: "A crossing of a list, with its status" });

export const CrossingsAnswer = z
  .strictObject({
    at: Instant,
    asOf: z.int(),
    crossings: z.array(ListedCrossing),
    next: z.string().nullable(),
  })
  .meta({ id: "CrossingList", description: "Crossings with their status" });

export const PortsAnswer = z
  .strictObject({
    ports: z.array(
      z
        .strictObject({ code: z.string(), name: z.string(), state: StateCode, crossings: z.array(z.string()) })
        .meta({ id: "Port", description: "A port of entry of CBP, with the slugs of its crossings" }),
    ),
  })
  .meta({ id: "PortList", description: "All ports of entry" });

const HistoryItemAnswer = z
  .strictObject({
    seq: z.int(),
    kind: z.enum(["status", "hours", "exception", "claim"]),
    mode: ModeWord,
    direction: DirectionWord,
    status: StatusWord.nullable(),
    limited: z.boolean().nullable(),
    programmes: Programmes.nullable(),
    hours: HoursText.nullable(),
    exception: ExceptionText.nullable(),
    effectiveAt: MomentText,
    onset: OnsetWord.nullable(),
    expectedUntil: MomentText.nullable(),
    until: MomentText.nullable(),
    denied: z.boolean().nullable(),
    attributed: z.boolean().nullable(),
    report: z
      .strictObject({
        id: z.string(),
        recordedAt: Instant,
        source: SourceAnswer,
        reason: ReasonWord.nullable(),
        note: z.string().nullable(),
      })
      .meta({ id: "HistoryReport", description: "The report of a line of the history" }),
    retractedAt: Instant.nullable(),
  })
  .meta({ id: "HistoryItem", description: "A line of a report about a service" });

const SpanAnswer = z
  .strictObject({
    mode: ModeWord,
    direction: DirectionWord,
    status: StatusWord,
    limited: z.boolean(),
    programmes: Programmes,
    from: MomentText.nullable(),
    to: MomentText.nullable(),
  })
  .meta({ id: "StatusSpan", description: "An interval in which the status of a service stayed the same" });

export const HistoryAnswer = z
  .strictObject({
    asOf: z.int(),
    history: z.union([z.array(HistoryItemAnswer), z.array(SpanAnswer)]),
    next: z.string().nullable(),
    counts: z
      .array(FoldedCountsAnswer)
      .optional()
      .meta({ description: "On the first page: the traffic counts of each service, summarised in one line" }),
  })
  .meta({ id: "History", description: "A page of the history of a crossing" });
