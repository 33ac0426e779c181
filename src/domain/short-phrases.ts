import type { Mode, Reason } from "./vocabulary.ts";

/** A time to be shown as short text: a month, or a day, a time of day or both. */
export interface ShortTime {
  month: string | null;
  day: string | null;
  time: string | null;
}

/** A change announced for a later time. */
export interface ComingChange {
  /** `limits`: an open service changes which travellers it admits. */
  kind: "reopening" | "opening" | "limits" | "suspension" | "closure";
  /** Names the only travellers admitted, as in `FAST`. Null if all are, or if the limits are not named. */
  travellers: string | null;
  limited: boolean;
}

/** How a title about one or several crossings tells the announced end of a restriction. */
export interface ToldEnd {
  isSeveral: boolean;
  /** True if the end was past when the report was recorded. */
  isPast: boolean;
  /** True if the title says that the end is an announcement. It does unless that makes it too long. */
  isMarked: boolean;
}

/**
 * How a short text names the travellers of a status: `open to pedestrians`, `suspended for pedestrians`, `closed to
 * pedestrians`, or first: `on foot, not sure`.
 */
export type ScopeForm = "open" | "restricted" | "closed" | "first";

/** Words of short answers, and of the lines about one mode or about a whole crossing. */
export interface ShortPhrases {
  /** Follows the status of a service that is open now, as in `Open now`. */
  openNow: string;
  /** Status of a service that is now outside its hours. */
  closedNow: string;
  /** States that nothing is known about a service. `noReports` follows in brackets. */
  notKnown: (isPast: boolean) => string;
  noReports: string;
  /** States that it is not known whether a service is open. The reason follows. */
  notSure: string;
  lastKnownOpen: (time: ShortTime) => string;
  /** Reason for a doubt if there is no evidence, or no space for the last evidence. */
  notConfirmed: string;
  /** Reason for a doubt if sources contradict each other and there is no space for what they say. */
  sourcesDiffer: string;
  hoursUnknown: string;
  /** Follows a service that is shut by its hours, and names the only travellers whom it admits once it opens. */
  whenOpen: (travellers: string) => string;
  /** States that it is not known whether a service has opened yet on the day, or in the month, of its opening. */
  notSureYet: (isPast: boolean) => string;
  /** States that it is not known whether a restriction still lasts, if there is no space for its expected end. */
  notSureStill: (status: string, isPast: boolean) => string;
  /** Doubts a restriction on record, because its expected end has passed. `overdue` says so. */
  butOverdue: (restriction: string, overdue: string) => string;
  /** States that it is not known whether a service will open when its hours next begin. */
  notSureOpens: (time: ShortTime, isPast: boolean) => string;
  /** States that a service opens at an unknown time on a day or in a month. `isCurrent`: today or this month. */
  opensSometime: (time: ShortTime, isCurrent: boolean, isPast: boolean) => string;
  opensToMoreSometime: (time: ShortTime, isCurrent: boolean, isPast: boolean) => string;
  /** Puts a status into the past: `was suspended`. */
  was: (status: string) => string;
  /** States {@link Phrases.notOpenFor} about a past time. */
  wasNotOpenFor: (asked: string, travellers: string) => string;
  /** Follows an open status in an answer that uses only some of the reports. */
  byChosenReports: string;
  /** Follows a status with its start. In the past, the words must not suggest that the status is over. */
  since: (time: ShortTime, isPast: boolean) => string;
  sinceAbout: (time: ShortTime, isPast: boolean) => string;
  /** Follows a status in a title. `isAhead` is true if the status begins after the report was recorded. */
  from: (time: ShortTime, isAhead: boolean) => string;
  /** Follows a status in a title. The status began at `time` or at an unknown earlier time. */
  orEarlier: (time: ShortTime) => string;
  /** States a restriction that is over, with its start and its end, in a title. `isSeveral`: at several crossings. */
  ended: (status: string, from: ShortTime, to: ShortTime, isSeveral: boolean) => string;
  /** In a title, follows a restriction with an announced end. */
  toReopen: (time: ShortTime, told: ToldEnd) => string;
  /** Writes the time of a claim, and its end if it has one. */
  inBrackets: (from: ShortTime, to: ShortTime | null) => string;
  /** States a restriction and its reason, if one is known. */
  because: (status: string, reason: string | null) => string;
  /** Words for reasons after a status, where they differ from the words in reports. */
  reasons: Partial<Record<Reason, string>>;
  /** Reason `counterpart` where the other country is known. */
  decisionOf: (country: string) => string;
  /** Reasons within a sentence, as in `closed for construction`. */
  dueTo: Record<Exclude<Reason, "other">, string>;
  /** `dueTo.counterpart` where the other country is known. */
  dueToDecisionOf: (country: string) => string;
  expectedUntil: (time: ShortTime) => string;
  overdue: (time: ShortTime, isPast: boolean) => string;
  /** Follows a restriction under which the feed shows traffic. */
  trafficStill: (isPast: boolean) => string;
  opens: (time: ShortTime) => string;
  closes: (time: ShortTime) => string;
  wasToOpen: (time: ShortTime) => string;
  wasToClose: (time: ShortTime) => string;
  announced: (change: ComingChange, time: ShortTime, isPast: boolean) => string;
  /**
   * States a restriction announced for a service that is shut by its hours and may not open before the restriction
   * begins.
   */
  alsoShut: (status: string, time: ShortTime, isPast: boolean) => string;
  /**
   * States that a service will not open at its next opening time, because a restriction is announced to begin by then.
   * `travellers` are the only ones for whom it would open, or null.
   */
  notToOpen: (
    opening: { time: ShortTime; travellers: string | null },
    change: ComingChange,
    time: ShortTime,
    isPast: boolean,
  ) => string;
  waiting: (minutes: number) => string;
  /** States the wait in the lanes of a programme. */
  waitingFor: (minutes: number, programme: string) => string;
  /** Introduces the waits of several modes in the lanes of a programme. */
  waitsFor: (list: string, programme: string) => string;
  /** Introduces the waits of several modes. */
  waits: (list: string) => string;
  /** States the wait of one of several modes. `how` names the mode. */
  waitOf: (minutes: number, how: string) => string;
  /** States that the answer for the other direction is the same. */
  same: string;
  /** Names a mode beside its wait. */
  how: Record<Mode, string>;
  /** Names the travellers of a mode. */
  whom: Record<Mode, string>;
  /** Names modes beside a status. `whom` and `how` are lists of the words for these modes. */
  scopes: Record<ScopeForm, (whom: string, how: string) => string>;
  bothWays: string;
  /** Comes before an answer about the past, and names its time. `name` is the crossing's name. */
  atTime: (name: string, time: ShortTime) => string;
  /** Comes before an answer about the future, and names its time. */
  ahead: (name: string, time: ShortTime) => string;
}
