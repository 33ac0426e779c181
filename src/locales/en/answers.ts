import type { Phrases, TextMessages } from "../../domain/phrases.ts";
import type { ComingChange, ShortPhrases, ShortTime } from "../../domain/short-phrases.ts";

export const ANSWERS_ENGLISH: Phrases = {
  modes: { pedestrian: "pedestrian", passenger: "passenger", commercial: "commercial", rail: "rail" },
  directions: { northbound: "northbound", southbound: "southbound" },
  bothDirections: "both directions",
  allModes: "all modes",
  and: " and ",
  open: "Open",
  limited: "Open with limits",
  programmes: {
    fast: "FAST",
    sentri: "SENTRI",
    ready: "Ready Lane",
    empties: "empty trucks",
    essential_travel: "essential travel",
    appointments: "travellers with an appointment",
  },
  openOnlyFor: (travellers) => `Open for ${travellers} only`,
  onlyFor: (travellers) => `for ${travellers} only`,
  notOpenFor: (asked, travellers) => `Not open for ${asked}: open for ${travellers} only`,
  partly: "Partly open",
  partlyUnconfirmed: "Unconfirmed, partly open",
  statuses: { open: "open", suspended: "suspended", closed: "closed" },
  since: (moment) => ` since ${moment}`,
  sinceAbout: (moment) => ` since about ${moment}`,
  startUnknown: " (start not known)",
  openAsOf: (moment) => `Open as of ${moment}; not confirmed since`,
  notConfirmedSince: (moment) => `Not confirmed since ${moment}; `,
  outsideHours: "Outside hours",
  hoursUnknown: "In doubt: opening hours for this time are not known",
  dayOfChange: (day) => `In doubt: opens on ${day}, time not stated`,
  monthOfChange: (month) => `In doubt: opens in ${month}, day not stated`,
  dayOfWidening: (day) => `In doubt: opens to more travellers on ${day}, time not stated`,
  monthOfWidening: (month) => `In doubt: opens to more travellers in ${month}, day not stated`,
  overdueDoubt: (said) => `In doubt: on record ${said}`,
  moreRestrictions: (count) => `${count} more ${count === 1 ? "restriction" : "restrictions"}`,
  noReport: "No reports: not known whether it is open",
  opensAt: (moment) => `opens ${moment}`,
  closesAt: (moment) => `closes ${moment}`,
  expectedUntil: (moment) => `expected until ${moment}`,
  overdue: (moment) => `expected until ${moment}, overdue`,
  announced: (status, moment) => `announced ${status} from ${moment}`,
  says: (publisher, status) => `but ${publisher} says ${status}`,
  traffic: "but traffic is moving",
  counted: (month) => `traffic was counted in ${month}`,
  countedNobody: (publisher, month) => `but ${publisher} counted nobody in ${month}`,
  countedTraffic: (publisher, number, month) => `but ${publisher} counted ${number} in ${month}`,
  notReported: (scope) => `${scope}: no report`,
};

/** Writes a time with its preposition: `on 4 Jan at 06:00`, `at 06:00` or `in Dec 2023`. */
const when = ({ month, day, time }: ShortTime): string =>
  month === null ? [day && `on ${day}`, time && `at ${time}`].filter(Boolean).join(" ") : `in ${month}`;

/** Returns true for the end of the current day. */
const isMidnight = ({ day, time }: ShortTime): boolean => day === null && time === "24:00";

/** Writes a time without a preposition before it: `4 Jan 2024 at 06:00`, `06:00` or `Dec 2023`. */
const stamp = ({ month, day, time }: ShortTime): string =>
  month ?? (day === null || time === null ? (day ?? time ?? "") : `${day} at ${time}`);

/** Writes the time of an opening: `at 06:00`, `15 Jan`, `15 Jan at 06:00` or `in Mar 2024`. */
const due = (time: ShortTime): string => {
  if (isMidnight(time)) return "at midnight tonight";
  return time.month === null ? `${time.day === null ? "at " : ""}${stamp(time)}` : `in ${time.month}`;
};

/** Limits an opening from a time on. Without the hyphen or the comma, "only" would seem to belong to the time. */
const onlyFrom = (travellers: string): string =>
  travellers.includes(" ") ? `${travellers} only,` : `${travellers}-only`;

const announced = ({ kind, travellers, limited }: ComingChange, time: ShortTime, isPast: boolean): string => {
  const start = isMidnight(time) ? "for midnight tonight" : `from ${stamp(time)}`;
  const was = (text: string) => (isPast ? `was ${text}` : text);
  switch (kind) {
    case "suspension":
      return `suspension announced ${start}`;
    case "closure":
      return `closure announced ${start}`;
    case "limits":
      if (travellers !== null)
        return `${isPast ? "was to be " : ""}${onlyFrom(travellers)} ${start.replace(/^for/, "from")} (announced)`;
      return limited ? `limits announced ${start}` : `limits ${isPast ? "were " : ""}to end ${due(time)} (announced)`;
    default: {
      const opening = `${was(kind === "reopening" ? "to reopen" : "to open")} ${due(time)}`;
      const limits = travellers === null ? limited && "with limits" : ANSWERS_ENGLISH.onlyFor(travellers);
      return `${[opening, limits].filter(Boolean).join(" ")} (announced)`;
    }
  }
};

/** Sets a start in brackets in an answer about the past: "was suspended since" is not English. */
const inPast = (start: string, isPast: boolean): string => (isPast ? ` (${start})` : ` ${start}`);

const sometime = (time: ShortTime, isCurrent: boolean): string =>
  time.month === null
    ? `${isCurrent ? "today" : when(time)}, time not stated`
    : `${isCurrent ? "this month" : when(time)}, day not stated`;

export const SHORT_ANSWERS_ENGLISH: ShortPhrases = {
  openNow: "Open now",
  closedNow: "Closed now",
  notKnown: () => "Status not known",
  noReports: "no reports",
  notSure: "Not sure",
  lastKnownOpen: (time) => `last known open ${when(time)}`,
  notConfirmed: "not confirmed",
  sourcesDiffer: "sources differ",
  hoursUnknown: "hours not known",
  whenOpen: (travellers) => ` (${travellers} only when open)`,
  notSureYet: (isPast) => (isPast ? "Not sure if it was open yet" : "Not sure if open yet"),
  notSureStill: (status, isPast) => `Not sure if ${isPast ? "it was " : ""}still ${status}`,
  butOverdue: (restriction, overdue) => `${restriction}, but ${overdue}`,
  notSureOpens: (time, isPast) => `not sure it ${isPast ? "opened" : "opens"} ${when(time)}`,
  opensSometime: (time, isCurrent, isPast) => `${isPast ? "was to open" : "opens"} ${sometime(time, isCurrent)}`,
  opensToMoreSometime: (time, isCurrent, isPast) =>
    `${isPast ? "was to open" : "opens"} to more travellers ${sometime(time, isCurrent)}`,
  was: (status) => `was ${status}`,
  wasNotOpenFor: (asked, travellers) => `Was not open for ${asked}: open for ${travellers} only`,
  byChosenReports: "according to the chosen reports only",
  since: (time, isPast) => inPast(`since ${stamp(time)}`, isPast),
  sinceAbout: (time, isPast) => inPast(`since about ${stamp(time)}`, isPast),
  from: (time) => ` from ${stamp(time)}`,
  orEarlier: (time) => ` since ${stamp(time)} or earlier`,
  inBrackets: (from, to) => {
    const times = [from, to].flatMap((time) => (time === null ? [] : [stamp(time)]));
    return ` (${[...new Set(times)].join(" to ")})`;
  },
  ended: (status, from, to) => `${status} ${when(from)}, reopened ${when(to)}`,
  toReopen: (time, { isMarked }) => `to reopen ${due(time)}${isMarked ? " (announced)" : ""}`,
  because: (status, reason) => (reason === null ? status : `${status}: ${reason}`),
  reasons: { counterpart: "decision by the country across the border" },
  expectedUntil: (time) => `expected until ${stamp(time)}`,
  decisionOf: (country) => `decision by ${country}`,
  dueTo: {
    staffing: "for lack of staff",
    security: "for security",
    weather: "for bad weather",
    construction: "for construction",
    public_health: "for public health",
    protest: "because of a protest",
    counterpart: "by decision of the country across the border",
    accident: "because of an accident",
    inspections: "for inspections",
  },
  dueToDecisionOf: (country) => `by decision of ${country}`,
  overdue: (time, isPast) => `the expected end (${stamp(time)}) ${isPast ? "had" : "has"} passed`,
  trafficStill: (isPast) => `, though traffic ${isPast ? "was" : "is"} still reported`,
  opens: (time) => `opens ${stamp(time)}`,
  closes: (time) => (isMidnight(time) ? "closes at midnight" : `closes ${stamp(time)}`),
  wasToOpen: (time) => `was to open ${when(time)}`,
  wasToClose: (time) => `was to close ${isMidnight(time) ? "at midnight" : when(time)}`,
  announced,
  alsoShut: (status, time, isPast) =>
    `${isPast ? "was to stay" : "to stay"} ${status} ${isMidnight(time) ? "past midnight" : `${time.time === null ? "from" : "past"} ${stamp(time)}`} (announced)`,
  notToOpen: ({ time: opening, travellers }, change, time, isPast) =>
    `${isPast ? "was not" : "not"} to open ${due(opening)}${travellers === null ? "" : ` even for ${travellers}`}: ${announced(change, time, isPast)}`,
  waiting: (minutes) => `${minutes} min wait`,
  waitingFor: (minutes, programme) => `${minutes} min ${programme} wait`,
  waitsFor: (list, programme) => `${programme} wait ${list}`,
  waits: (list) => `wait ${list}`,
  waitOf: (minutes, how) => `${minutes} min ${how}`,
  same: "the same",
  how: { pedestrian: "on foot", passenger: "by car", commercial: "by truck", rail: "by train" },
  whom: { pedestrian: "pedestrians", passenger: "cars", commercial: "trucks", rail: "trains" },
  scopes: {
    open: (whom) => `to ${whom}`,
    restricted: (whom) => `for ${whom}`,
    closed: (whom) => `to ${whom}`,
    first: (_, how) => how,
  },
  bothWays: "both ways",
  atTime: (name, time) => `${name} ${when(time)}`,
  ahead: (name, time) => `${name} ${when(time)}, as far as is known`,
};

export const COUNTS_ENGLISH: TextMessages["counts"] = {
  of: {
    suspended: (count) => `${count} suspended`,
    closed: (count) => `${count} closed`,
    limited: (count) => `${count} open in part`,
    outside_hours: (count) => `${count} outside hours`,
    limited_to_others: (count) => `${count} for other travellers`,
    doubtful: (count) => `${count} not sure`,
    unknown: (count) => `${count} not known`,
    open: (count) => `${count} open`,
  },
  all: (count, parts) => `${count} ${count === 1 ? "crossing" : "crossings"}: ${parts}`,
};
