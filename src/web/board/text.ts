import type { Temporal } from "temporal-polyfill";
import { tallyOf } from "../../domain/status/counts.ts";
import { showMoment } from "../../domain/time/show-moment.ts";
import type { Language } from "../../domain/vocabulary.ts";
import type { BoardCrossing } from "../map/map.ts";
import { showDay } from "../standing-text.ts";
import type { View } from "../view.ts";
import { WORDS } from "../words/index.ts";

/**
 * The board as lines of text. The first line states the instant and the limits on reports, unless the board is about
 * now and uses all reports. The next line counts the crossings per status.
 */
export function boardText(
  { crossings, view, at }: { crossings: readonly BoardCrossing[]; view: View; at: Temporal.Instant },
  language: Language,
): string {
  const tally = tallyOf(
    crossings.map(({ standings }) => standings),
    language,
  );
  return [...dated(view, at, language), `Garita. ${tally}.`, ASK[language], ""].join("\n");
}

const ASK: Record<Language, string> = {
  en: "Ask one: /lukeville   all: /v1/crossings   the API: /docs",
  es: "Uno: /lukeville   todos: /v1/crossings   la API: /docs",
};

function dated(view: View, at: Temporal.Instant, language: Language): string[] {
  if (!view.isDated) return [];
  const words = WORDS[language];
  const { on, time, tense, isToldThen, knownAt } = view;
  const when = on === undefined ? showMoment(at, "UTC", language) : words.ownClocks(showDay(on, language), time);
  const before = isToldThen ? at : view.publishedBefore;
  const then = on !== undefined && isToldThen ? words.thatTime : before && showMoment(before, "UTC", language);
  const known = knownAt === undefined ? [] : [words.asKnown(showMoment(knownAt, "UTC", language))];
  return [
    [words.tenses[tense], `${when}.`, ...(then === undefined ? [] : [words.asPublished(then)]), ...known].join(" "),
  ];
}
