import { z } from "zod";
import type { EventDescription } from "../../actions/notifications/describe-event.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { stateOf } from "../../domain/places/region.ts";
import type { CrossingStatus } from "../../domain/status/crossing-status.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { FALLBACK } from "../../locales/index.ts";
import { ChangedStatusAnswer, StandingAnswer } from "./crossing.ts";
import { presentStatus } from "./present.ts";
import { presentReport, ReportAnswer } from "./report.ts";
import { StateCode } from "./state-code.ts";
import { Instant } from "./wire.ts";

/** Status of a crossing after an event, as a sentence that the receiver can show without another request. */
const CrossingSentence = z
  .strictObject({
    crossing: z.string(),
    name: z.string(),
    state: StateCode,
    open: z.boolean().nullable(),
    partial: z.boolean(),
    summary: z.string(),
    services: z
      .array(
        z
          .strictObject({
            ...StandingAnswer.pick({ mode: true, direction: true, open: true, status: true, limited: true }).shape,
            ...StandingAnswer.pick({ programmes: true, because: true, overdue: true, certainty: true }).shape,
            contradicted: z.boolean().meta({ description: "True if a source disagrees with this status" }),
          })
          .meta({ id: "EventService", description: "The status of a service after an event" }),
      )
      .meta({
        description:
          "The status of every service of the crossing. Other reports may still restrict a service that this report reopens",
      }),
  })
  .meta({ id: "EventCrossing", description: "The status of a crossing after an event" });

const Crossings = z.array(CrossingSentence).meta({
  description:
    "The status of the affected crossings immediately after the recording, according to the record at that time",
});

const event = <Type extends string, Data extends z.ZodType>(type: Type, data: Data, id: string, description: string) =>
  z
    .strictObject({
      type: z.literal(type),
      timestamp: Instant.meta({ description: "When the event happened, not when it is sent" }),
      data,
    })
    .meta({ id, description });

/** Meaning of each kind, for the documentation. */
export const WEBHOOK_MEANINGS = {
  verification: "A ping. Events are sent only after your server answers it with a 2xx status",
  report: "A report was recorded",
  retraction: "A report was withdrawn. Every subscription that may have received the report receives this event",
  standing: "The clock changed an answer: a change took effect, hours began or ended, or an expected end passed",
};

const VerificationData = z
  .strictObject({ subscription: z.string() })
  .meta({ id: "VerificationData", description: "The subscription whose address is pinged" });

const ReportData = z
  .strictObject({ report: ReportAnswer, crossings: Crossings })
  .meta({ id: "ReportData", description: "A recorded report, and the crossings that it affects" });

const RetractionData = z
  .strictObject({ report: ReportAnswer, withdrawn: ReportAnswer, crossings: Crossings })
  .meta({ id: "RetractionData", description: "A withdrawal, the withdrawn report, and the affected crossings" });

/** Webhook bodies by kind of event. */
export const WEBHOOK_BODIES = {
  verification: event("verification", VerificationData, "VerificationEvent", WEBHOOK_MEANINGS.verification),
  report: event("report", ReportData, "ReportEvent", WEBHOOK_MEANINGS.report),
  retraction: event("retraction", RetractionData, "RetractionEvent", WEBHOOK_MEANINGS.retraction),
  standing: event("standing", ChangedStatusAnswer, "StandingEvent", WEBHOOK_MEANINGS.standing),
};

/** Writes the body of an event. The same event always gives the same text. */
export function writeWebhook(told: EventDescription, subscription: string): string {
  return JSON.stringify(encoded(told, subscription));
}

function encoded(told: EventDescription, subscription: string): unknown {
  const timestamp = told.at;
  switch (told.kind) {
    case "verification":
      return z.encode(WEBHOOK_BODIES.verification, { type: told.kind, timestamp, data: { subscription } });
    case "standing": {
      const data = { ...presentStatus(told.answer, FALLBACK), turned: told.turned };
      return z.encode(WEBHOOK_BODIES.standing, { type: told.kind, timestamp, data });
    }
    case "report": {
      const data = { report: presentReport(told.report), crossings: sentences(told) };
      return z.encode(WEBHOOK_BODIES.report, { type: told.kind, timestamp, data });
    }
    case "retraction": {
      const [report, withdrawn] = [presentReport(told.report), presentReport(told.withdrawn)];
      const data = { report, withdrawn, crossings: sentences(told) };
      return z.encode(WEBHOOK_BODIES.retraction, { type: told.kind, timestamp, data });
    }
  }
}

const sentences = ({ at, answers }: { at: EventDescription["at"]; answers: readonly CrossingStatus[] }) =>
  answers.map(({ crossing, verdict, standings }) => ({
    crossing: crossing.slug,
    name: nameIn(crossing, FALLBACK),
    state: stateOf(crossing).code,
    ...verdict,
    summary: summaryOf(standings, crossing, at, FALLBACK),
    services: standings.map(
      ({ service: { mode, direction }, open, status, limited, programmes, because, overdue, certainty, conflict }) => ({
        ...{ mode, direction, open, status, limited, programmes: [...programmes], because, overdue, certainty },
        contradicted: conflict !== null,
      }),
    ),
  }));
