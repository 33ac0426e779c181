import { groupBy } from "../../domain/group-by.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { StillRestricted } from "../../domain/status/still-restricted.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html } from "../html.ts";
import { restrictionText } from "../restriction-text.ts";
import { showScope } from "../standing-text.ts";

/**
 * Renders the restrictions that remain in force at the services that a report opens. Returns null if there are none.
 */
export function stillRestrictedNotice(
  still: readonly StillRestricted[],
  crossings: readonly Crossing[],
  messages: Messages,
): Html | null {
  if (still.length === 0) return null;
  const items = crossings.flatMap((crossing) => {
    const mine = still
      .filter(({ service }) => service.crossing === crossing.slug)
      .map((each) => ({
        ...each,
        text: html`${each.restrictions.map((shown, i) => html`${i > 0 && "; "}${restrictionText(shown, crossing.timeZone, messages)}`)}`,
      }));
    return [...groupBy(mine, ({ text }) => text.markup).values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const scope = showScope(
        group.map(({ service }) => service),
        crossing,
        messages,
      );
      return [html`<li>${nameIn(crossing, messages)}, ${scope}: ${first.text}</li>`];
    });
  });
  return html`<div class="notice look"><p><b>${messages.desk.preview.still}</b></p><ul>${items}</ul></div>`;
}
