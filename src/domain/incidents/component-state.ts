import type { Service } from "../places/crossing.ts";
import { isUndisputed, standingsWorthSaying } from "../status/crossing-status.ts";
import type { Standing } from "../status/standing.ts";

/** Statuses of a component in the format of status pages, in the order of that format. */
export const COMPONENT_STATUSES = [
  "operational",
  "degraded_performance",
  "partial_outage",
  "major_outage",
  "under_maintenance",
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

/** Cause of a component's status. Its description begins with the cause. */
export type ComponentCause = "open" | "restricted" | "planned" | "doubtful" | "limited" | "outside_hours";

/** Status of a crossing as a component of a status page. */
export interface ComponentState {
  status: ComponentStatus;
  cause: ComponentCause;
}

/**
 * Returns the status of a crossing as a component. Only a crossing of which at least one service is certainly open, and
 * of which no other service is restricted, limited or in doubt, is `operational`. `isPlanned` returns true for a
 * service that is shut only by planned closures.
 */
export function componentStateOf(
  standings: readonly Standing[],
  isPlanned: (service: Service) => boolean,
): ComponentState {
  const said = standingsWorthSaying(standings);
  const shut = said.filter(({ because }) => because === "suspended" || because === "closed");
  const isUnplanned = shut.some(({ service }) => !isPlanned(service));
  if (isUnplanned) {
    const isWhole = shut.length === said.length;
    return { status: isWhole ? "major_outage" : "partial_outage", cause: "restricted" };
  }
  if (shut.length > 0) return { status: "under_maintenance", cause: "planned" };
  if (said.length === 0 || said.some(isDoubtful)) return { status: "degraded_performance", cause: "doubtful" };
  if (said.some(({ open, limited }) => open === true && limited))
    return { status: "degraded_performance", cause: "limited" };
  if (said.every(({ open }) => open === false)) return { status: "under_maintenance", cause: "outside_hours" };
  return { status: "operational", cause: "open" };
}

/** A service outside its hours is in doubt, too, if nothing confirms that it will open again. */
const isDoubtful = (standing: Standing): boolean => standing.open === null || !isUndisputed(standing);

/**
 * Returns the status of a group of components. A group is as bad as its worst component, but only a group whose
 * components are all out is a `major_outage`. A planned closure counts more than crossings that are operational; a
 * crossing outside its hours does not.
 */
export function groupStatusOf(states: readonly ComponentState[]): ComponentStatus {
  const statuses = states.map(({ status }) => status);
  const isAll = (status: ComponentStatus) => statuses.length > 0 && statuses.every((each) => each === status);
  if (isAll("major_outage")) return "major_outage";
  if (statuses.includes("major_outage") || statuses.includes("partial_outage")) return "partial_outage";
  if (statuses.includes("degraded_performance")) return "degraded_performance";
  const isPlanned = states.some(({ cause }) => cause === "planned");
  return isPlanned || isAll("under_maintenance") ? "under_maintenance" : "operational";
}

/** State of a whole status page. `none` means that nothing is wrong. */
export type PageIndicator = "none" | "minor" | "major" | "critical" | "maintenance";

/** Returns the state of the page. Crossings outside their hours do not count: nothing is wrong with them. */
export function pageIndicatorOf(states: readonly ComponentState[]): PageIndicator {
  const some = (...of: ComponentStatus[]) => states.some(({ status }) => of.includes(status));
  const usual = states.filter(({ cause }) => cause !== "outside_hours" && cause !== "planned");
  if (usual.length > 0 && usual.every(({ status }) => status === "major_outage")) return "critical";
  if (some("major_outage", "partial_outage")) return "major";
  if (some("degraded_performance")) return "minor";
  return states.some(({ cause }) => cause === "planned") ? "maintenance" : "none";
}
