import type { Observation } from "../feed/observation.ts";
import type { Standing } from "./standing.ts";

/** What there is for an operator to look into, the most pressing first. */
export const WORK_KINDS = ["conflict", "overdue", "silent"] as const;

/**
 * `conflict`: a word on record, or traffic, disagrees with what stands. `overdue`: an expected end is past, and nobody
 * said what came of it. `silent`: open on record, and without traffic in hours in which there used to be some.
 */
export type WorkKind = (typeof WORK_KINDS)[number];

/** What a standing gives an operator to look into; `observation` is what the feed last said of its service. */
export function workOf(standing: Standing, observation: Observation | null): WorkKind[] {
  const { conflict, overdue, status, certainty } = standing;
  const isSilent = status === "open" && certainty === "unconfirmed" && (observation?.missingSince ?? null) !== null;
  return WORK_KINDS.filter((kind) => ({ conflict: conflict !== null, overdue, silent: isSilent })[kind]);
}
