import type { Standing } from "./standing.ts";

/** The combined answer for several services of one crossing. */
export interface Verdict {
  /** True if any service is open. Null if none is open but at least one may be. Otherwise false. */
  open: boolean | null;
  /** True if at least one service is open and at least one is certainly not. */
  partial: boolean;
}

/**
 * Combines the standings of the requested services. Services without any report are left out, unless none has a report.
 */
export function verdictOf(standings: readonly Standing[]): Verdict {
  const reported = standingsWorthSaying(standings);
  const open = reported.some((standing) => standing.open === true);
  const shut = reported.some((standing) => standing.open === false);
  const doubtful = reported.some((standing) => standing.open === null);
  return { open: open ? true : doubtful || reported.length === 0 ? null : false, partial: open && shut };
}

/** Returns the standings that count for verdicts and sentences: those with a report, or all if none has one. */
export function standingsWorthSaying(standings: readonly Standing[]): readonly Standing[] {
  const reported = standings.filter((standing) => standing.because !== "no_report");
  return reported.length > 0 ? reported : standings;
}
