import { rememberedFor } from "../../domain/remembered.ts";
import {
  isCertainlyOpen,
  leadingStandings,
  standingsWorthSaying,
  verdictOf,
} from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { StatusIcon } from "../../domain/vocabulary.ts";
import { type Html, html } from "../html.ts";

/** Returns the status icon of one service. */
export function statusIconOf(standing: Standing): StatusIcon {
  const { because, limited } = standing;
  if (because === "no_report") return "unknown";
  if (because === "in_service") return isCertainlyOpen(standing) ? (limited ? "limited" : "open") : "doubtful";
  return because === "day_of_change" || because === "hours_unknown" || because === "overdue" ? "doubtful" : because;
}

/**
 * Returns the status icon of the requested services of a crossing. `open` means that every service that people ask
 * about is certainly open. `limited` means open in part or with limits. `doubtful` means that at least one of these
 * services may be open, but none is certainly open. If none of the services is open, `outside_hours` takes precedence,
 * because it ends by itself at the next opening time.
 * The icon is remembered, because the board needs it several times.
 */
export const statusIconOfAll = rememberedFor((standings: readonly Standing[]): StatusIcon => {
  const { open } = verdictOf(standings);
  const marks = standingsWorthSaying(standings).map(statusIconOf);
  const leading = askedStandings(standings);
  const asked = leading.map(statusIconOf);
  // A doubt about southbound trucks must not make a crossing that is certainly shut northbound look as if it may be
  // open.
  if (leading.length > 0 && leading.every((standing) => standing.open === false) && !marks.some(isOpenMark))
    return shutMark(asked);
  if (open === true) {
    if (!marks.some(isOpenMark)) return "doubtful";
    if (asked.includes("doubtful") && !asked.some(isOpenMark)) return "doubtful";
    return isOpenInPart(standings) || marks.includes("limited") ? "limited" : "open";
  }
  if (open === null) return marks.every((mark) => mark === "unknown") ? "unknown" : "doubtful";
  return shutMark(marks);
});

const shutMark = (marks: readonly StatusIcon[]): StatusIcon =>
  (["outside_hours", "limited_to_others", "suspended"] as const).find((mark) => marks.includes(mark)) ?? "closed";

const isOpenMark = (mark: StatusIcon): boolean => mark === "open" || mark === "limited";

/**
 * Returns true if a crossing is open, but a service is shut or in doubt. Doubt about a service that people do not ask
 * about counts only if a source gives reason for it.
 */
export function isOpenInPart(standings: readonly Standing[]): boolean {
  const { open, partial } = verdictOf(standings);
  if (open !== true) return false;
  const asked = askedStandings(standings);
  return (
    partial ||
    asked.length === 0 ||
    asked.some((standing) => statusIconOf(standing) === "doubtful") ||
    standings.some(({ because, conflict }) => because === "overdue" || conflict !== null)
  );
}

/** Returns the reported standings that people ask about, one of each mode. */
const askedStandings = (standings: readonly Standing[]): Standing[] =>
  leadingStandings(standings).filter(({ because }) => because !== "no_report");

/** Renders a status icon. The text beside the icon says the same, so screen readers skip the icon. */
export const statusIcon = (mark: StatusIcon, size = "small"): Html =>
  html`<svg class="mark ${mark} ${size}" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false"><use href="#mark-${mark}"/></svg>`;
