import { standingsWorthSaying, verdictOf } from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { StatusIcon } from "../../domain/vocabulary.ts";
import { type Html, html } from "../html.ts";

/**
 * Returns true if a service is open and nothing contradicts it. Only such a service is shown as open without
 * qualification.
 */
const isSure = ({ open, certainty, conflict }: Standing): boolean =>
  open === true && certainty !== "unconfirmed" && conflict === null;

/** Returns the status icon of one service. */
export function statusIconOf(standing: Standing): StatusIcon {
  const { because, limited } = standing;
  if (because === "no_report") return "unknown";
  if (because === "in_service") return isSure(standing) ? (limited ? "limited" : "open") : "doubtful";
  return because === "day_of_change" || because === "hours_unknown" || because === "overdue" ? "doubtful" : because;
}

/**
 * Returns the status icon of the requested services of a crossing. `limited` means open in part or with limits. A
 * crossing is also `limited` if one of its open services admits only some travellers. `doubtful` means that the
 * crossing is or may be open, but no service is certainly open. If nothing is open, `outside_hours` takes precedence,
 * because it ends by itself at the next opening time.
 */
export function statusIconOfAll(standings: readonly Standing[]): StatusIcon {
  const { open, partial } = verdictOf(standings);
  const marks = standingsWorthSaying(standings).map(statusIconOf);
  if (open === true) {
    if (!marks.some((mark) => mark === "open" || mark === "limited")) return "doubtful";
    const isForSome = standings.some((each) => each.open === true && each.programmes.length > 0);
    return partial || isForSome || !marks.includes("open") ? "limited" : "open";
  }
  if (open === null) return marks.every((mark) => mark === "unknown") ? "unknown" : "doubtful";
  return (
    (["outside_hours", "limited_to_others", "suspended"] as const).find((mark) => marks.includes(mark)) ?? "closed"
  );
}

/** Renders a status icon. The text beside the icon says the same, so screen readers skip the icon. */
export const statusIcon = (mark: StatusIcon, size = "small"): Html =>
  html`<svg class="mark ${mark} ${size}" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false"><use href="#mark-${mark}"/></svg>`;
