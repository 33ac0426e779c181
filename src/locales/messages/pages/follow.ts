/** Texts about following a crossing with a calendar or a feed reader. */
export interface FollowText {
  title: string;
  hint: string;
  /** Row for all modes and directions. */
  everything: string;
  calendar: string;
  /** Calendar whose events have an alarm. */
  withAlarm: (minutes: number) => string;
  feed: string;
}
