import type { Service } from "../places/crossing.ts";
import type { Mode } from "../vocabulary.ts";
import type { Report } from "./report.ts";

/** A report and the services that it affects. A retraction affects the services of the withdrawn report. */
export interface Change {
  report: Report;
  services: Service[];
}

/**
 * Conditions on changes. Without conditions, the filter accepts every change, including advisories about no crossing.
 */
export interface ChangeFilter {
  crossing?: string | undefined;
  mode?: Mode | undefined;
}

/**
 * Returns true if one of the services meets all conditions. Without conditions, returns true for any list, even an
 * empty one.
 */
export function passesFilter({ crossing, mode }: ChangeFilter, services: readonly Service[]): boolean {
  if (crossing === undefined && mode === undefined) return true;
  return services.some(
    (service) => (crossing ?? service.crossing) === service.crossing && (mode ?? service.mode) === service.mode,
  );
}
