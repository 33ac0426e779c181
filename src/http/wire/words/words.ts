import { z } from "zod";
import {
  ANSWERED_STATUSES,
  BECAUSES,
  CERTAINTIES,
  LANE_KINDS,
  ONSETS,
  REASONS,
  SOURCE_KINDS,
  STATUSES,
} from "../../../domain/vocabulary.ts";

/** Words of answers and of reports. Each is a schema of the API description, with a name. */

export const StatusWord = z.enum(STATUSES).meta({
  id: "Status",
  description: "`suspended`: stopped by a decision, and expected to resume. `closed`: planned, damaged or permanent",
});

export const AnsweredStatusWord = z.enum(ANSWERED_STATUSES).meta({
  id: "AnsweredStatus",
  description: "A status, or `unknown` if nothing was reported",
});

/** Statuses of a restriction. */
export const RestrictedWord = z.enum(["suspended", "closed"]).meta({
  id: "RestrictedStatus",
  description: "A status that restricts a service",
});

export const ReasonWord = z.enum(REASONS).meta({ id: "Reason", description: "The reason that a source gives" });

export const BecauseWord = z.enum(BECAUSES).meta({
  id: "Because",
  description: "Why a service is open, is not open, or is in doubt",
});

export const OnsetWord = z.enum(ONSETS).meta({
  id: "Onset",
  description: "The precision of a start. `unknown`: the status began earlier than the given time",
});

export const CertaintyWord = z.enum(CERTAINTIES).meta({
  id: "Certainty",
  description:
    "`confirmed` by traffic or by a second publisher; `attested` by a count; `announced` by a source alone; `unconfirmed`: nothing recent says so",
});

export const SourceKindWord = z.enum(SOURCE_KINDS).meta({ id: "SourceKind", description: "The kind of a source" });

export const LaneKindWord = z.enum(LANE_KINDS).meta({ id: "LaneKind", description: "The kind of a lane" });
