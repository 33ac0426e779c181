/** The periods that a crossing's timeline can show. */
export const TIMELINE_SPANS = ["week", "month", "quarter", "year", "five_years", "all"] as const;
export type TimelineSpan = (typeof TIMELINE_SPANS)[number];

/** The days of each period. `all` covers the whole record. */
export const SPAN_DAYS: Record<TimelineSpan, number | null> = {
  week: 7,
  month: 31,
  quarter: 92,
  year: 366,
  five_years: 5 * 366,
  all: null,
};
