import type { Standing } from "../../../src/domain/status/standing.ts";
import { answerParts, type Omittable, type ShortContext } from "../../../src/domain/text/answer-parts.ts";
import { contexts, madeStanding, today } from "./made-standing.ts";

/** Returns the parts of a short answer, in English and Spanish. */
export const shownParts = (standing: Standing, more: Partial<ShortContext> = {}) =>
  contexts(more).map((context) => answerParts(standing, context));

/** Returns what follows the status, in English and Spanish. */
export const shownMores = (standing: Standing, more: Partial<ShortContext> = {}) =>
  shownParts(standing, more).map((each) => each.more.join(" · "));

/** Circumstances of an answer that leaves these parts out. */
export const without = (...omitted: Omittable[]) => ({ without: new Set(omitted) });

/** Returns a time of the day after the made one. */
export const tomorrow = (time: string) => today(time).add({ hours: 24 });

/** Makes a standing outside its hours, which opens tomorrow. */
export const madeShut = (more: Partial<Standing> = {}) =>
  madeStanding({ open: false, because: "outside_hours", opensAt: tomorrow("06:00"), ...more });
