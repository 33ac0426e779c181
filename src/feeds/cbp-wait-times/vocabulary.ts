import type { Lane } from "../../domain/feed/observation.ts";
import { fold } from "../../domain/fold.ts";

/** Meaning of a status. `number` means that minutes follow. */
export type LaneStatus = Lane["says"];

/** CBP's statuses of a lane. The feed used Spanish at times from 28 May to 9 July 2026. */
const STATUS_WORDS: ReadonlyMap<string, LaneStatus> = new Map([
  ["no delay", "number"],
  ["delay", "number"],
  ["lanes closed", "closed"],
  ["update pending", "pending"],
  ["n/a", "none"],
  ["sin demora", "number"],
  ["demora", "number"],
  ["carriles cerrados", "closed"],
  ["actualizacion pendiente", "pending"],
]);

const MEXICAN_BORDER: ReadonlySet<string> = new Set(["mexican border", "frontera mexicana"]);

const DELAY = /^(?:(\d{1,2}) ?(?:hr|hrs) ?)?(?:(\d{1,4}) ?(?:min)?)?$/;
/** Maximum delay in minutes, one day. The longest seen is 240. */
const LONGEST_DELAY = 1440;

/** Returns the meaning of an `operational_status` in English or Spanish. Returns `unknown` for other text. */
export const readStatus = (word: string): LaneStatus => STATUS_WORDS.get(fold(word)) ?? "unknown";

/** Returns true for the Mexican border, in English or Spanish. */
export const isMexicanBorder = (border: string): boolean => MEXICAN_BORDER.has(fold(border));

/**
 * Reads a `delay_minutes`: `25`, or in the style of 2014: `25 min`, `1 hr`, `1 hrs 10 min`. Returns null for other text
 * and for more than 1,440 minutes. An empty text is not a wait of 0.
 */
export function readDelay(text: string): number | null {
  const [, hours, minutes] = DELAY.exec(fold(text)) ?? [];
  if (hours === undefined && minutes === undefined) return null;
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return total <= LONGEST_DELAY ? total : null;
}

/** Reads a `lanes_open`: a whole number below 100 (the highest seen is 22), or null. */
export const readLanesOpen = (text: string): number | null => (/^\d{1,2}$/.test(text) ? Number(text) : null);
