import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { StillRestricted } from "../../domain/status/still-restricted.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html } from "../html.ts";
import { restrictionText } from "../restriction-text.ts";
import { scopedGroups } from "../standing-text.ts";

/**
 * Renders the restrictions that remain in force at the services that a report opens. With `mayLift`, each crossing has
 * a check box for lifting its restrictions too. Returns null if none remain.
 */
export function stillRestrictedNotice(
  still: readonly StillRestricted[],
  crossings: readonly Crossing[],
  messages: Messages,
  mayLift = false,
): Html | null {
  if (still.length === 0) return null;
  const words = messages.desk.shortPreview;
  const lift = (crossing: Crossing): Html =>
    html`<div class="check"><input type="checkbox" id="f-lift-${crossing.slug}" name="lift" value="${crossing.slug}"><label for="f-lift-${crossing.slug}">${words.lift(nameIn(crossing, messages))}</label></div>`;
  const items = crossings.flatMap((crossing) => {
    const mine = still
      .filter(({ service }) => service.crossing === crossing.slug)
      .map((each) => ({
        ...each,
        text: html`${each.restrictions.map((shown, i) => html`${i > 0 && "; "}${restrictionText(shown, crossing, messages)}`)}`,
      }));
    return scopedGroups(mine, ({ text }) => text, crossing, messages).map(
      ({ scope, first }) => html`<li>${nameIn(crossing, messages)}, ${scope}: ${first.text}</li>`,
    );
  });
  const restricted = crossings.filter(({ slug }) => still.some(({ service }) => service.crossing === slug));
  return html`<div class="notice look"><p><b>${messages.desk.preview.still}</b></p><ul>${items}</ul>${mayLift && html`<p class="hint">${words.liftHint}</p>${restricted.map(lift)}`}</div>`;
}
