import { type Hours, parseHours } from "../../hours/opening-hours.ts";
import { WEEKDAY_WORDS, weekdayOf } from "./dates.ts";
import type { FoundRange, FoundTime } from "./times.ts";

const SHORT = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const ALWAYS = /\b(?:24 hours|24\/7|around the clock|24 horas|las 24 horas)\b/;
const SPAN = new RegExp(
  `\\b(${WEEKDAY_WORDS})s?\\.? ?(?:through|thru|to|-|a|al?) ?(?:el )?(${WEEKDAY_WORDS})s?\\b`,
  "g",
);
const SINGLE = new RegExp(
  `\\b(?:on )?(${WEEKDAY_WORDS})s\\b(?!\\.)|\\b(?:on |and |y |los |el )(${WEEKDAY_WORDS})\\b`,
  "g",
);
const WEEKEND = /\b(?:weekends?|fines? de semana)\b/;
const WORKDAYS = /\b(?:weekdays?|dias habiles|entre semana)\b/;

/**
 * Reads weekly hours in a clause of normalized text: "from 6 a.m. to 2 p.m. daily", "Monday through Friday 8 to 4".
 * Returns null if there are none, or if the notation of `opening_hours` cannot express them.
 */
export function hoursIn(clause: string, ranges: readonly FoundRange[]): Hours | null {
  if (ranges.length === 0) return ALWAYS.test(clause) ? parseHours("24/7") : null;
  const rules = ranges.map((range, i) => {
    const before = clause.slice(ranges[i - 1]?.end ?? 0, range.index);
    const after = clause.slice(range.end, ranges[i + 1]?.index ?? clause.length);
    return { times: timesOf(range), ahead: weekdaysIn(before), behind: weekdaysIn(after) };
  });
  // In a clause, the days come before all the times or after all of them.
  const ahead = rules[0]?.ahead !== "";
  const written = rules.map(({ times, ...days }) => `${ahead ? days.ahead : days.behind} ${times}`.trim());
  try {
    return parseHours(
      [
        ...new Set(rules.length > 1 && written.every((rule) => !/^[A-Z]/.test(rule)) ? written.slice(0, 1) : written),
      ].join("; "),
    );
  } catch {
    return null;
  }
}

function weekdaysIn(text: string): string {
  if (WORKDAYS.test(text)) return "Mo-Fr";
  if (WEEKEND.test(text)) return "Sa-Su";
  const spans = [...text.matchAll(SPAN)].map(([, first = "", last = ""]) => `${short(first)}-${short(last)}`);
  if (spans.length > 0) return spans.at(-1) ?? "";
  const singles = [...text.matchAll(SINGLE)].map(([, plural, single]) => short(plural ?? single ?? ""));
  return [...new Set(singles)].join(",");
}

const short = (word: string): string => SHORT[weekdayOf(word) - 1] ?? "";
const timesOf = ({ from, to }: FoundRange): string =>
  `${clock(from)}-${to.hour === 0 && to.minute === 0 ? "24:00" : clock(to)}`;
const clock = ({ hour, minute }: FoundTime): string =>
  `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
