import { spokenOf, verdictOf } from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { Mark } from "../../domain/vocabulary.ts";
import { type Html, html } from "../html.ts";

/** True where a service is open and nothing speaks against it: a plain "open" is shown for nothing less. */
const isSure = ({ open, certainty, conflict }: Standing): boolean =>
  open === true && certainty !== "unconfirmed" && conflict === null;

/** How one service stands, at a glance. */
export function markOf(standing: Standing): Mark {
  const { because, limited } = standing;
  if (because === "no_report") return "unknown";
  if (because === "in_service") return isSure(standing) ? (limited ? "limited" : "open") : "doubtful";
  return because === "day_of_change" || because === "hours_unknown" ? "doubtful" : because;
}

/**
 * How the asked services of one crossing stand together, at a glance. Open in part or with limits is `limited`; open
 * with nobody to confirm any of it is `doubtful`. Of what is not open, hours come first: they end by themselves.
 */
export function markOfAll(standings: readonly Standing[]): Mark {
  const { open, partial } = verdictOf(standings);
  const marks = spokenOf(standings).map(markOf);
  if (open === true) {
    if (!marks.some((mark) => mark === "open" || mark === "limited")) return "doubtful";
    return partial || !marks.includes("open") ? "limited" : "open";
  }
  if (open === null) return marks.every((mark) => mark === "unknown") ? "unknown" : "doubtful";
  return (["outside_hours", "suspended"] as const).find((mark) => marks.includes(mark)) ?? "closed";
}

/** A mark beside a text that says the same; whoever does not see it misses nothing. */
export const markIcon = (mark: Mark, size = "small"): Html =>
  html`<svg class="mark ${mark} ${size}" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false"><use href="#mark-${mark}"/></svg>`;
