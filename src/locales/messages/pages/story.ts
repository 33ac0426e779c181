import type { RestrictedKind } from "../../../domain/availability/restricted-days.ts";

/** Columns of the table of restrictions. The addresses of sorted tables contain these names. */
export type StoryColumn = "crossing" | "traffic" | "status" | "from" | "to" | "days" | "hours" | "reason" | "source";

/** Texts of the pages about the restrictions of a month, a year or any other period. */
export interface StoryText {
  /** Full names of the months, as they stand within a sentence. Their lower-case forms are parts of addresses. */
  monthNames: readonly string[];
  month: (name: string, year: number) => string;
  days: (from: string, to: string) => string;
  /** Adverbial phrases for a period, such as `in December 2023`. */
  in: {
    month: (name: string, year: number) => string;
    year: (year: number) => string;
    days: (from: string, to: string) => string;
  };
  title: (period: string) => string;
  indexTitle: string;
  indexText: string;
  months: string;
  years: string;
  /** Label of the link to these pages in the footer of every page. */
  link: string;
  linkFrom: (period: string) => string;
  /** Sentences. `inPeriod` begins with a lower-case letter. */
  nothingKnown: (inPeriod: string) => string;
  none: (inPeriod: string) => string;
  /**
   * Says that a period is over before the record begins. `inStart` names the start of the record: `in January 2008`.
   */
  beforeRecord: (inPeriod: string, inStart: string) => string;
  /** Says that the record begins within a period. */
  recordBegins: (inStart: string) => string;
  one: (inPeriod: string, name: string, days: number) => string;
  many: (inPeriod: string, count: number, longest: string, longestCount: number, days: number) => string;
  /** Replaces `many` if the crossings that share the highest number of days are too many to name. */
  manyLongest: (inPeriod: string, count: number, longestCount: number, days: number) => string;
  limitedAt: (list: string) => string;
  doubtAt: (list: string) => string;
  reasons: (list: string) => string;
  withDays: (name: string, days: number) => string;
  withCrossings: (reason: string, count: number) => string;
  noReason: string;
  dayCount: (days: number) => string;
  daysInDoubt: (days: number) => string;
  /** Follows a number of days: `and 3 in doubt`. */
  inDoubt: (days: number) => string;
  endsAt: (moment: string) => string;
  chart: string;
  chartText: (inPeriod: string) => string;
  kinds: Record<RestrictedKind | "doubt", string>;
  table: string;
  columns: Record<StoryColumn, string>;
  sorted: string;
  sortHint: string;
  /** Labels of what is folded. */
  moreRestrictions: (count: number) => string;
  moreCrossings: (count: number) => string;
  noEnd: string;
  hours: (hours: string, within: string | null) => string;
  byMonth: string;
  note: string;
  noteText: string;
  map: string;
  mapHint: (day: string) => string;
  day: string;
  play: string;
  pause: string;
  earlier: string;
  later: string;
  boardOf: (day: string) => string;
  otherPeriod: string;
  /** Name of the form on a page about an invalid address. */
  choose: string;
  /** Stands before the link to a period whose address is similar. */
  perhaps: string;
  fromDay: string;
  toDay: string;
  show: string;
  downloads: string;
  csv: string;
  json: string;
  svg: string;
  cite: string;
  citeHint: string;
  knownThen: string;
  allKnown: string;
  source: (link: string) => string;
}
