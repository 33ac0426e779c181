import type { DayKind } from "../../../domain/availability/day-status.ts";

/** Parts of a crossing's page, in the order of the links at its top. */
export const PAGE_PARTS = ["today", "history", "traffic", "sources"] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

/** Words of the page of one crossing, in addition to those of all pages. */
export interface CrossingWords {
  /** Name of the list of links to the parts of the page. */
  onThisPage: string;
  parts: Record<PagePart, string>;
  nearby: string;
  moreAlternatives: string;
  noneNear: (distance: string) => string;
  /** States a straight-line distance in the units of both countries. */
  distance: (km: number) => string;
  /** States a wait in one kind of lane: `Ready lanes 20 min`. */
  laneWait: (lane: string, minutes: string) => string;
  /** States when the waits were reported. `time` is a time of day, or a day with the time. */
  waitReported: (time: string) => string;
  allReports: (count: number) => string;
  /** Title of a chart. `lane` names the lane and the days. */
  typicalWaits: (lane: string, country: string) => string;
  moreLanes: string;
  tooFewWaits: string;
  /** Names the days of a chart. Weekday 0 is Monday, and null stands for all days together. */
  onDays: (weekday: number | null) => string;
  fromDays: (days: number, since: string) => string;
  /** States the wait at the current hour: the median, and the wait that one traveller in ten exceeds. */
  usualNow: (median: string, p90: string) => string;
  longestAt: (hour: string, median: string) => string;
  /** Label of the folded section with a lane's numbers and its charts for the other days. */
  moreDays: (lane: string) => string;
  weekOf: (lane: string) => string;
  moreCounts: string;
  calendarOf: (year: number, service: string) => string;
  month: string;
  yearBefore: (year: number) => string;
  yearAfter: (year: number) => string;
  days: Record<DayKind, string>;
  /** Legend of all doubted times in the timeline. */
  doubtful: string;
  /** Legend of the time in which a restriction counts as doubtful, because its expected end passed long ago. */
  perhapsOver: Record<"suspended" | "closed", string>;
  /** Legend of the line at the time of the answer. The bars end there. */
  afterAnswer: string;
  /** Names a time for which it is not known whether the crossing was open. */
  undecided: string;
  dayCount: (kind: string, count: number) => string;
  /** Label of the folded list with the same content as the calendar. */
  calendarText: string;
  share: string;
  shareButton: string;
  printButton: string;
  linkCopied: string;
  copy: string;
  copied: string;
  cite: string;
  /** Cites an answer: the sentence, the instant that it is about, and the instant up to which reports count. */
  citation: (sentence: string, at: string, knownAt: string) => string;
}
