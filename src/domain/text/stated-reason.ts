import type { Standing } from "../status/standing.ts";
import type { Reason } from "../vocabulary.ts";

/**
 * Returns the reason for the restriction that an answer names, or for a limited service. A later report without a
 * reason does not withdraw the reason for a restriction. For a limited service, only the newest report counts.
 */
export function statedReason({ restrictions, report }: Standing): Reason | null {
  const named = restrictions.find((each) => each.report.id === report?.id) ?? restrictions[0];
  return named?.reason ?? report?.reason ?? null;
}
