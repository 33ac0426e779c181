import type { Service } from "../places/crossing.ts";
import type { Mode } from "../vocabulary.ts";
import type { Report } from "./report.ts";

/** A report in the order of recording, with the services that it touches: a retraction, those of what it withdraws. */
export interface Change {
  report: Report;
  services: Service[];
}

/** Which changes somebody wants to hear of; without a condition, all, advisories that touch no crossing included. */
export interface ChangeFilter {
  crossing?: string | undefined;
  mode?: Mode | undefined;
}

/** Whether any of some services passes a filter, or there is none to pass. */
export function isWanted({ crossing, mode }: ChangeFilter, services: readonly Service[]): boolean {
  if (crossing === undefined && mode === undefined) return true;
  return services.some(
    (service) => (crossing ?? service.crossing) === service.crossing && (mode ?? service.mode) === service.mode,
  );
}
