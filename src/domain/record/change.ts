import type { Service } from "../places/crossing.ts";
import type { Mode } from "../vocabulary.ts";
import type { Report } from "./report.ts";

/**
 * A report in recording order, with the services that it affects. A retraction affects the services of the withdrawn
 * report.
 */
export interface Change {
  report: Report;
  services: Service[];
}

/**
 * Selects the changes that a reader wants. A filter without conditions selects all changes, including advisories that
 * name no crossing.
 */
export interface ChangeFilter {
  crossing?: string | undefined;
  mode?: Mode | undefined;
}

/**
 * Returns true if any of the services passes the filter. A filter without conditions accepts every list, even an empty
 * one.
 */
export function passesFilter({ crossing, mode }: ChangeFilter, services: readonly Service[]): boolean {
  if (crossing === undefined && mode === undefined) return true;
  return services.some(
    (service) => (crossing ?? service.crossing) === service.crossing && (mode ?? service.mode) === service.mode,
  );
}
