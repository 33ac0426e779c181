import { capitalize } from "../domain/capitalize.ts";
import type { ShownRestriction } from "../domain/status/restrictions.ts";
import type { Messages } from "../locales/messages.ts";
import { type Html, html } from "./html.ts";
import { sourceLink, timeTag } from "./standing-text.ts";

/** A restriction with its start, reason, expected end and sources: `Suspended since 4 Dec 2023, Roadworks: Roads, …`. */
export function restrictionText(shown: ShownRestriction, zone: string, messages: Messages): Html {
  const { status, since, reason, expectedUntil, overdue, report, otherReports } = shown;
  const words = messages.pages;
  const { phrases, reports } = messages;
  const sources = [report, ...otherReports].map(({ source }, i) => html`${i > 0 && "; "}${sourceLink(source)}`);
  const start =
    since === null
      ? phrases.startUnknown
      : html` ${messages.pages.since.toLowerCase()} ${timeTag(since, zone, messages)}`;
  return html`${capitalize(phrases.statuses[status])}${start}${reason !== null && `, ${reports.reasons[reason].toLowerCase()}`}${
    expectedUntil !== null &&
    html`, ${overdue ? words.overdue : words.expectedUntil} ${timeTag(expectedUntil, zone, messages)}`
  } (${sources})`;
}
