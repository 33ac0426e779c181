import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../domain/places/crossing.ts";
import type { ExpectedChange } from "../domain/status/change-run.ts";
import type { Standing } from "../domain/status/standing.ts";
import { programmesText } from "../domain/text/limit-text.ts";
import type { Messages } from "../locales/messages.ts";
import { html, type Part } from "./html.ts";
import { otherPublisher, timeTag } from "./standing-text.ts";

/** Returns the words before the time of an announced change, such as `Announced suspended from`. */
export function willBeText(next: ExpectedChange, messages: Messages): string {
  const { willBe, willBeLimited, willBeOnlyFor } = messages.pages;
  if (next.programmes.length > 0) return willBeOnlyFor(programmesText(next.programmes, messages));
  return next.limited ? willBeLimited : willBe[next.status];
}

/** Renders the next changes: the next opening or closing time, the expected end, and the announced change. */
export function nextText(standing: Standing, { timeZone }: Crossing, messages: Messages): Part {
  const words = messages.pages;
  const { opensAt, closesAt, expectedUntil, overdue, next, credits } = standing;
  const tag = (moment: Temporal.Instant) => timeTag(moment, timeZone, messages);
  const parts: Part[] = [
    opensAt && html`${words.opens} ${tag(opensAt)}${otherPublisher(credits.turn, standing)}`,
    closesAt && html`${words.closes} ${tag(closesAt)}${otherPublisher(credits.turn, standing)}`,
    expectedUntil &&
      html`${overdue ? words.overdue : words.expectedUntil} ${timeTag(expectedUntil, timeZone, messages)}${otherPublisher(credits.expectedUntil, standing)}`,
    next &&
      html`${willBeText(next, messages)} ${timeTag(next.effectiveAt, timeZone, messages)} (${next.report.source.publisher})`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.map((part, i) => html`${i > 0 && "; "}${part}`);
}
