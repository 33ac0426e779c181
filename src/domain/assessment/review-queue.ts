import type { Observation } from "../feed/observation.ts";
import type { Standing } from "../status/standing.ts";

/** Reasons for an operator to review a service, most urgent first. */
export const REVIEW_KINDS = ["conflict", "overdue", "silent"] as const;

/**
 * `conflict`: a statement or traffic contradicts the standing. `overdue`: an expected end has passed, and no report
 * says whether the service reopened. `silent`: the service is open on record, but lacks its usual traffic.
 */
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** Returns the reasons to review a standing. `observation` is the service's last feed reading. */
export function reviewKindsOf(standing: Standing, observation: Observation | null): ReviewKind[] {
  const { conflict, restrictions, status, certainty } = standing;
  const overdue = restrictions.some((each) => each.overdue);
  const isSilent = status === "open" && certainty === "unconfirmed" && (observation?.missingSince ?? null) !== null;
  return REVIEW_KINDS.filter((kind) => ({ conflict: conflict !== null, overdue, silent: isSilent })[kind]);
}
