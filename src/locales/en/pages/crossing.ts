import type { CrossingWords } from "../../messages/pages/crossing.ts";

const rounded = (distance: number): string => (distance < 10 ? distance.toFixed(1) : String(Math.round(distance)));

/** Kilometres in a mile. */
const MILE = 1.609344;

const WEEKDAYS = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];

export const CROSSING_ENGLISH: CrossingWords = {
  onThisPage: "On this page",
  parts: { today: "Today", history: "History", traffic: "Traffic", sources: "Sources" },
  nearby: "Nearby crossings",
  moreAlternatives: "Alternatives for other traffic",
  noneNear: (distance) => `No crossing within ${distance} is open for this traffic.`,
  distance: (km) => `${rounded(km / MILE)} mi (${rounded(km)} km)`,
  laneWait: (lane, minutes) => `${lane} ${minutes}`,
  waitReported: (time) => `wait reported ${time}`,
  allReports: (count) => `Everything reported (${count})`,
  typicalWaits: (lane, country) => `Typical waits into ${country} by hour: ${lane}`,
  moreLanes: "Typical waits in other lanes",
  tooFewWaits: "There are too few wait times on record to state typical waits by hour.",
  onDays: (weekday) => (weekday === null ? "all days together" : `on ${WEEKDAYS[weekday]}`),
  fromDays: (days, since) => `Based on ${days} ${days === 1 ? "day" : "days"} since ${since}.`,
  usualNow: (median, p90) => `At this hour, half wait ${median} or less, and one in ten more than ${p90}.`,
  longestAt: (hour, median) => `Longest at ${hour}, when half wait ${median} or more.`,
  moreDays: (lane) => `Numbers and other days: ${lane}`,
  weekOf: (lane) => `${lane}: half wait at most this many minutes, by hour and day`,
  moreCounts: "Counts of other traffic",
  calendarOf: (year, service) => `${year} day by day: ${service}`,
  month: "Month",
  yearBefore: (year) => `← ${year}`,
  yearAfter: (year) => `${year} →`,
  days: {
    open: "Open",
    limited: "Open with limits",
    unconfirmed: "Open on record, not confirmed",
    contradicted: "Open on record, contradicted by a source",
    suspended: "Suspended",
    closed: "Closed",
    off: "Not scheduled to open",
    mixed: "Changed during the day",
    unknown: "Not known",
  },
  doubtful: "Perhaps open, in doubt",
  perhapsOver: {
    suspended: "Perhaps still suspended: the expected end has passed",
    closed: "Perhaps still closed: the expected end has passed",
  },
  afterAnswer: "Time of the answer; after it, only announcements",
  undecided: "Not known whether it was open",
  dayCount: (kind, count) => `${kind}: ${count} ${count === 1 ? "day" : "days"}`,
  calendarText: "The calendar in words",
  share: "Share and cite",
  shareButton: "Share",
  printButton: "Print",
  linkCopied: "Link copied",
  copy: "Copy",
  copied: "Copied",
  cite: "Cite this answer",
  citation: (sentence, at, knownAt) =>
    `“${sentence}”, Garita, answer for ${at} from the reports on record on ${knownAt}.`,
};
