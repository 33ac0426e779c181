import { fold } from "./vocabulary.ts";

const ALL_DAY = /^24 (?:hrs|hours|horas)\/(?:day|dia)$/;
const SPAN =
  /^(?<from>\d{1,2} [ap]m|noon|mediodia|midnight|medianoche) ?- ?(?<to>\d{1,2} [ap]m|noon|mediodia|midnight|medianoche)$/;

/**
 * The `hours` text of the feed, English or Spanish, in the notation of our record: `24/7`, `06:00-20:00`,
 * `07:00-24:00`. It knows whole hours and no weekdays, as the feed does; null for anything else. So that a document that
 * comes in the other language does not look like a change of hours.
 */
export function openingHours(text: string): string | null {
  const folded = fold(text);
  if (ALL_DAY.test(folded)) return "24/7";
  const span = SPAN.exec(folded)?.groups;
  const from = hourOf(span?.from ?? "");
  const to = hourOf(span?.to ?? "");
  if (from === null || to === null) return null;
  return `${pad(from)}:00-${pad(to === 0 ? 24 : to)}:00`;
}

function hourOf(text: string): number | null {
  if (/^(?:noon|mediodia)$/.test(text)) return 12;
  if (/^(?:midnight|medianoche)$/.test(text)) return 0;
  const [, hour, half] = /^(\d{1,2}) ([ap])m$/.exec(text) ?? [];
  if (hour === undefined || Number(hour) < 1 || Number(hour) > 12) return null;
  return (Number(hour) % 12) + (half === "p" ? 12 : 0);
}

const pad = (hour: number): string => String(hour).padStart(2, "0");
