import type { Temporal } from "temporal-polyfill";
import { formatCountsByStatus } from "../../domain/text/count-text.ts";
import { showMoment } from "../../domain/time/show-moment.ts";
import type { Messages } from "../../locales/messages.ts";
import type { BoardCrossing } from "../map/map.ts";
import { statusIconOfAll } from "../marks/status-icon.ts";
import { showDay } from "../standing-text.ts";
import type { PageView } from "../view.ts";

/**
 * Returns a summary of the board as text. The first line states the instant, and which reports count. It is omitted if
 * the board is about the present and all reports count. The next line counts the crossings per status, and the last
 * line names other addresses.
 */
export function boardText(
  { crossings, view, at }: { crossings: readonly BoardCrossing[]; view: PageView; at: Temporal.Instant },
  messages: Messages,
): string {
  const tally = formatCountsByStatus(
    crossings.map(({ standings }) => statusIconOfAll(standings)),
    messages,
  );
  return [...dated(view, at, messages), `Garita. ${tally}.`, messages.pages.askAtPrompt, ""].join("\n");
}

function dated(view: PageView, at: Temporal.Instant, messages: Messages): string[] {
  if (!view.isDated) return [];
  const words = messages.pages;
  const { on, time, tense, isToldThen, knownAt } = view;
  const when = on === undefined ? showMoment(at, "UTC", messages) : words.ownClocks(showDay(on, messages), time);
  const before = isToldThen ? at : view.publishedBefore;
  const then = on !== undefined && isToldThen ? words.thatTime : before && showMoment(before, "UTC", messages);
  const known = knownAt === undefined ? [] : [words.asKnown(showMoment(knownAt, "UTC", messages))];
  return [
    [words.tenses[tense], `${when}.`, ...(then === undefined ? [] : [words.asPublished(then)]), ...known].join(" "),
  ];
}
