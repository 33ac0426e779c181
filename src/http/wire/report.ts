import { z } from "zod";
import type { Service } from "../../domain/places/crossing.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import type { Report, StatusChange, TrafficCount } from "../../domain/record/report.ts";
import type { StillRestricted } from "../../domain/status/still-restricted.ts";
import { PROGRAMMES, type Programme } from "../../domain/vocabulary.ts";
import { ServiceAnswer } from "./crossing.ts";
import { presentRestriction, RestrictionAnswer, SourceAnswer } from "./restriction.ts";
import { byRule } from "./rule.ts";
import {
  DirectionWord,
  ExceptionText,
  HoursText,
  Instant,
  ModeWord,
  MomentText,
  ProgrammeWord,
  PublicationText,
  ReportId,
  Slug,
  text,
  WebAddress,
  wording,
} from "./wire.ts";
import { OnsetWord, ReasonWord, SourceKindWord, StatusWord } from "./words/words.ts";

const line = (most: number) => wording(most).regex(/[\p{L}\p{N}]/u, byRule("letterOrDigit"));

const SourceBody = z
  .strictObject({
    kind: SourceKindWord,
    publisher: line(200).meta({ description: "The original source, not the outlet that relayed it" }),
    title: line(500),
    url: WebAddress.nullish(),
    publishedAt: PublicationText.nullish(),
  })
  .meta({ id: "NewSource", description: "The source of a report to record" });

const target = {
  crossing: Slug,
  modes: z.array(ModeWord).nonempty().optional().meta({ description: "All that the crossing has, if omitted" }),
  directions: z
    .array(DirectionWord)
    .nonempty()
    .optional()
    .meta({ description: "All that the crossing has, if omitted" }),
};

const Lifting = z.union([z.literal("all"), z.array(ReportId).nonempty().max(100)], {
  error: () => byRule("lifts"),
});

/** Travellers to whom an open status is limited. */
const Programmes = z.array(ProgrammeWord).nonempty().max(PROGRAMMES.length).nullish().meta({
  description: "The travellers to whom the open service is limited. A service with such a limit is `limited`",
});

const AnsweredProgrammes = z.array(ProgrammeWord).optional().meta({ description: "Omitted if everybody is admitted" });

const EXCEPTION =
  "Hours for some days. From `effectiveAt` on, they take precedence over the weekly hours. Null ends all exceptions, including those that were recorded earlier and begin later. `PH` without a country means the holidays of the country into which the direction leads";

const ChangeBody = z
  .strictObject({
    ...target,
    status: StatusWord.optional(),
    limited: z.boolean().optional(),
    programmes: Programmes,
    onset: OnsetWord.optional(),
    hours: HoursText.nullable().optional(),
    exception: ExceptionText.nullable().optional().meta({ description: EXCEPTION }),
    effectiveAt: MomentText,
    expectedUntil: MomentText.nullish(),
    until: MomentText.nullish().meta({ description: "The end of the exception" }),
    lifts: Lifting.nullish().meta({
      description:
        "The restrictions that an open status ends: the restrictions begun or continued by these reports, or `all`. If omitted and only one restriction is in force, the open status ends it. If several are in force, it ends the publisher's own restrictions, unless the reasons differ, and restrictions from weaker kinds of sources: news is weaker than operators and announcements, and the feed is weaker than news",
    }),
  })
  .meta({ id: "NewChange", description: "A change of the status or the hours to record" });

const COUNT =
  "The number that crossed in the month of `effectiveAt`. A claim with this number is a count, and its status is `open`";

const ClaimBody = z
  .strictObject({
    ...target,
    status: StatusWord,
    limited: z.boolean().optional(),
    programmes: Programmes,
    effectiveAt: MomentText,
    until: MomentText.nullish(),
    denied: z.boolean().optional(),
    attributed: z.boolean().optional(),
    count: z.int().nonnegative().optional().meta({ description: COUNT }),
  })
  .meta({ id: "NewClaim", description: "A statement to record that does not change the record" });

/** Body of a request to record a report. */
export const ReportBody = z
  .strictObject({
    source: SourceBody,
    reason: ReasonWord.nullish(),
    note: text(4000, true).trim().nullish(),
    changes: z.array(ChangeBody).max(200).default([]),
    claims: z.array(ClaimBody).max(200).default([]),
  })
  .meta({ id: "NewReport", description: "A report to record: what one source says" });

/** Converts a request body to a draft. */
export function toDraft(body: z.output<typeof ReportBody>): ReportDraft {
  const { url = null, publishedAt = null, ...source } = body.source;
  return { ...body, source: { ...source, url, publishedAt } };
}

export const RetractionBody = z
  .strictObject({
    note: wording(4000, true).meta({ description: "The reason for the withdrawal" }),
  })
  .meta({ id: "NewRetraction", description: "The withdrawal of a report" });

const one = { crossing: z.string(), modes: z.array(ModeWord), directions: z.array(DirectionWord) };

export const ReportAnswer = z
  .strictObject({
    id: z.string(),
    seq: z.int(),
    recordedAt: Instant,
    recordedBy: z.string(),
    source: SourceAnswer,
    reason: ReasonWord.nullable(),
    note: z.string().nullable(),
    retracts: z.string().nullable(),
    origin: z.string().nullable().meta({ description: "The proposal that the report came from" }),
    retractedAt: Instant.nullable(),
    hash: z.string().nullable().meta({
      description:
        "The SHA-256 of the report's canonical form, in hex (docs/verify.md). Null if a process of an earlier version recorded the report a moment ago",
    }),
    previousHash: z
      .string()
      .nullable()
      .meta({ description: "The hash of the report before. Null for the first report" }),
    // Readers compute hashes from the lines (docs/verify.md), so no line on record may get another member.
    changes: z.array(
      z
        .strictObject({
          ...one,
          status: StatusWord.optional(),
          limited: z.boolean().optional(),
          programmes: AnsweredProgrammes,
          onset: OnsetWord.optional(),
          hours: HoursText.nullable().optional(),
          exception: ExceptionText.nullable().optional(),
          effectiveAt: MomentText,
          expectedUntil: MomentText.nullable().optional(),
          until: MomentText.nullable().optional(),
          lifts: z.union([z.literal("all"), z.array(z.string())]).optional(),
        })
        .meta({ id: "ReportChange", description: "A change of the status or the hours of a service" }),
    ),
    claims: z.array(
      z
        .strictObject({
          ...one,
          status: StatusWord,
          limited: z.boolean(),
          programmes: AnsweredProgrammes,
          effectiveAt: MomentText,
          until: MomentText.nullable(),
          denied: z.boolean(),
          attributed: z.boolean(),
          count: z.int().optional().meta({ description: COUNT }),
        })
        .meta({ id: "ReportClaim", description: "A statement about a service that does not change the record" }),
    ),
  })
  .meta({ id: "Report", description: "A statement by one source, recorded once and never changed" });

/** Omits the programmes if there are none. */
const withProgrammes = <Line extends { programmes: readonly Programme[] }>({ programmes, ...line }: Line) =>
  programmes.length === 0 ? line : { ...line, programmes: [...programmes] };

/** Omits the programmes and the lifts if there are none. */
const withLifts = ({ lifts, ...change }: StatusChange) => ({
  ...withProgrammes(change),
  ...(lifts === null ? {} : { lifts: lifts === "all" ? lifts : [...lifts] }),
});

/** Encodes a report: one line per service, in the format that recording accepts. */
export function presentReport(report: Report): z.output<typeof ReportAnswer> {
  const { statusChanges, hoursChanges, hoursExceptions, claims, counts, hashes, ...head } = report;
  const flat = <Line extends { service: Service }>({ service, ...rest }: Line) => ({
    crossing: service.crossing,
    modes: [service.mode],
    directions: [service.direction],
    ...rest,
  });
  return {
    ...head,
    hash: hashes?.hash ?? null,
    previousHash: hashes?.previousHash ?? null,
    changes: [...statusChanges.map(withLifts).map(flat), ...hoursChanges.map(flat), ...hoursExceptions.map(flat)],
    claims: [...claims.map(withProgrammes).map(flat), ...counts.map(asClaim).map(flat)],
  };
}

/** Converts a count to the form of a claim. */
const asClaim = ({ service, effectiveAt, number }: TrafficCount) => ({
  service,
  status: "open" as const,
  limited: false,
  effectiveAt,
  until: null,
  denied: false,
  attributed: false,
  count: number,
});

/** Answer to a report that was just recorded. */
export const PostedReportAnswer = z
  .strictObject({
    ...ReportAnswer.shape,
    stillRestricted: z
      .array(
        z
          .strictObject({
            crossing: z.string(),
            ...ServiceAnswer.shape,
            restrictions: z.array(RestrictionAnswer),
          })
          .meta({ id: "StillRestricted", description: "A service that remains restricted" }),
      )
      .meta({
        description: "The services that the report opens but that remain restricted, with the remaining restrictions",
      }),
  })
  .meta({ id: "RecordedReport", description: "A report that was just recorded" });

/** Encodes a report that was just recorded. */
export const presentPosted = (
  report: Report,
  still: readonly StillRestricted[],
): z.output<typeof PostedReportAnswer> => ({
  ...presentReport(report),
  stillRestricted: still.map(({ service, restrictions }) => ({
    ...service,
    restrictions: restrictions.map(presentRestriction),
  })),
});

export const ReportsAnswer = z
  .strictObject({ reports: z.array(ReportAnswer), next: z.string().nullable() })
  .meta({ id: "ReportList", description: "A page of the list of reports, newest first" });
