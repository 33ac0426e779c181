import type { Standing } from "../status/standing.ts";
import type { Reason } from "../vocabulary.ts";

/** The reason of the restriction that an answer names, or of a limited service. A later report without one keeps it. */
export function statedReason({ restrictions, report }: Standing): Reason | null {
  const named = restrictions.find((each) => each.report.id === report?.id) ?? restrictions[0];
  return named?.reason ?? report?.reason ?? null;
}
