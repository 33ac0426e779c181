import type { Standing } from "../../domain/status/standing.ts";
import type { StatusIcon } from "../../domain/vocabulary.ts";
import { statusIconOf, statusIconOfAll } from "../marks/status-icon.ts";

/** Icons of services in trouble, the gravest first. Embedded pages list the crossings in the same order. */
export const TROUBLE: readonly StatusIcon[] = ["suspended", "closed", "limited_to_others", "limited"];

/**
 * Returns the gravest trouble of a crossing's services. Returns undefined if every service is open, shut by its hours,
 * or in doubt.
 */
export function troubleOf(standings: readonly Standing[]): StatusIcon | undefined {
  const marks = standings.map(statusIconOf);
  return TROUBLE.find((trouble) => marks.includes(trouble));
}

/** Returns true if nobody knows whether a crossing is open, or whether the rest of an open one is. */
export function isInDoubt(standings: readonly Standing[]): boolean {
  const mark = statusIconOfAll(standings);
  if (mark === "limited") return standings.some((standing) => statusIconOf(standing) === "doubtful");
  return mark === "doubtful" || mark === "unknown";
}

/**
 * Returns the place of a crossing in a list that begins with the gravest trouble. Crossings in doubt come after all
 * trouble, and crossings that are certainly open or shut by their hours come last.
 */
export function gravityOf(standings: readonly Standing[]): number {
  const trouble = troubleOf(standings);
  if (trouble !== undefined) return TROUBLE.indexOf(trouble);
  return TROUBLE.length + (isInDoubt(standings) ? 0 : 1);
}
