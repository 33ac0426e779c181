import type { Standing } from "./standing.ts";

/** The answer for several services of one crossing together. */
export interface Verdict {
  /** True where any is open; null where none is but one may be; else false. */
  open: boolean | null;
  /** At least one open and at least one not. */
  partial: boolean;
}

/** The verdict over the asked services: those without any report are left out, unless all are. */
export function verdictOf(standings: readonly Standing[]): Verdict {
  const reported = spokenOf(standings);
  const open = reported.some((standing) => standing.open === true);
  const shut = reported.some((standing) => standing.open === false);
  const doubtful = reported.some((standing) => standing.open === null);
  return { open: open ? true : doubtful || reported.length === 0 ? null : false, partial: open && shut };
}

/** The standings that a verdict and a sentence speak of: those with a report, or all where none has one. */
export function spokenOf(standings: readonly Standing[]): readonly Standing[] {
  const reported = standings.filter((standing) => standing.because !== "no_report");
  return reported.length > 0 ? reported : standings;
}
