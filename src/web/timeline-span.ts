import type { TimelineSpan } from "../domain/vocabulary.ts";

/** Number of days of each period. `all` covers the whole record. */
export const SPAN_DAYS: Record<TimelineSpan, number | null> = {
  week: 7,
  month: 31,
  quarter: 92,
  year: 366,
  five_years: 5 * 366,
  all: null,
};
