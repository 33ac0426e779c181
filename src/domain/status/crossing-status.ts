import type { Standing } from "./standing.ts";

/** Combined answer for several services of one crossing. */
export interface Verdict {
  /** True if any service is open. Null if none is known to be open but one may be. Otherwise false. */
  open: boolean | null;
  /** True if one service is open and another is certainly shut. */
  partial: boolean;
}

/**
 * Combines the standings of the requested services. Leaves out services without a report, unless no service has one.
 */
export function verdictOf(standings: readonly Standing[]): Verdict {
  const reported = standingsWorthSaying(standings);
  const open = reported.some((standing) => standing.open === true);
  const shut = reported.some((standing) => standing.open === false);
  const doubtful = reported.some((standing) => standing.open === null);
  return { open: open ? true : doubtful || reported.length === 0 ? null : false, partial: open && shut };
}

/** Returns the standings of services with a report, or all standings if none has one. */
export function standingsWorthSaying(standings: readonly Standing[]): readonly Standing[] {
  const reported = standings.filter((standing) => standing.because !== "no_report");
  return reported.length > 0 ? reported : standings;
}
