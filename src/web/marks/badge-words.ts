import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { crossingAnswer } from "../../domain/text/crossing-line.ts";
import type { Messages } from "../../locales/messages.ts";

/** Maximum number of characters after the name. A longer badge may not fit on a line of the page that shows it. */
const BADGE_LIMIT = 60;

/** Returns the answer for the requested services, in the few words that fit a badge. */
export const badgeWords = (
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  messages: Messages,
): string => crossingAnswer(standings, crossing, { at, messages, asked: "now", limit: BADGE_LIMIT });
