import { capitalize } from "../domain/capitalize.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import type { ShownRestriction } from "../domain/status/restrictions.ts";
import type { Standing } from "../domain/status/standing.ts";
import { reasonName } from "../domain/text/answer-lead.ts";
import { formatMoment, type Moment } from "../domain/time/moment.ts";
import { showMoment } from "../domain/time/show-moment.ts";
import type { Messages } from "../locales/messages.ts";
import { type Html, html } from "./html.ts";
import { sourceLink } from "./standing-text.ts";

/** Formats a restriction without its sources: `Suspended since 4 Dec 2023, construction, expected until 9 Dec 2023`. */
export function showRestriction(shown: ShownRestriction, crossing: Crossing, messages: Messages): string {
  const { status, since, reason, expectedUntil, overdue } = shown;
  const { phrases } = messages;
  const show = (moment: Moment) => showMoment(moment, crossing.timeZone, messages);
  return [
    capitalize(phrases.statuses[status]) + (since === null ? phrases.startUnknown : phrases.since(show(since))),
    ...(reason === null ? [] : [reasonName(reason, [crossing], messages)]),
    ...(expectedUntil === null ? [] : [phrases[overdue ? "overdue" : "expectedUntil"](show(expectedUntil))]),
  ].join(", ");
}

/** Renders a restriction with its sources. */
export function restrictionText(shown: ShownRestriction, crossing: Crossing, messages: Messages): Html {
  const sources = [shown.report, ...shown.otherReports].map(
    ({ source }, i) => html`${i > 0 && "; "}${sourceLink(source)}`,
  );
  return html`${showRestriction(shown, crossing, messages)} (${sources})`;
}

/**
 * Returns true if the restrictions say more than the answer does: there are several restrictions or several sources, or
 * the start of the only restriction differs from that of the status.
 */
export function isWorthListing({ restrictions, since }: Standing): boolean {
  const [first, ...more] = restrictions;
  if (first === undefined) return false;
  const text = (moment: Moment | null) => (moment === null ? null : formatMoment(moment));
  return more.length > 0 || first.otherReports.length > 0 || text(first.since) !== text(since);
}
