import type { ErrorPhrases } from "./error-phrases.ts";
import type { ShortPhrases } from "./short-phrases.ts";
import type { Direction, Language, Mode, Programme, Reason, Status, StatusIcon } from "./vocabulary.ts";

/** Words and phrases of summaries in one language. Dates and times are passed as formatted text. */
export interface Phrases {
  modes: Record<Mode, string>;
  directions: Record<Direction, string>;
  bothDirections: string;
  allModes: string;
  and: string;
  open: string;
  limited: string;
  /** Travellers of each programme, as named in a sentence. */
  programmes: Record<Programme, string>;
  /** An open service limited to these travellers. Used in place of `limited`. */
  openOnlyFor: (travellers: string) => string;
  /** Follows "opens" if the service opens only for these travellers. */
  onlyFor: (travellers: string) => string;
  /** The travellers in `asked` may not cross, because the service is limited to `travellers`. */
  notOpenFor: (asked: string, travellers: string) => string;
  partly: string;
  partlyUnconfirmed: string;
  statuses: Record<Status, string>;
  since: (moment: string) => string;
  sinceAbout: (moment: string) => string;
  startUnknown: string;
  openAsOf: (moment: string) => string;
  notConfirmedSince: (moment: string) => string;
  outsideHours: string;
  hoursUnknown: string;
  dayOfChange: (day: string) => string;
  monthOfChange: (month: string) => string;
  /** The day on which an open service admits more travellers. */
  dayOfWidening: (day: string) => string;
  monthOfWidening: (month: string) => string;
  /** Doubt about restrictions that are all long overdue. `said` is the status on record with its start. */
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
  /** A status supported by the month's count. */
  counted: (month: string) => string;
  /** A count of zero that contradicts an open status. */
  countedNobody: (publisher: string, month: string) => string;
  countedTraffic: (publisher: string, number: string, month: string) => string;
  notReported: (scope: string) => string;
}

/** Further words for reports. Dates and times are passed as text. */
export interface ReportPhrases {
  from: (moment: string) => string;
  fromAbout: (moment: string) => string;
  liftsAll: string;
  liftsSome: string;
  already: (moment: string) => string;
  expectedUntil: (moment: string) => string;
  hours: (hours: string) => string;
  hoursCleared: string;
  /** An exception to the weekly hours. */
  exception: (hours: string) => string;
  exceptionsEnded: string;
  until: (moment: string) => string;
  said: (status: string, when: string) => string;
  denied: (status: string, when: string) => string;
  to: string;
  /** A month's count. `number` is null if nobody crossed. */
  counted: (number: string | null, month: string) => string;
  /** Counts of many months: the first and last month, the months without traffic, and the missing months. */
  countedMonths: (from: string, to: string, nobody: string | null, missing: string | null) => string;
  attributed: string;
  /** Returns a title's status in the form for several crossings, which is the plural in Spanish. */
  ofSeveral: (status: string) => string;
  /** States in a title that a status was claimed or denied. `text` is the status in words, with its limits. */
  saidStatus: (text: string, isSeveral: boolean) => string;
  deniedStatus: (status: Status, text: string, isSeveral: boolean) => string;
  /** States in a title that hours change. */
  newHours: string;
  /** Separates consecutive statuses of a service, as in `suspended, then open`. */
  thenStatus: string;
  /** States in a title that services open at several times, or at a time for which there is no space. */
  opening: string;
  /** Number of crossings, in place of their names. */
  crossings: (count: number) => string;
  published: (moment: string) => string;
  reason: (reason: string) => string;
  reasons: Record<Reason, string>;
  withdrawn: (title: string) => string;
  withdrawnAt: (moment: string) => string;
  withdrawal: (title: string) => string;
  withdraws: (publisher: string) => string;
  feed: { title: (of: string) => string; calendar: (of: string) => string; subtitle: string };
}

/** Further words for calendar events. */
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

/** Further words for messages of the Common Alerting Protocol. Times are passed as text. */
export interface AlertPhrases {
  /** Kind of event, the same for all messages. */
  event: string;
  reopened: (moment: string) => string;
  /** Follows the statement that a report was withdrawn or corrected. */
  withdrawn: string;
  /** Follows a restriction whose expected end has passed. */
  notKnown: string;
  checkFirst: string;
  checkReopened: string;
  /** Other crossings for some travellers, and the distances to them. */
  nearest: (whom: string, crossings: string) => string;
  county: (name: string) => string;
  feed: { title: (of: string) => string; subtitle: string };
}

/** Messages of one language for the domain's texts. */
export interface TextMessages {
  language: Language;
  /** Short month names, January first. */
  months: readonly string[];
  /** Words for the notation of hours: `Mo`, `off`, `24/7`, `PH:US:labor-day` and others. */
  hoursWords: Readonly<Record<string, string>>;
  phrases: Phrases;
  short: ShortPhrases;
  reports: ReportPhrases;
  events: EventPhrases;
  alerts: AlertPhrases;
  /** Locale (BCP 47) for joining the names in a list. */
  listLocale: string;
  /**
   * Texts for numbers of crossings. `of` gives the number of those with one status. `all` gives the total and lists
   * those numbers.
   */
  counts: { of: Record<StatusIcon, (count: number) => string>; all: (count: number, parts: string) => string };
  errors: ErrorPhrases;
}
