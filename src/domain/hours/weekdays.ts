const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;

/** Indexes of the weekdays, Monday being 0. */
export const ALL_WEEKDAYS: readonly number[] = [...DAYS.keys()];

/** Parses a weekday or a range such as `Mo-Fr` or `Sa-Mo`. Returns null for other texts. */
export function parseDays(part: string): number[] | null {
  const [first, last = first, ...more] = part
    .trim()
    .split("-")
    .map((day) => DAYS.indexOf(day as (typeof DAYS)[number]));
  if (first === undefined || last === undefined || first < 0 || last < 0 || more.length > 0) return null;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, i) => (first + i) % 7);
}
