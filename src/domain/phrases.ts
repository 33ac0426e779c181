import type { ErrorPhrases } from "./error-phrases.ts";
import type { Direction, Language, Mode, Programme, Reason, Status } from "./vocabulary.ts";

/** The words and phrases of summaries in one language. Callers pass dates and times as formatted text. */
export interface Phrases {
  modes: Record<Mode, string>;
  directions: Record<Direction, string>;
  bothDirections: string;
  allModes: string;
  and: string;
  open: string;
  limited: string;
  /** Names of the travellers of each programme, in a sentence. */
  programmes: Record<Programme, string>;
  /** Describes an open service that is limited to the named travellers, in place of `limited`. */
  openOnlyFor: (travellers: string) => string;
  /** Follows the statement that a service opens, if it opens only for the named travellers. */
  onlyFor: (travellers: string) => string;
  /**
   * States that a service is not open to the travellers asked about (`asked`), because it is limited to others
   * (`travellers`).
   */
  notOpenFor: (asked: string, travellers: string) => string;
  partly: string;
  partlyUnconfirmed: string;
  statuses: Record<Status, string>;
  since: (moment: string) => string;
  sinceAbout: (moment: string) => string;
  startUnknown: string;
  openAsOf: (moment: string) => string;
  notConfirmedSince: (moment: string) => string;
  openUnconfirmed: string;
  notConfirmed: string;
  outsideHours: string;
  hoursUnknown: string;
  dayOfChange: (day: string) => string;
  monthOfChange: (month: string) => string;
  /** Describes the day on which an open service opens to more travellers. */
  dayOfWidening: (day: string) => string;
  monthOfWidening: (month: string) => string;
  /** Describes restrictions that are all long overdue. `said` contains the status on record and its start. */
  overdueDoubt: (said: string) => string;
  moreRestrictions: (count: number) => string;
  noReport: string;
  opensAt: (moment: string) => string;
  closesAt: (moment: string) => string;
  expectedUntil: (moment: string) => string;
  overdue: (moment: string) => string;
  announced: (status: string, moment: string) => string;
  says: (publisher: string, status: string) => string;
  traffic: string;
  /** Describes a status supported by the month's count. */
  counted: (month: string) => string;
  /** Describes a count that contradicts the status. */
  countedNobody: (publisher: string, month: string) => string;
  countedTraffic: (publisher: string, number: string, month: string) => string;
  notReported: (scope: string) => string;
}

/** The words of short answers: a few words about one mode of a crossing. Times are passed in as short text. */
export interface ShortPhrases {
  /** Follows the status of a service that is open at this moment, as in `Open now`. */
  openNow: string;
  /** Describes a service outside its hours at this moment. */
  closedNow: string;
  noReport: string;
  /** States that it is not known whether a service is open, and why. */
  notSure: (why: string) => string;
  lastKnownOpen: (moment: string) => string;
  hoursUnknown: string;
  opensSometime: (moment: string) => string;
  opensToMoreSometime: (moment: string) => string;
  /** States a restriction and its reason, if one is known. */
  because: (status: string, reason: string | null) => string;
  waiting: (minutes: number) => string;
  /** States that the answer for the other direction is the same. */
  same: string;
}

/** Words for reports, in addition to those of answers. Dates and times are passed in as text. */
export interface ReportPhrases {
  from: (moment: string) => string;
  fromAbout: (moment: string) => string;
  liftsAll: string;
  liftsSome: string;
  already: (moment: string) => string;
  expectedUntil: (moment: string) => string;
  hours: (hours: string) => string;
  hoursCleared: string;
  /** Describes an exception to the weekly hours. */
  exception: (hours: string) => string;
  exceptionsEnded: string;
  until: (moment: string) => string;
  said: (status: string, when: string) => string;
  denied: (status: string, when: string) => string;
  to: string;
  /** Describes a count of one month. The number is null if nobody crossed. */
  counted: (number: string | null, month: string) => string;
  /**
   * Describes counts of many months: the first and last month, the months with a count of zero, and the months without
   * a count.
   */
  countedMonths: (from: string, to: string, nobody: string | null, missing: string | null) => string;
  attributed: string;
  published: (moment: string) => string;
  reason: (reason: string) => string;
  reasons: Record<Reason, string>;
  withdrawn: (title: string) => string;
  withdrawnAt: (moment: string) => string;
  withdrawal: (title: string) => string;
  withdraws: (publisher: string) => string;
  feed: { title: (of: string) => string; calendar: (of: string) => string; subtitle: string };
}

/** Words for calendar events, in addition to those of answers and reports. */
export interface EventPhrases {
  reopening: string;
  withLimits: string;
  timeUnknown: string;
  dayUnknown: string;
  openAgain: string;
  changes: (status: string, moment: string) => string;
  noEnd: string;
  overdue: string;
  notReopened: string;
}

/** Messages of one language from which the domain writes its texts. Callers pass them in. */
export interface TextMessages {
  language: Language;
  /** Short names of the months, from January on. */
  months: readonly string[];
  /** Words of the notation of hours, such as `Mo`, `off`, `24/7` and `PH:US:labor-day`. */
  hoursWords: Readonly<Record<string, string>>;
  phrases: Phrases;
  short: ShortPhrases;
  reports: ReportPhrases;
  events: EventPhrases;
  /** Locale (BCP 47) whose rules join the names of a list. */
  listLocale: string;
  /** Writes the number of crossings of each status in one line. */
  countsLine: (all: number, sure: number, unconfirmed: number, shut: number, doubtful: number) => string;
  errors: ErrorPhrases;
}
